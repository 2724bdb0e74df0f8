"""Texts read for their words: which group they are of, and what differs between two."""

import pytest

from data_access import samples
from data_access.fetch import rows
from data_access.filters import EVERY_BRAND, Filters
from data_access.samples import Group
from data_access.scoring.taxonomy import Theme
from tests.conftest import DATABASES

EVERYONE = Filters(brand=(EVERY_BRAND,))


@pytest.fixture(scope="module", params=DATABASES)
def said(request, fresh_database, given_brands, given_feedback):
    with fresh_database(request.param):
        given_brands("Meadow", "Figo")
        shop = [
            {"created_at": "2026-01-02", "source": "shop", "text": f"Figo {n}: a broken zipper."} for n in range(40)
        ]
        web = [
            {"created_at": "2026-01-03", "source": "web", "title": "Great", "text": f"Lovely ribbons {n}."}
            for n in range(60)
        ]
        bare = [{"created_at": "2026-01-04", "rating": "5"}]
        given_feedback([*shop, *web, *bare, {"created_at": "2026-01-01", "text": "Zipper."}])
        yield


def test_groups_hold_their_texts_and_differ_in_their_words(said):
    shop, others = Group(EVERYONE, ("source", "shop")), Group(EVERYONE, ("source", "shop"), is_all_but=True)
    found = samples.difference(shop, others)
    assert (found.texts, found.others) == (40, 61), "what has no source is among the others, what has no words nowhere"
    sides = dict(zip(found.words["word"], found.words["z"] > 0, strict=True))
    assert sides["broken zipper"] and not sides["lovely ribbons"]
    assert "figo" not in sides, "brand names tell nothing"
    tones = samples.difference(Group(EVERYONE, tone="negative"), Group(EVERYONE, tone="positive"))
    assert not {"lovely", "great", "broken"} & set(tones.words["word"]), "that tones differ in tone is no news"


def test_texts_are_the_newest_and_can_be_those_without_a_theme(said):
    newest = rows(samples.texts_of(Group(EVERYONE), limit=60))["words"]
    assert len(newest) == 60 and all("ribbons" in words for words in newest)
    without = rows(samples.texts_of(Group(EVERYONE), has_theme=False))
    named = rows(samples.texts_of(Group(EVERYONE), has_theme=True))
    assert len(without) + len(named) == 101
    assert all("broken" in words for words in named["words"])
    found, number, read = samples.naming_latest([Theme("Trim", ("ribbon", "zip*"))], "Trim")
    assert (len(found), number, read) == (101, {"ribbons": 60, "zipper": 41}, 101)
