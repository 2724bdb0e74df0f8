"""A finding in words: what changed, how sure that is, where it comes from, and where to see it."""

from dataclasses import replace
from datetime import date

import pytest

from components import finding_words, what_changed
from components.filter_bar import View
from components.finding_links import links
from data_access.coverage import Coverage
from data_access.filters import Filters
from data_access.findings.chosen import Finding, WhatChanged
from data_access.findings.contributors import Contributor
from data_access.findings.measures import MEASURES

NOW = Filters(start=date(2026, 1, 1), end=date(2026, 3, 31), as_of=date(2026, 3, 31))
OPTIONS = {"region": ("North", "South"), "source": ("mail", "survey"), "brand": ("Figo", "Ours")}
HELD = Coverage(feedback=9, first_order_on=date(2025, 1, 1), our_brand="Ours", options=OPTIONS)
VIEW = View(NOW, NOW.previous(), "period before", "month", HELD)
FELL = Finding(
    "repurchase_rate", "region", "North", now=0.213, before=0.301, numerator=426, n=2001, n_before=1987,
    difference=-0.088, low=-0.112, high=-0.064, p=1e-9, q=1e-7,
)  # fmt: skip


def made(measure, dimension="", group="", **more):
    return replace(FELL, measure=measure, dimension=dimension, group=group, **more)


def test_sentence_names_the_group_what_changed_and_both_values():
    assert finding_words.sentence(FELL, "period before") == (
        "North (region): fewer new customers bought again within 90 days, 21.3% after 30.1% in the period before"
    )
    theme = made("theme_sentiment", "theme", "Delivery")
    assert finding_words.sentence(theme, "year before") == (
        "People speak less warmly of Delivery, net sentiment +21.3 after +30.1 in the year before"
    )
    whole = made("net_sentiment")
    assert finding_words.sentence(whole, "year before").startswith("People feel worse about us, net sentiment +21.3")
    assert finding_words.sentence(whole, "year before", is_ours=False).startswith("People feel worse, net sentiment")


def test_evidence_is_the_change_its_interval_and_both_bases():
    assert finding_words.evidence(FELL, "Ours") == (
        "−8.8 pts, 95% interval −11.2 to −6.4 · 426 of 2,001 new customers, before 1,987"
    )


@pytest.mark.parametrize(
    "finding, said",
    [
        (FELL, ("▼ Worse", "is-worse")),
        (replace(FELL, difference=0.1), ("▲ Better", "is-better")),
        (made("request_share"), ("▼ Less", "is-plain")),
        (made("share_of_voice", "brand", "Figo", difference=0.1), ("▲ More", "is-plain")),
        (made("share_of_voice", "brand", "Ours", difference=0.1), ("▲ Better", "is-better")),
    ],
)
def test_better_and_worse_are_said_in_words_and_only_where_one_way_is_good(finding, said):
    assert finding_words.verdict(finding, "Ours") == said


def test_where_it_comes_from_is_said_of_the_whole():
    two = (Contributor("region", "North", -0.06), Contributor("region", "South", -0.02))
    assert finding_words.origin(made("repurchase_rate", contributors=two)) == (
        "Most of it from North (−6.0 pts) and South (−2.0 pts), by region."
    )
    assert finding_words.origin(made("repurchase_rate")) == "No group of those compared stands apart."
    assert finding_words.origin(FELL) == ""
    rival = (Contributor("brand", "Figo", -0.05),)
    assert finding_words.origin(made("share_of_voice", "brand", "Ours", contributors=rival)) == (
        "Meanwhile Figo gained 5.0 pts."
    )


def test_budget_says_how_much_was_looked_at_and_how_much_of_it_may_be_chance():
    assert finding_words.budget(WhatChanged((FELL,), 312, 14)) == (
        "Looked at 312 comparisons: 14 changed more than chance would, of which at most 1 in 10 is chance. "
        "One of each story stands here, those that weigh most."
    )
    what, seen = finding_words.nothing_found(WhatChanged((), 312, 0, (("net_sentiment", 0.12),)))
    assert what == "Nothing changed more than chance would"
    assert seen == (
        "We looked at 312 comparisons; among so many, a change of 12.0 points in net sentiment would most likely have "
        "been found."
    )
    assert finding_words.nothing_found(WhatChanged())[0] == "Cannot tell yet"


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
@pytest.mark.parametrize("difference", [-0.088, 0.088])
def test_every_measure_has_words_and_leads_somewhere(measure, difference):
    groups = [(measure.subject, "Figo")] if measure.subject else [("region", "North")]
    for dimension, group in [*groups, *([("", "")] if measure.has_whole else [])]:
        finding = made(measure.name, dimension, group, difference=difference)
        said = finding_words.sentence(finding, VIEW.comparison_name, ours="Ours")
        assert "{" not in said
        assert "  " not in said
        assert all(link.page.startswith("pages/") for link in links(finding, VIEW))
        assert links(finding, VIEW)


def test_link_shows_the_group_and_leads_to_its_words():
    shown, words = links(FELL, VIEW)
    assert shown.page == "pages/customers/who_comes_back.py"
    assert shown.query == {"measure": "New customers who bought again", "by": "Region", "group": "region:North"}
    assert (words.label, words.page) == ("Read what North wrote", "pages/feedback/sentiment.py")
    assert words.query == {"part": "Over time", "tone": "Negative", "group": "region:North"}


def test_names_from_data_are_never_markup():
    page = what_changed.finding_html(VIEW, made("theme_share", "theme", "<b>Price</b> & more"))
    assert "&lt;b&gt;Price&lt;/b&gt; &amp; more" in page
    assert "<b>" not in page
