"""Where a finding leads: the page and choice that show it, and the words behind it."""

import html
from pathlib import PurePosixPath
from typing import NamedTuple

from components import breakdowns, narrowing, theme_cards, tracked_brands, who_comes_back_cards
from components.filter_bar import View
from components.page_address import filters_in_address, page_address
from components.verbatim_list import TONES
from data_access.findings.chosen import Finding
from data_access.metrics.sentiment import DIMENSIONS, REQUEST

SENTIMENT, COMPETITORS = "pages/feedback/sentiment.py", "pages/feedback/competitors.py"
RETURNING = "pages/customers/who_comes_back.py"
BOTH = "Show it beside the words"
REPEAT, SECOND = "pages/customers/repeat_customers.py", "pages/customers/second_purchase.py"


class Link(NamedTuple):
    """query: what the page reads from its address; choices there have the names that readers see."""

    page: str
    label: str
    query: dict[str, str]


def link_html(link: Link) -> str:
    """The link as markup, with the reader's filters. It loads the page: what is changed without loading leaves filters
    out of its address that it has not drawn yet."""
    where = page_address(PurePosixPath(link.page).stem, link.query.items(), filters_in_address())
    return f'<a class="earshot-finding-link" href="{html.escape(where)}" target="_self">{html.escape(link.label)}</a>'


def links(finding: Finding, view: View) -> list[Link]:
    """The page that shows it first, then the words where there are any; the filters of the view stay as they are."""
    if finding.measure in ("returning_customer_share", "repurchase_rate"):
        return _of_customers(finding, view)
    if finding.measure in ("share_of_voice", "mention_sentiment"):
        return _of_brands(finding, view)
    if finding.measure in ("favoured_share", "inbound_switching_share"):
        rival = {"rival": finding.group} if finding.group else {}
        return [Link(COMPETITORS, BOTH, {"part": "Who is favoured", **rival})]
    if finding.measure in ("theme_share", "theme_sentiment"):
        return _of_themes(finding)
    return _of_feedback(finding, view)


def _of_customers(finding: Finding, view: View) -> list[Link]:
    names = breakdowns.present(view)
    is_returning = finding.measure == "returning_customer_share"
    # The whole is shown by the dimension that it comes from.
    dimension = finding.dimension or (finding.contributors[0].dimension if finding.contributors else "")
    group = finding.group or (finding.contributors[0].group if finding.contributors else "")
    shown = Link(REPEAT if is_returning else SECOND, "Show it", {})
    if dimension in names:
        measure = who_comes_back_cards.MEASURES["returning" if is_returning else "repurchase"]
        query = {"measure": measure, "by": names[dimension]}
        shown = Link(RETURNING, "Show it", query | ({"group": f"{dimension}:{group}"} if finding.group else {}))
    if not view.coverage.feedback:
        return [shown]
    said = {"group": f"{dimension}:{group}"} if dimension in DIMENSIONS else {}
    whose = f"Read what {group} wrote" if said else "Read what people wrote"
    return [shown, Link(SENTIMENT, whose, {"part": "Over time", "tone": _tone(finding), **said})]


def _of_feedback(finding: Finding, view: View) -> list[Link]:
    first = finding.contributors[0] if finding.contributors else None
    dimension, group = (finding.dimension, finding.group) if finding.dimension or first is None else first[:2]
    broken = narrowing.label_of(dimension) if len(view.coverage.options.get(dimension, ())) > 1 else ""
    query = {"part": "Over time"} | ({"break-down": broken} if broken else {})
    said = {"group": f"{dimension}:{group}"} if dimension in DIMENSIONS else {}
    tone = TONES[REQUEST] if finding.measure == "request_share" else _tone(finding)
    return [
        Link(SENTIMENT, "Show it", query | (said if finding.dimension else {})),
        Link(SENTIMENT, "Read the words", {**query, **said, "tone": tone}),
    ]


def _of_themes(finding: Finding) -> list[Link]:
    is_share = finding.measure == "theme_share"
    number = theme_cards.NUMBERS["often" if is_share else "feel"]
    query = {"part": "Themes", "theme": finding.group, "about": finding.group, "of-theme": number}
    if is_share:
        return [Link(SENTIMENT, BOTH, query)]
    return [Link(SENTIMENT, "Show it", query), Link(SENTIMENT, "Read the words", query | {"tone": _tone(finding)})]


def _of_brands(finding: Finding, view: View) -> list[Link]:
    names = tracked_brands.names(view)
    query = {"part": "Share of voice", "names": names.get(finding.group, finding.group)}
    if finding.measure == "share_of_voice":
        return [Link(COMPETITORS, BOTH, query)]
    return [Link(COMPETITORS, "Show it", query), Link(COMPETITORS, "Read the words", query | {"tone": _tone(finding)})]


def _tone(finding: Finding) -> str:
    """A rise is told by who is content, a fall by who is not."""
    return TONES["positive" if finding.difference > 0 else "negative"]
