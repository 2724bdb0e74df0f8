"""A presentation with one slide of every kind, made from the charts of the app over small frames."""

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd

from components import charts
from data_access.snapshots import Card, Content, Presentation, Quote, Slide, Snapshot

MONTHS = pd.date_range("2025-09-01", periods=6, freq="MS").astype("datetime64[us]")
RUNS = "=cmd|' /C calc'!A0"
MARKUP = "<script>alert(1)</script> & <b>bold</b>"


def rates(values, *, group=None, base=217.0, months=MONTHS) -> pd.DataFrame:
    """Rates with digits that no rounding gives back."""
    value = np.array(values, dtype=float) + 1 / 7000
    frame = pd.DataFrame({"period": months[: len(value)], "group": group, "value": value})
    return frame.assign(numerator=value * base, denominator=base, low=value - 0.0512345, high=value + 0.0498765)


def trend() -> Content:
    frame = rates([0.31, 0.35, 0.32, 0.29, 0.28, 0.27]).assign(is_complete=[True] * 5 + [False])
    earlier = rates([0.3, 0.3, 0.33, 0.34, 0.31, 0.3], months=MONTHS - pd.DateOffset(years=1))
    events = pd.DataFrame({"happened_on": [date(2025, 12, 3)], "title": ["Prices raised"]})
    figure = charts.trend(frame, "percent", "Repurchase", comparison=earlier, events=events, noun="customers")
    return _content("Repurchase within 90 days", figure, frame, "percent")


def brands() -> Content:
    frame = pd.concat([rates([0.4, 0.42, 0.41], group="Ours"), rates([0.4, 0.41, 0.409], group=MARKUP)])
    return _content("Share of voice", charts.trend(frame, "percent", "Share of voice"), frame, "percent")


def ranking() -> Content:
    value = np.array([0.2431, -0.0912345, 0.1])
    frame = pd.DataFrame({"group": ["Survey", "Support e-mail", RUNS], "value": value, "numerator": value * 300})
    frame = frame.assign(denominator=[300.0, 250.0, 12.0], low=value - 0.06, high=value + 0.07)
    frame["moment_dd"] = 4.0
    figure = charts.ranking(frame, "score", noun="reviews", overall=0.11)
    return _content("Net sentiment by source", figure, frame, "score")


def stacked() -> Content:
    names = {"returning": "Returning", "new": "New"}
    parts = [
        pd.DataFrame({"period": MONTHS, "group": group, "value": np.linspace(1000.125, 5234.5678, 6) * factor})
        for group, factor in (("returning", 1.0), ("new", 0.6180339))
    ]
    frame = pd.concat(parts, ignore_index=True).assign(numerator=np.nan, denominator=40.0, is_complete=True)
    return _content(
        "Revenue", charts.stacked_bars(frame, "amount", names, currency="EUR"), frame, "amount", currency="EUR"
    )


def heatmap() -> Content:
    cells = [(None, 1, 61, 317, 1), ("2025-01-01", 0, 187, 187, 1), ("2025-01-01", 1, 41, 187, 1),
             ("2025-01-01", 2, 23, 187, 0), ("2025-02-01", 0, 130, 130, 1), ("2025-02-01", 1, 20, 130, 0)]  # fmt: skip
    frame = pd.DataFrame(cells, columns=["cohort", "age", "numerator", "denominator", "is_complete"])
    frame = frame.assign(cohort=pd.to_datetime(frame["cohort"]), is_complete=frame["is_complete"].astype(bool))
    frame = frame.assign(value=frame["numerator"] / frame["denominator"], period=None, group=None, low=None, high=None)
    return _content("Cohorts", charts.cohort_heatmap(frame), frame, "percent")


def survival() -> Content:
    ages = np.arange(0, 60, 3)
    value = 1 - np.exp(-ages / 47.0)
    frame = pd.DataFrame({"group": None, "age": ages, "value": value, "low": value * 0.9, "high": value * 1.1})
    frame = frame.assign(denominator=np.linspace(400, 20, len(ages)).round(), numerator=np.nan)
    return _content("How long until they come back?", charts.survival_curve(frame), frame, "percent")


def columns() -> Content:
    frame = pd.DataFrame({"group": [f"{edge / 10:.1f}" for edge in range(-10, 10)], "value": np.arange(20) * 3.0 + 1})
    return _content("Scores", charts.histogram(frame, shares={"negative": 0.2}, noun="reviews"), frame, "count")


