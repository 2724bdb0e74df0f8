"""What a sync says of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

Progress = Callable[[str, int, int, str], None]  # stage, done, total, what is counted
COUNTS = ("rows_read", "rows_new", "rows_changed", "rows_unchanged", "rows_refused")


@dataclass(frozen=True)
class Account:
    """What one kind of record of a database, or one file of a folder, brought.

    `what` is orders, order_lines or feedback, or a file's path below its folder; "" of a folder without a new file.
    `watermark` is how far a database was read. `is_kept` says whether there was anything new, or in a dry run would
    have been. With a `problem`, a sentence, the counts are of what was kept before it.
    """

    source: str
    what: str = ""
    rows_read: int = 0
    rows_new: int = 0
    rows_changed: int = 0
    rows_unchanged: int = 0
    rows_refused: int = 0
    watermark: str = ""
    is_kept: bool = False
    waiting: int = 0  # files that are left for the next time
    problem: str = ""

    @property
    def name(self) -> str:
        return f"{self.source}: {self.what}" if self.what else self.source

    def plus(self, counts: Sequence[int], *, is_kept: bool) -> "Account":
        """With further rows: read, new, changed, unchanged and refused."""
        sums = {name: getattr(self, name) + count for name, count in zip(COUNTS, counts, strict=True)}
        return replace(self, **sums, is_kept=self.is_kept or is_kept)
