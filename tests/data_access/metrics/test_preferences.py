"""Who is favoured, and who changes to whom: worked answers, and plain Python over random feedback."""

import random
from collections import defaultdict
from datetime import date, timedelta

import pandas as pd
import pytest

from data_access.fetch import fetch, fetch_one
from data_access.filters import Filters
from data_access.metrics import preferences
from tests.data_access.metrics.agreement import agrees
from tests.data_access.metrics.by_hand import step

APRIL = Filters(date(2025, 4, 1), date(2025, 4, 30))
RIVALS = ("Figo", "Orchard")
# What is said of a competitor, with whom it favours, and the switch.
SAID = {
    "I prefer Meadow to {}.": ("ours", None, None),
    "{} is so much better than Meadow.": ("theirs", None, None),
    "Meadow and {} are equally good.": ("equal", None, None),
    "I walked past {} on a weekday.": ("unclear", None, None),
    "I switched from {} to Meadow.": ("ours", "toward", "past"),
    "I am leaving Meadow for {}.": ("theirs", "away", "present"),
    "I will be switching from Meadow to {}.": ("theirs", "away", "future"),
}


def given(given_feedback, counts: dict[str, int], rival: str = "Figo", day: str = "2025-04-10") -> None:
    given_feedback([{"created_at": day, "text": text.format(rival)} for text, n in counts.items() for _ in range(n)])


def test_inbound_share_of_18_in_48_switches(db, given_brands, given_feedback):
    """37.5 %, between 25.2 and 51.6 (Wilson); the balance is (18 - 30) / 48."""
    toward, away, later = list(SAID)[4:]
    given_brands("Meadow", *RIVALS)
    given(given_feedback, {toward: 18, away: 20, later: 10, "I walked past {} on a weekday.": 7})
    share = fetch_one(preferences.inbound_switching_share, APRIL)
    assert (share["value"], share["numerator"], share["denominator"]) == (0.375, 18, 48)
    assert (share["low"], share["high"]) == (pytest.approx(0.252, abs=5e-4), pytest.approx(0.516, abs=5e-4))
    balance = fetch_one(preferences.switching_balance, APRIL)
    assert (balance["value"], balance["numerator"], balance["denominator"]) == (-0.25, -12, 48)
    assert balance["low"] == pytest.approx(2 * share["low"] - 1) and balance["high"] == pytest.approx(
        2 * share["high"] - 1
    )
    tenses = fetch(preferences.inbound_switching_share, APRIL, by="tense").set_index("group")["denominator"]
    assert tenses.to_dict() == {"past": 18, "present": 20, "future": 10}


def test_equal_and_unclear_are_beside_the_share_and_not_in_it(db, given_brands, given_feedback):
    given_brands("Meadow", *RIVALS)
    given(given_feedback, dict(zip(SAID, (3, 1, 2, 5), strict=False)))
    share = fetch_one(preferences.favoured_share, APRIL)
    assert (share["value"], share["numerator"], share["denominator"]) == (0.75, 3, 4)
    assert (share["equal"], share["unclear"]) == (2, 5)
    counted = fetch(preferences.preferences_counted, APRIL, by="favoured").set_index("group")["value"].to_dict()
    assert counted == {"ours": 3, "theirs": 1, "equal": 2, "unclear": 5}
    assert fetch_one(preferences.inbound_switching_share, APRIL)[["value", "low", "high"]].isna().all()


def test_where_nobody_is_favoured_the_share_is_unknown(db, given_brands, given_feedback):
    given_brands("Meadow", *RIVALS)
    given(given_feedback, {"I walked past {} on a weekday.": 2})
    share = fetch_one(preferences.favoured_share, APRIL)
    assert share["denominator"] == 0 and share["unclear"] == 2 and pd.isna(share["value"])


def test_customers_of_a_competitor_who_name_us_count_and_a_chosen_brand_is_a_competitor(
    db, given_brands, given_feedback
):
    given_brands("Meadow", *RIVALS)
    given_feedback([{"created_at": "2025-04-10", "text": "Should have stayed with Meadow.", "brand": "Figo"}])
    given(given_feedback, {"I prefer Meadow to {}.": 2}, rival="Orchard")

    def of(*brand: str) -> float:
        return fetch_one(preferences.favoured_share, Filters(APRIL.start, APRIL.end, brand=brand))["numerator"]

    assert (of("Figo"), of("Orchard"), of(*RIVALS), of("Meadow"), of("*"), of()) == (1, 2, 3, 3, 3, 3)


def test_metrics_agree_with_plain_python(db, given_brands, given_feedback):
    chance = random.Random(3)
    given_brands("Meadow", *RIVALS)
    rows = []
    for _ in range(150):
        text, rival = chance.choice(list(SAID)), chance.choice(RIVALS)
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(180))
        rows.append((text, rival, day, chance.choice(("survey", "shop")), chance.choice(("web", "app"))))
    given_feedback(
        [
            {"created_at": day.isoformat(), "text": text.format(rival), "source": source, "channel": channel}
            for text, rival, day, source, channel in rows
        ]
    )
    for filters in (Filters(), Filters(date(2025, 2, 3), date(2025, 5, 9), source=("survey",), brand=("Figo",))):
        for by in (None, "rival", "channel", "rival+channel"):
            for every in (None, "month"):
                favoured, switching, counted = (defaultdict(lambda: [0, 0]) for _ in range(3))
                for text, rival, day, source, channel in rows:
                    if filters.start and not filters.start <= day <= filters.end:
                        continue
                    if (filters.source and source not in filters.source) or (
                        filters.brand and rival not in filters.brand
                    ):
                        continue
                    group = {"rival": rival, "channel": channel, "rival+channel": f"{rival} × {channel}"}.get(by)
                    cell, (whom, way, _) = (step(day, every), group), SAID[text]
                    counted[cell][0] += 1
                    favoured[cell][0] += whom == "ours"
                    favoured[cell][1] += whom in ("ours", "theirs")
                    switching[cell][0] += way == "toward"
                    switching[cell][1] += way is not None
                asked = {"by": by, "every": every}
                agrees(fetch(preferences.preferences_counted, filters, **asked), _cells(counted, is_count=True))
                agrees(fetch(preferences.favoured_share, filters, **asked), _cells(favoured))
                moved = {cell: pair for cell, pair in switching.items() if pair[1]}
                agrees(fetch(preferences.inbound_switching_share, filters, **asked), _cells(moved))
                balance = {cell: (2 * top - base, base) for cell, (top, base) in moved.items()}
                agrees(fetch(preferences.switching_balance, filters, **asked), _cells(balance))


def _cells(found: dict, is_count: bool = False) -> dict:
    return {cell: (top, None if is_count else base) for cell, (top, base) in found.items()}
