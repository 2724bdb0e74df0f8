"""Every metric over a made-up shop of a million orders, as a page asks for it: for all time, and filtered to a year."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data_access import brands, ingest, migrations
from data_access.brands import Brand
from data_access.coverage import coverage
from data_access.fetch import fetch
from data_access.filters import Filters
from data_access.metrics import METRICS

TARGETS = {"duckdb": 100, "postgresql": 300}  # milliseconds, filtered or not
REPEATS = 5
CHUNK = 50_000
FIRST = np.datetime64("2021-01-01")
DAYS = 4 * 365
LAST_YEAR = {"start": date(2024, 1, 1), "end": date(2024, 12, 30)}
_REFUSED = pd.DataFrame(columns=["file", "line_no", "column", "value", "reason"])


@dataclass(frozen=True)
class _Chunk:
    rows: pd.DataFrame
    bytes_done: int
    bytes_total: int
    refused = _REFUSED

    @property
    def read(self) -> int:
        return len(self.rows)


def run(kind: str, orders: int) -> None:
    """Print the median time of each metric, unfiltered and filtered, monthly where it has steps."""
    migrations.upgrade()
    chance = np.random.default_rng(1)
    brands.save([Brand("Meadow", True), *(Brand(name, False) for name in ("Figo", "Orchard", "Harbour"))])
    for what, chunks in (("orders", _orders(chance, orders)), ("feedback", _feedback(chance, orders * 3 // 10))):
        began = time.perf_counter()
        report = ingest.write(chunks, kind=what)
        print(f"{kind}: {report.rows_new:,} {what} in {time.perf_counter() - began:.1f} s")
    _further_orders(kind, chance, orders)
    held = coverage()
    print(f"{kind}, median of {REPEATS}, milliseconds (target {TARGETS[kind]}):")
    everything = Filters(as_of=held.last_order_on)
    narrowed = Filters(as_of=held.last_order_on, segment=("trade",), region=("North", "South"), **LAST_YEAR)
    whole_period = Filters(date(2021, 1, 1), date(2024, 12, 30), held.last_order_on)
    for name, metric in METRICS.items():
        takes = [_milliseconds(metric, filters) for filters in (everything, narrowed)]
        if None in takes:
            takes = [_milliseconds(metric, filters) for filters in (whole_period, narrowed)]
        print(f"  {name:28} {takes[0]:8.0f} unfiltered {takes[1]:8.0f} filtered")


def _further_orders(kind: str, chance, orders: int) -> None:
    began = time.perf_counter()
    ingest.write(_orders(chance, 10_000, first_number=orders), kind="orders")
    print(f"{kind}: 10,000 further orders in {time.perf_counter() - began:.1f} s")


def _milliseconds(metric, filters: Filters) -> float | None:
    """None where the metric needs a period."""
    for every in ("month", None):
        try:
            metric(filters, every=every)
        except ValueError:
            continue
        took = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            fetch(metric, filters, every=every)
            took.append(1000 * (time.perf_counter() - began))
        return statistics.median(took)
    return None


# ---- the shop: customers of very different zeal, 2.2 orders each on average


def _chunks(number: int, make) -> Iterator[_Chunk]:
    for start in range(0, number, CHUNK):
        size = min(CHUNK, number - start)
        yield _Chunk(make(start, size), start + size, number)


def _orders(chance, number: int, first_number: int = 0) -> Iterator[_Chunk]:
    people = max(first_number, number) * 10 // 22

    def make(start: int, size: int) -> pd.DataFrame:
        who = (people * chance.beta(0.6, 1.2, size)).astype(int)
        moments = _moments(chance, size)
        return pd.DataFrame(
            {
                "order_id": _ids("O", first_number + start + np.arange(size)),
                "customer_id": _ids("C", who),
                "ordered_at": moments,
                "ordered_on": moments.astype("datetime64[D]").astype("datetime64[us]"),
                "amount": np.round(chance.lognormal(3.5, 0.8, size), 2),
                "channel": _picked(chance, ("web", "app", "shop", "phone", "market"), size),
                "category": _picked(chance, [f"category {n}" for n in range(12)], size),
                "segment": pd.array(np.array(["private", "trade", "club", "staff"])[who % 4], dtype="str"),
                "region": pd.array(np.array(["North", "South", "East", "West"])[who % 7 % 4], dtype="str"),
            }
        )

    return _chunks(number, make)


def _feedback(chance, number: int) -> Iterator[_Chunk]:
    words = [
        f"{feeling} {what} {brand}"
        for feeling in ("I love the", "I hate the", "Not bad, the", "They sent me the", "Disappointed by the")
        for what in ("delivery.", "garden chair.", "answer of the support team.", "price.")
        for brand in ("", "Meadow did well.", "Figo is better!", "Orchard and Harbour are cheaper.")
    ]

    def make(start: int, size: int) -> pd.DataFrame:
        moments = _moments(chance, size)
        numbers = start + np.arange(size)
        said = chance.integers(len(words), size=size)
        return pd.DataFrame(
            {
                "feedback_id": _ids("F", numbers),
                "customer_id": _ids("C", chance.integers(number, size=size)),
                "created_at": moments,
                "created_on": moments.astype("datetime64[D]").astype("datetime64[us]"),
                "source": _picked(chance, ("Trustpilot", "survey", "e-mail"), size),
                "category": _picked(chance, [f"category {n}" for n in range(12)], size),
                # A number in each makes them different texts, as reviews are.
                "text": pd.array([f"{words[w]} {n}" for w, n in zip(said, numbers, strict=True)], dtype="str"),
            }
        )

    return _chunks(number, make)


def _ids(prefix: str, numbers) -> pd.Series:
    return pd.array([f"{prefix}{number}" for number in numbers.tolist()], dtype="str")


def _picked(chance, values, size: int):
    return pd.array(np.array(values)[chance.integers(len(values), size=size)], dtype="str")


def _moments(chance, size: int):
    return (FIRST + chance.integers(DAYS * 24 * 60, size=size).astype("timedelta64[m]")).astype("datetime64[us]")
