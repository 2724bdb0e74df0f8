"""The scripts of Streamlit's elements that every page has, asked for with the page itself. Streamlit asks for each when
the first of its elements comes, and shows a grey bar until then, for half a second where several come together."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import streamlit

_ELEMENTS = ("Html", "PageLink", "Button", "ButtonGroup", "Selectbox", "Multiselect", "TextInput", "Spinner")


@cache
def tags() -> str:
    """What loads them, as markup for the end of the page; addresses are relative to it, as Streamlit's own are. What
    this release of Streamlit has no script of its own for is left out."""
    files = list(_files(Path(streamlit.__file__).parent / "static" / "manifest.json"))
    links = (f'<link rel="modulepreload" crossorigin href="./{file}">' for file in files)
    imports = (f'import("./{file}");' for file in files)
    return f'{"".join(links)}<script type="module">{"".join(imports)}</script>'


def _files(manifest: Path) -> Iterator[str]:
    """The file of each of _ELEMENTS, by what its source is called."""
    if not manifest.exists():
        return
    for source, built in json.loads(manifest.read_text(encoding="utf-8")).items():
        if built.get("isDynamicEntry") and Path(source).stem in _ELEMENTS:
            yield built["file"]
