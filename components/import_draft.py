"""Uploaded files on their way in, and what the reader has said of them: kept on disk until imported or given up."""

import shutil
import tempfile
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from components import import_look
from components.import_look import Look
from data_access import ingest, sources
from data_access.sources import Survey

_FOLDER = "earshot-upload-"
# A server that was killed leaves its readers' uploads behind; the next upload after a day removes them.
_FORGOTTEN_SECONDS = 24 * 3600


class Draft:
    """Files of one import. `kind` is "orders" or "feedback"; the folder goes with the draft, whatever happens.

    `mapping` is None until the reader changes it; then it has every column, with "" for those left out.
    `constants` are field -> value; they and `brand` (None: ours) do not change how the files look.
    """

    def __init__(self, uploads: Sequence[BinaryIO], kind: str):
        _remove_forgotten()
        self.folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
        self._removal = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.names = [upload.name for upload in uploads]
        # Names come from outside; on disk the files are numbered.
        self._paths = [self.folder / str(number) for number in range(len(uploads))]
        for upload, path in zip(uploads, self._paths, strict=True):
            with path.open("wb") as file:
                shutil.copyfileobj(upload, file)
        self._surveys: dict[str, Survey] = {}
        self._looks: dict[str, Look] = {}
        self.constants: dict[str, str] = {}
        self.brand: str | None = None
        self.has_removed_demo = False
        self.set_kind(kind)

    @property
    def id(self) -> str:
        """Names this draft among all, as long as its kind is the same."""
        return f"{self.folder.name}-{self.kind}"

    @property
    def choices(self) -> str:
        """All that the reader has said, to tell whether a check still speaks of it."""
        return repr((self.kind, self.mapping, self.answers, self.constants, self.brand))

    def set_kind(self, kind: str) -> None:
        """Begin again with the other kind."""
        self.kind = kind
        self.mapping: dict[str, str] | None = None
        self.answers: dict[str, str] = {}

    def discard(self) -> None:
        """Remove the files."""
        self._removal()

    def look(self, progress: Callable[[int, int], None] | None = None) -> Look:
        """Read the files once, unless they were already looked at in this way."""
        request = repr((self.kind, self.mapping, self.answers))
        if request not in self._looks:

            def survey(mapping, answers, constants) -> Survey:
                return self._survey(mapping, answers, constants, progress)

            self._looks[request] = import_look.look(survey, self.kind, self.mapping, self.answers)
        return self._looks[request]

    def run(self, progress: ingest.Progress, *, dry_run: bool, remove_demo: bool) -> ingest.Report:
        """Import the files as the command line does; for a Job.

        Raises:
            SourceError, DatabaseProblem: with a sentence; what was imported before is as it was.
        """

        def looked(done: int, total: int) -> None:
            progress("Looking", done, total, "bytes")

        answers = import_look.answers_to(self._survey(self.mapping, {}, {}, looked), self.answers)
        survey = self._survey(self.mapping, answers, self.constants, looked)
        if remove_demo and not dry_run:
            progress("Removing the demo data", 0, 1, "steps")
            ingest.remove_demo()
            self.has_removed_demo = True
        return ingest.write(
            sources.read(survey, timezone=sources.timezone()),
            kind=survey.kind,
            files=self.names,
            preset=survey.preset,
            mapping=survey.mapping,
            brand=self.brand,
            dry_run=dry_run,
            notes=survey.notes,
            progress=progress,
        )

    def _survey(self, mapping, answers: Mapping, constants: Mapping, progress) -> Survey:
        request = repr((self.kind, mapping, answers, constants))
        if request not in self._surveys:
            self._surveys[request] = sources.survey(
                self._paths,
                self.kind,
                mapping=mapping,
                constants=constants or None,
                answers=answers,
                names=self.names,
                progress=progress,
            )
        return self._surveys[request]


def _remove_forgotten() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        try:
            is_forgotten = time.time() - folder.stat().st_mtime > _FORGOTTEN_SECONDS
        except OSError:  # another process was quicker
            continue
        if is_forgotten:
            shutil.rmtree(folder, ignore_errors=True)
