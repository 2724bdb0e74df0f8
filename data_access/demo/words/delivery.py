"""Sentences about deliveries, and about getting goods and money back."""

from data_access.demo.words import pools

POOLS = pools(
    """
## delivery_pos.core
{It} [came|arrived|was here] [two days early|a day early|the very next day|exactly when they said it would].
Ordered [on a Sunday night|late on {weekday}|after midnight], [at my door|on my doorstep] [by Tuesday lunch|\
within two days|less than 48 hours later]. [Impressive.|Lovely.|Can't fault that.]
The delivery was [quick|fast|really quick|spot on] and the driver was [friendly|polite|a real gentleman|\
cheerful].
Packed [so well|so carefully|with such care] that [not even the corners were marked|nothing could have \
broken|even my clumsy unpacking did no harm].
The driver [rang ten minutes before|texted me when he was a street away|called ahead], so I [didn't waste \
the day waiting|could pop home from work|knew exactly when to be in]. Great service.
[Great|Excellent|Really good] packaging, [no plastic at all|all cardboard and paper|barely any plastic], and \
[everything arrived in perfect condition|not a scratch on anything].
The [two|three] delivery people carried everything up [three|four|five] flights [without a single complaint|\
with a smile]. [Heroes.|Amazing.|I'm grateful.]
I chose the evening slot and they [arrived at ten past six|came right at the start of it|were there on the \
dot]. [Perfect.|Happy with that.|That never happens!]
From [click|order] to doorstep in [two|three] days, [over a bank holiday|with a weekend in between|with \
tracking that was actually right], [which is great|which impressed me].
I could follow the van on the map [street by street|right up to my door], [which my kids loved|which I liked \
a lot].
They [delivered to my work|left it with the neighbour I'd named|put it in the shed as I'd asked], [no fuss|\
no problem at all|and sent a photo]. [Great.|Very helpful.|Love it.]
The parcel was [tidy|well taped|neatly packed] and {it} was [wrapped like a present|in one piece|spotless]. \
[Pleased.|So pleased.|Good job.]
{Days} from order to arrival and [everything intact|nothing broken], [I'm happy with that|fine by me, very \
happy].
Changed my delivery day [twice|the evening before] and it [just worked|was no trouble]. [That's great.|Nice \
touch.]
The courier [waited while I checked the box|helped me get it through the door|even took the old box away]. \
[So kind.|Really kind.|How nice is that?]
Super [quick|fast] delivery, I [ordered on {weekday}|hardly had time to clear a space].
[Even|Delivery] to our [little island|village at the end of the road|fourth floor without a lift] was [no \
problem|free and easy|sorted without drama], [thank you|brilliant].
The delivery window was two hours [and they kept it|and they came in the first ten minutes]. [Well done.|\
Respect.]
Arrived [well before the weekend|in time for the party|just in time for my sister's birthday], [to my relief|\
which saved the day].
[Glass and all|Fragile as it is], {it} [survived the journey without a mark|came through perfectly].
## delivery_pos.more
The tracking was [accurate|spot on] [to the minute|all the way].
[Careful|Friendly|Lovely] driver [too|as well].
Nicely [packed|wrapped|boxed] [as well|on top of that].
No [hanging about at home|chasing|waiting in all day], which I [love|appreciate].
They even [sent a photo of where they'd left it|took the cardboard away|rang the right bell].
[Free delivery|Free shipping] [at that price is a bonus|on top, so I'm pleased].
The box [fit through the letterbox|was easy to carry|can be reused], [a nice touch|clever].
## delivery_pos.tiny
[Quick|Fast|Super fast|Speedy] delivery, [well packed|well wrapped|all good|thanks].
Came [a day early|right on time|when promised], [great|perfect|lovely].
[Two days, door to door.|Ordered {weekday}, here 48 hours later.] [Great.|Brilliant.|Very happy.]
[Friendly|Polite|Helpful] driver, [{thing} in perfect condition|well packed {thing}].
Delivery [on time|early|as promised] and the {thing} is [great|lovely|perfect].
Arrived safe and [quick|fast|well packed], [thank you|happy].
## delivery_waiting.core
Ordered {days} ago and [still nothing|there's still no parcel|it's still "on its way"]. [Terrible.|Very \
disappointed.|Not good enough.|Unacceptable.]
{Days} and my [parcel|order] still [hasn't turned up|isn't here|hasn't arrived]. [I'm losing patience.|Very \
poor.|This is a bad joke.]
The tracking has said "[out for delivery|with the courier|arriving today]" every [single ]day since \
{weekday}. [It's a lie.|Useless.|I've stopped believing it.]
The tracking page hasn't [moved|changed|been updated] since {weekday} and [nobody knows why|the courier says \
they never received the parcel|I'm worried it's lost].
According to the courier my parcel was [delivered|signed for] on {weekday}. [It wasn't, and I'm angry|Nobody \
here signed for anything|That's a lie, I was at home all day].
I [stayed home|took a day off|worked from home] [twice|three times] for a delivery that [never came|never \
happened]. [What a waste of time.|So frustrating.|I'm furious.]
Somewhere between the warehouse and my [front door|flat|village] my order has been [lost|lost without trace|\
lost and nobody cares].
My parcel has been stuck in a depot [80|120|200|300] kilometres away for [a week|{days}|more than a week \
now]. [Just awful.|Ridiculous.|Disappointing.]
Promised in three days. {Days} later I'm still [waiting and annoyed|without it, and nobody's sorry|left \
guessing].
The delivery date has been moved [three|four|five] times, always [the night before|without a reason|at ten \
in the evening]. [So annoying.|Just terrible.|I've had enough.]
[Still waiting for|Still no sign of] the {thing} I ordered {days} ago, and [the worst part is the silence|\
I'm getting angry|it's a really bad experience].
Two of my [three|four] boxes came on {weekday}, the [one with the {thing}|most important one] is [lost|\
missing]. [No explanation.|Not good.|Very poor.]
"Sorry we missed you", says the card. I was [sitting by the window|in the kitchen|at the door]. The courier \
[didn't ring|never even stopped], [which is a disgrace|what a liar].
Parcel [sent back to the warehouse|returned to sender] because of a "[wrong address|damaged label]". My \
address is [fine|the same as always]. [Bad, bad, bad.|Stupid.|Infuriating.]
The courier [left my parcel|dropped it] at a [petrol station|kiosk|pick-up point] [in the next town|eleven \
kilometres away] [and it was closed|and nobody told me], [terrible idea|so angry].
I've had [five|four|six] messages saying my parcel comes "today". It [never does|never has]. [Liars.|Awful.]
My order is [lost|officially lost], and I was told to [wait another ten days|fill in a form|ask the courier \
myself]. [Horrible.|Terrible service.|I'm upset.]
[Paid extra for express|Paid for next-day delivery] and {days} later there's [no {thing}|nothing|only an \
apology]. [It's a scam.|Robbery.|What a rip off.]
## delivery_waiting.more
It was [meant to be|supposed to be] a birthday present for my [mother|brother|best friend], and the birthday \
[was on {weekday}|has come and gone], so [we're all disappointed|I'm really upset].
Support keeps asking me to wait [another 48 hours|"two more working days"|just a little longer].
This is my [third|fourth|fifth] e-mail [without an answer|and I've had no answer|about the same parcel].
The courier's [hotline|phone line] [just rings out|hangs up after twenty minutes|is a recorded message].
Nobody can tell me where it is, [which is shocking|and nobody seems to care].
Meanwhile [the money left my account the same day|my card was charged within the hour].
I've had to [buy|borrow] [a replacement in town|one from a neighbour] [because I needed it this week|in the \
meantime].
If I don't [hear back|get it] by {weekday} I [want my money back|am cancelling].
I've got [guests|builders|family] coming [at the weekend|on {weekday}] and [nothing to put out|no {thing}], \
which is a problem.
All I want is [an honest date|a straight answer|someone who picks up the phone].
It's not the wait that bothers me so much as [the lies|being ignored|the silence].
The [map|app] shows a van [parked in a field|on the other side of the country].
My neighbour's order [came in two days|from somewhere else arrived in two days], so it [can't|clearly can't] \
be the street.
## delivery_waiting.tiny
[Still waiting|STILL waiting] after {days}. [Really bad.|Terrible, really.|Awful, really.|Not happy.]
Parcel lost, [nobody cares|no answer|no apology], [very disappointed|angry].
{Days}, no {thing}. [Simply terrible.|Very disappointing.|Poor show.]
Where is my {thing}? [Bad|Awful|Terrible] service.
Delivery [failed again|failed three times|delayed again], [useless|annoying|frustrated].
Never arrived. [I'm disappointed.|Very upset.|What a terrible idea.]
## delivery_bad.core
{It} [came|arrived] [a week|ten days|nearly two weeks] late and [the box was crushed|one corner was smashed|\
the packaging was torn]. [Very disappointing.|That's poor.|Not good.]
The driver left the parcel [in the rain|by the bins|on the pavement|in full view of the street] [without \
ringing|and drove off]. [Terrible.|Careless.|I was furious.]
My parcel went to [the neighbour at number 40|a neighbour I've never met|the wrong house], and it took me \
[two days|a whole evening] to [find it|get it back]. [Annoying.|Bad service.|Ridiculous.]
{It} was [thrown|chucked] over the [fence|garden gate], [on camera|my daughter saw it happen]. [Shocking.|\
Unbelievably bad.|Disgusting.]
One thin layer of paper [was all there was around {it}|is not packaging], so of course it [arrived damaged|\
came broken|was scratched].
They refused to carry the box past the front door, [although I'd paid for it|and I'm 71], [which was rude|\
and were rude about it].
The delivery slot was eight to twelve. They came at [twenty past seven in the evening|five|half past six]. \
[Frustrating.|What a waste of a day.|So annoying.]
Half the order was missing and [the delivery note said "complete"|nobody could explain why|I found out only \
after signing]. [That's bad.|Not impressed.|A mess.]
Three deliveries for one order, on three days, [in three huge boxes|each with its own missed-delivery card]. \
[What a waste.|Stupid.|So annoying.]
I [got|received] somebody else's order: [a garden hose|four pillows|a lampshade] instead of my {thing}. \
[Poor.|Terrible mix-up.|So frustrating.]
The box was soaking wet [on the bottom|when I got home] and {it} smelled [damp|awful], so [I'm not happy|\
it's ruined].
The courier was rude [to my wife|on the phone|when I asked for ID] and [slammed the van door|walked off].
Delivery took [far longer|much longer] than the {days} I'd been told to expect and [nobody warned me|the \
excuses were poor].
{It} had been opened and [badly taped up again|stuck back together with tape], and [half the wrapping was \
missing|smelled of smoke]. [Disappointed.|Bad.]
The driver rang once, [didn't wait|gave it two seconds] and [left a card|was gone]. I was [in the hall|\
halfway down the stairs]. [I'm angry.|So annoying.|Just terrible.]
Late, [battered|dented] and [in the wrong colour|missing its screws]: [a disaster|what a mess].
## delivery_bad.more
The driver [just shrugged|was on the phone the whole time|wouldn't wait].
No [card|message|call], nothing.
The [packaging|box] looked as if it had been [kicked all the way here|dropped from a plane].
I had to [carry it up myself|collect it from a depot in the rain|take the afternoon off], [which hurt my \
back|which was a pain|and I'm annoyed].
Nobody has said sorry [so far|yet].
A bit of [padding|care] would have [saved everyone the trouble|been enough].
I've [sent photos|complained] [twice|to the courier], [no reply|nothing came back].
## delivery_bad.tiny
Came late and [damaged|broken|scratched]. [Poor stuff.|So disappointed.|Not happy.]
[Box crushed|Box soaked|Box torn], {thing} [damaged|broken]. [Bad form.|Really annoying.]
[Rude|Careless|Angry] driver, [late again|left it in the rain].
Delivery [was a mess|was terrible|was awful], [a week late|half missing].
[Wrong|Somebody else's] parcel. [Really poor.|Annoying, to say the least.|Terrible, really.]
## returns_pos.core
Sent {it} back [because it was too big|because the colour didn't suit us|as I'd ordered two by mistake] and \
had the money [in four days|by {weekday}|before the week was out]. [Great stuff.|Excellent.|Easy.]
Returning {it} was [easy|really easy|painless]: [printed a label|showed a code at the shop], [dropped it off|\
handed it over], done.
[Good|Great] returns: they [collected it from home|sent a courier for it], refunded [{amount} euros|\
everything] and [asked no questions|were kind about it].
I'd [lost|thrown away] the receipt and they [exchanged it anyway|found it by my name]. [Very kind.|Lovely \
people.|So helpful.]
The replacement was [in the post|on its way] before I'd even [sent the old one back|packed the old one]. \
[Great trust.|Superb.|Brilliant.]
A part was missing, [one short message|two photos and one short message] and a new one came [two days later|\
by the weekend], free. [Just perfect.|Happy again.|Great service.]
Sixty days to change my mind is [generous|more than fair|great], and I've [used it once without trouble|\
needed it].
They let me keep the [slightly scratched|marked] one and [sent a perfect one|gave me 20 percent back], \
[which is generous|a good solution].
Swapped {it} for [the bigger size|another colour] in the shop in five minutes. [Love that.|So easy.|Perfect \
for us.]
My refund of {amount} euros was [there the next morning|quicker than the delivery]. [Impressed.|Simply \
excellent.]
## returns_pos.more
The refund [came|landed] [within three days|faster than I'd expected], [thank you|great].
No [arguing|fuss|forms], [lovely|just help].
They [even paid|paid] the postage, [which was nice|a nice surprise].
I [trust|really trust] a shop that handles it like that.
## returns_pos.tiny
[Easy|Painless|Quick] return, [money back in days|refund in three days], [great|thanks|happy].
Exchanged the {thing} without [fuss|any fuss]. [Really great.|Lovely.|Perfect.]
Refund [next day|in two days|before I'd even asked twice]. [Excellent, really.|Super.|Impressed.]
Swapped the {thing}, [no questions|no receipt], [brilliant|very kind].
## returns_neg.core
I returned {it} [three weeks|a month|five weeks] ago and the refund of {amount} euros [still isn't here|\
hasn't come]. [Simply terrible.|I'm angry.|Very poor.]
They say they [never received my return|have lost my return]. I have the [receipt from the post office|proof \
of posting]. [Outrageous.|Unacceptable.|It's awful.]
Return postage was [nearly nine euros|more than a third of the price], [hidden|buried] in the small print. \
[Very bad.|Feels dishonest.|Not fair.]
The returns form [asks for a number that's printed nowhere|crashes on the last page|rejects every photo]. \
[So frustrating.|Completely useless.|Just awful.]
They refused the return because [the box had been opened|I'd thrown away the box], [how else do I see that \
it's broken?|which is absurd and makes me angry]
I was offered [a voucher|15 percent off my next order] instead of [my money|a refund] for something that \
came [broken|damaged]. [Insulting.|No thanks.|Very poor.]
Collection of the return was booked for {weekday} and [nobody came|the van never came], [twice now|again]. \
[It annoys me.|Such a waste of time.|Frustrating.]
Only part of my refund came, {amount} euros are missing, and [nobody can explain it|the answers are useless].
The replacement had [the same fault|exactly the same problem] as the first one. [A disappointment.|I give \
up.|That's not right.]
The shop wouldn't take back [what I bought online|an online order], and [the website says they do|online \
says go to the shop]. [Ridiculous.|Stupid rule.|Frustrated.]
## returns_neg.more
I've sent [the photos|the same photos] [three|four] times, [it's a pain|and still they ask].
It shouldn't be this [hard|difficult] to [get my own money back|send something back].
[Each|Every] time I ask, it's "[five to seven|up to ten] working days", [a bad joke|useless].
I'm [out of pocket|{amount} euros out of pocket] and [annoyed|angry].
The [next step|only thing left] is [my bank|a chargeback].
## returns_neg.tiny
Refund [still missing|missing for weeks|never came]. [Bad show.|Angry.|What a terrible idea.]
[Five|Four|Three] weeks for a refund is [terrible|awful|unacceptable].
Returned the {thing}, [no refund|no money, no answer]. [Awful.|Disappointed, honestly.]
Returns are a [nightmare|mess|bad joke] here.
"""
)
