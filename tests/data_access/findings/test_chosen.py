"""Planted changes are found, with their group and sign, each story once and with where it comes from."""

import numpy as np
import pandas as pd
import pytest

from data_access.findings import contributors
from data_access.findings.chosen import MOST, MOST_OF_MEASURE, chosen, told
from data_access.findings.comparisons import COLUMNS
from data_access.metrics import decomposition
from tests.data_access.findings import quiet


def parts(measure, by):
    """What the groups of a region add, when asked of the whole."""
    return pd.Series({"region 0": -0.04, "region 1": -0.006, "region 2": 0.003})


def row(measure="net_sentiment", dimension="", group="", difference=-0.1, p=1e-6, part=1.0, **more):
    error = abs(difference) / 5
    told = {"measure": measure, "dimension": dimension, "group": group, "difference": difference, "p": p, "part": part}
    told |= {"now": 0.3, "before": 0.3 - difference, "numerator": 300.0, "n": 1000.0, "n_before": 1000.0}
    told |= {"low": difference - 2 * error, "high": difference + 2 * error, "error": error, "spread": 0.8}
    return told | more


def rows(*made):
    return pd.DataFrame(list(made), columns=list(COLUMNS))


@pytest.mark.parametrize("size", [-0.09, 0.09])
def test_planted_change_of_a_theme_is_found_in_nearly_every_data_set(size):
    sets = quiet.comparisons(np.random.default_rng(21), 25, {("theme_share", "theme", "theme 13"): size})
    found = [told(each, parts).findings for each in sets]
    first = [each[0] for each in found if each]
    assert len(first) >= 24
    assert {(each.measure, each.group, each.difference > 0) for each in first} == {
        ("theme_share", "theme 13", size > 0)
    }


@pytest.mark.parametrize("measure, size", [("repurchase_rate", 0.15), ("net_sentiment", -0.6)])
def test_planted_change_of_a_group_is_found_with_its_sign(measure, size):
    sets = quiet.comparisons(np.random.default_rng(22), 25, {(measure, "region", "region 2"): size})
    found = [told(each, parts).findings for each in sets]
    said = [[(one.measure, one.group, one.difference > 0) for one in each] for each in found]
    assert sum((measure, "region 2", size > 0) in each for each in said) >= 24


def test_group_that_explains_the_whole_is_its_contributor_and_no_second_finding():
    # The whole of these counts is made of its segments; its regions are drawn beside them.
    planted = {("repurchase_rate", "segment", f"segment {n}"): change for n, change in enumerate((-0.2, 0.0, 0.0))}
    (each,) = quiet.comparisons(np.random.default_rng(23), 1, planted)

    def of_segments(measure, by):
        assert (measure.name, by) == ("repurchase_rate", "segment")
        return pd.Series({"segment 0": -0.066, "segment 1": 0.001, "segment 2": -0.001})

    found = told(each, of_segments)
    assert found.passed >= 2
    (finding,) = [one for one in found.findings if one.measure == "repurchase_rate"]
    assert (finding.dimension, finding.group, finding.difference < 0) == ("", "", True)
    assert finding.contributors == (("segment", "segment 0", -0.066),)


def test_whole_that_changed_alike_in_all_groups_names_none():
    alike = [row("net_sentiment", "region", f"region {n}", part=0.3) for n in range(3)]
    (finding,) = told(rows(row(), *alike), parts).findings
    assert (finding.group, finding.contributors) == ("", ())


def test_group_that_went_against_the_whole_is_a_story_of_its_own():
    against = row("net_sentiment", "region", "North", difference=0.2, part=0.3)
    kept = rows(row(), row("net_sentiment", "region", "South", difference=-0.3, part=0.5), against).assign(q=0.001)
    assert list(chosen(kept)["group"]) == ["", "North"]


def test_shares_of_one_whole_are_one_story_told_by_ours_or_the_largest_and_who_lost():
    voice = [row("share_of_voice", "brand", "Ours", 0.08), row("share_of_voice", "brand", "Figo", -0.1)]
    (finding,) = told(rows(*voice), parts, "Ours").findings
    assert (finding.group, finding.difference) == ("Ours", 0.08)
    assert [(each.group, each.adds) for each in finding.contributors] == [("Figo", 0.1)]
    assert told(rows(*voice), parts, "Other").findings[0].group == "Figo"


def test_what_weighs_most_comes_first_and_no_metric_takes_all_the_room():
    themes = [row("theme_share", "theme", f"theme {n}", 0.02 * (n + 1)) for n in range(6)]
    others = [row("theme_sentiment", "theme", f"theme {n}", 0.1, part=0.1) for n in range(6)]
    more = [row("request_share", difference=0.01), row("net_sentiment", difference=0.009)]
    found = chosen(rows(*themes, *others, *more).assign(q=0.001))
    assert list(found["measure"])[:2] == ["theme_share"] * MOST_OF_MEASURE
    assert list(found["group"])[:2] == ["theme 5", "theme 4"]
    assert len(found) == MOST
    assert list(found["weight"]) == sorted(found["weight"], reverse=True)


def test_what_groups_add_is_what_the_decomposition_of_a_rate_says():
    chance = np.random.default_rng(24)
    base, before = chance.integers(0, 90, (2, 6)).astype(float)
    base[0] = before[1] = 0
    top, top_before = np.floor(base * 0.3), np.floor(before * 0.5)
    counts = pd.DataFrame({"group": list("abcdef"), "numerator": top, "denominator": base})
    counts = counts.assign(numerator_before=top_before, denominator_before=before)
    expected = decomposition.returning_share_change.finish(counts, None, None, {})
    with np.errstate(invalid="ignore"):
        sides = [
            pd.DataFrame({"group": list("abcdef"), "value": over / under, "denominator": under})
            for over, under in ((top, base), (top_before, before))
        ]
    found = contributors.added(*sides)
    assert list(found) == pytest.approx(list(expected["value"]))
    assert found.sum() == pytest.approx(top.sum() / base.sum() - top_before.sum() / before.sum())


def test_groups_are_named_until_they_explain_the_change_and_none_that_went_the_other_way():
    parts_ = pd.Series({"a": -0.05, "b": -0.03, "c": -0.015, "d": 0.01, "e": -0.001})
    assert [each.group for each in contributors.largest("region", parts_, -0.086)] == ["a", "b"]
    assert contributors.largest("region", pd.Series({"a": 0.05}), -0.086) == ()