def flow() -> Content:
    frame = pd.DataFrame({
        "from_group": ["Loyal", "Loyal", "New"], "to_group": ["Loyal", "At risk", "Loyal"],
        "value": [120.0, 30.0, 17.0], "kind": ["same", "down", "up"], "group": ["a", "b", "c"],
    })  # fmt: skip
    order = ["Loyal", "New", "At risk"]
    return _content("Who moved", charts.flow(frame, order, ("1 Jan", "30 Jun")), frame[["group", "value"]], "count")


def bridge() -> Content:
    frame = pd.DataFrame({
        "label": ["Came back", "Only once", "Bought twice"], "kind": ["total", "less", "total"],
        "value": [2012.0, 451.0, 1561.0], "text": ["a", "b", "c"], "group": ["x", "y", "z"],
    })  # fmt: skip
    return _content("Two definitions", charts.bridge(frame), frame[["group", "value"]], "count")


def beside() -> Content:
    frame = pd.DataFrame({
        "group": ["Champions", "Loyal"], "value": [476, 661], "customers_share": [0.0793333, 0.1101666],
        "revenue_share": [0.2264321, 0.2571234], "revenue": [1234.5, 2345.6],
    })  # fmt: skip
    shares = {"customers_share": "Share of customers", "revenue_share": "Share of revenue"}
    return _content("Groups", charts.shares_beside(frame, shares, amount="revenue"), frame, "count")


def cards() -> Content:
    told = [("Came back", "34.2%", "▲ Better", "is-better"), ("Revenue", "€737k", "▼ Worse", "is-worse")]
    held = tuple(
        Card(label, value, verdict, look, "+3.1 pts, 1.2 to 5.0", "1,204 of 3,118 customers", "Target 40%",
             values=(0.1234567, 0.3, float("nan"), 0.4), earlier=(0.1, 0.2, 0.2))
        for label, value, verdict, look in told
    )  # fmt: skip
    return Content("How we stand", "Jan–Jun 2026", cards=held, definition_name="Key figures", definition="Two of them.")


def presentation() -> Presentation:
    """All of them; the first slide has notes, the second a headline that is nobody's file name."""
    findings = ("Repurchase fell by 4.1 points (1.2 to 7.0).", f"Words on delivery doubled. {MARKUP}")
    quotes = (Quote(f"Three weeks! {MARKUP}", "Trustpilot · 3 Mar 2026 · 2 of 5"), Quote("送货很慢", "App Store"))
    rows = pd.DataFrame({"customer": ["C1", RUNS], "last_order": [date(2026, 3, 1), None], "spent": [12.25, 1 / 3]})
    contents = [
        trend(), ranking(), stacked(), heatmap(), survival(), brands(), columns(), flow(), bridge(), beside(), cards(),
        Content("What changed", findings=findings), Content("What they say", quotes=quotes),
        Content("Gone quiet", "2 customers", rows=rows),
        Content("Nothing there", note="No feedback in this period."),
    ]  # fmt: skip
    slides = tuple(_slide(place, content) for place, content in enumerate(contents))
    moment = datetime(2026, 7, 3, 8, 15)
    return Presentation("p1", "What we/learned: H1 2026?", moment, moment, slides)


def _content(title: str, figure, frame: pd.DataFrame, unit: str, **more) -> Content:
    return Content(
        title, f"{title}, Sep 2025 – Feb 2026 · n 1,302", note="4.0% of orders have no customer.",
        alt=f"{title}: told.",
        filters="Region: North", definition_name=f"Formal {title}", definition=f"{title} is a number. " * 3,
        unit=unit, figure=figure.to_dict(), rows=frame, **more,
    )  # fmt: skip


def _slide(place: int, content: Content) -> Slide:
    snapshot = Snapshot(
        f"snap{place:02d}", datetime(2026, 7, 2, tzinfo=UTC), date(2026, 6, 30), "db", 7, "overview", {}, content
    )
    headline = {1: "Sentiment [by: source]/*?", 2: "Sentiment [by: source]/*? "}.get(place, f"Finding {place}")
    return Slide(f"s{place}", headline, "Say hello.\nThen wait." if place == 0 else "", snapshot)
