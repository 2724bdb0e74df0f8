"""What pass one over the files found: enough to preview an import, to ask what is open, and to read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data_access.sources.mapping import Plan


@dataclass(frozen=True)
class SurveyedFile:
    """One file: display name, how it is written, columns, records (without header and blank lines), bytes."""

    path: Path
    name: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    rows: int
    bytes: int


@dataclass(frozen=True)
class Question:
    """What the files do not tell and nobody may guess. `choices` are the possible answers, `text` asks."""

    field: str
    column: str
    examples: tuple[str, ...]
    choices: tuple[str, ...]
    text: str


@dataclass(frozen=True, eq=False)
class Survey:
    """An import before anything is read into facts.

    `mapping` is column -> field, `constants` field -> value, `date_orders` field -> "iso", "day_first" or
    "month_first", `decimals` field -> "point" or "comma". `sample` has the first 20 records, all text, under
    the columns' own names. `notes` are sentences the reader should see. `plan` is for `read`.
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
    sample: pd.DataFrame
    notes: tuple[str, ...]
    plan: Plan = field(repr=False)

    @property
    def rows(self) -> int:
        """Records in all files."""
        return sum(file.rows for file in self.files)
