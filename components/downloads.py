"""Who may take a list of customers away as a file, by EARSHOT_DOWNLOADS: everyone, nobody, or the e-mail addresses of
those who may, with commas between. Numbers about customers are no list of customers, and anyone may take them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from components import states, tables

EVERYONE, NOBODY = "everyone", "nobody"


def may_take_customers() -> bool:
    """Whether the reader may. An address counts only of somebody who signed in, by an address that was verified."""
    allowed = {part.strip().lower() for part in os.environ.get("EARSHOT_DOWNLOADS", EVERYONE).split(",")} - {""}
    if EVERYONE in allowed:
        return True
    if not getattr(st.user, "is_logged_in", False) or st.user.get("email_verified") is False:
        return False
    return str(st.user.get("email") or "").lower() in allowed - {NOBODY}


@contextmanager
def guarded(key: str) -> Iterator[None]:
    """Around a table of customers: without the table's own button for a file, where the reader may not have it."""
    if may_take_customers():
        yield
        return
    with st.container(key=f"guarded-{key}"):
        yield


def customers(
    frame: pd.DataFrame | Callable[[], pd.DataFrame], *, key: str, file_name: str, label: str = "Download CSV"
) -> None:
    """A button for a file of customers, as tables.download; a sentence where the reader may not have it."""
    if may_take_customers():
        tables.download(frame, key=key, file_name=file_name, label=label)
    else:
        states.note("Lists of customers cannot be downloaded here. Whoever runs Earshot can allow it.")
