"""What changed, found by the product itself: a card of up to five sentences, each with the page that shows it."""

import html
from concurrent.futures import Future, wait

import streamlit as st

from components import chart_card, finding_words, states
from components import format as fmt
from components.definition import Definition
from components.filter_bar import View
from components.finding_links import links
from data_access import fetch
from data_access.findings.chosen import MOST, Finding, WhatChanged, what_changed

# Pixels: about five findings, so that what is below hardly moves when they come.
HEIGHT = 420
AT_ONCE = 0.02  # seconds
KEY = "what-changed"
DEFINITION = Definition(
    "What changed",
    "Each metric whose change has an interval is compared with the earlier period: as a whole, by each group that "
    "customers, purchases and feedback can be told apart by, and for each theme and competitor. Counts and amounts "
    "have no interval and are not among them. What stands here passed the procedure of Benjamini and Hochberg at 10%: "
    "of all comparisons that pass it, on average at most one in ten is chance. And nothing stands here at all unless "
    "the comparisons together are unlike chance (Simes' test at 2.5%).",
    "Those come first of which the most is certain: the end of the interval nearest to zero, in standard deviations of "
    "a single customer or text, times the part of all of them that it speaks of. Of several that tell one story one "
    "stands here: the whole before its groups, which are named as what it comes from.",
)


def show(view: View) -> None:
    """The findings; while they are looked for, which takes a second or two at a million orders, what is being done.
    The page is there before them."""
    if view.comparison is None:
        _card(view, None)
        return
    answer = fetch.beside(what_changed, view.filters, view.comparison)
    # What takes no longer than a reader's blink is not announced.
    if wait([answer], timeout=AT_ONCE).done:
        _card(view, answer.result())
    else:
        _wait_for(answer)


@st.fragment(run_every=1.0)
def _wait_for(answer: Future) -> None:
    if answer.done():
        st.rerun()
    with st.container(border=True, key=f"card-{KEY}-waiting"):
        st.html(chart_card.head_html("What changed?", ""))
        states.empty("Looking for what changed", "Comparing every metric, group, theme and competitor.", height=HEIGHT)


def _card(view: View, found: WhatChanged | None) -> None:
    with st.container(border=True, key=f"card-{KEY}"):
        st.html(chart_card.head_html("What changed?", _subtitle(view)))
        if found is None:
            states.empty(
                "No period to compare with",
                "Choose one under “Compare with” above, and a period shorter than all time.",
                height=120,
            )
        elif not found.findings:
            states.empty(*finding_words.nothing_found(found), height=120)
        else:
            for number, finding in enumerate(found.findings):
                _finding(view, finding, number)
        chart_card.foot(DEFINITION, "" if found is None or not found.findings else finding_words.budget(found), KEY)


def _finding(view: View, finding: Finding, number: int) -> None:
    with st.container(key=f"finding-{number}", gap="xsmall"):
        st.html(finding_html(view, finding))
        with st.container(horizontal=True, gap="small", key=f"finding-links-{number}"):
            for link in links(finding, view):
                st.page_link(link.page, label=fmt.markdown_escape(link.label), query_params=link.query)


def finding_html(view: View, finding: Finding) -> str:
    """One finding as markup; every text is escaped, since groups come from data."""
    ours = view.coverage.our_brand
    word, look = finding_words.verdict(finding, ours)
    is_ours = bool(ours) and not view.filters.brand
    said = finding_words.sentence(finding, view.comparison_name, ours=ours, is_ours=is_ours)
    under = " ".join(filter(None, (f"{finding_words.evidence(finding, ours)}.", finding_words.origin(finding))))
    return (
        f'<div class="earshot-finding"><span class="earshot-kpi-verdict {look}">{html.escape(word)}</span>'
        f"<div><p>{html.escape(said)}.</p><small>{html.escape(under)}</small></div></div>"
    )


def _subtitle(view: View) -> str:
    if view.comparison is None:
        return view.period_text
    earlier = fmt.date_range(view.comparison.start, view.comparison.end)
    return f"{view.period_text} · against {earlier} · up to {MOST} findings"
