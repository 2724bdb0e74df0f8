"""Customers' words as they go onto a slide: with where and when, and without who said them."""

from collections.abc import Sequence

import pandas as pd

from components import format as fmt
from components import verbatims
from components.filter_bar import View
from components.presenting import freezing
from data_access.snapshots import Content


def content(view: View, title: str, narrowed: Sequence[str], rows: pd.DataFrame) -> Content:
    """Of the words that a list shows. narrowed: to what it is, in words. rows: as listings.verbatims gives them."""
    number = int(rows["matching"].iloc[0]) if len(rows) else 0
    return Content(
        title=title,
        subtitle=" · ".join((*narrowed, f"{fmt.count(number)} with words", view.period_text)),
        filters=freezing.filters_in_words(view),
        note="Examples, chosen by hand.",
        quotes=tuple(verbatims.quote(row) for row in rows.to_dict("records")),
    )
