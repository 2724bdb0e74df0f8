"""Rules as text: what is written is read again, and what is wrong is refused in a sentence."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.metrics.named_groups import NAMES
from data_access.segments.rules import KINDS, MOST_RULES, TONES, Rule, parse, text

# Whatever a file may call a thing, with much of what the text form writes with.
names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("._* !;"), min_size=1)
names = names.map(str.strip).filter(bool)
some = st.lists(names, min_size=1, max_size=3).map(tuple)
tones = st.lists(st.sampled_from(TONES), unique=True).map(tuple)
whole = st.integers(0, 10**9 - 1).map(str)
days = st.dates().map(str)
VALUES = {
    "attribute": st.tuples(names, some).map(lambda drawn: (drawn[0], *drawn[1])),
    "group": st.lists(st.sampled_from(NAMES), min_size=1).map(tuple),
    "purchases": st.tuples(whole) | st.tuples(st.sampled_from(("from", "to")), whole),
    "last-purchase": st.integers(1, 36_500).map(lambda n: (str(n),)),
    "first-purchase": st.tuples(days, days).map(sorted).map(tuple)
    | days.flatmap(lambda day: st.sampled_from(((day, ""), ("", day)))),
    "revenue": st.decimals(0, 10**12 - 1, places=2).map(lambda amount: (f"{amount:f}",)) | st.tuples(whole),
    "theme": st.tuples(names) | st.tuples(names, st.sampled_from(TONES)),
    "last-feedback": tones.filter(bool),
    "feedback": tones,
    "names": st.just(()) | some,
    "favours": st.just(()) | some,
    "asks": st.just(()),
    "anyone": st.just(()),
}
rules = st.sampled_from(list(KINDS)).flatmap(
    lambda about: st.builds(Rule, st.just(about), VALUES.get(about, some), st.booleans())
)


@given(st.lists(rules, max_size=MOST_RULES).map(tuple))
def test_rules_come_back_as_they_were_written(written):
    assert parse(text(written)) == written


@given(st.text(st.sampled_from("._*") | st.characters(), max_size=30) | st.sampled_from(list(KINDS)).flatmap(
    lambda about: st.text("._*12an-", max_size=8).map(lambda rest: f"{about}.{rest}")
))  # fmt: skip
def test_whatever_an_address_holds_is_rules_or_a_sentence(written):
    try:
        rules = parse(written)
    except ValueError as refused:
        assert str(refused).endswith((".", ")")), "no sentence"
    else:
        assert parse(text(rules)) == rules


def test_the_text_is_short_and_readable():
    built = (Rule("purchases", ("2",)), Rule("last-feedback", ("negative",)), Rule("names", ("St. Ives",), is_not=True))
    assert text(built) == "purchases.2_last-feedback.negative_not.names.St*. Ives"
    assert parse("attribute.loyalty*_tier.gold.silver") == (Rule("attribute", ("loyalty_tier", "gold", "silver")),)
    assert text(()) == "" and parse("") == ()


@pytest.mark.parametrize(
    "written, sentence",
    [
        ("spent.2", "'spent' is nothing that a rule can be about"),
        ("_", "'' is nothing that a rule can be about"),
        ("not", "'' is nothing that a rule can be about"),
        ("segment", "The rule about segment needs one value or more, as segment.this.that."),
        ("segment.", "needs one value or more"),
        ("attribute.tier", "needs the attribute's name and one value or more"),
        ("group.Kings", "'Kings' is no group of customers. Choose of: Champions"),
        ("purchases", "needs a whole number, as purchases.2"),
        ("purchases.-1", "needs a whole number"),
        ("purchases.02", "needs a whole number"),
        ("purchases.over.2", "needs a whole number"),
        ("last-purchase.0", "needs a number of days from 1 to 36,500"),
        ("last-purchase.40000", "needs a number of days from 1 to 36,500"),
        ("first-purchase..", "needs a first and a last day"),
        ("first-purchase.2025-02-30.", "needs a first and a last day"),
        ("first-purchase.20250201.", "needs a first and a last day"),
        ("first-purchase.2025-02-02.2025-02-01", "begins on 2025-02-02, after its end on 2025-02-01"),
        ("revenue.1e3", "needs an amount"),
        ("revenue.10.50", "needs an amount"),
        ("theme.Delivery.angry", "needs a theme, and after it a tone or nothing"),
        ("last-feedback", "needs one value or more"),
        ("feedback.angry", "'angry' is no tone. Choose of: negative, neutral, positive."),
        ("names.", "needs names, as names.this.that, or none at all"),
        ("asks.help", "The rule about asks takes no value."),
        ("names.St* Ives", "A star in a rule stands only before"),
        ("names.*", "A star in a rule stands only before"),
        ("region.a\x00b", "has blanks around it or unprintable signs"),
        ("region. north", "has blanks around it or unprintable signs"),
        ("_".join(["asks"] * 21), "A segment has at most 20 rules, and here are 21."),
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence(written, sentence):
    with pytest.raises(ValueError) as refused:
        parse(written)
    assert sentence in str(refused.value)


def test_a_rule_is_a_value():
    assert len({Rule("asks"), Rule("asks"), Rule("asks", is_not=True)}) == 2
    with pytest.raises(FrozenInstanceError):
        Rule("asks").is_not = True
