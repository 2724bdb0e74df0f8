"""Addresses of pages that carry the reader's filters on."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

import streamlit as st

from components.filter_bar import CHOICES

FILTERS = ("period", "compare", "days", "brand", "having", *CHOICES)


def filters_in_address() -> list[tuple[str, str]]:
    """The reader's filters, (name, value), as every link carries them on."""
    return [(name, value) for name in FILTERS for value in st.query_params.get_all(name)]


def page_address(page: str, choices: Iterable[tuple[str, str]], filters: Iterable[tuple[str, str]]) -> str:
    """Relative to any page of the app, percent-encoded: whatever a choice, (name, value), holds, it is one value of it.
    What a choice names is not filtered by the reader's filter of that name too."""
    choices = list(choices)
    named = {name for name, _ in choices}
    query = [*choices, *((name, value) for name, value in filters if name not in named)]
    return f"{page}?{urlencode(query, quote_via=quote)}"
