"""Files of a drop that plainly list events: one import of its own, beside those of orders and feedback."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from data_access import event_files, ingest
from data_access.event_files import EventFiles
from data_access.sources import SourceError
from data_access.sources.tables import Origin


@dataclass(frozen=True, eq=False)
class EventLook:
    """survey: what the files say, None when nothing can be made of them. problem: why, a sentence."""

    survey: EventFiles | None
    problem: str = ""

    @property
    def is_ready(self) -> bool:
        return self.survey is not None and not self.survey.question


class EventPart:
    """One import of events, handled as a Part is. `dates` is how the reader says that dates are written, else None."""

    def __init__(self, number: int, origins: Sequence[Origin]):
        self.number, self.origins = number, tuple(origins)
        self.id = uuid.uuid4().hex
        self.is_wanted = True
        self.dates: str | None = None
        self.told_brands: dict[str, str] = {}
        self._looks: dict[str | None, EventLook] = {}

    def of(self, origins: Sequence[Origin]) -> "EventPart":
        """An import of these of its files, with nothing said of it yet."""
        return EventPart(self.number, origins)

    @property
    def files(self) -> list[str]:
        return [origin.name for origin in self.origins]

    @property
    def choices(self) -> str:
        """All that the reader has said."""
        return repr((self.dates, self.is_wanted))

    @property
    def look(self) -> EventLook | None:
        """What the files look like as the reader has them; None while that is not known."""
        return self._looks.get(self.dates)

    @property
    def asked(self) -> tuple[str, ...]:
        """How the dates may be read, where the files do not tell."""
        first = self._looks.get(None)
        return first.survey.choices if first and first.survey else ()

    @property
    def is_ready(self) -> bool:
        return self.is_wanted and self.look is not None and self.look.is_ready

    @property
    def rows(self) -> int:
        return self.look.survey.read if self.look and self.look.survey else 0

    def examine(self, progress: ingest.Progress) -> None:
        """Read the files, unless that was done; for a Job."""
        if self.dates in self._looks:
            return
        progress(f"Looking at {self.files[0]}", 0, 1, "steps")
        try:
            self._looks[self.dates] = EventLook(event_files.read(self.origins, dates=self.dates))
        except SourceError as problem:
            self._looks[self.dates] = EventLook(None, str(problem))

    def run(self, progress: ingest.Progress, *, dry_run: bool) -> ingest.Report:
        """Import the events as Settings and the command line do; for a Job."""
        progress(f"Storing {self.files[0]}", 0, 1, "steps")
        return event_files.write(self.look.survey, dry_run=dry_run)
