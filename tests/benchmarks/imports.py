"""The complete Online Retail file through the command line, in a process of its own: seconds, rows a second, memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

LINES = 541_909
TARGETS = {"duckdb": (15, 1_000), "postgresql": (40, 1_000)}  # seconds, megabytes
# The peak of a child can be had only from inside, or of all children together.
_PROGRAM = """
import resource, sys
from data_access.__main__ import main
code = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def run(kind: str, _orders: int) -> None:
    """Print what the import takes; without EARSHOT_REAL_DATA there is nothing to import."""
    if "EARSHOT_REAL_DATA" not in os.environ:
        print(f"{kind}: EARSHOT_REAL_DATA names no folder, so no import is timed.")
        return
    path = Path(os.environ["EARSHOT_REAL_DATA"]) / "online_retail/online_retail.csv.gz"
    most_seconds, most_megabytes = TARGETS[kind]
    for how, expected in (("first", f"{LINES:,} new"), ("again", "0 new")):
        began = time.perf_counter()
        command = [sys.executable, "-c", _PROGRAM, "import", "orders", str(path)]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - began
        assert expected in ended.stdout, ended.stdout
        processor, peak = map(float, ended.stderr.split()[-2:])
        megabytes = peak * (1 if sys.platform == "darwin" else 1024) / 1e6
        print(
            f"{kind}: Online Retail, {how}: {seconds:.1f} s (target {most_seconds}), {processor:.1f} s of processor, "
            f"{LINES / seconds:,.0f} rows/s, {megabytes:,.0f} MB at most (target {most_megabytes:,})"
        )
