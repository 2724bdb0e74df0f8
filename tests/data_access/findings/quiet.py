"""Made-up counts of two periods of many data sets at once: of a whole, of its groups by several dimensions, of themes.

Nothing changes between the periods unless a change is planted.
"""

import numpy as np
import pandas as pd

from data_access.findings.changes import can_tell, changed
from data_access.findings.comparisons import COLUMNS

GROUPS = {"segment": 3, "region": 5, "channel": 4, "category": 12, "country": 8}
THEMES = 15
PEOPLE, TEXTS = 4_000, 1_500


def comparisons(chance: np.random.Generator, sets: int, planted: dict | None = None) -> list[pd.DataFrame]:
    """Of each data set its comparisons, as `candidates` gives them: some 90, of returning customers (rates) and of net
    sentiment (means of people who wrote one to five times), each whole and by every dimension, and of themes.

    planted: {(measure, dimension, group): change} of the later period; the whole changes with its groups.
    """
    planted = planted or {}
    rates = [_rates(chance, sets, by, planted) for by in GROUPS]
    means = [_means(chance, sets, by, planted) for by in GROUPS]
    told = [
        *_told("wilson", "repurchase_rate", rates),
        *_told("clustered", "net_sentiment", means),
        *_told("wilson", "theme_share", [_themes(chance, sets, planted)], has_whole=False),
    ]
    rows = pd.concat(told, ignore_index=True)
    rows = rows[rows["is_looked_at"] & rows["p"].notna()]
    return [each[list(COLUMNS)].reset_index(drop=True) for _, each in rows.groupby("set")]


def _change(planted: dict, measure: str, by: str, period: int, groups: int) -> np.ndarray:
    return period * np.array([planted.get((measure, by, f"{by} {group}"), 0.0) for group in range(groups)])


def _rates(chance, sets: int, by: str, planted: dict) -> list[pd.DataFrame]:
    """Customers of each group and how many returned, of both periods: a frame of each with set, group and counts."""
    groups = GROUPS[by]
    # The same groups have the same rates in every dimension's own draw, as if these were crossed at random.
    rate = np.linspace(0.2, 0.4, groups)
    share = chance.dirichlet(np.full(groups, 4.0))
    frames = []
    for period in (1, 0):
        base = chance.multinomial(PEOPLE, share, size=sets)
        top = chance.binomial(base, rate + _change(planted, "repurchase_rate", by, period, groups))
        frames.append(_frame(by, top, base))
    return frames


def _themes(chance, sets: int, planted: dict) -> list[pd.DataFrame]:
    share = np.geomspace(0.005, 0.3, THEMES)
    frames = []
    for period in (1, 0):
        base = np.full((sets, THEMES), TEXTS)
        top = chance.binomial(base, share + _change(planted, "theme_share", "theme", period, THEMES))
        frames.append(_frame("theme", top, base))
    return frames


def _means(chance, sets: int, by: str, planted: dict) -> list[pd.DataFrame]:
    """People who write one to five times, mostly in their own tone; all their texts are of one group."""
    groups = GROUPS[by]
    frames = []
    for period in (1, 0):
        change = _change(planted, "net_sentiment", by, period, groups)
        people = (sets, groups, TEXTS // groups)
        tone = chance.normal(0.2, 0.6, people) + change[None, :, None]
        texts = 1 + chance.binomial(4, 0.15, people)
        happy = chance.binomial(texts, 1 / (1 + np.exp(-2 * tone)))
        score = (2 * happy - texts).astype(float)
        moments = {"dd": score**2, "dn": score * texts, "nn": texts.astype(float) ** 2, "units": np.ones(people)}
        frame = _frame(by, score.sum(axis=2), texts.sum(axis=2))
        frames.append(frame.assign(**{f"moment_{name}": each.sum(axis=2).ravel() for name, each in moments.items()}))
    return frames


def _frame(by: str, top: np.ndarray, base: np.ndarray) -> pd.DataFrame:
    sets, groups = base.shape
    frame = pd.DataFrame({"set": np.repeat(np.arange(sets), groups), "dimension": by})
    frame["group"] = [f"{by} {group}" for _ in range(sets) for group in range(groups)]
    return frame.assign(numerator=top.ravel().astype(float), denominator=base.ravel().astype(float))


def _told(interval: str, measure: str, pairs: list, has_whole: bool = True) -> list[pd.DataFrame]:
    if has_whole:
        # One of the dimensions makes the whole: its groups are everybody.
        whole = [side.groupby("set", as_index=False).sum(numeric_only=True) for side in pairs[0]]
        pairs = [[side.assign(dimension="", group="") for side in whole], *pairs]
    rows = []
    for now, before in pairs:
        now, before = (side.assign(value=side["numerator"] / side["denominator"]) for side in (now, before))
        size = now["denominator"] + before["denominator"]
        biggest = size.groupby(now["set"]).transform("max" if measure == "theme_share" else "sum")
        rows.append(
            changed(interval, now, before).assign(
                set=now["set"],
                is_looked_at=can_tell(interval, now, before),
                measure=measure,
                dimension=now["dimension"],
                group=now["group"],
                now=now["value"],
                before=before["value"],
                numerator=now["numerator"],
                n=now["denominator"],
                n_before=before["denominator"],
                part=size / biggest,
            )
        )
    return rows
