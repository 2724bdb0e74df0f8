"""Files with the same columns: one import of those that a drop of files makes, and what the reader has said of it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from components import format as fmt
from components import import_look
from components.import_look import Look
from data_access import ingest, layouts, sources
from data_access.layouts import Chosen
from data_access.sources import SourceError, Survey
from data_access.sources.tables import Origin

Progress = Callable[[int, int], None]


class Part:
    """One import. `kind` is None as long as it is recognised, else "orders" or "feedback".

    `mapping` is None until the reader changes it; then it has every column, with "" for those left out. `constants`
    are field -> value; they, `brands` (a file's name, a review page or a name in a column -> the brand, "" for ours)
    and `is_wanted` do not change how the files look. `remembered` is what was chosen for such files before, where this
    began with it.
    """

    def __init__(
        self,
        number: int,
        origins: Sequence[Origin],
        columns: Sequence[str],
        known_brands: Mapping[str, str],
        remembered: Chosen | None = None,
    ):
        self.number = number
        self._known_brands = known_brands
        self._name, self._tries = uuid.uuid4().hex, 0
        self.origins = tuple(origins)
        self.columns = tuple(columns)
        self.is_wanted = True
        self._surveys: dict[str, Survey] = {}
        self._looks: dict[str, Look] = {}
        self.set_kind(None)
        self.remembered = remembered
        if remembered:
            self.kind, self.preset = remembered.kind or None, remembered.preset or None
            self.mapping = dict(remembered.mapping) or None
            self.answers, self.constants = dict(remembered.answers), dict(remembered.constants)

    def of(self, origins: Sequence[Origin]) -> "Part":
        """An import of these of its files, with nothing said of it yet."""
        return Part(self.number, origins, self.columns, self._known_brands, self.remembered)

    @property
    def files(self) -> list[str]:
        return [origin.name for origin in self.origins]

    @property
    def id(self) -> str:
        """Names this import among all, until it is begun again."""
        return f"{self._name}-{self._tries}"

    @property
    def choices(self) -> str:
        """All that the reader has said."""
        return repr((self._request, self.constants, self.brands, self.is_wanted))

    @property
    def look(self) -> Look | None:
        """What the files look like as the reader has them; None while that is not known."""
        return self._looks.get(self._request)

    @property
    def is_ready(self) -> bool:
        return self.is_wanted and self.look is not None and self.look.is_ready

    @property
    def rows(self) -> int:
        return self.look.survey.rows if self.look and self.look.survey else 0

    @property
    def told_brands(self) -> dict[str, str]:
        """The same for all that the files hold: as proposed, then as the reader says."""
        proposed = self.look.survey.brands if self.look and self.look.survey else {}
        return {**proposed, **self.brands}

    def set_kind(self, kind: str | None) -> None:
        """Begin again with this kind, None to recognise it."""
        self._tries += 1
        self.kind = kind
        self.preset: str | None = None
        self.mapping: dict[str, str] | None = None
        self.answers: dict[str, str] = {}
        self.constants: dict[str, str] = {}
        self.brands: dict[str, str] = {}
        self.remembered: Chosen | None = None

    def examine(self, progress: ingest.Progress) -> None:
        """Read the files, unless they were already looked at in this way; for a Job."""
        if self._request in self._looks:
            return
        looking = self._stage("Looking at", progress)

        def survey(kind, mapping, answers, constants) -> Survey:
            return self._survey(kind, mapping, answers, constants, looking)

        found = import_look.look(survey, self.kind, self.mapping, self.answers)
        if found.survey is None and self.remembered:
            self.set_kind(None)  # what fitted such files then does not fit these
            return self.examine(progress)
        if found.is_ready:
            found = _with_preview(found, self._stage("Counting what is in", progress))
        self._looks[self._request] = found

    def run(self, progress: ingest.Progress, *, dry_run: bool) -> ingest.Report:
        """Import the files as the command line does, and remember what was chosen for them; for a Job.

        Raises:
            SourceError, DatabaseProblem: with a sentence; what was imported before is as it was.
        """
        fitting = {question.field for question in self.look.questions}
        answers = {name: answer for name, answer in self.answers.items() if name in fitting}
        survey = self._survey(self.kind, self.mapping, answers, self.constants, self._stage("Looking at", progress))
        survey = replace(survey, brands=self.told_brands)
        return ingest.write(
            sources.read(survey, timezone=sources.timezone()),
            kind=survey.kind,
            files=self.files,
            preset=survey.preset,
            mapping=survey.mapping,
            dry_run=dry_run,
            notes=survey.notes,
            progress=progress,
            also=lambda connection, _: layouts.remember(connection, self.columns, self._chosen()),
        )

    def _stage(self, doing: str, progress: ingest.Progress) -> Progress:
        stage = f"{doing} {self.files[0]}" + (
            f" and {fmt.count(len(self.files) - 1)} more" if len(self.files) > 1 else ""
        )
        return lambda done, total: progress(stage, done, total, "bytes")

    def _chosen(self) -> Chosen:
        return Chosen(
            kind=self.kind or "",
            preset=self.preset or "",
            mapping=self.mapping or {},
            answers=self.answers,
            constants=self.constants,
            files=tuple(self.files),
        )

    @property
    def _request(self) -> str:
        return repr((self.kind, self.preset, self.mapping, self.answers))

    def _survey(self, kind, mapping, answers, constants, progress: Progress) -> Survey:
        request = repr((kind, self.preset, mapping, answers, constants))
        if request not in self._surveys:
            self._surveys[request] = sources.survey(
                self.origins,
                kind,
                preset=self.preset,
                mapping=mapping,
                constants=constants or None,
                answers=answers,
                known_brands=self._known_brands,
                progress=progress,
            )
        return self._surveys[request]


def _with_preview(found: Look, progress: Progress) -> Look:
    try:
        return replace(found, preview=sources.preview(found.survey, sources.timezone(), progress))
    except SourceError as problem:
        return replace(found, problem=str(problem))
