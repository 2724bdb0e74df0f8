"""The list of pages in the sidebar: sections of links, each a heading and its pages."""

import html
from collections.abc import Mapping, Sequence

import streamlit as st


def show(sections: Mapping[str, Sequence[st.Page]]) -> None:
    """Draw the list. Streamlit's own one puts its sections between the entries of a list, where screen readers find
    no list any more."""
    with st.sidebar, st.container(key="navigation", gap="xxsmall"):
        for place, (heading, pages) in enumerate(sections.items()):
            if heading:
                with st.container(key=f"section-{place}"):
                    st.html(f'<h2 class="earshot-section">{html.escape(heading)}</h2>')
            for page in pages:
                st.page_link(page, width="stretch")
