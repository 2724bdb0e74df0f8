"""The command line: import, undo, sync, refresh, metric, brand, demo, doctor."""

import argparse
import sys
from dataclasses import replace

from data_access import (
    brands,
    database,
    demonstration,
    doctor,
    import_command,
    ingest,
    metric_command,
    migrations,
    rescoring,
    sync_command,
)
from data_access.progress_bars import ProgressBars
from data_access.scoring import listed


class Problem(Exception):
    """Ends the command with a sentence and exit code 1."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 1 after a sentence on standard error."""
    options = _parser().parse_args(arguments)
    database.is_alone = True
    try:
        return options.run(options) or 0
    except (Problem, ValueError, database.DatabaseProblem, OSError) as problem:
        print(_sentence(problem), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was not finished left no trace, or goes on from here the next time.", file=sys.stderr)
        return 130
    finally:
        database.is_alone = False


def _sentence(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return f"{problem.filename or 'A file'} cannot be read: {problem.strerror or problem}."
    return str(problem)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data_access", description="Earshot's data without the app. DATABASE_URL chooses the database."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    import_command.add_to(commands)
    sync_command.add_to(commands)

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


def _refresh(options) -> None:
    migrations.upgrade()
    with ProgressBars() as progress:
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
        with ProgressBars() as progress:
            orders, feedback = demonstration.load(progress)
        print(f"Demo data: {orders.rows_read:,} orders and {feedback.rows_read:,} pieces of feedback.")


def _doctor(options) -> int:
    well, wrong = doctor.examine()
    for sentence in well:
        print(f"  ok     {sentence}")
    for sentence in wrong:
        print(f"  wrong  {sentence}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
