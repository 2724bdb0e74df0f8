"""An import killed at any moment leaves a database that opens and holds whole imports only."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data_access import database
from data_access.schema import import_runs, order_lines, orders, purchases, said_order_lines

PROJECT = Path(__file__).resolve().parents[2]
# Each takes a second or two; a long run asks for more.
KILLS = int(os.environ.get("EARSHOT_KILLS", "2"))
# So many further ones where all were whole before their moment came.
MORE = 6
LINES, PER_ORDER = 6_000, 3


def write_file(path: Path, number: int) -> None:
    """Order lines of orders that no other file has."""
    with path.open("w", encoding="utf-8") as file:
        file.write("order_id,customer_id,ordered_at,product,quantity,unit_price\n")
        for line in range(LINES):
            order = line // PER_ORDER
            file.write(f"{number}-{order},C{order % 700},2025-03-{order % 28 + 1:02} 10:00,P{line % 50},1,2.50\n")


def whole_imports() -> int:
    """How many imports the database holds; fails where one is there in part."""
    with database.connecting() as connection:
        runs = connection.execute(select(import_runs.c.import_run_id, import_runs.c.rows_new)).all()
        assert all(run.rows_new == LINES for run in runs)
        for table, each in ((order_lines, LINES), (said_order_lines, LINES), (orders, LINES // PER_ORDER)):
            by_run = select(table.c.import_run_id, func.count()).group_by(table.c.import_run_id)
            assert dict(map(tuple, connection.execute(by_run))) == {run.import_run_id: each for run in runs}, table.name
        revenue = connection.execute(select(func.sum(purchases.c.amount))).scalar()
        assert (revenue or 0) == len(runs) * LINES * 2.5
    return len(runs)


# A large import in steps: what is made small here is what makes an import large.
IN_STEPS = """
import sys
from data_access import ingest
from data_access.__main__ import main
ingest.AT_ONCE_ROWS = ingest.PART_ROWS = 1_000
sys.exit(main())
"""


@pytest.mark.parametrize(
    "db, program",
    [("duckdb", ["-m", "data_access"]), ("duckdb", ["-c", IN_STEPS]), ("postgresql", ["-m", "data_access"])],
    ids=["duckdb", "duckdb-in-steps", "postgresql"],
    indirect=["db"],
)
def test_an_import_killed_at_any_moment_is_whole_or_not_there(db, program, tmp_path):
    moments = random.Random(1)
    database.dispose()  # DuckDB's file is for one process
    path = tmp_path / "lines.csv"
    done, number, seconds = 0, 0, None
    while number < KILLS + 1 or (done == number and number < KILLS + MORE):
        number += 1
        write_file(path, number)
        began = time.monotonic()
        command = [sys.executable, *program, "import", "orders", str(path)]
        with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            if seconds is None:  # the first is left alone, to know how long one takes
                output, problem = process.communicate()
                assert process.returncode == 0, problem.decode()
                seconds = time.monotonic() - began
            else:
                # Most of the time goes into starting Python; the moments that matter are the later ones.
                time.sleep(seconds * moments.uniform(0.3, 1.0))
                process.kill()
                process.wait()
        held = whole_imports()
        database.dispose()
        assert held in (done, done + 1)
        done = held
        if number > KILLS:  # other work kept the first one waiting: the moments lie earlier
            seconds *= 0.7
    assert done < number, "No import was killed before it was whole: the moments are wrong."
