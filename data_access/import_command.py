"""`python -m data_access import` and `undo`: files in, told what they are by themselves, and imports out again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from data_access import brands, event_files, fetch, ingest, layouts, migrations, sources
from data_access.coverage import coverage, past_imports
from data_access.metric_command import pair
from data_access.progress_bars import ProgressBars
from data_access.sources.brand_evidence import told_brands
from data_access.sources.errors import listed
from data_access.sources.origins import opened
from data_access.sources.tables import Origin

KINDS = ("orders", "feedback")
SHOWN_REFUSALS = 10
SHOWN_IMPORTS = 20
_ANSWERS = {
    "day_first": "--dates day-first or --dates month-first",
    "decimal_point": "--decimals point or --decimals comma",
}


def add_to(commands) -> None:
    """The commands' own arguments."""
    add = commands.add_parser("import", help="import orders, feedback or events from files: CSV, Excel, JSON, Parquet")
    add.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="before the files may stand what they hold, orders or feedback, else it is told from them; events must",
    )
    add.add_argument(
        "--preset", choices=sorted(sources.PRESETS), help="the exporter's layout; else told from the header"
    )
    further = "attribute.NAME is whatever else is known of customers"
    add.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help=f"which column is which field; {further}"
    )
    add.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="the same value for every row")
    add.add_argument(
        "--answer", action="append", default=[], metavar="FIELD=CHOICE", help="the answer to a question that was asked"
    )
    add.add_argument("--brand", help="whose customers are speaking in this feedback; else told from the files, or ours")
    add.add_argument("--dates", choices=("day-first", "month-first"), help="how 03/04/2025 is to be read")
    add.add_argument("--decimals", choices=("point", "comma"), help="how 1,234 is to be read")
    add.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
    add.set_defaults(run=_import)

    undo = commands.add_parser("undo", help="take an import back, as if it had never been; without a number: list them")
    undo.add_argument("number", type=int, nargs="?", metavar="NUMBER")
    undo.set_defaults(run=_undo)


def _import(options) -> None:
    migrations.upgrade()
    kind, paths = None, options.files
    if paths[0] in (*KINDS, event_files.KIND):
        kind, paths = paths[0], paths[1:]
    if not paths:
        raise ValueError("Name the files to import, as in: import orders.csv")
    if kind == event_files.KIND:
        _import_events(options, paths)
        return
    groups = sources.grouped(sources.origins(paths))
    with ProgressBars() as progress:
        imports = [_looked_at(options, kind, group, progress) for group in groups]
        asked = [_asked(question) for one in imports for question in one.survey.questions]
        if asked:
            raise ValueError("\n".join(asked))
        for one in imports:
            report = _write(options, one, progress)
            progress.clear()
            if len(imports) > 1:
                print(f"{listed(one.files, 5)}:")
            _print_report(report)
            if one.survey.preset == "generic" and (left_out := one.survey.unused_columns):
                print(f"Columns left out: {listed(left_out, 10)}.")
    if options.dry_run:
        print("Nothing was kept: this was a dry run.")
    elif (held := coverage()).has_demo and held.has_own_data:
        print("The database also holds demo data. To take it away: python -m data_access demo --remove")


def _import_events(options, paths: Sequence[str]) -> None:
    told = event_files.read(paths, dates=options.dates and options.dates.replace("-", "_"))
    if told.question:
        raise ValueError(f"{told.question} Answer with {_ANSWERS['day_first']}.")
    _print_report(event_files.write(told, dry_run=options.dry_run))
    if options.dry_run:
        print("Nothing was kept: this was a dry run.")


@dataclass(frozen=True, eq=False)
class _Import:
    """Files with the same columns, and what was told of them, now or the last time."""

    survey: sources.Survey
    columns: tuple[str, ...]
    chosen: layouts.Chosen

    @property
    def files(self) -> list[str]:
        return [file.name for file in self.survey.files]


