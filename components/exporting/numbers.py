"""The numbers of a slide as tables: every digit, dates as dates, columns with the names that the app's tables use."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd

from components import format as fmt
from components import tables
from data_access.snapshots import Card, Content

_WORKING = "moment_"
Cell = str | int | float | bool | date | None


@dataclass(frozen=True)
class Table:
    """rows: as many cells each as there are columns; None where nothing is known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(content: Content) -> Table:
    """The numbers behind the slide: its rows, else what its cards, findings or quotes say."""
    if content.rows is not None and not content.rows.empty:
        return of_frame(content.rows)
    if content.cards:
        return _of_cards(content.cards)
    if content.findings:
        return Table(("Finding",), tuple((finding,) for finding in content.findings))
    return Table(("Words", "From"), tuple((quote.text, quote.origin) for quote in content.quotes))


def tables_of(content: Content) -> list[tuple[str, Table]]:
    """All tables of a slide, the one with the numbers first; each with a name, "" for the first."""
    told = [("", table(content))]
    if content.rows is not None and not content.rows.empty:
        others = (("cards", content.cards), ("findings", content.findings), ("quotes", content.quotes))
        only = ("cards", "findings", "quotes")
        for name, held in others:
            if held:
                alone = Content(content.title, **{other: held if other == name else () for other in only})
                told.append((name, table(alone)))
    if any(card.values for card in content.cards):
        told.append(("sparklines", _of_sparklines(content.cards)))
    return told


def of_frame(frame: pd.DataFrame) -> Table:
    """The frame whole; columns without any value are left out, and the sums that only make intervals."""
    kept = frame.dropna(axis="columns", how="all")
    kept = kept[[name for name in kept.columns if not str(name).startswith(_WORKING)]]
    titles = tuple(title(name, kept) for name in kept.columns)
    columns = [[cell(value) for value in kept.iloc[:, place].tolist()] for place in range(kept.shape[1])]
    return Table(titles, tuple(zip(*columns, strict=True)))


def cell(value: object) -> Cell:
    """The value as a file takes it: None where it is unknown, a date where it has no time of day."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, np.generic):
        return cell(value.item())
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, datetime):
        moment = pd.Timestamp(value).tz_localize(None) if value.tzinfo else value
        return moment.date() if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else moment
    return value if isinstance(value, bool | int | date | str) else str(value)


def text(value: Cell) -> str:
    """The cell as a table on a page has it, all digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "Not yet"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def readable(content: Content) -> Table:
    """The rows in the reader's words, for a page: as the app's own tables write them."""
    words = tables.readable(content.rows, content.unit, content.currency)
    if words.empty or words.columns.empty:
        words = of_frame(content.rows)
        rows = tuple(tuple(_shown(value) for value in row) for row in words.rows)
        return Table(words.columns, rows)
    return of_frame(words)


def _shown(value: Cell) -> Cell:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return fmt.day(value) if isinstance(value, date) else fmt.exact(value) if is_number else value


def title(name: object, frame: pd.DataFrame) -> str:
    """What a column is called."""
    if name == "age" and "cohort" not in frame:
        return "Days on"
    return tables.TITLES.get(name, str(name).replace("_", " ").capitalize() if str(name).islower() else str(name))


def _of_cards(cards: tuple[Card, ...]) -> Table:
    columns = ("Measure", "Value", "Verdict", "Change", "Base", "Target", "Definition")
    rows = (
        (card.label, card.value_text, card.verdict_text, card.change_text, card.base_text, card.target_text,
         card.definition)
        for card in cards
    )  # fmt: skip
    return Table(columns, tuple(rows))


def _of_sparklines(cards: tuple[Card, ...]) -> Table:
    rows = [
        (card.label, place + 1, cell(float(value)), cell(float(earlier)))
        for card in cards
        for place, (value, earlier) in enumerate(_beside(card))
    ]
    return Table(("Measure", "Step", "Value", "Before"), tuple(rows))


def _beside(card: Card) -> list[tuple[float, float]]:
    length = max(len(card.values), len(card.earlier))
    sides = [[*values, *[math.nan] * (length - len(values))] for values in (card.values, card.earlier)]
    return list(zip(*sides, strict=True))
