"""What a rule can be about, for the editor: under which name, with which conditions, and what it begins with."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.filter_bar import View
from data_access.segments.rules import AT_LEAST, AT_MOST, TONES, Rule, Values

ATTRIBUTE = "attribute."
ANY_TONE = "in any tone"


@dataclass(frozen=True)
class Kind:
    """label: what the rule is about. conditions: label -> (is_not, what stands before the value). options: what to
    choose values from. begins: the values of a new rule."""

    label: str
    conditions: Mapping[str, tuple[bool, Values]]
    options: Values = ()
    begins: Values = ()


_IS = {"is one of": (False, ()), "is none of": (True, ())}
_BOUGHT = {"ever": (False, ()), "never": (True, ())}
_SAID = {"ever": (False, ()), "never": (True, ())}
_NUMBER = {
    "at least": (False, (AT_LEAST,)),
    "at most": (False, (AT_MOST,)),
    "exactly": (False, ()),
    "fewer than": (True, (AT_LEAST,)),
    "more than": (True, (AT_MOST,)),
    "not exactly": (True, ()),
}


def present(view: View, themes: Values, groups: Values, attributes: Mapping[str, Values]) -> dict[str, Kind]:
    """The kinds that the data can answer, by what a rule is about; an attribute is "attribute." and its name.

    attributes: name -> values. Of what has several values, a new rule begins with the first of them.
    """
    held = view.coverage.options
    rivals = tuple(name for name in held.get("brand", ()) if name != view.coverage.our_brand)
    first, last = view.coverage.first_order_on, view.coverage.last_order_on
    kinds: dict[str, Kind] = {}
    if first:
        kinds["purchases"] = Kind("Number of purchases", _NUMBER, begins=(AT_LEAST, "2"))
        kinds["last-purchase"] = Kind("Last purchase", {"within": (False, ()), "not within": (True, ())}, (), ("90",))
        between = {"between": (False, ()), "not between": (True, ())}
        kinds["first-purchase"] = Kind("First purchase", between, (), (str(first), str(last)))
        kinds["revenue"] = Kind("Spent so far", {"at least": (False, ()), "less than": (True, ())}, (), ("100",))
        kinds["group"] = Kind("Customer group", _IS, groups, groups[:1])
        kinds |= _of_values("channel", "Bought in channel", held, _BOUGHT)
        kinds |= _of_values("category", "Bought from category", held, _BOUGHT)
    if view.coverage.first_feedback_on:
        kinds["last-feedback"] = Kind("Last feedback", {"was": (False, ()), "was not": (True, ())}, TONES, TONES[:1])
        kinds["feedback"] = Kind("Any feedback", _SAID, TONES)
        if themes:
            kinds["theme"] = Kind("Spoke of a theme", _SAID, themes, themes[:1])
        if rivals:
            kinds["names"] = Kind("Named a competitor", _SAID, rivals)
            kinds["favours"] = Kind("Favoured a competitor", _SAID, rivals)
        kinds["asks"] = Kind("Asked for help", _SAID)
    for name, label in (("segment", "Segment"), ("region", "Region"), ("country", "Country")):
        kinds |= _of_values(name, label, held, _IS)
    kinds |= _of_values("origin", "How they heard of us", held, _IS)
    for name, values in attributes.items():
        kinds[ATTRIBUTE + name] = Kind(name, _IS, values, values[:1])
    return kinds


def _of_values(about: str, label: str, held: Mapping[str, Values], conditions) -> dict[str, Kind]:
    values = tuple(held.get(about, ()))
    return {about: Kind(label, conditions, values, values[:1])} if values else {}


def split(rule: Rule) -> tuple[str, Values]:
    """A rule's kind and the values that its editor shows."""
    if rule.about == "attribute":
        return ATTRIBUTE + rule.values[0], rule.values[1:]
    return rule.about, rule.values


def joined(about: str, values: Values, is_not: bool) -> Rule | None:
    """The rule that an editor's row says; None while it is not finished."""
    if about.startswith(ATTRIBUTE):
        about, values = "attribute", (about.removeprefix(ATTRIBUTE), *values)
    try:
        return Rule(about, tuple(values), is_not)
    except ValueError:
        return None
