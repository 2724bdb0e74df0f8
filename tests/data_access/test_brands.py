"""The tracked brands: how they are kept, and that what all feedback names follows them."""

import pytest

from data_access import brands, database
from data_access.brands import Alias, Brand
from tests.data_access import stored

SAID = """
    feedback_id | created_at | text
    F1          | 2025-04-01 | Healthy Paws was kind.
    F2          | 2025-04-01 | HealthyPaws, or Figo?
"""


def named() -> set[tuple[str, str]]:
    return {(row["feedback_id"], row["brand"]) for row in stored.rows("mentions")}


def test_what_is_saved_is_what_is_tracked_ours_first(db):
    chosen = (
        Brand("Meadow", True, (Alias("Meadow", False), Alias("Meadow & Co", False))),
        Brand("Figo", False, (Alias("Figo", True),)),
    )
    brands.save(chosen[::-1])
    assert brands.tracked() == chosen


def test_a_brand_is_known_by_its_name_and_one_word_needs_a_capital(db):
    brands.save([Brand("Spot", False), Brand("Healthy Paws", False)])
    assert {brand.name: brand.aliases for brand in brands.tracked()} == {
        "Spot": (Alias("Spot", True),),
        "Healthy Paws": (Alias("Healthy Paws", False),),
    }


def test_names_and_aliases_are_kept_without_spaces_around_them_and_once(db):
    brands.save([Brand(" Figo ", False, (Alias(" Figo", True), Alias("Figo ", True), Alias("  ", False)))])
    assert brands.tracked() == (Brand("Figo", False, (Alias("Figo", True),)),)


def test_a_new_alias_finds_what_was_said_before_and_a_removed_brand_takes_its_mentions(db, given_feedback):
    given_feedback(SAID)
    brands.save([Brand("Healthy Paws", False), Brand("Figo", False)])
    assert named() == {("F1", "Healthy Paws"), ("F2", "Figo")}
    brands.save([Brand("Healthy Paws", False, (Alias("HealthyPaws", False),))])
    assert named() == {("F1", "Healthy Paws"), ("F2", "Healthy Paws")}


def test_another_brand_of_ours_changes_whose_mentions_are_own(db, given_feedback, given_brands):
    given_brands("Figo", "Healthy Paws")
    given_feedback(SAID)
    own = {(row["feedback_id"], row["brand"]) for row in stored.rows("mentions") if row["relation"] == "own"}
    assert own == {("F2", "Figo")}
    given_brands("Healthy Paws", "Figo")
    own = {(row["feedback_id"], row["brand"]) for row in stored.rows("mentions") if row["relation"] == "own"}
    assert own == {("F1", "Healthy Paws")}


@pytest.mark.parametrize(
    ("names", "sentence"), [((" ",), "has no name"), (("Figo", "Figo "), "Figo stands more than once")]
)
def test_what_cannot_be_tracked_is_said_in_a_sentence_and_changes_nothing(db, names, sentence):
    brands.save([Brand("Meadow", True)])
    version = database.current_version()
    with pytest.raises(ValueError, match=sentence):
        brands.save([Brand(name, False) for name in names])
    assert [brand.name for brand in brands.tracked()] == ["Meadow"]
    assert database.current_version() == version


def test_saving_brands_raises_the_version_since_every_share_of_voice_may_differ(db):
    version = database.current_version()
    brands.save([Brand("Meadow", True)])
    assert database.current_version() > version


def test_a_brand_of_the_demo_that_real_feedback_speaks_of_is_the_readers_own_from_then_on(db, given_feedback):
    brands.save([Brand("Figo", False, is_demo=True)])
    given_feedback("feedback_id | created_at | text | brand\nF1 | 2025-04-01 | Great. | Figo")
    assert [brand.is_demo for brand in brands.tracked()] == [False]


def test_words_around_a_name_are_kept_and_count(db, given_feedback):
    given_feedback("""
        feedback_id | created_at | text
        F1          | 2025-04-01 | my delta flight
        F2          | 2025-04-01 | with Delta again
        F3          | 2025-04-01 | the Delta variant
    """)
    delta = Brand("Delta", False, (Alias("Delta", True, ("flight", "airline"), ("delta variant",)),))
    brands.save([delta])
    assert brands.tracked() == (delta,)
    assert named() == {("F1", "Delta"), ("F2", "Delta")}
    row = stored.one("brand_aliases", alias="Delta")
    assert (row["context"], row["counter_context"]) == ("flight, airline", "delta variant")


def test_a_well_known_ordinary_word_that_an_import_brings_comes_with_its_context(db, given_feedback):
    given_feedback("feedback_id | created_at | text | brand\nF1 | 2025-04-01 | my delta flight | Delta")
    (delta,) = brands.tracked()
    assert "flight" in delta.aliases[0].context
    assert named() == {("F1", "Delta")}
