"""One figure of every chart that the app has, small."""

from datetime import date

import numpy as np
import pandas as pd

from components import charts, theme
from tests.components.exporting import variety

MONTHS = variety.MONTHS


def figures() -> dict[str, dict]:
    """By the name of the chart's function; those that draw otherwise for one and for several have both."""
    contents = {
        "trend": variety.trend(), "ranking": variety.ranking(), "stacked_bars": variety.stacked(),
        "cohort_heatmap": variety.heatmap(), "survival_curve": variety.survival(), "histogram": variety.columns(),
        "flow": variety.flow(), "bridge": variety.bridge(), "shares_beside": variety.beside(),
    }  # fmt: skip
    drawn = {name: content.figure for name, content in contents.items()}
    return drawn | {name: figure.to_dict() for name, figure in _others().items()}


def _others() -> dict:
    brands = ["Ours", "Theirs"]
    counts = pd.DataFrame({"group": ["a", "b"], "value": [3.0, 5.0]})
    rows = pd.DataFrame(
        {"label": ["1st", "2nd"], "value": [0.4, 0.6], "start": [0.0, 0.4], "tone": ["ours", "grey"],
         "number": ["40%", "60%"], "under": ["n 40", "n 60"], "lines": [["one"], ["two"]], "group": ["x", "y"]}
    )  # fmt: skip
    moves = pd.DataFrame({"from_group": ["A"], "to_group": ["B"], "value": [7.0], "kind": ["up"], "group": ["A × B"]})
    words = pd.DataFrame(
        {"word": ["late", "kind"], "z": [3.1, -2.2], "texts": [9, 4], "others": [2, 8], "share": [0.3, 0.1],
         "share_of_others": [0.1, 0.3], "group": ["late", "kind"]}
    )  # fmt: skip
    parts = pd.DataFrame({"row": ["r", "r"], "part": ["p", "q"], "value": [3.0, 7.0]})
    said = pd.DataFrame(
        {"group": ["g", "h"], "numerator": [40.0, 9.0], "denominator": [44.0, 8.0], "customers": [100, 20]}
    )
    return {
        "bar_rows": charts.bar_rows(rows, is_joined=True, rule=0.5),
        "brand_comparison": charts.brand_comparison(
            _groups(brands), "percent", ours="Ours", colours=theme.brand_colours(brands, "Ours"),
            comparison=_groups(brands),
        ),
        "cohort_trend": charts.cohort_trend(_cohorts(), "Repurchase"),
        "columns": charts.columns(counts, "count", {"a": "A", "b": "B"}, noun="reviews"),
        "contributions": charts.contributions(*_change()),
        "metric_grid": charts.metric_grid(_grid(), ["g", "h"], ["Repurchase", "Revenue"]),
        "moves": charts.moves(moves),
        "outlook_lines": charts.outlook_lines(_outlook()),
        "pair_heatmap": charts.pair_heatmap(*_pairs()),
        "parts": charts.parts(
            parts, {"p": "P", "q": "Q"}, {"p": (theme.OURS, theme.BACKGROUND), "q": (theme.GREY, theme.TEXT)},
            noun="reviews", labels={"r": "Row"},
        ),
        "relationship": charts.relationship(*_life()),
        "said_and_happened": charts.said_and_happened(said, "ratio"),
        "word_sides": charts.word_sides(words, "Unhappy", "Happy"),
    }  # fmt: skip


def _groups(names: list[str]) -> pd.DataFrame:
    value = np.linspace(0.3, 0.5, len(names))
    frame = pd.DataFrame({"group": names, "value": value, "low": value - 0.05, "high": value + 0.05})
    return frame.assign(numerator=value * 100, denominator=100.0)


def _cohorts() -> pd.DataFrame:
    frame = variety.rates([0.3, 0.32, 0.31, 0.1, 0.2, 0.1])
    is_mature = np.arange(6) < 4
    frame.loc[~is_mature, ["value", "low", "high"]] = np.nan
    return frame.assign(
        is_mature=is_mature, customers=50, so_far=12, matures_on=pd.Timestamp(date(2026, 5, 1)),
    )  # fmt: skip


def _change() -> tuple[pd.DataFrame, pd.Series]:
    frame = _groups(["a", "b"]).assign(
        value=[0.02, -0.01], low=[0.0, -0.03], high=[0.04, 0.01], mix=[0.005, 0.0], rate=[0.015, -0.01],
        rate_low=[0.0, -0.03], rate_high=[0.03, 0.0], numerator_before=[30, 20], denominator_before=[100, 20],
    )  # fmt: skip
    return frame, frame.iloc[0].drop("group")


def _grid() -> pd.DataFrame:
    cells = pd.DataFrame(
        {"metric": ["Repurchase", "Revenue", "Repurchase"], "unit": ["percent", "amount", "percent"],
         "noun": "customers", "group": ["g", "g", "h"], "value": [0.3, 1200.0, 0.2],
         "low": [-0.1, 0.0, -0.2], "high": [0.1, 1.0, -0.1], "numerator": [30, 1, 4], "denominator": [100, 100, 20],
         "difference": [0.0, 5.0, -0.1], "look": ["", "clear", "worse"]}
    )  # fmt: skip
    return cells


def _outlook() -> pd.DataFrame:
    days = pd.date_range("2026-01-01", periods=5, freq="7D").astype("datetime64[us]")
    parts = [("said", days[:3], [0, 4, 9]), ("happened", days[:3], [0, 5, 10]), ("expected", days[2:], [0, 6, 12])]
    return pd.concat([pd.DataFrame({"group": name, "period": own, "value": values}) for name, own, values in parts])


def _pairs() -> tuple:
    cells = _groups(["r1 × c1", "r1 × c2", "r2 × c1"])
    cells.loc[2, "denominator"] = 9.0
    overall = _groups(["all"]).iloc[0]
    return cells, _groups(["r1", "r2"]), _groups(["c1", "c2"]), overall


def _life() -> tuple:
    bought = pd.DataFrame(
        {"purchased_on": [date(2026, 1, 3), date(2026, 3, 1)], "ordinal": [1, 2], "amount": [10.0, 99.5],
         "money": ["€10", "€99.50"]}
    )  # fmt: skip
    said = pd.DataFrame({"created_on": [date(2026, 2, 1)], "sentiment_label": ["negative"], "start": ["Late again"]})
    return bought, said, (date(2026, 1, 1), date(2026, 4, 1))
