"""What a slide shows as text that is kept for good, and back again: every digit, date and gap as it was."""

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd

from data_access.snapshots import Card, Content, Quote


def plain(value: object) -> object:
    """A figure's data as lists, texts, numbers and None, as a browser takes it: what is not a number is None, and a
    day is its ISO text."""
    if isinstance(value, Mapping) and "bdata" in value:
        return plain(_unpacked(value))
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, np.ndarray | pd.Series | pd.Index):
        return [plain(each) for each in value.tolist()] if value.dtype.kind != "M" else _days(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, bool | int | float | str) else str(value)


def _unpacked(packed: Mapping) -> np.ndarray:
    """The numbers that Plotly packed for the way to a browser."""
    numbers = np.frombuffer(base64.b64decode(packed["bdata"]), dtype=packed["dtype"])
    shape = [int(size) for size in str(packed.get("shape") or numbers.size).split(",")]
    return numbers.reshape(shape)


def _days(values) -> list[str | None]:
    return [None if pd.isna(each) else pd.Timestamp(each).isoformat() for each in values]


def to_json(content: Content) -> str:
    """The content as text. Figures must be plain."""
    told = {name: value for name, value in vars(content).items() if name not in ("rows", "cards", "quotes")}
    told["cards"] = [asdict(card) | {"values": _numbers(card.values), "earlier": _numbers(card.earlier)}
                     for card in content.cards]  # fmt: skip
    told["quotes"] = [asdict(quote) for quote in content.quotes]
    told["rows"] = None if content.rows is None else _columns(content.rows)
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def from_json(text: str) -> Content:
    """The content as it was. What a later release says more of a view has its default."""
    told = json.loads(text)
    told["cards"] = tuple(
        Card(**{**card, "values": _floats(card["values"]), "earlier": _floats(card["earlier"])})
        for card in told["cards"]
    )
    told["quotes"] = tuple(Quote(**quote) for quote in told["quotes"])
    told["findings"] = tuple(told["findings"])
    told["rows"] = None if told["rows"] is None else _frame(told["rows"])
    return Content(**told)


def _numbers(values) -> list[float | None]:
    return [None if value is None or value != value else float(value) for value in values]


def _floats(values) -> tuple[float, ...]:
    return tuple(math.nan if value is None else value for value in values)


def _columns(rows: pd.DataFrame) -> list[dict]:
    told = []
    for place, name in enumerate(rows.columns):
        column = rows.iloc[:, place]
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.astype(column.dtype.categories.dtype)
        told.append(
            {"name": str(name), "kind": str(column.dtype), "values": [_cell(value) for value in column.tolist()]}
        )
    return told


def _frame(told: list[dict]) -> pd.DataFrame:
    columns = [_column(each) for each in told]
    frame = pd.DataFrame(dict(enumerate(columns)))
    return frame.set_axis([each["name"] for each in told], axis="columns")


def _column(told: dict) -> pd.Series:
    kind, values = told["kind"], [_value(each) for each in told["values"]]
    if kind.startswith("float"):
        values = [math.nan if value is None else value for value in values]
    return pd.Series(values, dtype=kind)


# What JSON has no word for is an object of one entry: its kind, and its text.
def _cell(value: object) -> object:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None if math.isnan(value) else {"float": str(value)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, np.generic):
        return _cell(value.item())
    return str(value)


_READ = {
    "float": float,
    "datetime": pd.Timestamp,
    "date": date.fromisoformat,
    "decimal": Decimal,
}


def _value(told: object) -> object:
    if isinstance(told, dict):
        ((kind, text),) = told.items()
        return _READ[kind](text)
    return told
