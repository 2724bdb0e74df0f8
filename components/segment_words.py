"""Rules of segments in the reader's words."""

import textwrap
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from components import format as fmt
from data_access.segments.rules import AT_LEAST, AT_MOST, Rule

NOT_TOLD = {"(not given)": "not given"}
_GROUPED = {"segment": "in segment", "region": "in region", "country": "in country", "group": ""}


def sentence(rules: Sequence[Rule], currency: str | None = None, *, longest: int | None = None) -> str:
    """ "Customers who bought at least twice and named a competitor."; "All customers." without rules. longest: a number
    of characters, beyond which it ends in an ellipsis."""
    told = [phrase(rule, currency) for rule in rules]
    if not told:
        return "All customers."
    whole = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return textwrap.shorten(f"Customers who {whole}.", longest or len(whole) + 20, placeholder=" …")


def phrase(rule: Rule, currency: str | None = None) -> str:
    """What is said of the customers of a rule, after "Customers who"."""
    about, values, is_not = rule.about, rule.values, rule.is_not
    if about in _GROUPED:
        where = f"{_GROUPED[about]} {either(values)}".strip()
        return f"are {'not ' if is_not else ''}{where}"
    if about == "attribute":
        return f"{'do not have' if is_not else 'have'} {values[0]} {either(values[1:])}"
    if about == "origin":
        return f"{'did not first hear' if is_not else 'first heard'} of us by {either(values)}"
    if about in ("channel", "category"):
        where = f"in channel {either(values)}" if about == "channel" else f"from {either(values)}"
        return f"{'never bought' if is_not else 'bought'} {where}"
    if about in _NUMBERS:
        return _NUMBERS[about](rule, currency)
    never = "never " if is_not else ""
    if about == "theme":
        tone = f" {_ADVERBS[values[1]]}" if len(values) == 2 else ""
        return f"{never}spoke of {values[0]}{tone}"
    if about in ("names", "favours"):
        whom = either(values) if values else "a competitor"
        return f"{never}{'named' if about == 'names' else 'favoured'} {whom}"
    if about == "last-feedback":
        return f"were {'not ' if is_not else ''}{either(values)} in their last feedback"
    if about == "feedback":
        toned = f"{either(values)} feedback" if values else "feedback"
        return f"{'never gave' if is_not else 'gave'} {toned}"
    return f"{never}asked for help" if about == "asks" else f"are {'not ' if is_not else ''}known"


def either(values: Sequence[str]) -> str:
    """ "one", "one or other", "one, other or third"."""
    names = [NOT_TOLD.get(value, value) for value in values]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _purchases(rule: Rule, currency: str | None) -> str:
    n = int(rule.values[-1])
    bound = rule.values[0] if len(rule.values) == 2 else ""
    if bound == AT_LEAST:
        return f"bought {'fewer than' if rule.is_not else 'at least'} {_times(n, rule.is_not)}"
    if bound == AT_MOST:
        return f"bought {'more than' if rule.is_not else 'at most'} {_times(n)}"
    if n == 0:
        return "bought" if rule.is_not else "never bought"
    return f"did not buy exactly {_times(n)}" if rule.is_not else f"bought exactly {_times(n)}"


def _times(n: int, as_number: bool = False) -> str:
    if as_number:
        return f"{fmt.count(n)} times"
    return {1: "once", 2: "twice"}.get(n, f"{fmt.count(n)} times")


def _lately(rule: Rule, currency: str | None) -> str:
    within = f"within the last {fmt.days(int(rule.values[0]))}"
    return f"did not buy {within}" if rule.is_not else f"bought {within}"


def _first(rule: Rule, currency: str | None) -> str:
    first, last = (date.fromisoformat(day) if day else None for day in rule.values)
    if first and last:
        when = f"on {fmt.day(first)}" if first == last else f"from {fmt.day(first)} to {fmt.day(last)}"
    else:
        when = f"on {fmt.day(first)} or later" if first else f"by {fmt.day(last)}"
    return f"{'did not first buy' if rule.is_not else 'first bought'} {when}"


def _brought(rule: Rule, currency: str | None) -> str:
    value = Decimal(rule.values[0])
    sign = fmt.SYMBOLS.get(currency, f"{currency} ") if currency else ""
    is_whole = value == value.to_integral_value()
    amount = sign + fmt.count(value) if is_whole else fmt.amount(value, currency, exact=True)
    return f"spent {'less than' if rule.is_not else 'at least'} {amount}"


_NUMBERS = {"purchases": _purchases, "last-purchase": _lately, "first-purchase": _first, "revenue": _brought}
_ADVERBS = {"negative": "negatively", "neutral": "in a neutral tone", "positive": "positively"}
