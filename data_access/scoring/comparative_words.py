"""What a comparative says of its subject: praise, blame, or neither."""

import re
from collections.abc import Callable

Compound = Callable[[str], float]

_PRAISE = frozenset(
    """
    better cheaper faster quicker easier nicer friendlier kinder safer cleaner simpler smoother stronger clearer
    smarter
    brighter softer tastier fresher healthier happier finer greater superior sturdier comfier cosier cozier
    wiser cooler
    richer sharper quieter tougher prettier classier fairer calmer neater cuter handier roomier crisper swifter
    sleeker
    sweeter warmer lighter politer savvier slicker snappier preferable
    """.split()
)
_BLAME = frozenset(
    """
    worse slower dearer pricier costlier ruder harder dirtier weaker poorer uglier noisier louder clunkier buggier
    crueler heavier dumber flimsier riskier trickier messier scarier nastier colder sadder inferior crappier shittier
    lousier stricter duller bumpier shoddier blander staler sloppier laggier grumpier meaner greedier shadier clumsier
    cheesier tighter rougher sicker stingier glitchier
    """.split()
)
# Neither, unless a noun tells: a longer wait, a higher limit.
_NEITHER = frozenset(
    """
    bigger larger smaller higher lower longer shorter older newer younger earlier later taller wider deeper further
    farther sooner darker fewer thicker thinner closer nearer other rather hotter
    """.split()
)
# Praise or blame by what there is more or less of.
COUNTED = frozenset("more less fewer bigger larger higher longer greater smaller lower shorter".split())
_LESS = frozenset("smaller lower shorter less fewer".split())
# What is done more of: by what is liked, had, used up, or goes wrong.
LIKES = frozenset("like love trust enjoy prefer care last stay".split())
HAS = frozenset("has have offer get got give provide include support come do does".split())
USES_UP = frozenset("use consume need require take cost charge pay paid".split())
DECAYS = frozenset(
    """
    crash crack break fail spoil rust wear drain die leak lag freeze burn degrade deteriorate rot fade melt scratch
    tear drop stain lose delay cancel overheat
    """.split()
)
BURDENS = DECAYS | frozenset("cost charge pay paid overcharge hate dislike take suffer complain".split())
VERBS = LIKES | HAS | USES_UP | BURDENS
_GOOD_NOUNS = """
    choice choices options coverage features legroom space room value limit limits quality rating ratings discounts
    rewards benefits comfort care help support reach accuracy transparency flexibility confidence savings selection
    variety sense fun power libraries tools functions functionality protein vitamins flavor flavour memory
    performance battery standards standard speed bang perks professionalism respect
    """
_BAD_NOUNS = """
    price prices premium premiums fee fees charge charges cost costs wait waits waiting queue queues rate rates
    problem
    problems issue issues delay delays delayed cancellation cancellations bug bugs complaint complaints exclusion
    exclusions hassle stress trouble errors outages downtime ads adverts paperwork restrictions deductible deductibles
    excess money time effort lag sugar calories fat maintenance noise pollution drama spam crashes faults
    failures risk turnaround bill bills interest hold injuries
    """
_BAD_ADJECTIVES = """
    expensive difficult complicated painful annoying costly stressful confusing frustrating prone vulnerable
    restrictive
    limited basic cumbersome buggy clunky unreliable unhelpful rude bad terrible awful poor slow hard dangerous risky
    boring strict rigid bloated verbose time-consuming cramped crowded overpriced pricey problematic brutal tedious
    inconvenient disorganised disorganized incompetent uncomfortable unprofessional useless noisy messy dirty
    bureaucratic
    """
_GOOD_ADJECTIVES = """
    good great nice fast quick cheap easy friendly reliable helpful affordable efficient responsive comfortable
    accurate
    generous flexible professional convenient intuitive powerful popular stable secure knowledgeable reasonable useful
    simple smooth clean clear competitive transparent modern consistent effective polite attentive accommodating
    durable
    organised organized competent informative well highly fun amazing excellent wonderful impressive enjoyable
    pleasant
    user-friendly spacious safe solid advanced honest caring kind strong fair punctual
    """
_POLARITY = {
    **dict.fromkeys(f"{_GOOD_NOUNS} {_GOOD_ADJECTIVES}".split(), 1),
    **dict.fromkeys(f"{_BAD_NOUNS} {_BAD_ADJECTIVES}".split(), -1),
}
_LIKE_AN_ADJECTIVE = re.compile(r"(?:able|ible|ful|ive|ent|ant|al|ic|ous|ed|ly|ate|ish)\Z")
# Words in -er that compare nothing.
_NOT_COMPARATIVE = frozenset(
    """
    never ever over under after customer customers user users order number computer server whether either
    neither other
    rather another however together water paper offer answer transfer matter letter member manager player
    carrier driver
    provider insurer banker power summer winter december november october september super former latter per her
    """.split()
)


def polarity(word: str, compound: Compound) -> int:
    """1 for a good word, -1 for a bad one, 0 where nobody can tell."""
    known = _POLARITY.get(word)
    if known is not None:
        return known
    score = compound(word)
    return 1 if score >= 0.05 else -1 if score <= -0.05 else 0


def worth(comparative: str, following: str, compound: Compound) -> int:
    """What "comparative following than" says of its subject: 1 praise, -1 blame, 0 neither.

    comparative: "better", "cheaper", any word in -er that is not one of COUNTED.
    """
    if comparative in _PRAISE:
        return 1
    if comparative in _BLAME:
        return -1
    if comparative in _NEITHER or comparative in _NOT_COMPARATIVE:
        return 0
    base = comparative.removesuffix("er")
    found = (polarity(word, compound) for word in (base, base + "e", base[:-1], base[:-1] + "y"))
    return next(filter(None, found), 1)


def is_known(comparative: str) -> bool:
    return comparative in _PRAISE or comparative in _BLAME or comparative in COUNTED


def direction(comparative: str) -> int:
    """Of one of COUNTED: 1 for more, -1 for less."""
    return -1 if comparative in _LESS else 1


def amount(following: str, compound: Compound) -> int:
    """Whether more of what follows is good (1) or bad (-1); 0 where nobody can tell."""
    words = following.split()
    known = next((_POLARITY[word] for word in words if word in _POLARITY), 0)
    known = known or next(filter(None, (polarity(word, compound) for word in words[:2])), 0)
    return known or int(bool(words and _LIKE_AN_ADJECTIVE.search(words[0])))
