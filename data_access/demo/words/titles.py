"""Titles of reviews, subjects of e-mails and the small change of spelling: typos, emoji, nicknames."""

from data_access.demo.words import pools

POOLS = pools(
    """
## title.delivery_pos
[Fast and careful|Quick delivery|Here in two days|Beautifully packed|Delivery as it should be|Arrived early]
[Lovely driver|No waiting in|On the dot|Well packed, well done|Speedy]
## title.delivery_waiting
[Still waiting|Where is my parcel?|Nothing arrived|Lost and nobody cares|{Days} and counting|Delivery? What \
delivery?]
[No parcel, no answer|Paid and ignored|Do not order if you need it on time|Tracking is fiction|Never arrived]
## title.delivery_bad
[Arrived broken|Left in the rain|Late and damaged|Careless delivery|Wrong parcel|What a mess|Thrown over the \
fence]
[Delivery ruined it|Courier from hell|Half the order missing|Box in pieces]
## title.carrier
[The new courier is a disaster|Bring back the old courier|New carrier, no parcels|It was good until the \
change|Change courier NOW]
[Lost again|Not what it was|Delivery has collapsed]
## title.repair
[They put it right|Credit where it's due|Apology accepted|Back on track|Updated my review|Lessons learned]
[Impressed by the recovery|Delivery is fixed|Second chance well used]
## title.quality_pos
[Love it|Beautiful {thing}|Better than in the photos|Great quality|Exactly what I wanted|So pleased|Made to \
last]
[My new favourite|Lovely {thing}|Worth it|Delighted|Simply good|A joy to use|Well made]
## title.quality_neg
[Broke after weeks|Poor quality|Not as pictured|Disappointing {thing}|Going back|Looks good, isn't|Cheap \
finish]
[Fell apart|Expected better|Don't buy the {thing}|Faulty twice|Waste of money|Quality has dropped]
## title.price_pos
[Great value|Fair price|A bargain|Good deal|Worth every cent|Quality at a fair price]
## title.price_neg
[Overpriced|Too expensive|Hidden costs|Voucher trick|Not worth the money|Delivery fee surprise]
## title.price_rise
[Prices up, quality not|Getting too expensive|Not at the new price|Price increase|No longer good value|\
You're losing me]
[Greedy|Was my favourite shop|Six percent too many]
## title.service_pos
[Real people, real help|Wonderful service|{agent} was great|Helpful and kind|Problem solved|Service as it \
should be]
[Customer service deserves an award|Friendly and quick|They care]
## title.service_neg
[No answer|Useless support|Nobody replies|Hold music hell|Robots everywhere|Ignored|Rude on the phone]
[Third e-mail|Worst service|Nobody takes responsibility]
## title.returns_pos
[Easy return|Refund in days|No questions asked|Fair and simple|Painless exchange]
## title.returns_neg
[Where is my refund?|Returns nightmare|Refund refused|Still no money|Never returning again|Refund ping-pong]
## title.app_pos
[Great app|Easy to use|Quick and clear|Does what I need|Best shopping app I have|Nicely made|Lovely app]
[Works well|Simple and fast|Love the room view]
## title.app_neg
[Crashes|Keeps crashing|Broken since the update|Charged twice|Search is useless|Can't log in|Frustrating]
[Needs work|Checkout fails|Slow and buggy|Please test before release]
## title.store_pos
[Lovely shop|Helpful staff|Great store|Friendly people|A pleasure to visit]
## title.store_neg
[Long queues|Unfriendly staff|Nobody to help|Messy store|Drove an hour for nothing]
## title.range_pos
[Great choice|Found it at last|Beautiful range|Something different|Sizes nobody else has]
## title.range_neg
[Always sold out|Discontinued|Less and less choice|All beige|No spare parts]
## title.switch_outage
[Better than Tavorelle|Switched and happy|Came over from Tavorelle|A lucky accident|New favourite]
## title.fine
[OK|It's fine|Does the job|Average|Mixed feelings|Good and bad|So-so|Not bad, not great|Half happy|Yes and no]
## title.rival_pos
[Good|Always reliable|Happy customer|Great choice|Lovely things|Can recommend]
## title.rival_neg
[Never again|Terrible|Poor service|Very disappointed|Avoid|Not worth it|Where's my refund?|Bad experience]
## title.outage_tavorelle
[Down for days|Site broken|Order lost in the crash|Error page shop|Nobody answers|Still offline|A week of \
nothing]
## subject.order
[Order {order}|My order {order}|{order}|Re: {order}|Question about {order}]
## subject.neg
[Complaint|Complaint about my {thing}|Problem with {thing}|{thing_cap}|Faulty {thing}|Please help|Third \
attempt|URGENT|Unhappy customer]
[Re: Re: Re: your message|No reply so far|Second request|Please call me back|Disappointed with my {thing}]
## subject.fine
[Feedback|Feedback on my {thing}|As requested: feedback|Short feedback|My {thing}|About my {thing}|Your \
survey]
## subject.pos
[Thank you|Thanks to {agent}|A compliment|Just to say thanks|Praise for your team|Well done|Hats off]
[Happy with my {thing}|Something nice for once|Please pass on my thanks]
## greeting
[Hello|Hi|Hi there|Good morning|Good evening|Dear team|Dear {shop} team|Hello everyone|Dear Sir or Madam],
Hi {agent},
## ticket
My order number is {order}[, in case you need it|].
[Order number|Order no.|It's about order] {order}.
[I ordered|The order was placed] on {order_day}, number {order}.
## signoff
[Regards|Kind regards|Best wishes|Best|Many thanks|Thanks|Yours], {first_name}
{first_name}[ {last_name}|]
[Thanks in advance|Looking forward to your answer|Waiting to hear from you], {first_name}
## hashtag
[#newhome|#homesweethome|#cosyhome|#kitchenlove|#interior|#{shop}|#{shop}finds|#smallflat|#weekendproject|\
#unboxing]
## emoji.pos
😍|😊|❤️|👍|🙌|✨|🥰|👏
## emoji.neg
😡|🙄|😤|👎|😞|🤬|😠|💔
## emoji.mixed
🤷|😐|🤔|😅
## nickname
[lamp|kettle|linen|tiny|cosy|happy|sleepy|busy|city|garden|north|corner|rainy|slow|quiet|lucky][_||.][otter|\
fox|heron|baker|nester|owl|badger|reader|wren|maker|cook|gardener|moth|sparrow][|7|12|23|41|68|84|92|_x|_home]
## typo
definitely>definately|received>recieved|believe>beleive|separate>seperate|their>there|beautiful>beatiful|\
really>realy
because>becuase|disappointed>dissapointed|disappointing>dissapointing|delivery>delivary|courier>courrier|\
which>wich
warehouse>wearhouse|customer>costumer|until>untill|address>adress|recommend>recomend|recommended>recomended
quality>qualtiy|service>serivce|arrived>arived|waiting>waitng|perfect>perfcet|happy>hapy|again>agian|with>wiht
from>form|would>woud|friendly>freindly|excellent>excelent|immediately>immediatly|answer>anwser|about>abuot
terrible>terible|surprise>suprise|missing>mising|parcel>parcle|refund>refound|broken>brocken|\
packaging>packageing
"""
)
