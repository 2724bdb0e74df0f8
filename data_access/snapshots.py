"""A view as it was when somebody put it on a slide: its texts, numbers and picture, frozen, and where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd


@dataclass(frozen=True)
class Card:
    """One headline number, every text as it stood on screen. verdict_text with its sign ("▲ Better"), look is
    is-better, is-worse or is-plain. values, earlier: the sparkline, oldest first."""

    label: str
    value_text: str
    verdict_text: str = ""
    look: str = "is-plain"
    change_text: str = ""
    base_text: str = ""
    target_text: str = ""
    definition: str = ""
    values: tuple[float, ...] = ()
    earlier: tuple[float, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A customer's own words, and below them who said it where and when ("Trustpilot · 3 Mar 2026 · 2 of 5")."""

    text: str
    origin: str = ""


@dataclass(frozen=True)
class Content:
    """What a view shows. A picture where there is a figure, else headline cards, else findings or words, else the rows
    as a table; all of them may be absent but the title.

    title: the answer, or the question. subtitle: measure, unit, period, n. filters: the choices in words, "" without
    any. definition: the formal name, and the text. figure: a Plotly figure as plain data. rows: the numbers behind,
    as metrics give them, all digits. unit, currency: as of a metric.
    """

    title: str
    subtitle: str = ""
    note: str = ""
    alt: str = ""
    filters: str = ""
    definition_name: str = ""
    definition: str = ""
    unit: str = "count"
    currency: str | None = None
    figure: Mapping | None = None
    rows: pd.DataFrame | None = None
    cards: tuple[Card, ...] = ()
    findings: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """page, query: the address that shows the view as it is now; choices have the names that readers see, and several
    of one name are a list. card: what the view is called on its page; "" where it is the page."""

    snapshot_id: str
    taken_at: datetime  # UTC
    as_of: date | None  # the data's last day
    database_id: str
    version: int
    page: str
    query: Mapping[str, str | list[str]]
    content: Content
    card: str = ""


@dataclass(frozen=True)
class Slide:
    slide_id: str
    headline: str
    notes: str
    snapshot: Snapshot


@dataclass(frozen=True)
class Presentation:
    """slides: in the order in which they are shown."""

    presentation_id: str
    title: str
    made_at: datetime
    changed_at: datetime
    slides: tuple[Slide, ...] = field(default=())
