"""The product's own layouts to download, and what each of their columns is for."""

import html

import streamlit as st

from data_access.sources import FIELDS, template

KINDS = {
    "orders": ("Orders", "One row an order"),
    "order_lines": ("Order lines", "One row a product in an order"),
    "feedback": ("Feedback", "One row a review, answer, ticket or post"),
}
# Where one of several fields is enough.
ENOUGH = {
    ("order_lines", "quantity"): "Required, unless amount is given",
    ("order_lines", "unit_price"): "Required, unless amount is given",
    ("feedback", "title"): "One of title, text and rating",
    ("feedback", "text"): "One of title, text and rating",
    ("feedback", "rating"): "One of title, text and rating",
}


def show() -> None:
    """Three downloads with one example row each, and their columns explained."""
    st.header("Templates", anchor=False)
    st.html(
        '<p class="earshot-note">Your own exports do not need to look like these: columns are recognised by their '
        "names and values, and can be chosen. A template helps when you write a file yourself. A column called "
        "attribute.NAME, such as attribute.tier, brings in whatever else you know of a customer; NAME is yours to "
        "choose.</p>"
    )
    for place, (kind, (title, what)) in zip(st.columns(3), KINDS.items(), strict=True):
        with place.container(border=True, height="stretch", key=f"card-template-{kind}"):
            st.html(f'<h2 class="earshot-title">{title}</h2><p class="earshot-note">{what}</p>')
            st.download_button(
                "Download template",
                data=template(kind).encode(),
                file_name=f"{kind}.csv",
                mime="text/csv",
                key=f"template-{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
    with st.expander("What the columns mean", key="template-fields"):
        for tab, kind in zip(st.tabs([title for title, _ in KINDS.values()]), KINDS, strict=True):
            with tab:
                st.html(fields_html(kind))


def fields_html(kind: str) -> str:
    """Name, whether it is required, what it is, an example; one row a field."""
    rows = "".join(
        f'<tr><th scope="row"><code>{html.escape(field.name)}</code></th>'
        f"<td>{html.escape(field.description)}</td>"
        f"<td>{ENOUGH.get((kind, field.name), 'Required' if field.required else '')}</td>"
        f'<td data-label="Example">{html.escape(field.example)}</td></tr>'
        for field in FIELDS[kind].values()
    )
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Column", "What it is", "Required", "Example"))
    return f'<table class="earshot-table is-fields"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
