"""What changed, found by the product itself: a card of up to five sentences, each with the page that shows it."""

import html
from concurrent.futures import Future, wait
from dataclasses import asdict
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, finding_words, states
from components import format as fmt
from components.definition import Definition
from components.filter_bar import View
from components.finding_links import link_html, links
from components.presenting import freezing, offer
from data_access import fetch
from data_access.findings.chosen import MOST, Finding, WhatChanged, what_changed
from data_access.snapshots import Content

# Pixels: about five findings, so that nothing moves when they come.
HEIGHT, EMPTY_HEIGHT = 410, 360
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
    with st.container(border=True, height="stretch", key=f"card-{KEY}"):
        has_findings = found is not None and bool(found.findings)
        frozen = partial(_frozen, view, found) if has_findings else None
        chart_card.head("What changed?", _subtitle(view), KEY, frozen)
        if found is None:
            states.empty(
                "No period to compare with",
                "Choose one under “Compare with” above, and a period shorter than all time.",
                height=EMPTY_HEIGHT,
            )
        elif not found.findings:
            states.empty(*finding_words.nothing_found(found), height=EMPTY_HEIGHT)
        else:
            for number, finding in enumerate(found.findings):
                _finding(view, finding, number)
        chart_card.foot(DEFINITION, "" if found is None or not found.findings else finding_words.budget(found), KEY)


def _finding(view: View, finding: Finding, number: int) -> None:
    """Two lines, and under them where it leads and where it comes from."""
    with st.container(key=f"finding-{number}"):
        st.html(finding_html(view, finding))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"finding-links-{number}"):
            leading = links(finding, view)
            for link in leading:
                st.html(link_html(link), width="content")
            if origin := finding_words.origin(finding):
                st.html(f'<p class="earshot-note">{html.escape(origin)}</p>', width="content")
            offer.button(
                f"finding-{number}",
                partial(_frozen, view, WhatChanged((finding,))),
                page=leading[0].page,
                query=leading[0].query,
            )


def _frozen(view: View, found: WhatChanged) -> Content:
    """The findings as sentences, each with its evidence on a line of its own, and their numbers."""
    ours, said = view.coverage.our_brand, []
    for finding in found.findings:
        word, _ = finding_words.verdict(finding, ours)
        evidence = f"{word} {finding_words.evidence(finding, ours)}."
        under = " ".join(filter(None, (evidence, finding_words.origin(finding))))
        said.append(f"{_sentence(view, finding)}\n{under}")
    rows = pd.DataFrame([asdict(finding) for finding in found.findings]).drop(columns="contributors")
    name, meaning = freezing.told(DEFINITION)
    subtitle = _subtitle(view) if found.looked_at else _compared(view)
    return Content(
        title="What changed?" if found.looked_at else said[0].splitlines()[0],
        subtitle=subtitle,
        filters=freezing.filters_in_words(view),
        definition_name=name,
        definition=meaning,
        note=finding_words.budget(found) if found.looked_at else "",
        findings=tuple(said),
        rows=rows,
    )


def _sentence(view: View, finding: Finding) -> str:
    ours = view.coverage.our_brand
    return finding_words.sentence(finding, "", ours=ours, is_ours=bool(ours) and not view.filters.brand)


def finding_html(view: View, finding: Finding) -> str:
    """One finding as markup; every text is escaped, since groups come from data. Against which period is in the card's
    subtitle."""
    ours = view.coverage.our_brand
    word, look = finding_words.verdict(finding, ours)
    said = _sentence(view, finding)
    return (
        f'<div class="earshot-finding"><p>{html.escape(said)}</p><small><b class="{look}">{html.escape(word)}</b> '
        f"{html.escape(finding_words.evidence(finding, ours))}</small></div>"
    )


def _subtitle(view: View) -> str:
    if view.comparison is None:
        return view.period_text
    return f"{_compared(view)} · up to {MOST} findings"


def _compared(view: View) -> str:
    earlier = fmt.date_range(view.comparison.start, view.comparison.end)
    return f"{view.period_text} · after: the {view.comparison_name}, {earlier}"
