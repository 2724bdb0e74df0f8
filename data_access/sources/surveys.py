"""What pass one over the files found: enough to preview an import, to ask what is open, and to read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data_access.sources.mapping import Plan, Question
from data_access.sources.ratings import RatingReading
from data_access.sources.tables import Origin

__all__ = ["Question", "Survey", "SurveyedFile"]


@dataclass(frozen=True)
class SurveyedFile:
    """One file: display name, how it is written, columns, records (without header and blank lines), bytes."""

    origin: Origin
    name: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    rows: int
    bytes: int


@dataclass(frozen=True, eq=False)
class Survey:
    """An import before anything is read into facts.

    `mapping` is column -> field, `constants` field -> value, `date_orders` field -> "iso", "day_first", "month_first",
    "year_first", "excel_serial" or "unix_time", `decimals` field -> "point" or "comma", `ratings` how ratings are read,
    `brands` says whose customers speak, "" for ours: by file's name, by review page where one file holds those of
    several brands, or by the brand column's values. `sample` has the first 20 records, all text, under the columns' own
    names. `notes` are sentences the reader should see. `plan` is for `read`.
    """

    kind: str
    preset: str
    files: tuple[SurveyedFile, ...]
    mapping: Mapping[str, str]
    constants: Mapping[str, str]
    unused_columns: tuple[str, ...]
    date_orders: Mapping[str, str]
    decimals: Mapping[str, str]
    questions: tuple[Question, ...]
    brands: Mapping[str, str]
    sample: pd.DataFrame
    notes: tuple[str, ...]
    plan: Plan = field(repr=False)
    ratings: RatingReading | None = field(default=None, repr=False)

    @property
    def rows(self) -> int:
        """Records in all files."""
        return sum(file.rows for file in self.files)
