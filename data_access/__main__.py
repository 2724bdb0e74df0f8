"""The command line: import, refresh, metric, brand, demo, doctor."""

import argparse
import sys
from dataclasses import replace
from functools import partial

from tqdm import tqdm

from data_access import brands, database, demonstration, doctor, ingest, metric_command, migrations, rescoring, sources
from data_access.coverage import coverage
from data_access.metric_command import pair
from data_access.scoring import listed

SHOWN_REFUSALS = 10
_ANSWERS = {
    "day_first": "--dates day-first or --dates month-first",
    "decimal_point": "--decimals point or --decimals comma",
}


class Problem(Exception):
    """Ends the command with a sentence and exit code 1."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 1 after a sentence on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except (Problem, ValueError, database.DatabaseProblem, OSError) as problem:
        print(_sentence(problem), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was not finished left no trace, or goes on from here the next time.", file=sys.stderr)
        return 130


def _sentence(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return f"{problem.filename or 'A file'} cannot be read: {problem.strerror or problem}."
    return str(problem)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data_access", description="Earshot's data without the app. DATABASE_URL chooses the database."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    add = commands.add_parser("import", help="import orders or feedback from CSV files (also .gz)")
    add.add_argument("kind", choices=("orders", "feedback"))
    add.add_argument("files", nargs="+", metavar="FILE")
    add.add_argument(
        "--preset", choices=sorted(sources.PRESETS), help="the exporter's layout; else told from the header"
    )
    further = "attribute.NAME is whatever else is known of customers"
    add.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help=f"which column is which field; {further}"
    )
    add.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="the same value for every row")
    add.add_argument("--brand", help="whose customers are speaking in this feedback; ours unless told")
    add.add_argument("--dates", choices=("day-first", "month-first"), help="how 03/04/2025 is to be read")
    add.add_argument("--decimals", choices=("point", "comma"), help="how 1,234 is to be read")
    add.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
    add.set_defaults(run=_import)

    again = commands.add_parser(
        "refresh", help="make or update the tables, read what is not read yet, learn from ratings, derive everything"
    )
    again.add_argument(
        "--rescore", action="store_true", help="read all feedback anew; when stopped half way, it goes on from there"
    )
    again.set_defaults(run=_refresh)

    metric_command.add_to(commands)

    brand = commands.add_parser("brand", help="track a brand, or mark it as yours")
    brand.add_argument("name", metavar="NAME", nargs="?", help="without a name: list the brands")
    brand.add_argument("--ours", action="store_true", help="this brand is ours, and no other")
    brand.add_argument("--alias", action="append", default=[], help="another name of it; may be repeated")
    brand.add_argument("--any-case", action="store_true", help="count its names in small letters too")
    words = "; words with commas between them, replacing what there was"
    brand.add_argument("--context", metavar="WORDS", help="words near by that make its names the brand" + words)
    brand.add_argument("--counter-context", metavar="WORDS", help="words and phrases that unmake it" + words)
    brand.add_argument("--remove", action="store_true", help="track it no more")
    brand.set_defaults(run=_brand)

    demo = commands.add_parser("demo", help="put the demo data in, or take it away")
    demo.add_argument("--remove", action="store_true")
    demo.add_argument("--if-new", action="store_true", help="only when nothing was ever written to the database")
    demo.set_defaults(run=_demo)

    check = commands.add_parser("doctor", help="check database, tables and versions")
    check.set_defaults(run=_doctor)
    return parser


# ---- commands


def _import(options) -> None:
    migrations.upgrade()
    with _Progress() as progress:
        survey = _survey(options, progress)
        report = ingest.write(
            sources.read(survey, timezone=sources.timezone()),
            kind=survey.kind,
            files=[file.name for file in survey.files],
            preset=survey.preset,
            mapping=survey.mapping,
            brand=options.brand,
            dry_run=options.dry_run,
            notes=survey.notes,
            progress=progress,
        )
    _print_report(report, options.dry_run)


def _survey(options, progress: "_Progress") -> sources.Survey:
    """What the files hold, with nothing left to ask."""
    look = partial(
        sources.survey,
        options.files,
        options.kind,
        preset=options.preset,
        mapping=dict(pair(told, last=True) for told in options.map),
        constants=dict(map(pair, options.set)),
        progress=progress.of("Looking", "bytes"),
    )
    dates = options.dates and options.dates.replace("-", "_")
    decimals = options.decimals and f"decimal_{options.decimals}"
    survey = look(answers=dates or decimals)
    if dates and decimals:
        by_type = {"time": dates, "number": decimals, "whole": decimals}
        types = {name: field.type for name, field in survey.plan.fields().items() if name not in survey.constants}
        survey = look(answers={name: by_type[kind] for name, kind in types.items() if kind in by_type})
    if survey.questions:
        raise Problem("\n".join(f"{q.text} Answer with {_ANSWERS[q.choices[0]]}." for q in survey.questions))
    return survey


def _print_report(report: ingest.Report, dry_run: bool) -> None:
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
    if dry_run:
        print("Nothing was kept: this was a dry run.")
    elif (held := coverage()).has_demo and held.has_own_data:
        print("The database also holds demo data. To take it away: python -m data_access demo --remove")


def _refresh(options) -> None:
    migrations.upgrade()
    with _Progress() as progress:
        number = rescoring.rescore(progress, everything=options.rescore)
        ingest.refresh()
    print(f"Tables, scores and derived figures are up to date; {number:,} texts were read.")


def _brand(options) -> None:
    migrations.upgrade()
    known = {brand.name: brand for brand in brands.tracked()}
    if options.name:
        if options.remove and known.pop(options.name, None) is None:
            raise Problem(f"No brand '{options.name}' is tracked.")
        if not options.remove:
            known = _with_brand(known, options)
        brands.save(list(known.values()))
    for brand in brands.tracked():
        names = ", ".join(a.alias + (" (with a capital)" if a.needs_capital else "") for a in brand.aliases)
        print(f"{brand.name}{' (ours)' if brand.is_ours else ''}: {names}")
        if brand.name == options.name:
            _print_rules(brand)


def _print_rules(brand: brands.Brand) -> None:
    for alias in brand.aliases:
        if alias.context:
            print(f"  {alias.alias} counts in small letters, or first in a sentence, near: {', '.join(alias.context)}")
        if alias.counter_context:
            print(f"  {alias.alias} does not count in or near: {', '.join(alias.counter_context)}")
    for name in brands.words_with_a_tone(alias.alias for alias in brand.aliases):
        print(f"  {name} is a word of praise or blame to VADER: trust the customer-experience score, which hides it.")


def _with_brand(known: dict, options) -> dict:
    old = known.get(options.name, brands.Brand(options.name, False))
    words = [options.name, *(alias.alias for alias in old.aliases), *options.alias]
    as_it_was = {alias.alias: alias for alias in old.aliases}
    aliases = tuple(_as_told(as_it_was.get(word, brands.offered(word)), options) for word in dict.fromkeys(words))
    if options.ours:
        known = {name: replace(brand, is_ours=False) for name, brand in known.items()}
    return {**known, options.name: replace(old, aliases=aliases, is_ours=options.ours or old.is_ours)}


def _as_told(alias: brands.Alias, options) -> brands.Alias:
    told = {"needs_capital": False} if options.any_case else {}
    for name in ("context", "counter_context"):
        if (words := getattr(options, name)) is not None:
            told[name] = listed(words)
    return replace(alias, **told)


def _demo(options) -> None:
    was_new = not database.has_tables()
    migrations.upgrade()
    if options.remove:
        ingest.remove_demo()
        print("The demo data is gone.")
    elif not options.if_new or was_new or database.current_version()[1] == 1:
        with _Progress() as progress:
            orders, feedback = demonstration.load(progress)
        print(f"Demo data: {orders.rows_read:,} orders and {feedback.rows_read:,} pieces of feedback.")


def _doctor(options) -> int:
    well, wrong = doctor.examine()
    for sentence in well:
        print(f"  ok     {sentence}")
    for sentence in wrong:
        print(f"  wrong  {sentence}")
    return 1 if wrong else 0


class _Progress:
    """Bars on standard error, one for each stage, with rate and time left."""

    def __init__(self):
        self._bar, self._stage = None, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._bar is not None:
            self._bar.close()

    def __call__(self, stage: str, done: int, total: int, unit: str) -> None:
        if stage != self._stage:
            self.__exit__()
            scale = unit == "bytes"
            unit = "B" if scale else f" {unit}"
            # disable=None: a log, unlike a terminal, cannot show a line that moves.
            self._bar = tqdm(desc=stage, total=total, unit=unit, unit_scale=scale, leave=False, disable=None)
            self._stage = stage
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def of(self, stage: str, unit: str):
        return lambda done, total: self(stage, done, total, unit)


if __name__ == "__main__":
    sys.exit(main())
