"""The app served to a real browser: what the files of browser tests share. Its fixtures come in by conftest.py."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A browser forgets what it has compiled of a page's scripts when it fetches beside its main thread. Compiled anew they
# take half of each page's time, and so does the bar of a window that nobody sees. The rest are Playwright's own, which
# this list replaces: what asks other hosts, or waits before it paints.
SWITCHED_OFF = (
    "BackgroundResourceFetch", "WebUIOmniboxAimPopup", "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying",
    "OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
)  # fmt: skip
# Without the others a browser in a container asks its maker's hosts for this and that, and gives up on a small
# /dev/shm.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    f"--disable-features={','.join(SWITCHED_OFF)}",
]
# Longer than any page needs on two busy cores, cold.
PATIENCE = 60_000
# Marks that Plotly has given a size on the screen.
DRAWN = """() => [...document.querySelectorAll(
    '.js-plotly-plot .main-svg .scatterlayer path, .js-plotly-plot .main-svg .barlayer path, .heatmaplayer image'
)].filter(mark => { const box = mark.getBoundingClientRect(); return box.width > 0 || box.height > 0 }).length"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A served app on a database with the demo data; nobody has opened it yet."""
    database = tmp_path_factory.mktemp("browser") / "demo.duckdb"
    base = tmp_path_factory.getbasetemp()
    shutil.copyfile(_demo(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base), database)
    with served(database) as found:
        yield found


def _demo(folder: Path) -> Path:
    """The demo data as a DuckDB file in a folder, for all processes of the run: the first one makes it."""
    made, unfinished = folder / "demo.duckdb", folder / "unfinished.duckdb"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            environment = {**os.environ, "DATABASE_URL": f"duckdb:///{unfinished}"}
            subprocess.run([sys.executable, "-m", "data_access", "demo"], cwd=ROOT, env=environment, check=True)
            assert not unfinished.with_suffix(".duckdb.wal").exists(), "some of the data is not in the file itself"
            unfinished.rename(made)
    return made


@contextmanager
def served(database: Path):
    """The address of an app of its own on this DuckDB file."""
    port = _free_port()
    environment = {**os.environ, "DATABASE_URL": f"duckdb:///{database}"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A reader who keeps what the browser has fetched and compiled, and wants no motion: what moves while a page loads
    is painted sixty times a second. The blank page that comes with it stays open: a page without another beside it
    comes in a window of its own, with all that belongs to one."""
    playwright = pytest.importorskip("playwright.sync_api").sync_playwright().start()
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    profile = tmp_path_factory.mktemp("profile")
    try:
        try:
            opened = playwright.chromium.launch_persistent_context(
                profile, executable_path=installed, args=ARGUMENTS, reduced_motion="reduce"
            )
        except Exception as error:
            pytest.skip(f"no browser could be started: {str(error).splitlines()[0]}")
        yield opened
        opened.close()
    finally:
        playwright.stop()
        shutil.rmtree(profile, ignore_errors=True)


@pytest.fixture
def stranger(reader):
    """Somebody else, who has nothing of the reader's, and keeps the motion."""
    opened = reader.browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def wide(reader):
    yield from window(reader)


def window(context, scheme="light", width=1440):
    """A reader's window, closed afterwards; every host that it talks to is in its hosts."""
    opened = context.new_page()
    opened.set_viewport_size({"width": width, "height": 900})
    opened.emulate_media(color_scheme=scheme)
    opened.hosts = set()
    opened.on("request", lambda request: opened.hosts.add(request.url.split("/")[2].split(":")[0]))
    yield opened
    opened.close()


def is_in_order(page) -> None:
    """No error, nothing that scrolls sideways, and no host but the app's own."""
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("[data-testid=stAlertContentError]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.hosts <= {"localhost", ""}


def keeps_people_out(page, *rules: str) -> list[str]:
    """What axe finds serious or critical on the page as it stands: the rule, and the place in the page.

    rules: of axe's rules only these.
    """
    if not page.evaluate("() => 'axe' in window"):  # half a megabyte, which goes to the page once
        page.evaluate("script => new Function(script)()", _axe())
    asked = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("asked => axe.run(asked)", asked)["violations"]
    return [
        f"{each['id']}: {' '.join(map(str, node['target']))} {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return listener.getsockname()[1]


def _wait_for(address: str, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError):
            if urllib.request.urlopen(address, timeout=2).status == 200:
                return
        time.sleep(0.2)
    pytest.fail(f"the app did not answer at {address} within {seconds} seconds")
