"""Uploaded files on their way in, and what the reader has said of them: kept on disk until imported or given up."""

import shutil
import tempfile
import time
import weakref
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from components.import_event_part import EventPart
from components.import_part import Part
from data_access import brands, event_files, ingest, layouts, sources
from data_access.sources import SourceError
from data_access.sources.origins import opened
from data_access.sources.tables import Origin

_FOLDER = "earshot-upload-"
# A server that was killed leaves its readers' uploads behind; the next upload after a day removes them.
_FORGOTTEN_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Unreadable:
    """A file that is no table, and why, in a sentence."""

    name: str
    problem: str


class Draft:
    """The files of one drop: `parts` are the imports that they make, once the draft is opened; `unreadable` the rest.

    The folder goes with the draft, whatever happens. `ours` is the brand that the reader calls theirs, "" for none.
    """

    def __init__(self, uploads: Sequence[BinaryIO]):
        _remove_forgotten()
        self.folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
        self._removal = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.names = _unlike([upload.name for upload in uploads])
        self.parts: list[Part | EventPart] | None = None
        self.unreadable: list[Unreadable] = []
        self.ours = ""
        self.has_removed_demo = False
        # Names come from outside; on disk the files are numbered.
        self._paths = [self.folder / str(number) for number in range(len(uploads))]
        for upload, path in zip(uploads, self._paths, strict=True):
            with path.open("wb") as file:
                shutil.copyfileobj(upload, file)

    @property
    def id(self) -> str:
        """Names this draft among all."""
        return self.folder.name

    @property
    def choices(self) -> str:
        """All that the reader has said, to tell whether a check still speaks of it."""
        return repr([self.ours, *(part.choices for part in self.parts or ())])

    @property
    def chosen(self) -> list[Part | EventPart]:
        """The imports that the reader wants."""
        return [part for part in self.parts or () if part.is_wanted and part.look and part.look.survey]

    @property
    def is_ready(self) -> bool:
        return bool(self.chosen) and all(part.is_ready for part in self.chosen)

    @property
    def is_known(self) -> bool:
        """Whether all files were looked at as the reader has them."""
        return self.parts is not None and all(part.look for part in self.parts if part.is_wanted)

    def discard(self) -> None:
        """Remove the files."""
        self._removal()

    def examine(self, progress: ingest.Progress) -> None:
        """Look at the files, as far as that is not done; for a Job."""
        is_new = self.parts is None
        if is_new:
            progress("Opening the files", 0, 1, "steps")
            self._open()
        for place, part in enumerate(self.parts):
            if part.is_wanted:
                part.examine(progress)
                if is_new:
                    self.parts[place] = self._without_spoilt(part, progress)

    def remove(self, parts: Sequence[Part | EventPart]) -> None:
        """These are imported, or not wanted any more."""
        self.parts = [part for part in self.parts if part not in parts]

    def take_for_feedback(self, part: EventPart) -> None:
        """What was taken for events is feedback, and so are the next files with these columns."""
        with opened(part.origins[0]) as table:
            columns = table.columns
        other = Part(part.number, part.origins, columns, brands.known())
        other.set_kind("feedback")
        self.parts = [other if each is part else each for each in self.parts]

    def _without_spoilt(self, part: Part | EventPart, progress: ingest.Progress) -> Part | EventPart:
        """The import without those of its files that spoil it for the others, which come in without them."""
        if part.look.survey is not None or len(part.origins) == 1:
            return part
        alone = [part.of([origin]) for origin in part.origins]
        for each in alone:
            each.examine(progress)
        sound = [each for each in alone if each.look.survey is not None]
        if not sound:
            return part
        rest = part.of([each.origins[0] for each in sound])
        rest.examine(progress)
        if rest.look.survey is None:  # none spoils it alone
            return part
        self.unreadable += [Unreadable(each.files[0], each.look.problem) for each in alone if each not in sound]
        return rest

    def _open(self) -> None:
        readable: list[Origin] = []
        for path, name in zip(self._paths, self.names, strict=True):
            try:
                readable += sources.origins([path], [name])
            except SourceError as problem:
                self.unreadable.append(Unreadable(name, str(problem)))
        known = brands.known()
        self.parts = []
        for number, group in enumerate(sources.grouped(readable)):
            with opened(group[0]) as table:
                columns = table.columns
            remembered = layouts.remembered(columns)
            if not remembered and event_files.are_plainly_events(group[0], columns):
                self.parts.append(EventPart(number, group))
            else:
                self.parts.append(Part(number, group, columns, known, remembered))


def _unlike(names: Sequence[str]) -> list[str]:
    """The names, with a number behind one that stood before: what is said of a file is said by its name."""
    seen, unlike = Counter(), []
    for name in names:
        seen[name] += 1
        unlike.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unlike


def _remove_forgotten() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        try:
            is_forgotten = time.time() - folder.stat().st_mtime > _FORGOTTEN_SECONDS
        except OSError:  # another process was quicker
            continue
        if is_forgotten:
            shutil.rmtree(folder, ignore_errors=True)
