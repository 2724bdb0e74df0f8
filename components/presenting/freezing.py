"""What a reader sees, as a frozen view: its content, its address, and the words that are proposed for its slide."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import segment_words
from components.definition import Definition
from components.filter_bar import View, choices_in_words
from data_access import frozen, presentations
from data_access.presentations import LONGEST_TITLE
from data_access.snapshots import Content, Snapshot

HOME = "overview"
_NEVER = ("presentation", "slide", "show", "room")  # of the address: what belongs to the page Present


def at(page: st.Page, sections: Mapping[str, Sequence[st.Page]]) -> None:
    """Remember for this run which page is drawn, and all that there are; called by app.py."""
    st.session_state["page"] = page.url_path or HOME
    st.session_state["pages"] = {each.url_path or HOME: each for pages in sections.values() for each in pages}


def is_possible() -> bool:
    """Whether a page of the app is being drawn, with an address to come back to."""
    return "page" in st.session_state and "filters" in st.session_state


def of_chart(
    title: str,
    figure: go.Figure,
    *,
    subtitle: str = "",
    note: str = "",
    alt: str = "",
    definition: Definition | None = None,
    frame: pd.DataFrame | None = None,
    unit: str = "count",
    currency: str | None = None,
) -> Content:
    """A chart's card, as chart_card.show is given it."""
    name, meaning = told(definition)
    return Content(
        title=title, subtitle=subtitle, note=note, alt=alt, filters=filters_in_words(), definition_name=name,
        definition=meaning, unit=unit, currency=currency, figure=frozen.plain(figure.to_dict()), rows=frame,
    )  # fmt: skip


def told(definition: Definition | None) -> tuple[str, str]:
    """A definition's name, and all its text."""
    if definition is None:
        return "", ""
    return definition.name, " ".join(filter(None, (definition.meaning, definition.formula)))


def filters_in_words(view: View | None = None) -> str:
    """ "Region: North, South · Channel: App"; "" without any choice. The period stands in the subtitles."""
    view = view or st.session_state["filters"]
    told = choices_in_words(view.filters)
    if view.filters.having:
        told.append(segment_words.sentence(view.filters.having, view.filters.currency).removesuffix("."))
    return " · ".join(told)


def snapshot(content: Content, card: str, page: str | None = None, query: Mapping[str, str] | None = None) -> Snapshot:
    """The view with its address: of the page being drawn, every choice that its address holds. page, query: what shows
    it better, beside the choices of the page."""
    view: View = st.session_state["filters"]
    address = {name: st.query_params.get_all(name) for name in st.query_params if name not in _NEVER}
    chosen = {name: values[0] if len(values) == 1 else values for name, values in address.items()}
    return presentations.freeze(
        content,
        page=PurePath(page).stem if page else st.session_state["page"],
        query=chosen | dict(query or {}),
        as_of=view.coverage.last_on,
        card="" if page else card,
    )


def headline(content: Content) -> str:
    """The title where it is an answer, else the first finding or the chart's own sentence, else the question."""
    said = [content.title, *content.findings[:1], content.alt]
    chosen = next((text for text in said if text and "?" not in text), content.title)
    line = chosen.splitlines()[0].rstrip(".")
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


def notes(content: Content) -> str:
    """What a speaker is asked for: what it is, of how many, what was left out, of whom."""
    meaning = ": ".join(filter(None, (content.definition_name, content.definition)))
    lines = (meaning, content.subtitle and f"Shown: {content.subtitle}.", content.note, content.filters)
    return "\n".join(line for line in lines if line)
