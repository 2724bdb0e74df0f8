"""The way to one customer's page from wherever customers are named. Of a customer the address holds the id alone.

Links are followed as browsers follow them, by loading the page: Streamlit's own change of page leaves addresses in
between in the browser's history, and its Back would lead to none of what the reader saw.
"""

import hashlib
import html
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from components import downloads, tables
from components.page_address import filters_in_address, page_address

ID, LIST = "id", "list"  # in the address: the customer, and the list that the reader is going through
MOST_KEPT = 500
_OPEN = "_open"


class Listed(NamedTuple):
    """A list of customers in its order, and what it is called."""

    ids: tuple[str, ...]
    name: str


_kept: OrderedDict[str, Listed] = OrderedDict()
_one_at_a_time = threading.Lock()


def address(customer_id: str, *, in_list: str = "") -> str:
    """Relative to any page of the app, with the reader's filters; whatever the id holds, it is one value of it."""
    return _address(customer_id, filters_in_address(), in_list)


def link_html(words: str, customer_id: str) -> str:
    """A link as markup; the words are escaped."""
    return links()(words, customer_id)


def links() -> Callable[[str, str], str]:
    """`link_html` for many customers: the address is asked for the reader's filters once, which takes longer than all
    else of a link."""
    filters = filters_in_address()

    def link(words: str, customer_id: str) -> str:
        where = html.escape(_address(customer_id, filters))
        return f'<a class="earshot-customer" href="{where}" target="_self">{html.escape(words)}</a>'

    return link


def _address(customer_id: str, filters: Sequence[tuple[str, str]], in_list: str = "") -> str:
    return page_address("customer", [(ID, str(customer_id)), *([(LIST, in_list)] if in_list else [])], filters)


def table(
    rows: pd.DataFrame,
    *,
    key: str,
    columns: Mapping[str, str],
    formats: Mapping[str, str] | None = None,
    height: int | str = "auto",
    named: str = "",
    is_here: bool = False,
) -> None:
    """A table of customers (rows with customer_id), each with a button that opens the customer's page.

    named: what the list is called on the page of a customer who was opened from it. is_here: for a table on that page
    itself.
    """
    clicked = f"open-{key}"
    button = st.column_config.ButtonColumn("", type="tertiary", width=72, pinned=True, key=clicked)
    shown = {_OPEN: "", **columns}
    config = {_OPEN: button}
    with downloads.guarded(key):
        tables.show(
            rows.assign(**{_OPEN: "Open"}), key=key, columns=shown, formats=formats, height=height, config=config
        )
    chosen = st.session_state.get(clicked)
    ids = tuple(rows["customer_id"].astype(str))
    if chosen is None or chosen["row"] >= len(ids):
        return
    of_list = keep(Listed(ids, named))
    if is_here:
        show_here(ids[chosen["row"]], of_list)
        st.rerun()
    # The address is percent-encoded: nothing in it can end the text that it stands in.
    go = f'<script>window.location.assign("{address(ids[chosen["row"]], in_list=of_list)}")</script>'
    st.html(go, unsafe_allow_javascript=True)


def chosen() -> str:
    """The id of the address; "" for none. No id holds a zero character, which PostgreSQL takes for an error."""
    customer_id = st.query_params.get(ID, "")
    return "" if not customer_id.strip() else customer_id.replace("\0", "\N{REPLACEMENT CHARACTER}")


def show_here(customer_id: str, in_list: str = "") -> None:
    """On the page itself: show this customer. Both in one go: each change of the address is a step of Back."""
    st.query_params.update({ID: customer_id, **({LIST: in_list} if in_list else {})})


def keep(listed: Listed) -> str:
    """Remember a list for whoever goes through it; its name in the address, which tells nothing of its customers."""
    name = hashlib.sha256(repr(listed).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    with _one_at_a_time:
        _kept[name] = listed
        _kept.move_to_end(name)
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return name


def listed() -> Listed:
    """The list that the address names; an empty one where it is not known any more."""
    return _kept.get(st.query_params.get(LIST, ""), Listed((), ""))
