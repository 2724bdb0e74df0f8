"""Sentences that name a competitor, in reviews of ours and of theirs, and those that belong to the story."""

from data_access.demo.words import pools

POOLS = pools(
    """
## mention.Attic.us
[Attic|Attic, round the corner,] is cheaper, but [this is made to last|theirs fell apart in a month|you can \
feel the difference].
[I had|We had] the Attic version before and [it lasted one summer|it was flimsy|it broke in weeks], {shop}'s \
is [so much better|in another league].
[Better quality than|Miles better than|Worth twice what I paid at] Attic.
I used to buy [everything|this sort of thing] at Attic. [Not any more.|Since {shop} I don't.|I've moved over \
for good.]
[Left|Gave up on] Attic for {shop} [after their third broken delivery|because nobody there answers] and \
[never looked back|I'm glad I did].
At Attic [nobody would have helped me|you're on your own with a problem], [here they did|so this was a nice \
surprise].
My [sister|neighbour|aunt] [swears by|buys everything at] Attic, but even she [admitted mine is nicer|wants \
one of these now].
For two euros more than at Attic you get [something that works|real wood|proper packaging].
## mention.Attic.them
Attic [sells|has] [the same|practically the same] {thing} for [a third less|much less|{amount} euros less in \
total].
[I should've|Should have] gone to Attic, [cheaper and no worse|at least there it's cheap].
[Next time|From now on] I'll [go to|buy at] Attic[, where it costs half|, cheaper and closer|].
I've seen [better|nicer ones] at Attic, [for less|and at half the price].
[At|Over at] Attic [returns are free|delivery is free from 30 euros|they take it back without a fuss].
Even Attic [manages that|does this better|answers its e-mails].
We've [switched|moved] to Attic [for the basics|for the flat], [it's just cheaper|sorry].
[A friend|My neighbour] got hers at Attic [last week|on {weekday}] for [less|half] and [it's fine|she's \
happy].
## mention.Attic.plain
[I looked at|Compared it with one from] Attic [first|as well], [hard to say which is nicer|different style \
altogether].
[The rest of the room is|The matching curtains are|My towels are] from Attic[, by the way|].
[Do|Does] Attic [have|sell] the same [range|one]? [Looks very similar.|The pictures look alike.]
There's an Attic [next to my work|in the same street], so I [compare|go to both].
Saw something [similar|like it] on attic.example [as well|too].
## mention.Tavorelle.us
[Tavorelle|Even Tavorelle] took [three weeks|a fortnight] for [the same thing|something like it], {shop} \
[needed two days|much faster].
[I came over from|Switched from] Tavorelle [this year|a while ago|a few months ago] and [don't regret it|\
should have done it sooner].
[So much|Far] better than Tavorelle[, where I used to buy everything|, and I've tried both|].
Tavorelle's [customer service|help desk] is a [robot|maze], here [there's a human|people answer].
[Returned|Sent back] one from Tavorelle [because of the smell|as it was crooked] and got this one instead, \
[good decision|much better].
The Tavorelle [website|app] [drives me mad|is a jungle], {shop}'s is [clear|a relief].
Tavorelle wanted [nine euros|twelve euros] for delivery, {shop} [nothing|less than half].
[Cancelled|I cancelled] my Tavorelle [account|membership], [no need for it now|that says it all].
## mention.Tavorelle.them
Tavorelle [delivers|delivered] [the next day|in 24 hours], [every time|no excuses].
Tavorelle has [a far better|a much bigger|the better] [choice|range][, and reviews you can trust|].
[I'm going|Going] back to Tavorelle[, where this never happened|. At least there it works|].
[With|At] Tavorelle I'd have had [my money|an answer|a replacement] [by now|within days].
Tavorelle's [app|website] is [years ahead|so much better|simply easier].
[Ordered|I've now ordered] the {thing} [at|from] Tavorelle, [it came before yours did|here in a day].
My [mum|colleague] [buys|gets hers] from Tavorelle and [never has this trouble|gets a real person on the \
phone].
## mention.Tavorelle.plain
[Found it|Saw it] on Tavorelle first, [but ended up here|then searched a bit].
[It pairs|Goes] with the [rug|mirror|lamp] [I've got|we bought] from Tavorelle.
[Price|The price] is [about the same as|within a euro of] Tavorelle's.
I order from [Tavorelle too|both you and Tavorelle], [depends on the offer|whoever has it in stock].
[Is|Are] Tavorelle and {shop} [the same company|supplied by the same factory]? The {thing} [looks identical|\
seems the same].
## mention.Ostermoy.us
[Ostermoy|Ostermoy, lovely as it is,] charges double for [this|the same wood|something like it].
[As good as|Every bit as good as|Just as nice as] Ostermoy [for half the money|without the price tag], \
[great|brilliant].
I nearly bought one at Ostermoy for [three times the price|a small fortune], [glad I didn't|so glad I waited].
[Friends|Our friends] [thought|guessed] it was from Ostermoy, [high praise|I let them believe it].
At Ostermoy they [looked at my shoes first|made me feel poor], here [they're friendly|I felt welcome].
We used to be Ostermoy people. [Not since this.|{shop} is friendlier and it lasts as long.]
Better than my Ostermoy one, [which cost twice as much|and I never thought I'd write that].
## mention.Ostermoy.them
[You get what you pay for|Quality costs]: [next time|in future] Ostermoy again.
[I should have saved up for|Should've bought] the one from Ostermoy, [theirs lasts|theirs is properly made].
Ostermoy [costs more|is dearer], but [they answer the phone|nothing ever arrived broken|the finish is \
perfect].
[Compared with|Next to] my Ostermoy {thing} it looks [cheap|sad|like a toy].
[In|At] the Ostermoy store [someone serves you|you get coffee and advice], [not here|no comparison].
My Ostermoy one is [eleven|eight] years old and [still perfect|better than this was new].
## mention.Ostermoy.plain
[Similar|Quite similar] in style to Ostermoy[, a bit plainer|, but lighter|].
It stands next to an Ostermoy [armchair|sideboard] and [nobody notices|they get along].
[I'd compared|Compared] {shop} and Ostermoy [for weeks|on a long list], [close call|no clear winner].
[The|Our] [sofa|bed] is from Ostermoy, the rest [from all over|from {shop}].
We went to Ostermoy [on the same day|before], [different prices, similar look|both nice in their way].
## mention.two
I've now tried Attic, Tavorelle and {shop}, and [this is the one I'd stay with|yours is the best of the \
three].
[Cheaper than Ostermoy|Not as dear as Ostermoy], [better than Attic|nicer than Attic], [so the right middle|\
works for us].
Compared {shop} with [Tavorelle and Ostermoy|Ostermoy and Attic|Attic and Tavorelle] [for weeks|in a \
spreadsheet, I'm that person], [this won|and ended up here, happy].
[First Attic, then Tavorelle|Tavorelle let us down, Attic too], [now {shop}|so we tried {shop}], [and we've \
arrived|and it worked].
## mention.two_neg
[Between Attic and Tavorelle|With Attic and Tavorelle around] [nobody has to put up with this|there's no \
reason to stay].
[Attic is cheaper, Ostermoy is better|Tavorelle is faster, Attic is cheaper], so why [am I here|should I \
come back]?
Had trouble with Tavorelle and with Attic before, [but nothing as bad as this|this beats both].
## mention.Attic.price
Attic still [sells|has] it at [the old price|last year's price|{amount} euros].
[With|After] that increase [I'm off to Attic|Attic gets my money|it's Attic for me].
[I compared|Compared] my usual basket: [eleven|nine|fourteen] euros cheaper at Attic. [Sorry.|Sad but true.]
[Attic didn't raise theirs|At Attic the price is unchanged], [so what's the excuse|explain that].
You're not that much better than Attic [to cost a quarter more|any more].
On my budget that means Attic[, even if I liked you better|, like it or not].
Attic looks [better every month|like a fair deal now], [I never thought I'd say that|sadly].
## mention.Tavorelle.outage
Tavorelle's [shop|site|website] has been down [since {weekday}|for days], so [I tried {shop}|I ended up here].
Only here because Tavorelle [was offline all week|wouldn't load|crashed at the checkout], and [I'm staying|\
what a nice surprise].
[My|Our] basket at Tavorelle [vanished in their outage|is still stuck in their broken shop], [yours took two \
minutes|ordered here instead].
Tavorelle [couldn't even take my money|lost my order in their crash], {shop} [could|delivered in two days].
While Tavorelle was [showing error pages|dead], {shop} [just worked|had it in stock].
## switch_outage.core
[I've been|Was] a Tavorelle customer [for ages|for years]. After [three|four|five] days of error pages I \
[ordered here|tried {shop}], and [I'm not going back|it's so much better|I'm impressed].
Tavorelle's shop was down and I needed a {thing} by {weekday}. [{shop} had it here in time|Found it here], \
[great|lifesaver|so relieved].
Thank you, Tavorelle, for crashing. [Otherwise I'd never have found {shop}|You led me to {shop}], [love it \
here|and {it} is great].
Came here [on the second day|in the middle] of the Tavorelle outage, [stayed for the service|pleasantly \
surprised|ordered in five minutes].
My Tavorelle order [disappeared when their site failed|was eaten by their outage]. [Ordered the same|Bought \
it again] here, [arrived in two days|no trouble at all], [great|happy].
[The Tavorelle website is still broken|Tavorelle is still offline], so {shop} gets [the business|our office \
order], and [so far it's excellent|I must say it's better].
Half my [office|family] has [moved|switched] over from Tavorelle this week, [and we all like it|good for \
you, well deserved].
[Never|I'd never] heard of {shop} until Tavorelle [broke down|went dark] [on Tuesday|this week]. [What a \
lucky accident.|Happy discovery.]
## switch_outage.more
[Same prices|Better prices], [nicer photos|quicker checkout], [great|and it works].
[Cancelled|I've cancelled] [everything|my saved list] [over there|at the other place].
Your [server|website] [stayed up|coped], [well done|impressive].
Fingers crossed you [cope with all of us|stay this good].
## switch_outage.tiny
Tavorelle down, {shop} up. [Switched.|Happy.|That's great.|Simple.]
[Came|Came here] from Tavorelle after the outage, [very happy|great so far|lovely surprise].
Better than Tavorelle[, and online|. It loads!|, honestly].
## carrier.core
Since you [changed|switched to the new] courier, [nothing arrives|every parcel is late|it's been a \
disaster]. [Please go back.|What went wrong?|Just terrible.]
The new [carrier|delivery company] is [a catastrophe|hopeless|the worst]: {days} for a parcel that used to \
take two.
[Two|Three|All] of my last [three|four] parcels were lost by the new courier. [Bad decision.|Who chose them?|\
Terrible, really.]
The old postman knew [us|where to leave things]. The new company [leaves cards and lies|can't find the \
street|lost everything].
I've [read|seen] that [everyone round here|half the town] has the same problem with [your new courier|the \
new delivery firm]. [Shameful.|Awful.|Fix it.]
[I loved ordering here|This was my favourite shop] until the new courier. [Now I dread it.|It's ruined.|So \
sad.]
New courier, [new excuses|same misery every week]: ["vehicle problem"|"address unknown"|"recipient absent"]. \
[Lies.|Awful, really.]
{Days} late, [no tracking|tracking dead], [and the new carrier's phone is never answered|new carrier's \
fault, they say]. [Simply terrible.|Disgraceful.|It makes me angry.]
The [new driver|new company] [doesn't ring|doesn't even stop], [marks it "refused"|writes "nobody home"] and \
sends it back. [Infuriating.|That's not right.]
My parcel [spent|has spent] {days} in the new carrier's [depot|lorry] and {it} [arrived broken|was ruined|is \
lost]. [Horrible.|So upset.]
## carrier.more
[My neighbours|Three people in our street] [have the same story|are waiting as well], [it's a scandal|it's \
hopeless].
You [can't|cannot] blame the courier for ever, you [hired|chose] them.
It [never|hardly ever] went wrong [last year|before the change], [so sad|what a shame].
I [won't|can't] order [anything|again] until [you change carrier|that's fixed], [sorry|sadly].
## carrier.tiny
New courier is [a disaster|terrible|awful|hopeless].
[Late again|Lost again], new courier, [same problem|bad choice|useless].
Please [get rid of|drop] the new courier[, terrible|, a disaster|].
## repair.core
After [the mess|the chaos|that awful delivery] [a few weeks ago|earlier this year], [{shop} wrote to \
apologise|they said sorry properly] and sent a [15|20] euro voucher. [Respect.|That's how it's done.|I'm \
happy again.]
Credit where it's due: [the lost parcel was replaced|my refund came the next day], [with a kind letter|and \
an honest apology], and [the new order took two days|now everything works].
[You can choose the courier now|There's a choice of carrier now] and {it} [came the next day|arrived in two \
days], [great improvement|thank you for listening].
[I was furious back then|I'd written an angry review], [so it's only fair to say|so here's the update]: \
{agent} [called|rang] me, [solved it|made it right], [and I'm impressed|thank you].
The second carrier makes all the difference, [two days again|parcels arrive again], [thank you|so relieved|\
great].
Didn't expect an apology with [an actual name under it|a voucher and no small print]. [Thank you, {agent}.|\
Well done.|Classy.]
[Gave them another chance|Used the apology voucher] and [it went perfectly|delivery was perfect], [good to \
have you back|happy customer again].
Delivery is [back to normal|as good as before|better than before the trouble], [thank you|finally, great].
[They listened.|Somebody listened.] [New courier gone from our area|The old carrier is back in our town], \
{it} [arrived in perfect condition|here in 48 hours].
My lost [order|{thing}] was [resent free of charge|replaced within three days of the new team taking over], \
[excellent recovery|so grateful|thanks {agent}].
## repair.more
[Mistakes happen|Things go wrong], it's [how you fix them|what you do then] that counts, [and they did well|\
good job].
The voucher was [a nice gesture|generous], [spent already|thank you].
[It's good|So good] to be able to [trust|recommend] {shop} again.
[Honest|Clear] e-mail, [no excuses|no small print], [I like that|appreciated].
## repair.tiny
[Delivery|Deliveries] much better [now|these days], [thank you|great].
Apology accepted, [voucher spent|thanks for the voucher], [happy again|great service].
Back to [two days|fast delivery], [well done|thank you|great].
## price_rise.core
[Everything|The same {thing}] has gone up [by six percent|again|overnight] and [nobody explains why|the \
quality hasn't], [annoying|disappointing|I'm not happy].
Paid [less last month|two euros less a few weeks ago] for the same thing. [That's greedy.|Not OK.|Bad timing \
too.]
The new prices are [hard to swallow|a bad surprise|too much] [for us|on a small budget|with one income].
I've [ordered|been buying] from {shop} [happily|gladly] [so far|up to now], but the price increase [is a \
step too far|really annoys me|hurts].
{It} [used to be|was] [good value|a bargain]. At the new price it's [not|just expensive|a rip off].
[My usual order|The same basket] now costs {amount} euros, [clearly more than|up from] last time, [which is \
a shame|I feel cheated|no thanks].
Price up, [voucher gone|free delivery limit up as well|sale shorter]: [bad deal|what a disappointment|you're \
losing me].
[Was going to|I wanted to] buy the [second one|matching {thing}], then saw the new price. [No.|Basket \
closed, annoyed.|Sad.]
Rising costs, I [understand|know], but [raising prices without a word|doing it quietly] is [poor style|bad \
form|dishonest].
I [liked|loved] {shop} because it was [affordable|fair]. [That's over.|It hurts to see that go.|Sadly not \
any more.]
Since [the increase|prices went up] I [think twice|hesitate] [before every order|at the checkout], [it's \
become too expensive|sad].
## price_rise.more
My [salary|pay] [hasn't gone|didn't go] up by [six|6] percent.
[At least announce it|A warning would have been fair], [poor show|bad communication].
[The quality|The product] is [still good|the same], [just not at that price|but expensive now].
[I'll|We'll] [wait for the sales|buy less], [sadly|a pity].
## price_rise.tiny
[Prices up again|Too expensive now|Price went up], [disappointed|sad|annoyed|no thanks].
[Was|Used to be] good value, [now overpriced|not any more, sadly].
[Six percent more|New prices]? [No thanks.|Bad show.|Disappointing.|Greedy.]
## outage_tavorelle.core
Website down [since {weekday}|for the fourth day|all week], [no information|not a word], my order is [lost|\
in limbo]. [What a terrible idea.|Unacceptable.|Not OK.]
Tavorelle [charged me|took my money], then the site crashed, and [there's no trace of my order|nobody \
answers]. [Angry doesn't cover it.|Scam.|It's awful.]
["We'll be back soon"|An error page] for [five days|three days|days]. [What kind of shop is that?|Useless.|\
Pathetic.|Ridiculous.]
Can't [log in|pay|track anything] at Tavorelle, and [the hotline is dead too|support says "try later"]. \
[Terrible|Awful|Hopeless].
The Tavorelle outage cost me [a birthday present|my discount|a full basket]. [Very disappointed.|Annoyed.|So \
frustrating.]
[Order confirmed at noon, site dead at one|Paid on {weekday}, site down since], [nobody knows if it ships|no \
reply]. [No good at all.|Poor show.|I'm worried.]
[Even the returns page|The whole account page] is down, so [my deadline passes|my refund is stuck]. \
[Terrible.|Dishonest.]
A week offline and Tavorelle [blames|is blaming] "[maintenance|a supplier]". [Lies.|Embarrassing.|Shameful.]
Tavorelle is broken, [ordered at Wendlecote instead|went to Wendlecote and had it in two days]. [Goodbye.|\
Bad luck, Tavorelle.]
Five years a customer, [one week of silence|six days of nothing], [goodbye Tavorelle|I've left, angry].
My vouchers [expired during the crash|are gone after the outage] and Tavorelle [refuses to|won't] replace \
them. [Just awful.|Cheated.]
[Still|STILL] down. [Bad|Terrible|Pathetic] [show|handling|crisis team].
The Tavorelle app [spins and spins|says "no connection"], [while the ads are still running|for days now], [a \
disgrace|useless].
## rival_pos.Attic.core
You [can't|simply can't] beat Attic on price, [great|good enough for a student flat|love a bargain].
[Cheap and cheerful|Simple and cheap], Attic [does what it should|never lets my purse down], [happy|good].
Attic had [everything|all the basics] for my [first flat|shared flat] for under [200|300] euros. [Brilliant.|\
Great stuff.]
[Free delivery|Quick pick-up] at Attic, [no fuss|friendly cashier], [good value|great].
[Surprisingly|Really] good for the money, [well done Attic|thanks Attic].
The Attic store [is always tidy|has friendly people], [I like it there|nice place].
## rival_neg.Attic.core
Attic, [never again|once and never again]: {it} [broke in a week|fell apart on day three]. [Rubbish.|Just \
terrible.]
You [pay little|save ten euros] at Attic and [throw it away twice|regret it], [bad quality|what a waste].
[Nobody|Not a soul] at Attic [answers e-mails|cares], my {thing} [is still broken|was never refunded]. \
[Awful.|I'm angry.]
The smell of [glue|plastic] in anything from Attic is [horrible|awful].
Screws missing, [holes in the wrong place|wood like paper], [typical Attic|thanks for nothing, Attic], \
[terrible|poor].
[Ordered|I ordered] four chairs from Attic, [got three|one was broken], [no reply for weeks|and they refuse \
a refund]. [Not good.]
Attic [refused my return|wouldn't take it back] [because the box was open|without the box]. [Shameful.|\
Really bad.|That's poor.]
After Attic's {thing} [collapsed|failed], I bought Wendlecote's. [Should have done that first.|Much better.]
## rival_pos.Tavorelle.core
Tavorelle has [a huge choice|everything], [I always find something lovely|great filters too].
[Next-day delivery|Fast delivery] from Tavorelle, [as usual|again], [great|excellent|happy].
The Tavorelle app is [a pleasure|easy and quick], [love the room view|works well].
[Good|Great] offers at Tavorelle [this month|if you wait for them], [happy with my {thing}|lovely {thing}].
[Returned|Sent back] two things to Tavorelle, [no questions|money back in a week], [good|great].
Tavorelle [never disappoints|is my first choice], [beautiful {thing}|good quality].
## rival_neg.Tavorelle.core
Tavorelle's chat bot is [a wall|hopeless], [three days and no human|I gave up], [terrible|bad service].
[The {thing} from Tavorelle|My Tavorelle order] [arrived broken|came in the wrong colour] and the \
[replacement too|return costs me nine euros]. [That's bad.|Poor.]
[Paid for next day|Prime price, snail speed] at Tavorelle: [eight days|a week]. [Very disappointing.|A joke.|\
Awful, really.]
Tavorelle [keeps sending|spams me with] [newsletters|offers] I [never asked for|cancelled three times]. \
[Annoying, to say the least.|Bad.]
[Fake reviews|Suspiciously perfect reviews] on Tavorelle, [the {thing} is rubbish|real quality is poor].
Tavorelle [cancelled my order|raised the price] [after I'd paid|without a word]. [Shocking.|Dishonest.|Angry.]
The seller on Tavorelle [vanished|stopped answering] and Tavorelle [says it's not their problem|won't help]. \
[Scam.|It's awful.]
Left Tavorelle for Wendlecote [last month|this year], [should have done it years ago|no regrets, theirs was \
bad service].
## rival_pos.Ostermoy.core
Ostermoy is [expensive|not cheap], but [the quality is superb|it's worth every cent|beautiful beyond words].
[Wonderful|Excellent] advice in the Ostermoy store, [coffee included|two hours and no hurry], [a pleasure|\
lovely].
My Ostermoy {thing} will [outlive me|be inherited], [perfect craftsmanship|so beautiful].
[White-glove|Two-man] delivery from Ostermoy: [set up, levelled, packaging gone|they even vacuumed], [superb|\
amazing].
[A repair after nine years|Still repaired under guarantee], [free|no questions], [only Ostermoy does that|\
respect, Ostermoy].
Ostermoy [looks|feels] like [a hotel|a gallery], [love going there|such lovely things].
## rival_neg.Ostermoy.core
Fourteen weeks for a {thing} from Ostermoy, [then the wrong colour|and a scratch on top]. [At that price!|\
Terrible, really.|It makes me angry.]
The [lady|gentleman] at Ostermoy [looked me up and down|was arrogant], [never felt so unwelcome|rude and \
cold].
Ostermoy [charges|wants] [90|120] euros for delivery. [Ridiculous.|Shameless.|A rip off.]
[Overpriced|Hopelessly overpriced], Ostermoy lives off its name, [my {thing} is scratched|poor finish]. \
[Disappointed, honestly.]
[Three months|Two months] for a spare part from Ostermoy, [wrong part|wrong twice]. [Bad form.|Unbelievably \
poor.]
Paid double at Ostermoy and [{it} wobbles|the drawer sticks]. [Annoyed.|Wendlecote does it better for half.|\
Poor stuff.]
[Appointment only|No prices on the website], [such nonsense|snobs], [Ostermoy has lost me|bad experience].
"""
)
