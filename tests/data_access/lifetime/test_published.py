"""The published estimates of both models for CDNOW: the sample of one in ten, weeks, 39 weeks of calibration.

The data are not ours to ship. Their folder is named by EARSHOT_REAL_DATA; where it is not, there is nothing to test.
"""

import csv
import os
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data_access.lifetime import bg_nbd, gamma_gamma

DATA = Path(os.environ.get("EARSHOT_REAL_DATA", "")) / "cdnow"
pytestmark = pytest.mark.skipif("EARSHOT_REAL_DATA" not in os.environ, reason="EARSHOT_REAL_DATA names no folder")
LAST = date(1997, 9, 30)


@pytest.fixture(scope="module")
def customers():
    """Of each customer of the sample the days up to the last of calibration, with what was spent on each."""
    days = defaultdict(lambda: defaultdict(float))
    for line in (DATA / "CDNOW_sample.txt").read_text().splitlines():
        _, customer, day, _, amount = line.split()
        bought_on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        if bought_on <= LAST:
            days[customer][bought_on] += float(amount)
    return list(days.values())


def test_bg_nbd_of_cdnow_is_that_of_fader_hardie_and_lee(customers):
    frequency = np.array([len(days) - 1 for days in customers])
    recency = np.array([(max(days) - min(days)).days for days in customers])
    age = np.array([(LAST - min(days)).days for days in customers])
    assert len(customers) == 2_357
    model = bg_nbd.fit(frequency, recency / 7, age / 7)
    found = [round(float(parameter), 3) for parameter in (model.r, model.alpha, model.a, model.b)]
    assert found == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=0.0011)
    likelihood, _ = bg_nbd.log_likelihood((model.r, model.alpha, model.a, model.b), frequency, recency / 7, age / 7)
    assert round(likelihood, 1) == -9582.4
    # As the app fits it, in days.
    assert bg_nbd.fit(frequency, recency, age).alpha == pytest.approx(7 * model.alpha, rel=1e-4)


def test_bg_nbd_of_the_published_table_of_frequency_recency_and_age(customers):
    with (DATA / "cdnow_customers_summary.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    frequency, recency, age = (np.array([float(row[name]) for row in rows]) for name in ("frequency", "recency", "T"))
    model = bg_nbd.fit(frequency, recency, age)
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=0.0006)
    # The paper's own customer: 2 repeat purchases, the last in week 30.43 of 38.86; the next 39 weeks.
    expected = model.expected_purchases(np.array([2.0]), np.array([30.43]), np.array([38.86]), 39)
    assert expected[0] == pytest.approx(1.226, abs=0.001)


def test_gamma_gamma_of_cdnow_is_the_published_one(customers):
    later = [[days[day] for day in sorted(days)[1:]] for days in customers]
    later = [amounts for amounts in later if sum(amounts) > 0]
    assert len(later) == 946
    model = gamma_gamma.fit([len(amounts) for amounts in later], [sum(amounts) for amounts in later])
    assert (model.p, model.q, model.gamma) == pytest.approx((6.25, 3.74, 15.44), abs=0.01)
