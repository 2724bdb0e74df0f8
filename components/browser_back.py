"""The browser's Back: one step for each page that was seen, and what it leads to is what the address says.

Left to itself, a link to a page with choices leaves up to three addresses behind, and Back leads through those that
nobody saw; and a page that is left before it is whole, or come back to, loses choices of the filter bar from the
address, though they are in force.
"""

import streamlit as st

from components.customer_link import FILTERS

# Until the reader does something on the page, a further address of the same page takes the place of the one before,
# and so does one that says the same. Whoever goes back to another page loads it, as from a link.
_JS = """
export default function ({ data: FILTERS }) {
if (!window.earshotBack) {
  window.earshotBack = true;
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
}
}
"""
_history = st.components.v2.component("earshot.browser_back", js=_JS)


def show() -> None:
    """Nothing to see; in force once in each window."""
    with st.container(key="browser-back"):
        _history(key="browser-back-script", data=list(FILTERS), height=0)
