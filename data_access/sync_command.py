"""`python -m data_access sync`: brings in what is new in the sources of the settings, and says so in a line each."""

import sys

from data_access import migrations
from data_access.progress_bars import ProgressBars
from data_access.sync import Account, sync
from data_access.syncing import settings

WELL, WITH_A_PROBLEM, WRONG_SETTINGS = 0, 1, 2


def add_to(commands) -> None:
    """The command's own arguments."""
    command = commands.add_parser(
        "sync",
        help="bring in what is new in databases and folders; for a schedule: exit code 0 is well, also with nothing "
        "new, 1 a problem with a source, the others being done, and 2 wrong settings",
    )
    command.add_argument("name", metavar="NAME", nargs="?", help="of a source in the settings; all unless told")
    command.add_argument("--from-start", action="store_true", help="read everything again, not only what is new")
    command.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
    command.set_defaults(run=_sync)


def _sync(options) -> int:
    try:
        chosen = settings.configured(options.name)
    except settings.SettingsProblem as problem:
        print(problem, file=sys.stderr)
        return WRONG_SETTINGS
    migrations.upgrade()
    code = WELL
    for source in chosen:
        with ProgressBars() as progress:
            for account in sync(source, from_start=options.from_start, dry_run=options.dry_run, progress=progress):
                progress.clear()
                if account.problem:
                    code = WITH_A_PROBLEM
                    print(f"{account.name}: {account.problem}", file=sys.stderr)
                if not account.problem or account.is_kept:
                    print(_line(account))
    if options.dry_run:
        print("Nothing was kept: this was a dry run.")
    return code


def _line(account: Account) -> str:
    upto = f", up to {account.watermark}" if account.watermark else ""
    if account.waiting:
        return (
            f"{account.name}: {account.waiting:,} more, still being written to or behind such a one, for the next time."
        )
    if not account.is_kept:
        return f"{account.name}: nothing new{upto}."
    return (
        f"{account.name}: {account.rows_read:,} rows read: {account.rows_new:,} new, {account.rows_changed:,} changed, "
        f"{account.rows_unchanged:,} unchanged, {account.rows_refused:,} refused{upto}."
    )
