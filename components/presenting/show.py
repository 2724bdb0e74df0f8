"""A presentation on the screen: one slide as it will look, and the show, which runs in the browser alone."""

from pathlib import Path

import streamlit as st

from components import theme
from components.presenting import slide_data
from data_access import presentations
from data_access.snapshots import Presentation

_JS = (Path(__file__).parent / "show.js").read_text(encoding="utf-8") + theme.SLOT_COLOURS_JS
_KEY = "presentation-shown"
_preview = st.components.v2.component(
    "earshot.slide", html='<div class="earshot-preview">\n</div>', js=_JS, isolate_styles=False
)
_show = st.components.v2.component("earshot.show", html="<div>\n</div>", js=_JS, isolate_styles=False)


def preview(presentation: Presentation, place: int) -> None:
    """A slide as the room will see it, small. place: from 0."""
    _preview(key="presentation-preview", data=slide_data.one(presentation, place, presentations.state_of_data()))


def run(presentation: Presentation, first: int, room: str) -> None:
    """All slides over the whole window, from the given one on, until the reader leaves. room: light, dark, or "" for
    the look that the app has."""
    state = presentations.state_of_data()
    data = slide_data.whole(presentation, state, first=first, look=room, full=True)
    _show(key=_KEY, data=data, on_left_change=_leave)
    st.caption("The presentation is being shown.")
    st.button("Leave", on_click=_leave)


def begin(place: int) -> None:
    """Show it from the given slide on, counted from 0. The address says so, and brings it back."""
    st.query_params["slide"] = str(place + 1)
    st.query_params["show"] = "yes"


def is_on() -> bool:
    return "show" in st.query_params


def _leave() -> None:
    st.query_params.pop("show", None)
    shown = st.session_state.get(_KEY)
    if left := getattr(shown, "left", None):
        st.query_params["slide"] = left
