"""What tests of sources share: real files in a folder of the test, and everything that reading them gives."""

from dataclasses import dataclass

import pandas as pd
import pytest

from data_access import sources


@dataclass
class Imported:
    """All chunks of one reading, put together."""

    survey: sources.Survey
    rows: pd.DataFrame
    refused: pd.DataFrame
    duplicates: int

    @property
    def reasons(self) -> list[str]:
        return self.refused["reason"].tolist()

    def column(self, name: str) -> list:
        """The column's values, with None for a missing one and dates and times as they print."""
        values = self.rows[name]
        if values.dtype.kind == "M":
            values = values.astype("str")
        return [None if pd.isna(value) else value for value in values]


@pytest.fixture
def given_file(tmp_path):
    """given_file("a,b\\n1,2\\n", name="x.csv", encoding="utf-8"): writes text or bytes, and gives the path."""

    def write(content: str | bytes, name: str = "export.csv", encoding: str = "utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def imported(given_file):
    """imported(text or paths, kind, timezone=..., chunk_rows=..., and what survey takes)."""
    return lambda content, *arguments, **options: read_all(
        [given_file(content)] if isinstance(content, str | bytes) else content, *arguments, **options
    )


def read_all(paths, kind, *, timezone="UTC", chunk_rows=50_000, **options) -> Imported:
    surveyed = sources.survey(paths, kind, **options)
    chunks = list(sources.read(surveyed, timezone=timezone, chunk_rows=chunk_rows))
    for chunk in chunks:
        assert chunk.read == len(chunk.rows) + len(chunk.refused) + chunk.duplicates
    assert sum(chunk.read for chunk in chunks) == surveyed.rows
    return Imported(
        surveyed,
        pd.concat([chunk.rows for chunk in chunks], ignore_index=True),
        pd.concat([chunk.refused for chunk in chunks], ignore_index=True),
        sum(chunk.duplicates for chunk in chunks),
    )


@pytest.fixture
def refusal():
    """refusal(paths, kind, ...): the sentence with which the whole import is refused."""

    def sentence(paths, kind="orders", **options) -> str:
        with pytest.raises(sources.SourceError) as caught:
            read_all(paths if isinstance(paths, list) else [paths], kind, **options)
        return str(caught.value)

    return sentence
