"""The range: what is sold, and what people say of each thing in use."""

from data_access.demo.words import pools

# Heading: category / product as listed / as people call it. Lines with + praise, lines with - complain.
_RANGE = """
## Kitchen/Cast iron casserole 24 cm/casserole
+ {It} goes from hob to oven to table and [nothing sticks|still looks new|I love it].
+ Made [a stew|sourdough|a Sunday roast] in {it} [the first night|last weekend] and it came out [beautifully|\
great|perfect].
+ Heavy, yes, but {it} cooks so evenly that [I'd never go back|my old pans have retired happily].
- The enamel [chipped|started flaking off] after [three|four|five] uses, and I only ever used a wooden \
spoon. [No good at all.|Very disappointed.]
- {It} has a [crack|chip the size of a coin] in the lid[, right out of the box|]. [Poor quality.|How \
disappointing.]
- The lid doesn't sit flush, so [steam pours out|every sauce boils dry], [annoying|which is a shame].
## Kitchen/Chef's knife 20 cm/knife
+ {It} is [scarily sharp|beautifully sharp] and [sits well in the hand|perfectly balanced].
+ Tomatoes, bread, pumpkin: {it} [glides through everything|cuts like a dream], [love it|brilliant].
+ After [half a year|four months] {it} [still cuts like new|needed sharpening once], [impressive|very good \
steel].
- {It} was [blunt|no sharper than a butter knife] after [two weeks|a month]. [What a terrible idea.|\
Disappointing.]
- [Rust spots|Brown rust] on {it} after [one week|the first wash], [hand-washed, I swear|poor steel]. [Not \
good.|So disappointed.]
- The handle [came loose|wobbles], which is [dangerous|scary] with a knife.
## Kitchen/Pour-over kettle/kettle
+ {It} pours [like a dream|so precisely], [my coffee has never been better|mornings are happy again].
+ Boils [fast|in two minutes] and [looks beautiful on the worktop|is a joy to use].
+ I [make tea all day|drink far too much tea] and {it} is the best kettle I've [had|owned].
- {It} [leaks|drips] from the [spout|base] and [leaves a puddle every morning|I've burned my hand once]. \
[Really bad.|Dangerous.]
- The [switch|lid] broke after [five weeks|two months]. [Poor quality.|Very disappointing.|Cheap rubbish.]
- Water tastes of [plastic|metal] even after [ten|a dozen] boils. [Horrible.|Disgusting.|Awful.]
## Kitchen/Stoneware dinner set/dinner set
+ {It} makes [beans on toast|pasta with butter] look like [a restaurant|something special], [gorgeous glaze|\
lovely].
+ Twelve plates, [not one crack|all perfect], and they [survive the dishwasher|stack well], [great set|happy].
+ My [guests|mother] [always ask|asked] where {it} comes from, [lovely colour|beautiful work].
- Two plates [were chipped|had cracks] [when I unpacked them|underneath], [poor quality control|\
disappointing].
- Every fork leaves grey [scratches|marks] on {it}. [Ugly after a month.|Disappointed, honestly.|Bad glaze.]
- The plates [wobble on the table|aren't flat], [so annoying|and it's worse with the bowls]. [Poor.|That's \
bad.]
## Kitchen/Enamel roasting tin/roasting tin
+ {It} cleans up [easily|with one wipe], even after [my lamb disaster|burnt sugar], [great|love that].
+ Perfect [roast potatoes|crisp edges] [every time|first go], [thank you {it}|very happy].
+ Fits my [narrow oven|old oven] exactly, [a lucky find|well made and pretty].
- {It} warped [at 200 degrees|the second time I used it] with a bang that scared [the cat|us all]. [Bad.|\
Poor quality.]
- Rust [along the rim|in one corner] after [a month|three washes]. [A disappointment.|Cheap.|Bad form.]
- Too [thin|flimsy], everything [burns|burned] [underneath|at the edges]. [We're disappointed.|Completely \
useless.]
## Kitchen/Burr coffee grinder/coffee grinder
+ {It} grinds [evenly|just right] and [is quieter than I feared|doesn't wake the house], [lovely|excellent].
+ The smell in the morning alone is worth it, [love this thing|I'm in heaven].
+ Twenty settings and [every one of them useful|each one precise], [great for espresso|a gem].
- {It} [screams|sounds like a drill] and [jams on dark roasts|sprays coffee everywhere]. [Awful, really.|\
Terrible.|So annoying.]
- [Stopped working|Died] after [six weeks|ten weeks], [one day before guests|just like that]. [Poor stuff.|\
I'm disappointed.|Very bad.]
- Plastic gears, [already worn|broke in the second month]. [It feels cheap.|Poor quality.|What a waste.]
## Bedding/Linen duvet cover/duvet cover
+ {It} gets softer [with every wash|each week], [I sleep like a baby|bliss|love it].
+ The [colour|linen] is [gorgeous|beautiful] and {it} [dries in an hour|is cool in summer].
+ [Hidden buttons|Proper ties inside], [neat seams|strong seams], [lovely quality|so well made].
- {It} shrank [by a hand's width|so much] at 40 degrees that [the duvet no longer fits|it's useless now]. \
[Disappointed.|That's not right.]
- A seam [tore|ripped] [the first week|in the second wash]. [Poor quality.|Really disappointing.]
- [Scratchy|Rough], [like sleeping in a sack|my skin hates it], [washing didn't help|I'm disappointed].
## Bedding/Goose down pillow/pillow
+ {It} is [soft but firm enough|like a cloud], [my neck says thank you|best sleep in years].
+ No more [stiff neck|headaches in the morning], [honestly amazing|I'm so grateful|wonderful].
+ Keeps its shape [for months|all night], [great|very pleased].
- Feathers [everywhere|poke through], [I wake up with one in my mouth|I sneeze all night]. [It's awful.|\
Really annoying.]
- {It} [smelled|stank] of [wet dog|farmyard] [for two weeks|and still does]. [Disgusting.|Just terrible.]
- Flat as a [pancake|sheet of paper] after [a month|three weeks]. [So disappointed.|Really poor.|Bad show.]
## Bedding/All-season duvet/duvet
+ {It} is [warm without being heavy|light as air], [even in the guest room up in the attic|even in January], \
[great|perfect].
+ The two halves [button together easily|are a clever idea], [good for summer and winter|my wife freezes, I \
don't, peace at last].
+ [Washes well|Washed it twice], no lumps, [excellent|still lovely and fluffy].
- The filling [clumps|slides into one corner], [half of me freezes|so it's cold at the feet]. [Not OK.|How \
disappointing.|Very poor.]
- {It} [rustles|crackles] like [a crisp packet|a plastic bag] [whenever I turn over|all night]. [Annoying, \
to say the least.|Just awful.]
- The poppers [come undone|tear out] [every night|in the wash]. [Poor quality.|It annoys me.]
## Bedding/Washed cotton sheet/sheet
+ {It} [fits even our 30 cm mattress|stays on the corners], [which is a miracle|finally, great].
+ So [soft|smooth] [I've ordered a second one|the kids fight over it], [lovely|love it].
+ The [sage|rust|sand] is a [beautiful|lovely], calm colour, [just right|perfect].
- Pilling [all over|where the feet are] after [two washes|a month], [like an old jumper|cheap]. [No good at \
all.|Disappointed, honestly.]
- The elastic [gave up|snapped] [within weeks|on night three]. [Poor show.|Annoying.|Disappointing.]
- The dye ran and [my white pillowcases are pink|ruined a whole load]. [It makes me angry.|Terrible, really.|\
Very upset.]
## Bedding/Merino blanket/blanket
+ {It} is [so soft and warm|incredibly soft] that [nobody shares it|the whole family fights over it].
+ Lives on the sofa, [loved by all|loved by the cat too], and [still looks good|no bobbles].
+ Gave {it} to my [gran|godmother] and she [was thrilled|cried with joy|loves it].
- [Moths|A moth hole] [within weeks|in the first month], [and a loose thread|edges fraying]. [We're \
disappointed.|Not good.|Poor quality.]
- {It} [sheds|leaves fluff on everything], [black trousers are ruined|endlessly]. [So annoying.|Really bad.]
- Itchy. [Not the soft wool in the picture.|My son refuses to touch it.] [Disappointed.|Sad.|Poor.]
## Bedding/Quilted mattress topper/mattress topper
+ {It} saved our [terrible old mattress|sofa bed], [we sleep so well|happy backs].
+ My back [thanks me|is better] after [a week|three nights][ on {it}|], [amazing|wonderful|so good].
+ [Thick|Dense] and [stays put|doesn't slide], [great|excellent buy].
- {It} [slides off|wanders] [every night|by morning], the straps are [useless|a joke]. [Really annoying.|\
That's bad.]
- A chemical smell [that gave me a headache|that won't go away]. [Awful.|Simply terrible.|Worrying.]
- [Sagging|A dip] in the middle after [six weeks|two months]. [Poor quality.|I'm disappointed.]
## Lighting/Blue ceramic table lamp/lamp
+ {It} [glows|gives a warm glow] in the evening, [the room looks lovely|so cosy and beautiful].
+ The blue [is even better than in the photo|is gorgeous], [everyone comments on it|I love it].
+ [Solid base|Heavy base], [good switch|dims nicely], [well made|great quality].
- The blue lamp arrived [chipped|with a cracked base][, so it stands with its face to the wall|]. \
[Disappointed.|Sad.]
- {It} [flickers|buzzes|hums], [new bulb, same problem|and gets far too hot]. [Worrying.|Annoying, to say \
the least.|Bad.]
- The shade [sits crooked|is crooked] and [can't be adjusted|nothing helps]. [It annoys me.|That's poor.|\
Ugly.]
## Lighting/Paper pendant light/pendant light
+ {It} [fills the stairwell|hangs over our table] and looks [amazing|beautiful|wonderful].
+ Up in [ten minutes|a quarter of an hour], [soft light|lovely soft light], [great|so pretty].
+ For a paper lamp {it} is [sturdy|surprisingly strong], [very happy|well done].
- {It} [tore|ripped] [while I was unfolding it|at the ring], [carefully, believe me|ruined in a second]. \
[Upset.|Annoying.]
- The cable is [far too short|40 cm shorter than stated], [useless in an old house|bad surprise].
- Turned yellow [within a summer|after three months]. [So disappointed.|Ugly.|Poor quality.]
## Lighting/Reading floor lamp/floor lamp
+ {It} [bends where I need it|turns in every direction], [perfect for knitting|my eyes are happy|great].
+ [Bright|Warm] enough to read by [and it doesn't dazzle|all evening], [excellent|love it].
+ Assembled in ten minutes[, by a teenager|], [stands firm|looks elegant], [great|impressed].
- {It} [leans|droops] like [a tired flower|it's drunk], [the joint is too weak|nothing holds it]. [Poor.|\
Very disappointing.]
- The [foot switch|dimmer] [stopped working|died] [after a month|in week two]. [Bad form.|So annoying.|Poor \
quality.]
- It [wobbles|tips over] if [a cat walks past|you look at it], [dangerous|unsafe with children].
## Lighting/Solar garden lantern/lantern
+ {It} comes on [by itself at dusk|every evening], [the terrace looks magical|a lovely sight].
+ Survived [the storms|a whole winter] on the balcony, [impressive|excellent|still perfect].
+ We hung [three|six] of them [along the pergola|in the pear tree], [beautiful|so romantic|love it].
- {It} [lasts an hour|fades after forty minutes] and then [dark|dies]. [Useless to me.|A disappointment.|\
Very bad.]
- [Rain got in|Full of water] after [the first shower|a week], [not waterproof at all|dead]. [Poor stuff.|\
Disappointed, honestly.]
- The glass was [cracked|broken] and [the hook rusty|the battery dead]. [Bad quality.|What a terrible idea.]
## Lighting/Brass wall light/wall light
+ {It} [gives our hallway|gives the stairs] a [warm, elegant|lovely golden] light, [love it|beautiful].
+ [Real brass|Proper solid brass], [ages well|beautiful finish], [excellent quality|so pleased].
+ The electrician said {it} is [well made|good quality], [and he complains about everything|high praise from \
him].
- The "brass" is [paint|a thin film] and [peels|flakes off]. [Fake.|Cheated.|We're disappointed.]
- [No screws|Wrong screws] in the box and [the holes don't line up|the bracket is bent]. [Really annoying.|\
Really poor.|That's not right.]
- {It} [trips the fuse|shocked my electrician], [dangerous|sent it straight back, scary].
## Lighting/LED filament bulb/bulb
+ {It} [gives a warm, cosy light|is the warm white I wanted], [no flicker|dims smoothly], [great|love it].
+ [Months of|A few months of] daily use and {it} [still shines|is still perfect], [good quality|happy].
+ Uses next to nothing and [looks lovely in a bare fitting|looks beautiful], [brilliant|very pleased].
- {It} [died|blew] after [three weeks|a month], and the "15,000 hours" is [a lie|a bad joke].
- [Flickers|Buzzes] on every dimmer [I've tried|in the house]. [Annoying, to say the least.|Useless.|\
Headache.]
- The light is [cold and ugly|greenish and ugly], [like a hospital|not the warm white promised]. [I'm \
disappointed.|Bad show.]
## Furniture/Oak dining table/table
+ {It} is [solid|gorgeous], [you can smell the oak|the grain is beautiful], [the heart of our house|we love \
it].
+ Assembled in [ten minutes|half an hour], four bolts, [no swearing|great instructions], [perfect|brilliant].
+ [Red wine, felt tips, homework|Three children and a dog]: {it} [takes it all|still looks great].
- {It} has a [crack along the grain|split] [that gets longer every week|right across the top]. [Upset.|Very \
poor.|Disappointed.]
- It [wobbles|rocks] [on every floor|no matter what we put under it], at [this price|{amount} euros] that's \
[bad|poor|a disgrace].
- [Two of four legs|One leg] had [no holes|the wrong thread], [we ate on the floor|useless without it]. \
[Angry doesn't cover it.|Not OK.]
## Furniture/Two-seat sofa/sofa
+ {It} is [so comfortable|comfy] that [I've fallen asleep on it twice|nobody wants to go to bed], [love it|\
bliss].
+ The fabric [wipes clean|survives the dog], [good firm seat|lovely colour], [excellent|very happy].
+ Fits our [tiny living room|awkward corner] [as if made for it|perfectly], [so pleased|great].
- {It} [sags|is sagging] after [three months|one winter], [you feel every slat|my back hurts]. [Poor \
quality.|So disappointed.]
- {It} [squeaks|creaks] [every time you sit down|like an old ship]. [It annoys me.|Awful, really.|No good at \
all.]
- The colour [isn't the one|is nothing like the one] on the website, [mustard, not sand|more brown than \
green]. [Disappointed, honestly.|Ugly.]
## Furniture/Desk with drawers/desk
+ {It} made [working from home|my thesis] [bearable|a pleasure], [drawers glide nicely|great size|love it].
+ [Sturdy|Solid], [no wobble|two screens, no wobble], [good value|excellent].
+ The cable hole is where it should be, [small thing, big joy|someone was thinking, great].
- The drawer [jams|falls out] [every single time|when it's half full]. [Annoying.|Poor quality.|Not good.]
- Instructions [in tiny pictures|missing], [three hours|two evenings] of [swearing|misery], [and one panel \
was broken|bad].
- The top [scratches|marks] if you [so much as look at it|put a cup down]. [We're disappointed.|Cheap stuff.|\
Poor show.]
## Furniture/Beech dining chair/chair
+ {It} is [light but strong|comfortable for hours], [even my 110 kg father likes it|great].
+ Bought [four|six], [all perfect|not one wobbles], [beautiful curve|lovely shape], [thank you|delighted].
+ [Easy to wipe|No tools needed], [ideal for small children|great chair], [happy|super].
- {It} [broke|collapsed] under [my brother|me, 68 kilos] [at dinner|in week three]. [Dangerous.|Shocking.|\
Terrible.]
- The [glue joint came apart|back came loose] after [a month|six weeks]. [Poor quality.|I'm disappointed.]
- The four chairs have [four different colours|different heights]. [That's poor.|So annoying.|Really bad.]
## Furniture/Wall shelf, walnut/shelf
+ {It} holds [all my cookbooks|forty kilos of records] and [looks elegant|looks great].
+ Up in [fifteen minutes|no time], [level|straight], [beautiful wood|lovely warm wood], [happy|perfect].
+ [No visible brackets|You don't see the brackets], [clever|very clever], [love it|great design].
- {It} [came off the wall|fell down] [in the night|with my plants on it], [the plugs are useless|damaged the \
floor]. [That's bad.|Just terrible.]
- [Bent|Warped] like [a banana|a ski]. [Completely useless.|Poor quality.|Disappointed.]
- "Walnut" is [a printed film|foil], [it's peeling at the edge|one corner is damaged]. [Cheap.|Cheated.|Bad.]
## Furniture/Bedside table/bedside table
+ {It} is [just the right height|small but clever], [lovely drawer|the drawer closes softly], [great|happy].
+ Came [ready assembled|in one piece], [hooray|thank you], [nice finish|beautiful wood].
+ Bought one, [liked it so much I bought the second|loved it, so now it's two].
- One leg is [shorter|5 mm shorter], so [my glass of water slides off|it wobbles]. [Really annoying.|Poor.|\
Bad form.]
- The drawer front [fell off|came away in my hand] [on day two|the first night]. [Very bad.|Terrible quality.]
- [Stank|Stinks] of [glue|varnish] [for weeks|so badly we put it on the balcony]. [It's awful.|Disgusting.]
## Garden/Folding garden bench/bench
+ {It} [stands under our apple tree|lives by the front door] and [is the best seat in the house|we love it].
+ Folds [flat|in two seconds], [light enough for me to carry|easy to store in winter], [great|clever].
+ [Rain, frost, sun|A full winter outside] and {it} [still looks good|is as good as new], [impressed|\
excellent].
- The wood [turned grey and split|cracked] in [one season|six weeks], [oiled twice|not weatherproof at all]. \
[That's not right.|So disappointed.]
- My finger got [caught|trapped] in the hinge. [Painful.|Dangerous.|Bad design.]
- {It} [collapsed|gave way] with [two children|my aunt] on it. [Dangerous.|Shocking.|Terrible, really.]
## Garden/Galvanised watering can/watering can
+ {It} pours [a gentle rain|evenly], [doesn't drip|not a drop on my shoes], [lovely|great].
+ [Old-fashioned|Classic] and [beautiful|pretty], [my tomatoes are happy too|I love it].
+ [Good balance when full|Well balanced], [sturdy handle|solid], [excellent|perfect].
- {It} [leaks|drips] at the [seam|spout], [from day one|wet shoes every time]. [Poor stuff.|Annoying, to say \
the least.|Bad show.]
- Rusted through [in four months|within a season], so much for [galvanised|quality]. [Disappointed, \
honestly.|Not OK.]
- The rose [doesn't fit|falls off] [when it's full|every time], [useless|so annoying].
## Garden/Terracotta planter/planter
+ {It} is [big enough for our olive tree|the perfect size], [lovely warm colour|beautiful shape], [love it|\
happy].
+ [Frost-proof, as promised|Came through minus eight degrees], [great quality|not a crack|impressive].
+ [Three of them|Two of them] by the door look [beautiful|gorgeous|so inviting].
- {It} [cracked|split] in [the first frost|its first winter], "frost-proof" is [a lie|a joke]. [We're \
disappointed.|No good at all.]
- [No hole|The hole is missing] at the bottom, so [my herbs drowned|the plant died]. [Stupid.|I'm \
disappointed.|Not good.]
- [Broken|In four pieces], [wrapped in one sheet of paper|hardly any padding]. [Such a waste.|Really poor.|\
Simply terrible.]
## Garden/Cushion for lounger/lounger cushion
+ {It} dries [in an hour|fast] after rain, [comfortable|so comfy], [great|love it].
+ The [stripes|colours] haven't [faded|faded one bit] [all summer|despite the sun], [excellent|impressed].
+ [Thick|Nice and thick], [I fell asleep on it at once|my book fell on my face, bliss].
- Faded to [pale pink|grey] [in four weeks|within a month]. [Disappointed.|Poor quality.|Ugly.]
- The zip [broke|jammed] [the first time|when I tried to wash it], [so it's dirty for ever|annoying].
- Stays wet for [days|three days] and [smells mouldy|went mouldy]. [Disgusting.|Really bad.|Just awful.]
## Garden/Raised herb bed/herb bed
+ {It} is [full of basil already|a joy on the balcony], [no bending, happy back|right height, great].
+ Built in [twenty minutes|half an hour] with [my daughter|my grandson], [lovely afternoon|great fun].
+ [Thick boards|Solid wood], [good smell|nice finish], [well made|excellent].
- The boards [split when I screwed them|don't line up], [screws too long|holes in the wrong place]. [Very \
poor.|It annoys me.|That's bad.]
- The bottom [fell out|gave way] [under the wet soil|after the first rain], [what a mess|terrible].
- The liner [tore at once|was missing], [soil all over the balcony|useless]. [Annoyed.|Bad.|Poor show.]
## Garden/Fire bowl 60 cm/fire bowl
+ {It} [made our evenings|is the best thing in the garden], [long warm evenings|wonderful evenings], [love \
it|perfect].
+ [Thick steel|Heavy steel], [beautiful patina already|gorgeous rust colour], [great quality|excellent].
+ The neighbours [came over with sausages|invited themselves], [great fun|happy days].
- {It} [warped|bent] [at the first fire|with a bang], [scary|dangerous]. [Poor quality.|Bad form.]
- [Rust stains|Brown stains] all over our terrace, [nobody warns you|no warning anywhere]. [I'm angry.|\
Upset.|Very bad.]
- One foot is [missing|too short], so it [tilts|rocks], [with fire in it|dangerous]. [That's not right.|\
Unacceptable.]
## Storage/Stackable storage box/storage box
+ {It} [stacks perfectly|stacks neatly], [lid clicks shut|strong lid], [my wardrobe is a happy place|great].
+ [Six of them|Four of them] went straight up to the attic, [dry and tidy at last|love the order].
+ [Strong|Sturdy], [see-through|with a label holder], [very useful|brilliant|good value].
- The lid [doesn't close|cracked] [when you stack them|on the first day]. [Annoying.|That's poor.|Bad show.]
- [Thinner than before|Thin plastic], [split at the corner|broke when I lifted it]. [It feels cheap.|So \
disappointed.|Not OK.]
- Half of them [don't fit into each other|are a different size], [useless for stacking|annoying].
## Storage/Woven laundry basket/laundry basket
+ {It} is [pretty enough to leave out|so much nicer than plastic], [sturdy handles|holds a week's washing], \
[love it|great].
+ [Neat weave|Beautifully woven], [doesn't snag|no splinters], [lovely|excellent quality].
+ The [lining|bag inside] comes out [for washing|in a second], [practical|clever|great].
- {It} [snags|tears] [everything with a thread|my tights]. [So annoying.|Useless to me.|No good at all.]
- A handle [came off|ripped out] [in week two|on the stairs], [washing everywhere|full, of course]. [Poor.|\
Not good.]
- Arrived [squashed|flattened] and [never got its shape back|looks drunk]. [Disappointed, honestly.|Ugly.|\
Poor stuff.]
## Storage/Hall shoe cabinet/shoe cabinet
+ {It} is [only 18 cm deep|slim] and [swallows all our shoes|tamed our hallway], [brilliant|love it].
+ Instructions were [clear|good], [up in an hour|done before dinner], [stands firm|looks great].
+ No more [tripping over trainers|shoe mountain], [peace in the house|thank you|so happy].
- The flaps [hang crooked|don't close], [adjusted ten times|nothing helps]. [Really annoying.|Poor quality.|\
Really bad.]
- Boots don't fit. Not even [size 43 trainers|my husband's shoes] fit. [Useless.|We're disappointed.]
- The back panel is [cardboard|like cardboard] and [bent|came loose]. [Cheap stuff.|Really poor.|I'm \
disappointed.]
## Storage/Glass spice jars/spice jar set
+ {It} looks [lovely on the wall|great in the drawer], [airtight|proper seals], [happy cook here|love it].
+ [Labels included|The labels stick well], [easy to fill|wide enough for a spoon], [great|perfect].
+ My kitchen drawer is [finally tidy|a thing of beauty], [so satisfied|love it].
- [Three|Two|Four] of twelve were [broken|cracked], [glass in my cumin|glass everywhere]. [That's bad.|\
Dangerous.]
- The lids [don't seal|are loose], [everything smells of curry|ants got in]. [Annoying, to say the least.|\
Disgusting.|Very poor.]
- The labels [peel off|fell off] [after a day|in the steam]. [It annoys me.|Poor show.|Cheap.]
## Storage/Under-bed drawer/bed drawer
+ {It} rolls [smoothly|easily] even on [old floorboards|carpet], [great|so useful|happy].
+ All the [winter jumpers|spare bedding] [gone from sight|fit in], [wonderful|love it|brilliant].
+ [Solid wheels|Good wheels], [zip lid keeps dust out|neat lid], [very good|recommended].
- The wheels [fell off|jam] [on carpet|after a week], [now I drag it|useless]. [That's poor.|Annoying.]
- 2 cm too high for [any normal bed|my bed, despite the stated size]. [Completely useless.|Disappointed.|Bad.]
- The zip [tore|burst] [the first time I closed it|half full]. [Poor quality.|Bad form.|So annoying.]
## Storage/Wooden coat rack/coat rack
+ {It} [holds eleven coats|carries our whole family's coats] and [stands like a tree|doesn't tip], [great|\
love it].
+ [Five minutes to put together|Up in five minutes], [smooth wood|beautiful wood], [so pretty|happy].
+ Visitors [notice it first|always comment on it], [elegant|lovely piece], [worth it|pleased].
- {It} [tips over|falls over] with [two coats|one wet coat] on it. [Dangerous.|Useless to me.|Really \
annoying.]
- Two hooks [broke off|snapped] [within a month|under a scarf, a SCARF]. [Poor.|What a terrible idea.|So \
disappointed.]
- [Splinters|Rough wood] [that tear my scarves|in my hand], [nobody sanded it|bad finish]. [Poor stuff.|\
Really disappointing.]
"""


