"""Imports point one way: app.py -> pages -> components -> data_access. Read from the source, without running it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = ("app", "pages", "components", "data_access")
FILES = [ROOT / "app.py", *(path for layer in LAYERS[1:] for path in sorted((ROOT / layer).rglob("*.py")))]
# What each part of the project may not import; the second says which of its files may all the same.
FORBIDDEN = [
    ("data_access", ("app", "pages", "components"), ()),
    ("data_access", ("plotly",), ()),
    ("data_access", ("streamlit",), ("data_access/fetch.py",)),
    ("components", ("app", "pages"), ()),
    ("pages", ("app", "pages"), ()),
    ("pages", ("plotly",), ()),
    ("app", ("plotly",), ()),
    *(
        (layer, ("sqlalchemy", "data_access.schema", "data_access.dialects", "duckdb", "psycopg"), ())
        for layer in ("pages", "components", "app")
    ),
    *((layer, ("data_access.database",), ()) for layer in ("pages", "components")),
    # A metric is pure: no connection, and nothing that runs it.
    ("data_access/metrics", ("data_access.database", "data_access.fetch"), ()),
    *((f"data_access/{part}", ("data_access.database",), ()) for part in ("sources", "scoring")),
]


def imports(path: Path) -> set[str]:
    """The dotted names of everything a file imports, wherever in it; `from a import b` is both a and a.b."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join((*package, *([node.module] if node.module else [])))
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return names


def broken(name: str, imported: set[str]) -> set[str]:
    """What the file of this name imports although its layer may not."""
    return {
        each
        for layer, refused, exceptions in FORBIDDEN
        if (name == f"{layer}.py" or name.startswith(f"{layer}/")) and name not in exceptions
        for each in imported
        for other in refused
        if each == other or each.startswith(f"{other}.")
    }


def test_files_import_only_what_their_layers_may():
    assert broken("pages/summary/overview.py", {"plotly.express", "components.kpi"}) == {"plotly.express"}
    found = {path.relative_to(ROOT).as_posix(): imports(path) for path in FILES}
    assert not {name: refused for name, imported in found.items() if (refused := broken(name, imported))}


def test_pages_lie_in_sections_and_never_beside_each_other_in_pages():
    """Streamlit takes files directly in pages/ for its own list of pages, and runs them without app.py."""
    assert not list((ROOT / "pages").glob("*.py"))
    assert list((ROOT / "pages").glob("*/*.py"))


def test_every_page_is_listed_in_the_app():
    listed = (ROOT / "app.py").read_text(encoding="utf-8")
    missing = [
        page.relative_to(ROOT).as_posix()
        for page in (ROOT / "pages").glob("*/*.py")
        if page.relative_to(ROOT).as_posix() not in listed
    ]
    assert not missing, f"app.py does not list {', '.join(missing)}"


def test_modules_have_docstrings_that_say_what_they_are_for():
    silent = [
        str(path.relative_to(ROOT)) for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent
