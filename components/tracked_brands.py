"""The tracked brands as the Competitors page sees them: who counts, names and colours, the one to read about."""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from components import narrowing, theme, whose_feedback
from components.filter_bar import View
from components.narrowing import ANY_COMPETITOR
from data_access.filters import EVERY_BRAND
from data_access.together import Asked


def everyone(view: View) -> View:
    """The view without its choice of a brand: every tracked brand is counted, whoever speaks."""
    return _of(view, ())


def ours(view: View) -> View:
    """The view of our own brand's mentions."""
    return _of(view, (view.coverage.our_brand,))


def left_out(view: View) -> None:
    """Which share of everyone's feedback a choice of customers leaves out."""
    whose_feedback.left_out(replace(view.filters, brand=(EVERY_BRAND,)))


def left_out_ahead(view: View) -> list[Asked]:
    """What `left_out` asks for."""
    return whose_feedback.left_out_ahead(replace(view.filters, brand=(EVERY_BRAND,)))


def names(view: View) -> dict[str, str]:
    """Each brand's name as shown; ours is marked in words."""
    return {
        name: f"{name} (us)" if name == view.coverage.our_brand else name for name in view.coverage.options["brand"]
    }


def colours(view: View) -> dict[str, str]:
    return theme.brand_colours(view.coverage.options["brand"], view.coverage.our_brand)


def chosen(view: View, charts: Collection[str]) -> tuple[str, ...]:
    """A menu of the tracked brands: what the reader or a click chose, all competitors at first."""
    shown, rivals = names(view), _rivals(view)
    options = [ANY_COMPETITOR, *rivals, *(name for name in shown if name not in rivals)]
    if st.session_state.get("names", ANY_COMPETITOR) not in options:
        # A click on the layer of all smaller brands.
        st.session_state["names"] = ANY_COMPETITOR
    picked = st.selectbox(
        "Feedback that names",
        options,
        format_func=lambda name: shown.get(name, name),
        key="names",
        bind="query-params",
        on_change=narrowing.clear,
        args=tuple(charts),
    )
    return rivals if picked in (None, ANY_COMPETITOR) else (picked,)


def chosen_before(view: View) -> tuple[str, ...]:
    """What `chosen` gives unless the reader chooses otherwise, before the menu is drawn."""
    picked = st.session_state.get("names")
    return (picked,) if picked in names(view) else _rivals(view)


def _rivals(view: View) -> tuple[str, ...]:
    return tuple(name for name in names(view) if name != view.coverage.our_brand)


def about(view: View, brands: Collection[str]) -> str:
    """Whom the words are about, for a title: "competitors", "us", or the brand's name."""
    if len(brands) != 1:
        return "competitors"
    return "us" if view.coverage.our_brand in brands else next(iter(brands))


def _of(view: View, brand: tuple[str, ...]) -> View:
    earlier = replace(view.comparison, brand=brand) if view.comparison else None
    return replace(view, filters=replace(view.filters, brand=brand), comparison=earlier)
