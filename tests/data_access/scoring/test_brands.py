"""What counts as naming a brand, and where the mentions stand in the text as it was written."""

import re
import sys
from time import perf_counter
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.scoring import Alias, BrandMatcher

INSURERS = BrandMatcher(
    [
        Alias("Healthy Paws", "Healthy Paws", False),
        Alias("Healthy Paws", "HealthyPaws", False),
        Alias("Pets Best", "Pet's Best", False),
        Alias("Pets Best", "Pets Best", False),
        Alias("Spot", "Spot", True),
        Alias("Spot", "@spotpet", False),
        Alias("Spot", "#TeamSpot", True),
        Alias("Figo", "figo", False),
        Alias("Paws", "paws", False),
        Alias("eBay", "eBay", True),
        Alias("Yahoo", "Yahoo!", False),
        Alias("C++", "C++ (shop)", False),
        Alias("Café Noir", "Café Noir", False),
        Alias("İstanbul Pet", "İstanbul Pet", False),
        Alias("Odos", "Οδός", False),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I moved to Figo.", ("Figo",)),
        ("FIGO, figo and Figo", ("Figo",)),
        ("Figo's vet, FIGO’S app", ("Figo",)),
        ("(figo)", ("Figo",)),
        ("figone, refigo, figo_2, figo7", ()),
        ("@figo #figo me@figo", ()),
        ("@SpotPet answered", ("Spot",)),
        ("@spotpets answered, x@spotpet did not", ()),
        ("#TeamSpot", ("Spot",)),
        ("#teamspot", ()),
        ("pet's best", ("Pets Best",)),
        ("PET’S BEST", ("Pets Best",)),
        ("Pets \n\t best, pets\xa0best", ("Pets Best",)),
        ("PetsBest", ()),
        ("healthy paws", ("Healthy Paws",)),
        ("healthy, paws", ("Paws",)),
        ("Spot paid, and SPOT paid again", ("Spot",)),
        ("spot on; a sPOT", ()),
        ("spot on, Spot!", ("Spot",)),
        ("eBay", ("eBay",)),
        ("EBAY or Ebay", ("eBay",)),
        ("ebay", ()),
        ("yahoo!", ("Yahoo",)),
        ("yahoo", ()),
        ("c++ (shop) is no pattern", ("C++",)),
        ("cccc shop", ()),
        ("istanbul pet, İSTANBUL PET, I\u0307stanbul pet", ("İstanbul Pet",)),
        ("ΟΔΌΣ", ("Odos",)),
        ("ΟΔΌΣ's", ("Odos",)),  # here Σ is not the last letter of what Unicode takes for the word
        ("Paws, then Figo, then paws", ("Paws", "Figo")),
        ("", ()),
    ],
)
def test_a_brand_is_named_as_a_whole_word_in_the_ways_people_write_it(text, expected):
    assert INSURERS.brands(text) == expected


def test_mentions_are_found_where_they_stand():
    text = "From Healthy  Paws to Figo’s app"
    assert [(text[start:end], brand) for start, end, brand in INSURERS.spans(text)] == [
        ("Healthy  Paws", "Healthy Paws"),
        ("Figo", "Figo"),
    ]


def test_a_decomposed_text_names_the_same_brands_where_it_was_written_so():
    text = normalize("NFD", "Ça va? İyi. 각 Café Noir, figo")
    assert [(normalize("NFC", text[start:end]), brand) for start, end, brand in INSURERS.spans(text)] == [
        ("Café Noir", "Café Noir"),
        ("figo", "Figo"),
    ]


def test_the_longest_alias_wins_unless_it_lacks_its_capital():
    matcher = BrandMatcher([Alias("Spot", "spot", False), Alias("Spot On", "Spot On", True)])
    assert matcher.brands("a Spot On lead") == ("Spot On",)
    assert matcher.brands("a spot on lead") == ("Spot",)
    assert matcher.brands("a spot onto") == ("Spot",)
    inner = BrandMatcher([Alias("Spot Paws", "Spot Paws", True), Alias("Paws", "paws", False)])
    assert inner.brands("spot paws") == ("Paws",)
    plural = BrandMatcher([Alias("Spot", "spot", False), Alias("Spots", "Spots", True)])
    assert plural.brands("Spots") == ("Spots",)
    assert plural.brands("spots") == ()


def test_an_alias_of_two_brands_belongs_to_the_first_that_allows_it():
    matcher = BrandMatcher([Alias("Apple", "Apple", True), Alias("Orchard", "apple", False)])
    assert matcher.brands("Apple") == ("Apple",)
    assert matcher.brands("apple") == ("Orchard",)


def test_a_name_without_letters_that_have_case_needs_no_capital():
    assert BrandMatcher([Alias("Alipay", "支付宝", True)]).brands("用 支付宝 付") == ("Alipay",)


@pytest.mark.parametrize("aliases", [[], [Alias("Nobody", "", False), Alias("Nobody", " \t", True)]])
def test_without_aliases_no_text_names_a_brand(aliases):
    assert BrandMatcher(aliases).spans("Nobody is named here.") == []


def test_no_character_before_a_mention_shifts_it():
    figo = BrandMatcher([Alias("Figo", "figo", False)])
    places = [*range(0x3000), 0xAC01, 0xFB01, 0x1E9E, 0x2126, 0x212B, 0x1D15E, sys.maxunicode]
    for character in map(chr, places):
        assert figo.spans(f"{character} figo") == [(2, 6, "Figo")], hex(ord(character))


@pytest.mark.parametrize(
    "text",
    ["a" + "\u0301\u0323" * 50_000, "\u1100\u1161" * 50_000, "healthy" + " " * 100_000, "spot " * 20_000],
    ids=["marks", "syllables", "spaces", "refused"],
)
def test_no_single_text_holds_the_search_up(text):
    start = perf_counter()
    assert INSURERS.brands(f"{text} figo") == ("Figo",)
    assert perf_counter() - start < 5


MARKS = ["\u0301", "\u0307", "\u0323", "\u1100\u1161", "\u11a8"]
pieced = st.lists(st.sampled_from([*"aAbBßİIıσςΣé@#_' ’\n1-😁", *MARKS]), max_size=14).map("".join)


@settings(max_examples=200, deadline=None)
@given(pieced)
def test_composed_and_decomposed_texts_name_the_same_brands(text):
    matcher = BrandMatcher([Alias(name, name, False) for name in ("a", "é", "i", "ab", "각", "σ")])
    assert matcher.brands(normalize("NFC", text)) == matcher.brands(normalize("NFD", text))


def spans_by_hand(aliases: list[str], text: str) -> list[tuple[int, int, str]]:
    """The slow, obvious way: at each place, try every alias, the longest first."""
    found, position = [], 0
    while position < len(text):
        for alias in sorted(aliases, key=len, reverse=True):
            end = position + len(alias)
            free_before = not re.search(r"[\w@#]$", text[:position]) and not re.match(r"\w", text[end:])
            if free_before and text[position:end].lower() == alias:
                found.append((position, end, alias))
                position = end - 1
                break
        position += 1
    return found


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text("ab@.", min_size=1, max_size=4), min_size=1, max_size=6, unique=True),
    st.text("abAB@. ", max_size=25),
)
def test_mentions_are_those_found_by_trying_every_alias_everywhere(aliases, text):
    matcher = BrandMatcher([Alias(alias, alias, False) for alias in aliases])
    assert matcher.spans(text) == spans_by_hand(aliases, text)