def _by_product(text: str) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
    """category -> product as listed -> {"name": (as called,), "pos": lines, "neg": lines}."""
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for heading, lines in pools(text).items():
        category, product, name = heading.split("/")
        found.setdefault(category, {})[product] = {
            "name": (name,),
            "pos": tuple(line[2:] for line in lines if line.startswith("+ ")),
            "neg": tuple(line[2:] for line in lines if line.startswith("- ")),
        }
    return found


PRODUCTS = _by_product(_RANGE)
CATEGORIES = tuple(PRODUCTS)

POOLS = pools(
    """
## quality_pos.core
{It} [looks|is] [even better|more beautiful] than [in the photos|I'd hoped], [so happy|really pleased].
[Excellent|Great|Really good] quality, {it} [feels made to last|is better finished than things twice the \
price].
[Exactly|Just] what I [wanted|was looking for], {it} [fits perfectly|is a joy|makes me smile].
{It} is [well made|beautifully made], [you can tell someone cared|every detail is right].
I [use|look at] {it} every day and [I'm still delighted|it still makes me happy].
My [wife|husband|mother|flatmate] [loves|adores] {it}, and that's somebody [hard to please|who likes nothing].
{It} [exceeded|beat] my expectations, [honestly|and I had high ones], [great|excellent|superb].
[Months|Half a year] later {it} [is still like new|looks as good as on day one], [impressive|excellent].
I've [owned|had] [three|four] of these and {it} is [the best by far|easily the best].
[Simple|Plain], [honest|well made], beautiful: {it} is [perfect|great|just right].
## quality_pos.more
[Lovely|Beautiful|Great] [finish|material|colour|quality].
It [feels|looks] [expensive|special] [in the best way|and beautiful].
[Every|Each] [detail|edge|seam] is [neat|right|perfect].
We've had [compliments|so many compliments] [already|from everyone].
[No|Not a single] [flaw|fault|complaint] [so far|to be found], [great|excellent].
[Easy|Really easy] to [clean|look after|use], [too|as well].
[It's|That's] [nicer|finer|better made] than I [expected|thought], [in a good way|nice].
It [makes|has made] the [whole room|house] [nicer|cosier|better].
## quality_pos.tiny
Love [the {thing}|this {thing}|my new {thing}][!|.|, thank you!]
[Great|Lovely|Beautiful|Excellent|Perfect] {thing}[!|.|, well made.|, very happy.]
[Very|So|Really] [happy|pleased|delighted] with [the|my] {thing}[.|!]
The {thing} is [perfect|gorgeous|excellent|wonderful|just right][.|!]
[Good|Great|Super] quality {thing}, [recommended|would buy again|happy].
[Nicer|Better|Softer|Sturdier] {thing} than I [expected|hoped], [great|lovely].
[Best|The best] {thing} I've [had|owned|bought][.|!]
## quality_neg.core
{It} [broke|failed|fell apart] after [two weeks|a month|nine days]. [Terrible quality.|Very disappointed.|\
What a waste of money.]
[Poor|Bad|Shoddy] finish: [rough edges|glue stains|scratches] [all over|where everyone can see them], [at \
{amount} euros|for that price]. [How disappointing.|No.]
{It} [looks nothing like|is a sad copy of] the photos, [smaller|thinner], [duller|uglier] and [cheaper|\
worse] in every way.
[Third|Second] {thing} with the same [fault|problem]. Do you [check|test] anything? [Really poor.|Terrible.]
The quality has [got worse|gone downhill], [my first one was great, this one is terrible|a year ago {it} was \
better, now it's poor].
{It} [smells awful|stinks of chemicals], [even after a week by the open window|the whole room is \
unbearable]. [Horrible.|Very bad.]
[Something was missing from|Not everything was in] the box, [so it's useless|so {it} sits there half \
unpacked], [and I'm annoyed|frustrating].
[Not|It's not] what I [ordered|paid for]: {it} is [the wrong size|the wrong colour|used, with marks]. [Very \
poor.|Annoyed.|Angry.]
## quality_neg.more
[Cheap|Flimsy] [material|plastic|finish], [sadly|to be blunt].
[It won't last|I doubt it lasts] [a year|the winter], [poor quality|disappointing].
[Quality control|Final inspection] [must have been asleep|doesn't exist], [bad|terrible].
[For|At] that price I [expected better|don't expect faults|call it a bad joke].
I've [taken photos|kept everything] [in case you care|for the complaint].
[Repaired it myself|My dad repaired it] [with glue and a bad mood|in the end], [a shame|annoying].
It's [going back|going in the bin][, sadly|, what a waste|].
## quality_neg.tiny
[Poor|Bad|Terrible|Cheap] quality {thing}[.|!|, disappointed.]
The {thing} [broke|fell apart|failed] after [a week|two weeks|a month][.|, terrible.|, poor.]
{thing_cap} [damaged|faulty|broken], [sending it back|disappointed|annoyed].
[Disappointed|Unhappy] with [the|this] {thing}[.|, cheap.|, poor finish.]
Not worth it, the {thing} is [bad|awful|useless|poor].
{thing_cap} [smaller|thinner|worse] than [pictured|described], [disappointed|annoyed|poor].
"""
)
