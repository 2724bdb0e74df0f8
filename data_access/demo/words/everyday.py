"""Sentences that fit any subject: how people begin, end, hesitate and tell of their lives."""

from data_access.demo.words import pools

POOLS = pools(
    """
## opener.first
[First|My first] order [with|from] {shop}[ and I was a bit nervous|, I'd never heard of them before|].
[Never ordered here before|New here], [a colleague|my sister|a friend at work] [had told me about {shop}|\
sent me the link].
[Tried|Decided to try] {shop} for the first time [last month|this month|after reading a few reviews].
[Saw|I saw] {shop} [in a magazine|on a poster|at a friend's house] and [thought why not|gave it a go].
## opener.again
[My|This was my] {ordinal} order [here|with {shop}|from {shop}].
[Back again|Me again], {ordinal} [time|order] now.
{Ordinal} order [by now|so far], so [I know how it goes|I think I can judge].
I've [ordered|bought] from {shop} [before|a few times now].
## opener.any
[Bought|Ordered] this {thing} [for my mother|for our new flat|for the holiday cottage|for the office kitchen|\
for my son's first place|as a wedding present].
[Ordered|Bought this] on {order_day}[, online|, on the train home|, late at night|].
[We've just moved|We moved house in spring|Just moved in together] and [needed a bit of everything|started \
from zero].
I [don't|hardly ever|rarely] write reviews, but [here goes|this one needs writing|my wife said I should].
[I'd been looking|We looked] for a {thing} [for months|for ages|all winter].
[My husband|My flatmate|My dad|My partner] [chose|picked] {it}, [I paid|I was sceptical|so this is on him].
OK so[ I bought this {thing}|, this {thing}].
Where [do|should] I [start|begin][.|?|, honestly.]
## opener.use
[Quick|Short] [review|note] after [a week|two weeks|a month] of use.
[Six weeks|A month|Ten days] with this {thing}[, so here is my verdict| now, enough to judge|. First \
impressions].
[I've had|We've had] this {thing} for [three weeks|a month|ten days] now.
[Been using|We've been using] this {thing} [daily|every day|most days] since it came.
[My old|Our old] {thing} [had to go|was past it|fell to pieces], so [this one took its place|I got this one].
## aside
[We're a family of five|We're four in a shared flat|There are only two of us], [so it gets used a lot|so \
things have to last].
We live on [the fourth floor|a hill|a busy street] [without a lift|outside town|with two cats].
[My mother-in-law|My neighbour|Our lodger] [asked where it's from|noticed it first|has one too].
[The cat|The dog|Our toddler] [approves|inspected it at once|moved in before we'd finished unpacking].
[I run a small guest house|I have a tiny café|I'm a childminder], so [I buy in fours|I buy a lot of this].
I paid [with a gift card from my old colleagues|half myself, my parents paid the rest|by bank transfer].
[The old one|The one before] [was twelve years old|came from my grandmother|had done its duty].
I [measured three times|read about forty reviews|made a cardboard model] before ordering.
It's for [a narrow hallway|a rented flat|a north-facing room], which [isn't easy|took some planning].
[For reference|For context], I'm [1.62 m|1.91 m] and [not very handy|work from home].
We had [visitors|twelve people for dinner|my in-laws] the same [weekend|evening].
[The box|The empty box] is now [my son's spaceship|a bed for the cat|in the attic, just in case].
I [compared|looked at] [three|four|six] shops before I [decided|clicked].
[Colour|The colour] is [slightly darker than on my screen|exactly as on my screen|between green and grey].
I ordered [two|three] more for [the studio|the other room|my sister].
Photo [attached|to follow] [if the upload works|when the light's better].
Our house is from 1908 and [nothing in it is straight|no wall is straight].
## closer.pos
[Will|I'll|We'll] [order|buy|shop] here again[, for sure|, definitely|, no question|].
[Highly recommended|Recommended|Warmly recommended][ to everyone|, really|, and I'm picky|].
[Thank you|Thanks][ {shop}| to the whole team|!|, keep it up|, you made my week].
[Thumbs up|Big thumbs up|Two thumbs up][.|, no notes.| from all of us.]
[Very|Really|So] [happy|pleased][ with everything| customer here|, honestly|].
[Already|I've already] [told my sister|sent the link to a friend|ordered the matching one|eyeing the next \
thing].
[Keep it up|Please stay like this|More of that please][.|!]
[Love it|Loved it|We love it][.|!| to bits.]
[Couldn't|I couldn't] be happier[.|!|, seriously.]
[You've|They've] [won a loyal customer|got a fan here|won me over].
[Can't|I can't] [fault it|recommend it enough|think of anything to improve].
[That's how|This is how] it should be[.|, well done.|, everywhere.]
[Worth|Well worth] [it|every cent|the money|the wait][.|!]
[Best|The best] [purchase|thing I bought|money I've spent] [this year|in a long time|since we moved].
[A pleasure|What a pleasure|Pure pleasure][.| from start to finish.]
[Great|Brilliant|Lovely|Wonderful] [shop|company|experience|stuff][.|!|, thank you.]
[No regrets|Zero regrets|No complaints at all][.|, happy.]
[So glad|I'm glad] I [found them|ordered it|took the plunge|listened to my sister].
See you [soon|again soon|next time], [lovely people|and thanks|happily].
Would [unpack it|order it|choose it] again[, no hesitation|, happily|].
## closer.neg
[Never again|Not again|Last time][.|, sorry.|, I'm done.]
[Won't|I won't|We won't] [be ordering|order|be back] [here |][again|any time soon|until this changes].
[I'd|I had] expected [better|more|more for the money][.|, honestly.| from {shop}.]
[Avoid|Stay away|My advice: avoid][.|!| if you can.]
[Very|Really|Just|So] [disappointed|disappointing|frustrating|annoying|sad][.|!| in the end.]
[Do|You should do] better[.|, please.|, {shop}.]
[Zero stars if I could|I'd give zero if I could|Even zero would be generous][.|!]
[Such|What] a [shame|pity|let-down|waste][.|, really.| of money.]
[Not|Really not] [good enough|acceptable|impressed|OK][.|, sorry.| at all.]
[Lost|You've lost|They've lost] [a customer|me as a customer|my trust][.|, sadly.]
[I want|I'd like] [my money back|a refund|an apology][.|, please.|, now.]
[Please|Somebody please] [fix this|sort this out|look into it|call me][.|!]
[Would not|Can't|I can't] recommend[.|, sadly.| {shop} to anyone.]
[I'm|We're] [done|fed up|tired of it][.|, simply.]
[How|Why] is [this|that] so [hard|difficult][?|??]
[Terrible|Awful|Poor|Bad] [experience|business|show][.|, all in all.]
[Still|I'm still] [angry|annoyed|cross][.| just writing this.]
My [advice|tip]: [look elsewhere|keep the receipt|save your money and nerves].
## closer.wait
[Please|Would you please|Could somebody please] [tell me|find out] where [it|my parcel|my order] is.
I need [an answer|a date|my money back] [today|this week|by {weekday}][.|, please.]
[Send it|Find it|Deliver it] or [refund me|give me my money back][.|, it's that simple.]
[I'm waiting|Waiting] for your [reply|call][.|, not for another robot.]
[Cancel|Please cancel] [it|the order|everything] if you [can't deliver|don't have it].
[What|So what] happens now?
[Can|Could] [someone|anyone] [help|call me back|look into this][, please|]?
## closer.mixed
[Somewhere in the middle|Neither good nor bad|So middling], [fair, I think|for now|and that's that].
[All in all|Overall|On balance] [fine|OK|acceptable|so-so][.|, with room to improve.|, not more.]
[Not sure|I'm not sure] I'd [buy it again|order again][.|, maybe in a sale.|, we'll see.]
[Could|It could] [be|have been] better, could [be|have been] worse.
[Mixed|Mixed feelings|A mixed bag][.|, then.|, overall.]
[I'll|We'll] [keep it|give them another chance|see how it lasts][.|, for now.]
[Good|Nice] idea, [needs work|execution so-so|not there yet].
[Fix that|Sort that out] and [I'm delighted|I'm happy|I'd recommend it].
[Swings and roundabouts|You win some, you lose some|It is what it is].
Would [try again|order again], [carefully|with a bit more patience|but from the shop].
## closer.fine
[All in all|Overall|On balance] [fine|OK|acceptable|so-so][.|, nothing more.|, and that's fine.]
[Not sure|I'm not sure] I'd [buy it again|order again][.|, maybe in a sale.|, we'll see.]
[Could|It could] [be|have been] better, could [be|have been] worse.
[I'll|We'll] [keep it|see how it lasts][.|, for now.]
[It is|It] [what it is|does what it does].
[Somewhere in the middle|Neither good nor bad|So middling], [fair, I think|for now|and that's that].
[That's|And that's] [all|about it|all there is to say].
[More|Update] [to follow|in a few months|when I know more].
[Would|I'd] [probably|maybe] [order|buy] [here |]again.
Take it or leave it[, I'd say|].
## turn
But
However,
That said,
Only thing:
On the other hand,
Sadly,
The catch:
Still,
One complaint though:
## turn_back
But
Then again,
To be fair,
In fairness,
That said,
On the bright side,
Credit where it's due:
Still,
## fine.core
{It} is [OK|fine|alright], [nothing special|no more and no less|does what it should].
[Does|It does] the job[.|, I suppose.|, nothing to add.]
[As described|Exactly as described|More or less as in the photo]. {It} [is|looks] [ordinary|plain], [and \
that's what I ordered|which is what I wanted].
Delivery [took|in] [three|four|five] days, {it} [is as described|is what I ordered], [that's all|end of \
story].
[Haven't|I haven't] [used|tried] {it} [enough|long enough] to say [much|more].
{It} is [smaller|larger|heavier|lighter] than I [thought|imagined], [my mistake, I didn't measure|we've \
rearranged the room|it'll do].
[Average|Middle of the road|Standard stuff] for [the money|{amount} euros].
[Bought|Ordered] this {thing} [because the old one was finished|in a hurry], [expected nothing|it'll do for \
now].
{It} [needs|needed] [an extra pair of hands|a good airing|some getting used to], [otherwise|apart from that] \
[as expected|fine].
[Ordered|Collected] on {order_day}, [in use since|set up the same evening], [nothing to report|let's see].
The [box is huge|label says another name|leaflet is only pictures], [but it's the right thing|but it works].
[Three|Four] weeks in, {it} is [neither|not] [a revelation nor a mistake|something I think about].
[Hung|Put|Left] it [in the spare room|at my mother's|in the office] [for now|to see how it goes].
I [wanted|was after] something [plain|ordinary] and [that's what came|got it].
[Same|The same] as the [last|previous] one [I ordered|we had], [so no surprises|just newer].
The [photo|listing] [says it all|matches], [so not much to add|what you see is what comes].
[Expected|I'd expected] [a bit more|something else] from the description, [but it'll do|though it works].
[Arrived|Came] on {weekday}, [unpacked on Sunday|still half in its box], [so ask me later|more when I've \
used it].
{It} [would|could] be [a touch larger|a little smaller|a shade darker] [for my taste|for us], [otherwise all \
right|that's a matter of taste].
[Delivery|The delivery] [normal|took its usual few days], packaging [normal|the usual], {thing} [normal|the \
usual size].
[Seen|I've seen] [nicer|better] and [I've seen|seen] worse[, to be honest|].
[Reordered|I reordered] because the [first|other] one is [now in the other room|at my daughter's].
[It's|So far it's] [a|just a] {thing}: [you use it and forget about it|it sits there and does its thing].
My [mother|wife|husband] [says|thinks] it's [the wrong colour|fine], I [don't mind either way|can live with \
it].
## fine.more
[The colour|The size] is [as stated|as in the listing].
[Invoice|The invoice] came by e-mail.
Paid {amount} euros[, delivery included|, plus delivery].
[Took|It took] me [ten minutes|a moment] to [unpack|find the right place for it].
[I had|I was given] [a choice of|] two delivery days.
[Box|The box] is made of cardboard, [instructions in six languages|no instructions].
My [wife|husband|flatmate] [shrugged|hasn't noticed it yet].
[Ask me again|We'll know more] in [a year|six months].
## fine.tiny
[OK|Okay|Alright|Fine][.|, nothing special.|, I guess.|, average {thing}.]
[As described|As expected|Does the job|It's a {thing}][.|, no more no less.|, that's it.]
[Average|Ordinary|Standard] {thing}[.|, normal price.|, usual delivery time.]
[Ordinary|Regular|Everyday] {thing}, [ordinary price|nothing more to say|as in the photo].
[Arrived|Came] [as ordered|on {weekday}], [in use|not tried yet|no comment so far].
[It's|The {thing} is] [alright|so-so|middling][, could be larger|, could be smaller|, bit plain|].
[Bought|Ordered] a second {thing}, [same as the first|for the other room].
[Too early|A bit early] to [say|tell|judge][, came yesterday|, ask again in a month|].
[Can't|I can't] say much about the {thing} [yet|so far][, it only just came|].
[Nothing|Not much] to [report|say][.|, it's a {thing}.|, {thing} works.]
"""
)
