"""Names that are ordinary words too: what tells the brand from the word."""

import pytest

from data_access.brands import words_with_a_tone
from data_access.scoring import Alias, BrandMatcher, listed
from data_access.scoring.ordinary_names import contexts_of

DELTA = Alias("Delta", "Delta", True, ("flight", "fly", "airline"), ("river delta", "delta variant", "hospital"))
KNOWN = BrandMatcher(
    [Alias(name, name, True, *contexts_of(name)) for name in ("Target", "Apple", "Orange", "Spot", "Next", "Prime")]
)


def counts(alias: Alias, text: str) -> bool:
    return BrandMatcher([alias]).brands(text) == (alias.brand,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I went with Delta again", True),
        ("I went with delta again", False),
        ("my delta flights were late", True),
        ("we fly delta's new route", True),
        ("flight times depend on the wind and on the width of a delta", False),  # too far for a small letter
        ("Delta is hard to draw", False),
        ("Delta lost my bag on the second flight", True),
        ("It rained. Delta answered the next day", False),
        ("It rained. Delta cancelled the flight", True),
        ("'Delta' cancelled the flight", True),
        ("Great crew, Delta", True),
        ("Emirates vs. Delta, who wins", True),
        ("WHERE IS THE DELTA IN THIS LIST", False),
        ("WHERE IS MY DELTA FLIGHT", True),
        ("I hate this DELTA thing", True),  # nothing else is in capitals
        ("we all got the Delta variant", False),
        ("the River Delta is lovely", False),
        ("a week in Delta hospital", False),
        ("the hospital is two hours by car from where Delta lands", True),
        ("in hospital. Delta was kind", False),  # begins a sentence, with nothing of an airline about
        ("we were in hospital! I flew with Delta", True),
        ("@Delta #Delta", False),
    ],
)
def test_an_ordinary_word_is_the_brand_by_its_capital_and_by_what_stands_around_it(text, expected):
    assert counts(DELTA, text) is expected


def test_without_a_context_a_capital_is_enough_wherever_it_stands_but_not_where_all_are():
    spot = Alias("Spot", "Spot", True)
    assert counts(spot, "Spot paid my claim") and counts(spot, "SPOT")
    assert not counts(spot, "a spot on my flight")
    assert not counts(spot, "THERE WAS A SPOT ON THE CARPET")


def test_counter_context_also_holds_for_a_name_in_any_case_and_only_where_it_stands():
    orange = Alias("Orange", "orange", False, (), ("orange juice",))
    assert counts(orange, "my orange contract")
    assert not counts(orange, "fresh Orange juice")
    assert BrandMatcher([orange]).spans("orange juice from orange") == [(18, 24, "Orange")]


def test_a_name_written_like_no_other_word_needs_no_context():
    assert counts(Alias("eBay", "eBay", True, ("auction",)), "eBay is down")
    assert counts(Alias("Alipay", "支付宝", True, ("pay",)), "支付宝")


def test_a_phrase_of_the_context_that_holds_the_name_must_stand_around_it():
    three = Alias("Three", "Three", True, ("three mobile",))
    assert counts(three, "the three mobile shop")
    assert not counts(three, "three of us in the mobile shop")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the phone signal of Orange", ("Orange",)),
        ("orange juice was warm", ()),
        ("Bought it at Target, the store on Main Street", ("Target",)),
        ("they did not hit target", ()),
        ("we are not their Target audience", ()),
        ("the new apple watch", ("Apple",)),
        ("an apple a day", ()),
        ("I spoke to the Prime Minister", ()),
        ("my amazon prime delivery", ("Prime",)),
        ("the service was spot on", ()),
        ("a spot on my dog, insurance claim denied", ()),
        ("I use Spot for my dog", ("Spot",)),
        ("Next day delivery", ()),
        ("Spoke to Next about it", ("Next",)),
        ("will order next week from the store", ()),
    ],
)
def test_what_is_offered_for_well_known_names_tells_them_from_the_words(text, expected):
    assert KNOWN.brands(text) == expected


def test_contexts_are_offered_for_known_names_in_any_case_and_for_no_others():
    assert "flight" in contexts_of(" delta ").context
    assert contexts_of("Figo") == ((), ())


def test_words_between_commas():
    assert listed(" flight, , credit  card ,bank") == ("flight", "credit  card", "bank")
    assert listed(None) == listed(float("nan")) == ()


def test_names_that_vader_takes_for_praise_or_blame_are_told():
    assert words_with_a_tone(["United", "Figo", "Best Pets", "@united", "United"]) == ["United", "Best Pets"]


def test_a_name_in_a_long_text_takes_no_longer_for_its_context():
    text = "delta " * 20_000 + "flight"
    assert len(BrandMatcher([DELTA]).spans(text)) == 5
