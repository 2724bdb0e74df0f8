"""What the business wrote back, below the customer's words. It comes from outside, and all of it is escaped."""

import html
from collections.abc import Mapping

import pandas as pd

from components import format as fmt


def reply_html(row: Mapping, *, is_whole: bool = False) -> str:
    """ "Answered after 2 days", with the words folded below it; "" where nothing tells of a reply.

    row: of feedback, with reply and replied_at as far as they are known. is_whole: the words in sight at once.
    """
    said, words = answered(row), row.get("reply")
    if not said:
        return ""
    if not isinstance(words, str):
        return f'<div class="earshot-verbatim-reply">{html.escape(said)}</div>'
    below = f'<div class="earshot-verbatim-other">{html.escape(words)}</div>'
    if is_whole:
        return f'<div class="earshot-verbatim-reply">{html.escape(said)}{below}</div>'
    return f'<details class="earshot-verbatim-reply"><summary>{html.escape(said)}</summary>{below}</details>'


def answered(row: Mapping) -> str:
    """That and when the business wrote back; "" where nothing tells of it. A day before the customer's own words is
    said as it was told."""
    written, replied = (pd.to_datetime(row.get(name)) for name in ("created_at", "replied_at"))
    if pd.isna(replied):
        return "Answered" if isinstance(row.get("reply"), str) else ""
    if not pd.isna(written) and written.date() == replied.date():
        return "Answered on the same day"
    if pd.isna(written) or replied < written:
        return f"Answered, dated {fmt.day(replied)}"
    return f"Answered after {fmt.days(max(1, round((replied - written).total_seconds() / 86_400)))}"
