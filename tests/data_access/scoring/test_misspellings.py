"""Words that may be a brand's name written wrongly."""

from data_access.scoring import Alias
from data_access.scoring.misspellings import misspellings, vocabulary

CHASE, NETFLIX = Alias("Chase", "Chase", True), Alias("Netflix", "netflix", False)


def suggested(text: str, *aliases: Alias) -> list[tuple[str, str, int]]:
    return [(each.brand, each.written, each.times) for each in misspellings(vocabulary([text, None]), aliases)]


def test_near_words_are_suggested_the_most_frequent_first():
    text = "Netflix netflix NETFLIX netflix netfilx Netfilx neflix, netlfix."
    assert suggested(text, NETFLIX) == [("Netflix", "netfilx", 2), ("Netflix", "neflix", 1), ("Netflix", "netlfix", 1)]


def test_words_of_their_own_are_not():
    assert suggested("Chase chase chase: two cases, one case, and a tease; they chased", CHASE) == []
    assert suggested("netfix netfix netflix", NETFLIX) == [], "the more frequent word is hardly the error"
    assert suggested("hateful", Alias("Hatefull", "Hatefull", False)) == [], "a word with a tone"


def test_what_is_short_differs_in_its_first_letter_or_is_tracked_is_not():
    assert suggested("betflix netflix netflix", NETFLIX) == []
    assert suggested("figi figo figo", Alias("Figo", "Figo", False)) == []
    assert suggested("netflix netflix neflix", NETFLIX, Alias("Netflix", "neflix", False)) == []


def test_a_name_that_nobody_writes_rightly_is_still_looked_for():
    assert suggested("we use hotsatr", Alias("Hotstar", "Hotstar", True)) == [("Hotstar", "hotsatr", 1)]
