"""Which themes a text names, and how it feels about each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.scoring import sentiment
from data_access.scoring.taxonomy import Theme, checked, shipped
from data_access.scoring.themes import ThemeMatcher, theme_sentiments

OURS = (
    Theme("Price", ("price", "cheap*", "delivery fee", "lunch special", "- price war")),
    Theme("Delivery", ("deliver*", "check in", "box", "courier's van")),
    Theme("Food", ("food", "lunch special", "entrée")),
)
SHIPPED = ThemeMatcher(shipped())


def named(text, matcher=None):
    return {mention.theme: mention.words for mention in (matcher or ThemeMatcher(OURS)).themes(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The PRICE, our prices and this price's rise", {"Price": ("PRICE", "prices", "price's")}),
        ("priceless, underprice, pricey, box5, @box", {}),
        ("Delivered late; delivery bad. Price!", {"Price": ("Price",), "Delivery": ("Delivered", "delivery")}),
        ("A delivery fee is not a delivery", {"Price": ("delivery fee",), "Delivery": ("delivery",)}),
        ("One lunch  special", {"Price": ("lunch  special",), "Food": ("lunch  special",)}),
        ("a price war, then price cuts", {"Price": ("price",)}),
        ("Check-in by the courier’s van of boxes", {"Delivery": ("Check-in", "courier’s van", "boxes")}),
        ("İİ ENTRÉE: good #food", {"Food": ("ENTRÉE", "food")}),
        ("", {}),
    ],
)  # fmt: skip
def test_terms_match_whole_words_with_their_endings(text, expected):
    assert named(text) == expected


def test_spans_are_those_of_the_words_in_the_text():
    text = "İ’m glad: cheap food, CHEAPER than ever 😍 cheap!"
    (price, food) = ThemeMatcher(OURS).themes(text)
    assert [text[start:end] for start, end in price.spans] == ["cheap", "CHEAPER", "cheap"]
    assert price.words == ("cheap", "CHEAPER")
    assert [text[start:end] for start, end in food.spans] == ["food"]


def test_no_themes_match_nothing():
    assert ThemeMatcher(()).themes("price") == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("ab -*'", min_size=1, max_size=6), max_size=6),
    st.lists(st.sampled_from(["a", "b", "ab", "aab", "bs", "a's", " ", "-", ", "]), max_size=12).map("".join),
)
def test_one_pattern_finds_a_text_that_holds_a_term_as_words(terms, text):
    """A text in which a plain term stands between blanks names its theme, whatever other terms there are."""
    terms = [term for term in terms if term.strip(" -*'") and not term.startswith("-") and "*" not in term]
    matcher = ThemeMatcher([Theme("All", tuple(terms))])
    words = " ".join(text.split())
    found = named(words, matcher)
    for term in terms:
        plain = " ".join(term.replace("-", " ").split())
        if f" {plain} " in f" {words} ":
            assert found


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The waiter was rude and the pizza was cold, but cheap.", {"Staff", "Food and drink", "Price"}),
        ("My parcel never arrived and nobody answers the phone", {"Delivery", "Support"}),
        ("Lovely decor, cosy and clean, a bit noisy", {"Atmosphere"}),
        ("Cancelled flight, lost luggage and two hours on hold", {"Reliability", "Baggage", "Support"}),
        ("The app keeps crashing when I log in", {"App and site"}),
        ("They charged me twice and refuse a refund", {"Billing", "Returns"}),
        ("Runs small, the fabric is itchy", {"Fit and comfort", "Quality"}),
        ("It is a scam, they lied to me", {"Trust"}),
        ("Claim denied, although the policy covers it", {"Cover and claims"}),
        ("So easy to use and set up", {"Usability"}),
        ("The queue in the shop was endless", {"Speed", "Store"}),
        ("We will return, to be honest, at all costs", set()),
    ],
)
def test_shipped_themes_know_what_customers_speak_of(text, themes):
    assert set(named(text, SHIPPED)) == themes


def test_every_shipped_term_is_found_and_every_theme_is_sound():
    assert checked(shipped()) == shipped()
    for theme in shipped():
        for term in theme.terms:
            found = named(term.removeprefix("-").replace("*", "xy"), SHIPPED)
            assert (theme.name in found) != term.startswith("-"), f"{theme.name}: {term}"


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Great food!", {"Food": 1}),
        ("Great food but an awful delivery.", {"Food": 1, "Delivery": -1}),
        ("Great food, terrible delivery", {"Food": 1, "Delivery": -1}),
        ("Great food and delivery", {"Food": 1, "Delivery": 1}),
        ("The food came. The delivery, however, was great. I hate the price.", {"Food": 0, "Delivery": 1, "Price": -1}),
    ],
)
def test_each_theme_has_the_score_of_what_speaks_of_it(text, signs):
    mentions = ThemeMatcher(OURS).themes(text)
    scores = theme_sentiments(text, mentions, sentiment)
    assert {theme: (score > 0.05) - (score < -0.05) for theme, score in scores.items()} == signs


def test_one_theme_has_the_whole_texts_score():
    text = "I love it, great. The food came. Wonderful!"
    assert theme_sentiments(text, ThemeMatcher(OURS).themes(text), sentiment) == {"Food": sentiment(text)}
    assert theme_sentiments("Nothing here", [], sentiment) == {}


@pytest.mark.parametrize(
    ("themes", "problem"),
    [
        ([], "no theme left"),
        ([Theme(" ", ("a",))], "has no name"),
        ([Theme("Price", ("a",)), Theme("price ", ("b",))], "Price stands more than once"),
        ([Theme("Price", (" ", "- price war"))], "Price has no terms"),
        ([Theme("Price", ("pr*",))], "'pr\\*' would match too many"),
        ([Theme("Price", ("pri*ce",))], "star inside a word"),
        ([Theme("Price", ("?!",))], "is not a word"),
    ],
)
def test_themes_that_cannot_be_looked_for_are_refused_in_a_sentence(themes, problem):
    with pytest.raises(ValueError, match=problem):
        checked(themes)
