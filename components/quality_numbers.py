"""How well each score does on each source, as the Quality cards show it: measured numbers beside what is in use."""

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from components import format as fmt
from components import narrowing
from data_access.metrics.definition import SMALL_BASE
from data_access.scoring.calibration import FEWEST_LABELLED

SCORES = {"vader": "VADER", "experience": "Customer experience", "calibrated": "Calibrated"}
TONES = ("negative", "neutral", "positive")
UNSCORED = "unscored"
LEARNED_LATER = "Not in use yet: a calibrated score is learned when the data is refreshed."
TOO_FEW = f"Not in use: a calibrated score takes {FEWEST_LABELLED} texts with a rating or a label."
NOTHING_KNOWN = (
    "Not measured: no text has a rating or a label yet. Label some to learn how far the score can be trusted."
)


@dataclass(frozen=True)
class Quality:
    """One source. n: texts whose tone is known. macro_f1, agreement, confusion: by score; a score that was not measured
    is missing. in_use: which of SCORES charts show. why: in a sentence."""

    source: str
    n: int
    macro_f1: Mapping[str, float]
    agreement: Mapping[str, float]
    confusion: Mapping[str, Mapping[str, Mapping[str, int]]]
    in_use: str
    why: str

    @property
    def name(self) -> str:
        return self.source if self.source and self.source != narrowing.NOT_GIVEN else "Source not given"


def qualities(models: pd.DataFrame, stored: Mapping[str, pd.DataFrame], sources: Iterable[str] = ()) -> list[Quality]:
    """Every source, those with most known texts first.

    models: rows of labelled.models(). stored: by score, the agreement of stored labels by source; it counts where
    nothing was learned yet. sources: those with words, of which nothing may be known.
    """
    found = {row.source or narrowing.NOT_GIVEN: _of_model(row) for row in models.itertuples()}
    groups = {group for frame in stored.values() for group in frame.loc[frame["denominator"] > 0, "group"]}
    for group in groups - set(found):
        found[group] = _of_stored(group, {score: frame.set_index("group") for score, frame in stored.items()})
    for source in sources:
        found.setdefault(source or narrowing.NOT_GIVEN, Quality(source, 0, {}, {}, {}, "experience", NOTHING_KNOWN))
    return sorted(found.values(), key=lambda each: (-each.n, each.source))


def _of_model(row) -> Quality:
    told = json.loads(row.quality)
    in_use = "calibrated" if row.is_on else "experience"
    return Quality(
        row.source, int(row.labelled), told["macro_f1"], told["agreement"], told["confusion"], in_use, row.why
    )


def _of_stored(group: str, frames: Mapping[str, pd.DataFrame]) -> Quality:
    rows = {score: frame.loc[group] for score, frame in frames.items() if group in frame.index}
    confusion = {
        score: {true: {said: int(row[f"{true}_as_{said}"]) for said in TONES} for true in TONES}
        for score, row in rows.items()
    }
    known = int(max(row["denominator"] for row in rows.values()))
    return Quality(
        group,
        known,
        {score: float(row["macro_f1"]) for score, row in rows.items()},
        {score: float(row["value"]) for score, row in rows.items()},
        confusion,
        "experience",
        LEARNED_LATER if known >= FEWEST_LABELLED else TOO_FEW,
    )


def row_html(each: Quality) -> str:
    """One source as markup: its name, what each score reaches, which is in use and why."""
    cells = "".join(_cell(each, score) for score in SCORES)
    texts = {0: "no text", 1: "1 text"}.get(each.n, f"{fmt.count(each.n)} texts") + " of known tone"
    return (
        f'<div class="earshot-quality"><div class="earshot-quality-name"><b>{html.escape(each.name)}</b>'
        f"<small>{texts}</small></div>{cells}<p>{html.escape(each.why)}</p></div>"
    )


def _cell(each: Quality, score: str) -> str:
    is_few = each.n < SMALL_BASE
    value, agreed = (None if is_few else _known(of.get(score)) for of in (each.macro_f1, each.agreement))
    unknown = "too few texts" if is_few and each.n else "not measured"
    is_used = score == each.in_use
    mark = " <i>in use</i>" if is_used else ""
    return (
        f'<div class="earshot-quality-score{" is-used" if is_used else ""}"><small>{html.escape(SCORES[score])}</small>'
        f"<b>{'–' if value is None else f'{value:.2f}'}</b>{mark}"
        f"<small>{unknown if agreed is None else f'{fmt.percent(agreed)} agree'}</small></div>"
    )


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else value


def confusion_table(each: Quality, score: str) -> pd.DataFrame:
    """Rows: the tone by rating or person. Columns: what the score says, in texts."""
    rows = each.confusion.get(score, {})
    said = [*TONES, UNSCORED] if any(row.get(UNSCORED) for row in rows.values()) else list(TONES)
    titles = {"negative": "Says negative", "neutral": "neutral", "positive": "positive", UNSCORED: "not scored"}
    return pd.DataFrame(
        [{"Known to be": true, **{titles[name]: int(row.get(name, 0)) for name in said}} for true, row in rows.items()]
    )


def slide_table(all_: list[Quality]) -> pd.DataFrame:
    """Each source with the macro-F1 of every score, and how often it agrees, in percent; of few texts neither."""
    rows = []
    for each in all_:
        row = {"Source": each.name, "Texts of known tone": each.n}
        for score, name in SCORES.items():
            is_few = each.n < SMALL_BASE
            row[name] = None if is_few else _known(each.macro_f1.get(score))
            agreed = None if is_few else _known(each.agreement.get(score))
            row[f"{name}, % agree"] = None if agreed is None else 100 * agreed
        rows.append(row | {"In use": SCORES[each.in_use]})
    return pd.DataFrame(rows)


def numbers(all_: list[Quality]) -> pd.DataFrame:
    """Everything as a table to download."""
    return pd.DataFrame(
        [
            {
                "source": each.name, "known": each.n, "in_use": SCORES[each.in_use], "why": each.why,
                **{f"macro_f1_{score}": each.macro_f1.get(score) for score in SCORES},
                **{f"agreement_{score}": each.agreement.get(score) for score in SCORES},
            }
            for each in all_
        ]
    )  # fmt: skip
