"""What a known layout is: how a file shows that it has it, and what its columns mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from data_access.sources.columns import plain
from data_access.sources.records import Batch, Refusal
from data_access.sources.tables import Shaper

Samples = Mapping[str, Sequence[str]]  # column -> its first values


@dataclass(frozen=True)
class Preset:
    """A layout of one exporter. `kind` None fits any kind; a preset without columns finds them by their names.

    `columns` is column -> field, those that `shaper` works out among them; of several for one field the first that
    the file has is taken. A file has the layout when it has every column of `required`, all of `columns` where that
    is empty, or, where `matches` is given, when that says so of the file's columns and first values.
    `constants` (field -> value) fill what no column says, `answers` (field -> choice) what the values leave open:
    the layout's day or month first, decimal sign, rating scale. `fallbacks` names the column to use where a field's own
    column is empty; an order id that begins with `cancelled_prefix` gives the order the status "cancelled".
    `shaper` makes what works out further columns from a file's columns and its name, and reads `worked_from` for it.
    `note` is a sentence for the reader: what is taken for what where that is not plain.
    """

    name: str
    title: str
    kind: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    cancelled_prefix: str = ""
    shaper: Callable[[tuple[str, ...], str], Shaper] | None = None
    worked_from: tuple[str, ...] = ()
    matches: Callable[[Sequence[str], Samples], bool] | None = None
    note: str = ""

    def signature(self) -> tuple[str, ...]:
        """The columns without which a file does not have the layout."""
        return self.required or (() if self.matches else tuple(self.columns))

    def fits(self, columns: Sequence[str], samples: Samples) -> bool:
        """Whether a file with these columns and first values has the layout."""
        if not self.columns:
            return False
        if not has(columns, *self.signature()):
            return False
        return self.matches is None or self.matches(columns, samples)


def has(columns: Sequence[str], *names: str) -> bool:
    """Whether there is a column of each of these names."""
    return {plain(name) for name in names} <= {plain(column) for column in columns}


class RecordShaper:
    """A shaper that looks at one record at a time; a layout's own extends it.

    `added` are the names of the worked-out columns, as a reader would call them.
    """

    added: tuple[str, ...] = ()

    def __init__(self, columns: tuple[str, ...], file: str):
        self.file = file
        self.columns = (*columns, *self.added)

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        """The record as rows as long as `columns`, or why it is refused, as a sentence."""
        raise NotImplementedError

    def shape(self, batch: Batch) -> Batch:
        rows, lines, refusals = [], [], list(batch.refusals)
        for row, line in zip(batch.rows, batch.lines, strict=True):
            shaped = self.record(row, line)
            if isinstance(shaped, str):
                refusals.append(Refusal(line, "", "; ".join(filter(None, row)), shaped))
            else:
                rows += shaped
                lines += [line] * len(shaped)
        return Batch(rows, lines, refusals)
