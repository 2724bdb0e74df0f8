"""Sentences about people, prices, the app and the website, the stores and the range."""

from data_access.demo.words import pools

POOLS = pools(
    """
## service_pos.core
{agent} [on the phone|in the chat|from customer service] [sorted it out|solved it|fixed everything] in [five|\
ten] minutes. [Lovely person.|Excellent.|So helpful.|Give her a raise!]
I [wrote|e-mailed|sent a message] on {weekday} evening and had a [helpful|kind|proper] answer [the same \
night|before breakfast|within two hours].
A real person answered [on the second ring|within a minute], [and she was lovely|knew the product and was a \
great help|and he was patient with me].
I'd [ordered the wrong size|typed the wrong address|clicked twice] and {agent} [changed it at once|caught it \
before it shipped]. [Saved me.|Brilliant service.|So kind.]
{agent} [admitted the mistake|said sorry], [put it right|fixed it the same day] and [rang me afterwards|sent \
a handwritten card]. That's [excellent|great|good] service.
I'm [72|79|not good with computers] and {agent} [went through it with me step by step|filled in the form \
with me], [very kind|so patient|a treasure].
They [sent a spare part|found me the last one in another store|matched my old set] [for free|without being \
asked], [which is amazing|which I really appreciate].
I asked a [daft|picky|very technical] question about {it} and got [a friendly and honest answer|an honest \
answer with photos|measurements and a good tip].
[Best|The best|Nicest] customer service I've [had in a long time|dealt with this year], [and I complain a \
lot|thank you {agent}].
{agent} [told me honestly|was honest] that {it} [wasn't right for us|wouldn't fit] and [saved us money|found \
a better one]. I [respect|love] that.
One [e-mail|call|message], one answer, problem [solved|gone]. [More of this please.|Just perfect.|Simply \
excellent.]
They [remembered me|had all my earlier messages in front of them], so I [didn't have to explain it all \
again, great|only told my story once, wonderful].
## service_pos.more
The [chat|phone] [team|people] [are|were] [friendly|lovely|super helpful].
I felt [listened to|taken seriously|like a valued guest], [which is rare|and I'm grateful].
{agent}, [if you read this|whoever you are]: thank you.
[Friendly|Kind] from start to finish.
They [called back when they said they would|kept every promise|even followed up a week later].
## service_pos.tiny
[Friendly|Kind|Lovely] and [helpful|quick|competent].
{agent} was [great|wonderful|so helpful], thanks.
[Great|Excellent|Superb] customer service[, quick answer|, real people|].
Problem solved in [ten minutes|one e-mail|one call], [great|impressed|thank you].
[Helpful|Honest|Quick] advice about the {thing}, [thanks|great].
## service_neg.core
[Forty minutes|Half an hour|Over an hour] on hold, then [the line went dead|cut off|they hung up]. \
[Terrible.|So frustrating.|Unacceptable.]
[Third|Fourth|Fifth] e-mail without an answer. [Is anybody there?|I'm angry.|Bad service.|Very poor.]
The chat bot [sends me round in circles|doesn't understand a word|offers me the same three links] and \
[there's no person behind it|it's useless|I gave up, frustrated].
I asked [two|three] people and got as many different answers, [all wrong|none of them useful|each ruder than \
the last]. [A mess.|Poor show.|Not OK.]
The [lady|man|person] on the phone was [rude|short with me|annoyed] and told me [it was my own fault|to read \
the terms|I should "just wait"].
My complaint was [closed as solved|marked as resolved]. It [isn't|wasn't]. Nobody [asked|called] me. [It \
makes me angry.|No good at all.|Shocking.]
I was promised a call back [on {weekday}|within 24 hours] and [nothing happened|nobody called]. [Really \
disappointing.|Twice now, which is terrible.|That's poor.]
Every reply is [copied and pasted|the same copied text], [no one reads what I write|they ignore my \
question], [it's insulting|so annoying].
They blame the [courier, the courier|manufacturer, the manufacturer|warehouse, the warehouse] blames them, \
and [I'm the fool in the middle|I'm left with the problem].
They asked for [the same photos|my order number] [three|four] times and [then stopped answering|still did \
nothing]. [Awful, really.|Frustrating.|Just terrible.]
You can't [reach|ring] anyone [after five|at weekends|without an app], which is [bad|ridiculous|no use] when \
{it} [arrives broken on a Saturday|has a problem].
My e-mail was answered after [nine|eleven|twelve] days, [with a question I'd already answered|with a link to \
the FAQ]. [Poor.|It's awful.|How disappointing.]
## service_neg.more
Nobody [takes|shows any] responsibility [here|there|at all].
Nobody [has said|ever said|says] sorry[, not once|, of course|].
I [just want|only want] [a person who listens|an answer|somebody to own this], [that's all|it's not a lot to \
ask].
And the hold music is [torture|awful|its own punishment].
They [don't|really don't] care [once they have your money|after the sale].
It [shouldn't take|took] [two weeks|six e-mails|eleven messages] to get [a simple answer, and I'm exhausted|\
a simple answer|one straight answer].
{agent} [tried, I think, but|was polite but] [had no power to fix anything|couldn't do anything about the \
problem].
## service_neg.tiny
No answer [to my e-mails|since {weekday}|for two weeks]. [Not good.|Poor stuff.|Terrible, really.]
[Rude|Unhelpful, rude|Useless] customer service.
[Forty minutes|An hour] on hold[, then cut off|]. [Just awful.|Simply terrible.|Angry doesn't cover it.]
Nobody answers[, nobody cares|]. [We're disappointed.|Really poor.|Really bad.]
## price_pos.core
[Fair|Good|Great] price for {it}, [I'd looked at four others first|I'd expected to pay double|half of what \
I'd budgeted].
For {amount} euros {it} is [a bargain|great value|excellent value], [honestly|no question].
Got {it} in the sale [at 30 percent off|for less than a takeaway], [delighted|very happy with that|brilliant \
deal].
[Good|Great] value: {it} [looks|feels] [far|much|a lot] more expensive than it is.
Not the [cheapest|lowest price] around, but [worth it|well worth every cent|you get good quality for it].
The [welcome discount|newsletter voucher|bundle price] made it [a great deal|really good value|an easy win].
[Paid|I paid] {amount} euros [in all|with delivery], and [I'm happy|no regrets, excellent value|that's a \
good price].
Honest prices, [no fake "was 199, now 99"|no tricks at the checkout], [I like that|which I appreciate].
We [furnished|fitted out] the whole [flat|office|guest room] [for under a thousand euros|without going \
broke] and it looks [great|lovely|amazing].
## price_pos.more
[Good|Great|Super] value for money.
And [the price was fair|at a fair price|cheaper than I'd feared], [happy|nice].
You [get|really do get] what you pay for here, [in the good sense|and it's good].
Couldn't find [it|anything as good] for less [anywhere|and I did look], [happy|pleased].
## price_pos.tiny
[Great|Good|Excellent] value [{thing}|for the money].
[Fair price|Good price|Great price], [nice {thing}|lovely {thing}|happy].
Worth every [cent|euro][, happy|, love it|].
A bargain[, honestly|], [great {thing}|lovely quality|very happy].
## price_neg.core
{amount} euros for {it} is [too much|a rip off|hard to justify], [and it feels cheap|and quality is poor|\
considering the poor finish].
[Delivery costs|The delivery fee|Shipping] at the checkout [were a nasty surprise|spoiled it for me|annoyed \
me]: nearly [eight|nine] euros for [a small box|one {thing}].
Two days after I bought {it} [the price dropped by 20 percent|it was in the sale]. [No refund of the \
difference.|Annoying.|I felt stupid.]
The voucher code [didn't work|was refused at the checkout] and [nobody would honour it|support said bad \
luck]. [Disappointing.|Cheated.|That's bad.]
[Overpriced|Badly overpriced], the same {thing} [is sold elsewhere for a third less|costs less in every \
other shop]. [I'm disappointed.|Not happy.]
The "sale" price is [what it cost last month|the normal price with a red sticker]. [Dishonest.|That's a \
trick.|I feel cheated.]
## price_neg.more
[Poor value|Bad value] for [money|what you get].
[It used to be better|I wouldn't mind if it lasted], [but at that price it's annoying|now it's a bad deal].
On [my budget|a tight budget] that's [hard to afford|out of reach], [sadly|which is a shame].
## price_neg.tiny
[Too expensive|Overpriced] for [a {thing}|what it is][, sadly|, poor value|, disappointed].
[Delivery fee|Shipping cost] is [a rip off|terrible|ridiculous].
Not worth {amount} euros. [Disappointed.|Poor value.|Sorry.]
## app_pos.core
The {app} is [easy|clear|a pleasure] to use, [even for me|even on my old phone|even with one thumb and a \
baby on my arm].
[Checked out|Ordered] in [under a minute|three taps|the time it took the kettle to boil], [great|love it|\
brilliant].
[Good|Great|Lovely] photos {in_app}, and the [measurements are right|colours are true], [which helped a lot|\
so no nasty surprises].
The {app} lets me [see {it} in my own room|save lists for each room|filter by size], [which I love|very \
useful|so clever].
Finding {it} was easy, the [search|filter by width] [really works|is excellent], [well done|thank you].
I like that the {app} [remembers my sizes|shows what's in stock at my store|tells you when something's \
back]. [Helpful.|Super useful.|I call that great.]
The reviews {in_app} are [honest|real], [bad ones too|with photos], which [helped me choose|I trust].
Reordering [takes ten seconds|is easy from the list of past orders], [perfect for our office|great for us].
The last update is [a big improvement|great], [faster|quicker to start] and [the dark mode is beautiful|the \
basket no longer empties itself].
## app_pos.more
[Simple|Easy|Quick] checkout[, no account needed|].
The {app} is [quick|fast|lovely to look at][, thank you|].
[Clear|Helpful] [size guide|descriptions|pictures] [as well|too].
Paid with [my phone|one tap], [easy|so easy].
## app_pos.tiny
[Easy|Simple|Great] {app}[, quick checkout|, love the wish list|].
[Clear|Easy] to use, [good photos|good search|found the {thing} at once].
Nice {app}, [works well|no crashes|easy to pay|does the job well].
Found the {thing} [in seconds|with two taps], [great|love it|easy].
## app_neg.core
The {app} [crashes|freezes|logs me out] [every time I open the basket|at the payment page|when I search for \
anything]. [So annoying.|Useless to me.|So frustrating.]
Paid, got an error, paid again: [charged twice|now I've two orders]. [What a terrible idea.|Bad.|Very \
annoying.]
The search {in_app} is [hopeless|useless|terrible]. I typed "{thing}" and got [bath mats|candles|gift cards].
It said ["in stock"|"available tomorrow"] and [after I'd paid it wasn't|an hour later it was cancelled]. \
[Bad form.|Misleading.|Very disappointing.]
The {app} won't let me [change my address|remove an old card|log in since the update]. [Frustrating.|Very \
poor.|Stupid.]
[Cookie banner|Pop-up|Newsletter box] on top of pop-up, [I can't even see the products|an awful experience|\
so annoying].
The measurements {in_app} are wrong[, by six centimetres in my case|], so {it} [doesn't fit|is useless to me].
Password reset [never arrives|mail never arrives], [so I'm locked out|third day in a row], [annoying|\
terrible|bad].
My [wish list|saved list|basket] [disappeared|was gone] [after the update|overnight], [an hour of choosing \
lost|so annoying|I'm upset].
The photos make {it} look [twice the size|bright green], which is [misleading|a bit dishonest|disappointing].
The checkout [rejects|refuses] my [postcode|card|phone number] [without saying why|for no reason]. [Gave up.|\
Poor show.|Frustrating.]
## app_neg.more
I had to [start again|type everything in] [three|four] times, [annoying|so frustrating].
And it's [slow|painfully slow][, sadly|].
Whoever [designed|tested] that [hates customers|never tried it on a phone, a bad job].
It [used to work|worked better before the update], [now it's broken|now it's a mess].
## app_neg.tiny
{app_cap} [crashes|freezes] at checkout. [Really annoying.|Useless.|Terrible.]
Charged twice[, no answer|]. [Very bad.|I'm angry.|Just terrible.]
[Hopeless|Terrible|Useless] search.
Can't log in [any more|since the update], [bad|annoying|frustrating].
{app_cap} is [slow|broken|a mess], [frustrating|poor|bad].
## store_pos.core
The [young man|lady|woman|team] in the [lighting|kitchen|bedding|garden] department [took half an hour for \
us|knew her stuff|knew everything], [so kind|very helpful|excellent].
[Lovely|Beautiful|Great] shop, [you can try everything|the displays give you good ideas], and [nobody pushes \
you|the staff are friendly].
Went in for [one candle|a tea towel|a present], came out with {it} and [a big smile|no regrets|a happy wife].
Click and collect was ready [in an hour|before I'd parked], and [they carried it to the car|they were \
friendly|the staff helped me load it]. [Great.|Perfect for us.]
{agent} in the shop [opened the box and checked {it} with me|measured my photos and found the right size], \
[really kind|great service].
The [café|reading corner|children's corner] in the store is [lovely|a great idea|a blessing with two \
toddlers].
[Friendly|Warm] welcome, [dogs allowed|good coffee|short queue], [will be back|I love going there].
The store staff [rang round the other branches|ordered one in] for my {thing} and [called me on Friday|kept \
it for me], [so helpful|thank you|wonderful].
The window display [pulled me in|is lovely], the [advice|staff] [kept me there|won me over].
## store_pos.more
The [staff|people] in the shop were [friendly|lovely|really helpful].
[Easy|Free] parking [too|as well], [good|nice].
A [clean|bright], [friendly|pleasant] store [to wander round|even on a Saturday].
They [gift-wrapped it|wrapped it] [beautifully|for free, so nice].
## store_pos.tiny
[Lovely|Friendly|Helpful] staff[, nice shop|, good advice|].
[Great|Beautiful|Lovely] store, [friendly people|nice displays|good coffee too].
[Good|Great|Honest] advice in the shop, [bought the {thing}|thanks {agent}].
Click and collect [in an hour|ready early], [great|perfect|easy].
## store_neg.core
Two tills open and [a queue to the door|twenty people waiting] [on a Saturday|before the holidays|at \
lunchtime]. [Annoying, to say the least.|Terrible, really.|I left, frustrated.]
[Nobody to be found|Not one person free] on the shop floor, and [the one I found was rude|I was ignored at \
the desk|two of them ignored me, chatting].
Drove [forty minutes|an hour] for {it} because the website said "in stock" [and it wasn't|but it was sold \
out]. [Annoyed.|Angry.|What a waste.]
Click and collect: [waited 35 minutes|three different desks], [nobody could find it|then they'd lost my \
order]. [That's poor.|Simply terrible.|A mess.]
The store is [a mess since the refit|dirty and badly lit|a maze], [and smells awful|I felt ill in there|sad \
to see].
The assistant [rolled his eyes|sighed] when I asked [about {it}|for a box|to see it in blue]. [Rude.|Not \
nice.|Very unfriendly.]
The display model was [broken|dirty] and they [wanted full price for it|still tried to sell it to me]. \
[Shocking.|That's not right.|No thanks.]
Price on the shelf {amount} euros, [at the till more|more at the till], [and an argument on top|and they \
were rude about it]. [Bad show.|Dishonest.]
## store_neg.more
[Unfriendly|Rude|Miserable] at the till [as well|too].
No [parking|trolleys|baskets] [either|left], [annoying|no surprise].
Felt like I was [disturbing them|a nuisance].
## store_neg.tiny
[Rude|Unfriendly] staff[, long queue|, no help|].
[Long|Terrible|Awful] queues, [one till open|nobody helps|sad].
Click and collect was [a mess|a disaster|terrible].
Shop [dirty|a mess|chaotic], [sad|disappointing|not nice].
## range_pos.core
[Great|Lovely|Wonderful] choice: [I found {it} in the exact shade I wanted|{it} comes in nine colours|things \
you don't see in every other house].
They have [the odd sizes|extra-long ones|sizes for old houses] [nobody else keeps|I'd been hunting for], \
[thank you|so happy].
Everything [goes together|matches], so I could [build up the set slowly|add {it} to what I had], [brilliant|\
which I love].
I love that [spare parts|matching pieces|refills] are [still available|sold separately], [very good|more \
shops should do it].
The new [autumn|spring|winter] colours are [gorgeous|beautiful|lovely], {it} in [moss green|rust|slate blue] \
especially.
[Good|Great] selection for [small flats|awkward corners|people over two metres], [rare|I'm impressed].
The [recycled|organic|local] range is [good|excellent] and [not just for show|properly labelled], [I like \
that|well done].
For our [café|practice|holiday let] we [found everything in one place|could order twelve of the same], \
[ideal|great|perfect].
## range_pos.more
[So many|Lots of] [lovely|beautiful|good] things to choose from.
[Nice|Beautiful] colours [this season|this year].
Always [something new|a nice surprise] [in there|to find].
## range_pos.tiny
[Great|Lovely|Wonderful] [choice|selection|range][, beautiful colours|, good sizes|].
[Found|Finally found] the [perfect|right] {thing}[, so happy|, great|].
[Beautiful|Lovely|Gorgeous] [things|colours|designs].
## range_neg.core
{It} was [discontinued|taken out of the range] [after I'd bought four of six|without warning], so [my set is \
ruined|I'm stuck with half a set]. [It annoys me.|Sad.]
Sold out, sold out, sold out. [Every size I need.|For three months now.] [Disappointing.|Frustrating.]
[Less and less choice|The choice gets worse], [all beige|everything in grey now], [boring|sad|disappointing].
No spare parts for {it}, [so I'm supposed to throw it away|which is a waste]. [Not OK.|A disappointment.]
The one colour I wanted [never comes back|is always sold out], [it's frustrating|I've given up|disappointed].
They've [stopped|dropped] the [large|extra-long|narrow] ones, [a mistake|sadly], [so I can't complete my set|\
and I'm annoyed].
## range_neg.more
[Boring|Dull] colours, [sadly|to be honest].
The [catalogue|shelf] is full of [candles|cushions] and [I'm missing the basics|the useful things are \
missing].
## range_neg.tiny
[Always|Constantly] sold out. [Annoying.|Really disappointing.|Sad.]
[Not enough|Poor] choice[, all beige|, sadly|].
My {thing} was discontinued[, annoying|, sad|].
"""
)
