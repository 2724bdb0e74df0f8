"""A finding as sentences: what changed, by how much, how sure that is, and where it comes from; all by template."""

from dataclasses import dataclass

from components import format as fmt
from components import kpi, narrowing
from components.breakdowns import OF_CUSTOMERS
from data_access.findings.chosen import Finding, WhatChanged
from data_access.findings.measures import BY_NAME
from data_access.metrics.definition import SMALL_BASE


@dataclass(frozen=True)
class Words:
    """up, down: what is true after a rise and a fall; {group} is the theme or brand. measured, of: what the values are,
    and of what they are shares. noun: what the base counts. more_is_better: None where neither way is good."""

    up: str
    down: str
    noun: str
    measured: str = ""
    of: str = ""
    more_is_better: bool | None = True


_MENTIONS = "mentions of the theme"
_NET = "net sentiment "
WORDS = {
    "returning_customer_share": Words(
        "More of the customers came back", "Fewer of the customers came back", "customers"
    ),
    "repurchase_rate": Words(
        "More new customers bought again within 90 days", "Fewer new customers bought again within 90 days",
        "new customers",
    ),
    "net_sentiment": Words("People feel better{about}", "People feel worse{about}", "pieces of feedback", _NET),
    "request_share": Words(
        "More of the feedback asks for help or an answer", "Less of the feedback asks for help or an answer",
        "pieces of feedback with words", more_is_better=None,
    ),
    "theme_share": Words(
        "People speak more often of {group}", "People speak less often of {group}", "pieces of feedback with words",
        "in ", " of feedback", more_is_better=None,
    ),
    "theme_sentiment": Words(
        "People speak more warmly of {group}", "People speak less warmly of {group}", _MENTIONS, _NET
    ),
    "share_of_voice": Words(
        "{group} is a larger part of the talk", "{group} is a smaller part of the talk", "mentions",
        of=" of mentions", more_is_better=None,
    ),
    "mention_sentiment": Words(
        "{group} is spoken of more warmly", "{group} is spoken of less warmly", "pieces of feedback", _NET,
        more_is_better=None,
    ),
    "favoured_share": Words(
        "More of those who compare us with {group} favour us", "Fewer of those who compare us with {group} favour us",
        "texts",
    ),
    "inbound_switching_share": Words(
        "More of those who change between us and {group} come to us",
        "Fewer of those who change between us and {group} come to us", "texts",
    ),
}  # fmt: skip
_OUR_VOICE = Words(
    "We are a larger part of the talk", "We are a smaller part of the talk", "mentions", of=" of mentions"
)


def words_of(finding: Finding, ours: str | None) -> Words:
    is_our_voice = finding.measure == "share_of_voice" and finding.group == ours
    return _OUR_VOICE if is_our_voice else WORDS[finding.measure]


def verdict(finding: Finding, ours: str | None) -> tuple[str, str]:
    """("▼ Worse", "is-worse"): the sign, the word and the look; more or less where neither way is good."""
    better = words_of(finding, ours).more_is_better
    if better is None:
        return ("▲ More" if finding.difference > 0 else "▼ Less"), "is-plain"
    word = kpi.BETTER if (finding.difference > 0) == better else kpi.WORSE
    return kpi.verdict_text(word, finding.difference), f"is-{word}"


def sentence(finding: Finding, comparison_name: str, *, ours: str | None = None, is_ours: bool = True) -> str:
    """ "North (region): fewer new customers bought again within 90 days, 21.3% after 30.1% in the period before". Plain
    text; the group's name may come from data. Without comparison_name it is not named. is_ours: whether the feedback
    looked at is about us."""
    words, unit = words_of(finding, ours), finding.metric.unit
    said = (words.up if finding.difference > 0 else words.down).format(
        group=finding.group or "a competitor", about=" about us" if is_ours else ""
    )
    if finding.dimension and not BY_NAME[finding.measure].subject:
        said = f"{finding.group} ({called(finding.dimension)}): {said[0].lower()}{said[1:]}"
    now, before = (fmt.value(value, unit) for value in (finding.now, finding.before))
    when = f" in the {comparison_name}" if comparison_name else ""
    return f"{said}, {words.measured}{now}{words.of} after {before}{when}"


def evidence(finding: Finding, ours: str | None) -> str:
    """ "−8.8 pts, 95% interval −11.2 to −6.4 · 426 of 2,001 new customers, before 1,987"."""
    unit, noun = finding.metric.unit, words_of(finding, ours).noun
    size = fmt.change(finding.difference, unit)
    bounds = fmt.interval(finding.low, finding.high, unit)
    numerator = finding.numerator if finding.metric.interval == "wilson" else None
    base = fmt.base(numerator, finding.n, noun)
    small = "Small base: " if min(finding.n, finding.n_before) < SMALL_BASE else ""
    return f"{size}, 95% interval {bounds} · {small}{base}, before {fmt.count(finding.n_before)}"


def origin(finding: Finding) -> str:
    """Where the change comes from: the groups that add most to it, who went the other way, or that no
    group stands apart; "" for a single group."""
    told, unit = finding.contributors, finding.metric.unit
    measure = BY_NAME[finding.measure]
    if measure.is_shared:
        way = "lost" if finding.difference > 0 else "gained"
        named = (f"{each.group} {way} {fmt.points(abs(each.adds)).lstrip('+')}" for each in told)
        return f"Meanwhile {_listed(named)}." if told else ""
    if told:
        named = (f"{each.group} ({fmt.change(each.adds, unit)})" for each in told)
        return f"Most of it from {_listed(named)}, by {called(told[0].dimension)}."
    return "" if finding.dimension or measure.subject else "No group of those compared stands apart."


def budget(found: WhatChanged) -> str:
    """What was looked at, and how much of what stands here may be chance."""
    looked = f"Looked at {_comparisons(found.looked_at)}"
    if not found.findings:
        return f"{looked}."
    passed = f"{fmt.count(found.passed)} changed more than chance would, of which at most 1 in 10 is chance"
    if len(found.findings) == found.passed:
        return f"{looked}: {passed}."
    return f"{looked}: {passed}. One of each story stands here, those that weigh most."


def nothing_found(found: WhatChanged) -> tuple[str, str]:
    """What the card says without a finding: that nothing changed, and which change would have been found."""
    if not found.looked_at:
        return (
            "Cannot tell yet",
            f"One of the periods has fewer than {SMALL_BASE} customers and texts, or the data does not reach back over "
            "the whole of the earlier one. Choose a longer period, or one that ends later.",
        )
    seen = [
        f"{fmt.points(change).lstrip('+').replace('pts', 'points')} in {_MEASURED[name]}"
        for name, change in found.would_be_seen
        if name in _MEASURED
    ]
    looked = f"We looked at {_comparisons(found.looked_at)}"
    most = f"; among so many, a change of {_listed(seen, 'or')} would most likely have been found" if seen else ""
    return "Nothing changed more than chance would", f"{looked}{most}."


_MEASURED = {
    "returning_customer_share": "the share who came back",
    "repurchase_rate": "the share of new customers who bought again",
    "net_sentiment": "net sentiment",
}


def called(dimension: str) -> str:
    """The dimension inside a sentence; an attribute keeps the capitals of its name."""
    if dimension.startswith("attribute."):
        return dimension.removeprefix("attribute.")
    return (OF_CUSTOMERS.get(dimension) or narrowing.label_of(dimension)).lower()


def _comparisons(number: int) -> str:
    return "1 comparison" if number == 1 else f"{fmt.count(number)} comparisons"


def _listed(parts, last: str = "and") -> str:
    parts = list(parts)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"