def _looked_at(options, kind: str | None, group: Sequence[Origin], progress: ProgressBars) -> _Import:
    with opened(group[0]) as table:
        columns = table.columns
    told = layouts.Chosen(
        kind=kind or "",
        preset=options.preset or "",
        mapping=dict(pair(one, last=True) for one in options.map),
        answers=dict(map(pair, options.answer)),
        constants=dict(map(pair, options.set)),
        files=tuple(origin.name for origin in group),
    )
    before = layouts.remembered(columns) or layouts.Chosen("")
    chosen = told if told.says_something else replace(before, files=told.files)
    look = partial(
        sources.survey,
        group,
        chosen.kind or None,
        preset=chosen.preset or None,
        mapping=chosen.mapping,
        constants=chosen.constants,
        known_brands=brands.known(),
        progress=progress.of("Looking", "bytes"),
    )
    survey = look(answers=told.answers)
    if answers := _answers(options, survey, before):
        chosen = replace(chosen, answers={**answers, **told.answers})
        survey = look(answers=chosen.answers)
    if told.says_something and before.says_something:
        survey = replace(survey, notes=(*survey.notes, "What was chosen for such files before was left aside."))
    elif before.says_something:
        survey = replace(survey, notes=(*survey.notes, f"Read as {listed(before.files, 3)} was."))
    return _Import(survey, columns, chosen)


def _answers(options, survey: sources.Survey, before: layouts.Chosen) -> dict[str, str]:
    """Field -> choice: the earlier answers to what is asked again, then what --dates and --decimals say of all."""
    asked = {question.field: question.choices for question in survey.questions}
    answers = {field: answer for field, answer in before.answers.items() if answer in asked.get(field, ())}
    dates = options.dates and options.dates.replace("-", "_")
    decimals = options.decimals and f"decimal_{options.decimals}"
    by_type = {"time": dates, "number": decimals, "whole": decimals}
    types = {name: field.type for name, field in survey.plan.fields().items() if name not in survey.constants}
    return answers | {name: by_type[type_] for name, type_ in types.items() if by_type.get(type_)}


def _asked(question: sources.Question) -> str:
    ways = _ANSWERS.get(question.choices[0]) or f"--answer {question.field}={question.choices[0]}"
    others = "" if question.choices[0] in _ANSWERS else f" (or {listed(question.choices[1:])})"
    return f"{question.text} Answer with {ways}{others}."


def _write(options, one: _Import, progress: ProgressBars) -> ingest.Report:
    survey = one.survey
    if options.brand is not None:
        survey = replace(survey, brands={})
    return ingest.write(
        sources.read(survey, timezone=sources.timezone()),
        kind=survey.kind,
        files=one.files,
        preset=survey.preset,
        mapping=survey.mapping,
        brand=options.brand,
        dry_run=options.dry_run,
        notes=(*survey.notes, *filter(None, [told_brands(survey.brands)])),
        also=lambda connection, _: layouts.remember(connection, one.columns, one.chosen),
        progress=progress,
    )


def _print_report(report: ingest.Report) -> None:
    print(
        f"{report.rows_read:,} rows read: {report.rows_new:,} new, {report.rows_changed:,} changed, "
        f"{report.rows_unchanged:,} unchanged, {report.rows_refused:,} refused."
    )
    for note in report.notes:
        print(note)
    for row in report.refused.head(SHOWN_REFUSALS).itertuples():
        where = f"{row.file}, line {row.line_no}" + (f", column {row.column}" if row.column else "")
        print(f"  {where}: {row.reason}")
    if report.rows_refused > SHOWN_REFUSALS:
        print(f"  ... and {report.rows_refused - SHOWN_REFUSALS:,} more; all are on the Data page.")


def _undo(options) -> None:
    migrations.upgrade()
    if options.number is None:
        _list_imports()
        return
    with ProgressBars() as progress:
        ingest.take_back(options.number, progress)
    print(f"Import {options.number} is taken back; the tables are as if it had never been.")


def _list_imports() -> None:
    runs = fetch.rows(past_imports().limit(SHOWN_IMPORTS))
    for run in runs.itertuples():
        state = " (taken back)" if pd.notna(run.taken_back_at) else ""
        files = listed(run.files.split("\n"), 3)
        print(f"{run.import_run_id:>6}  {run.finished_at:%Y-%m-%d %H:%M}  {run.rows_new:>12,} new  {files}{state}")
    if runs.empty:
        print("There are no imports yet.")
