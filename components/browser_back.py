"""The browser's Back: one step for each page that was seen, and what it leads to is what the address says.

Left to itself, a link to a page with choices leaves up to three addresses behind, and Back leads through those that
nobody saw; and a page that is left before it is whole, or come back to, loses choices of the filter bar from the
address, though they are in force. The script is in force before Streamlit's own, which changes the address at once.
"""

import functools
import hashlib
import json

from starlette.routing import Route

from components import served_script
from components.page_address import FILTERS

_NAME = "back.js"
# Until the reader does something on the page, a further address of the same page takes the place of the one before,
# and so does one that says the same. Whoever goes back to another page loads it, as from a link.
_JS = """
(FILTERS => {
  const push = history.pushState, replace = history.replaceState;
  const plain = address => {
    const told = new URL(address ?? "", location.href);
    told.searchParams.sort();
    return told.pathname + "?" + told.searchParams;
  };
  const withFilters = address => {
    const to = new URL(address, location.href), now = new URLSearchParams(location.search);
    for (const name of FILTERS) {
      if (!to.searchParams.has(name)) now.getAll(name).forEach(value => to.searchParams.append(name, value));
    }
    return to.pathname + to.search + to.hash;
  };
  let isUntouched = true, isLeaving = false, seen = plain();
  for (const kind of ["pointerdown", "keydown"]) {
    window.addEventListener(kind, () => { isUntouched = false; }, true);
  }
  history.replaceState = function (state, unused, address) {
    if (isLeaving) return;
    replace.call(history, state, unused, address);
    seen = plain();
  };
  history.pushState = function (state, unused, address) {
    if (isLeaving) return;
    const isHere = new URL(address ?? "", location.href).pathname === location.pathname;
    if (!isHere) address = withFilters(address);
    const isNoStep = isHere && (isUntouched || plain(address) === seen);
    isUntouched = isUntouched || !isHere;
    (isNoStep ? replace : push).call(history, state, unused, address);
    seen = plain();
  };
  window.addEventListener("popstate", () => {
    const isSamePage = seen.split("?")[0] === location.pathname;
    seen = plain();
    if (isSamePage) return;
    isLeaving = true;
    location.reload();
  });
})
"""


def tag() -> str:
    """What a page holds of it: where the browser finds the script."""
    return f'<script src="./{_NAME}?{hashlib.sha256(_script()).hexdigest()[:12]}"></script>'


def route(base: str = "") -> Route:
    """Where the app has it; base: the path that the app itself is served under, if any."""
    return served_script.route(_NAME, _script, base)


@functools.cache
def _script() -> bytes:
    return f"{_JS.strip()}({json.dumps(FILTERS)});\n".encode()
