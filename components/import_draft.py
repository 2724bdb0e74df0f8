"""Uploaded files on their way in, and what the reader has said of them: kept on disk until imported or given up."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import BinaryIO

from data_access import ingest, sources
from data_access.sources import FIELDS, Question, SourceError, Survey

# What no file can do without, by kind, with a value that any file accepts: to look at one before it is mapped.
_STAND_INS = {
    "orders": {"ordered_at": "2000-01-01", "amount": "1", "order_id": "1"},
    "feedback": {"created_at": "2000-01-01", "text": "-"},
}
_ALSO_ENOUGH = {"amount": ", or quantity and unit_price", "text": ", or title, or rating"}


@dataclass(frozen=True, eq=False)
class Look:
    """What is known of the files before they are read.

    survey: None when nothing can be made of them. problem: why they cannot be imported as they stand, a
    sentence. questions: all that were asked, the answered ones too.
    """

    survey: Survey | None
    problem: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self.survey is not None and not self.problem and not self.survey.questions


class Draft:
    """Files of one import. `kind` is "orders" or "feedback"; the folder goes with the draft, whatever happens.

    `mapping` is None until the reader changes it; then it has every column, with "" for those left out.
    `constants` are field -> value; they and `brand` (None: ours) do not change how the files look.
    """

    def __init__(self, uploads: Sequence[BinaryIO], kind: str):
        self.folder = Path(tempfile.mkdtemp(prefix="earshot-upload-"))
        self._removal = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.names = [upload.name for upload in uploads]
        # Names come from outside; on disk the files are numbered.
        self.paths = [self.folder / str(number) for number in range(len(uploads))]
        for upload, path in zip(uploads, self.paths, strict=True):
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
            self._looks[request] = self._look(progress)
        return self._looks[request]

    def _look(self, progress) -> Look:
        try:
            asked = self._survey(self.mapping, {}, progress)
            answers = self._answers(asked)
            answered = self._survey(self.mapping, answers, progress) if answers else asked
        except SourceError as problem:
            return self._incomplete(problem, progress)
        return Look(answered, questions=asked.questions)

    def _answers(self, asked: Survey) -> dict[str, str]:
        fields = {question.field for question in asked.questions}
        return {field: answer for field, answer in self.answers.items() if field in fields}

    def run(self, progress: ingest.Progress, *, dry_run: bool, remove_demo: bool) -> ingest.Report:
        """Import the files as the command line does; for a Job.

        Raises:
            SourceError, DatabaseProblem: with a sentence; what was imported before is as it was.
        """

        def looked(done: int, total: int) -> None:
            progress("Looking", done, total, "bytes")

        answers = self._answers(self._survey(self.mapping, {}, looked))
        survey = self._survey(self.mapping, answers, looked, self.constants)
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

    def _survey(self, mapping, answers: Mapping, progress, constants: Mapping | None = None) -> Survey:
        request = repr((self.kind, mapping, answers, constants or {}))
        if request not in self._surveys:
            self._surveys[request] = sources.survey(
                self.paths,
                self.kind,
                mapping=mapping,
                constants=constants or None,
                date_order=answers,
                names=self.names,
                progress=progress,
            )
        return self._surveys[request]

    def _incomplete(self, problem: SourceError, progress) -> Look:
        """What can be shown of files that cannot be imported as they stand."""
        stand_ins = _STAND_INS[self.kind]
        try:
            filled = self._survey(self.mapping, {}, progress, stand_ins)
        except SourceError as other:
            if self.mapping is None:
                return Look(None, problem=str(other))
            # The reader's choice contradicts itself. The files are shown without it, so that it can be corrected.
            return Look(self._without_mapping(progress).survey, problem=str(problem))
        # As few fields as possible get a stand-in, so that the columns of the others are found.
        for size in range(1, len(stand_ins)):
            for lacking in combinations(stand_ins, size):
                with suppress(SourceError):
                    few = {field: stand_ins[field] for field in lacking}
                    return Look(self._survey(self.mapping, {}, progress, few), problem=_wanted(lacking, self.kind))
        return Look(filled, problem=_wanted(tuple(stand_ins), self.kind))

    def _without_mapping(self, progress) -> Look:
        edited, self.mapping = self.mapping, None
        try:
            return self.look(progress)
        finally:
            self.mapping = edited


def _wanted(lacking: Sequence[str], kind: str) -> str:
    fields = [f"{name} ({FIELDS[kind][name].description.lower()}){_ALSO_ENOUGH.get(name, '')}" for name in lacking]
    return f"Choose the column that holds {'; and '.join(fields)}. Without it nothing can be imported."
