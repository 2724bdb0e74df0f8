"""Picks: what a click on a mark leads to, and how it is put in words."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.narrowing import Narrowing


def run(script: str) -> AppTest:
    app = AppTest.from_string(HEAD + script, default_timeout=30).run()
    assert not app.exception
    return app


HEAD = """
from datetime import date
from types import SimpleNamespace
import streamlit as st
from components import narrowing
from components.filter_bar import View
from data_access.coverage import Coverage
from data_access.filters import Filters

def click(chart, *customdata):
    points = [{"customdata": list(customdata)}] if customdata else []
    st.session_state[f"chart-{narrowing.key_of(chart)}"] = SimpleNamespace(selection={"points": points})

filters = Filters(date(2026, 1, 10), date(2026, 6, 30))
view = View(filters, filters.year_before(), "year before", "month", Coverage())
"""


def query(app: AppTest) -> dict[str, str]:
    return {name: app.query_params[name] for name in app.query_params}


@pytest.mark.parametrize(
    ("every", "picked"),
    [("day", "2026-03-02_2026-03-02"), ("week", "2026-03-02_2026-03-08"), ("month", "2026-03-01_2026-03-31"),
     ("quarter", "2026-01-01_2026-03-31")],
)  # fmt: skip
def test_click_on_a_point_picks_its_step_of_time(every, picked):
    app = run(f"""
click("trend", "2026-03-02", "", "", "")
narrowing.pick("trend", "when", ("trend",), every="{every}")
""")
    assert query(app) == {"when": picked}


def test_click_on_a_layer_picks_its_step_and_its_group():
    app = run("""
click("volume", "2026-03-01", "negative", "", "")
narrowing.pick("volume", "when+group", ("volume",), every="month", dimension="sentiment")
""")
    assert query(app) == {"when": "2026-03-01_2026-03-31", "group": "sentiment:negative"}


def test_latest_pick_replaces_the_earlier_one_and_its_mark():
    app = run("""
click("trend", "2026-03-01", "", "", "")
narrowing.pick("trend", "when", ("trend", "spread"), every="month")
before = narrowing.key_of("trend"), narrowing.key_of("spread")
click("spread", "", "-0.9", "", "")
narrowing.pick("spread", "score", ("trend", "spread"))
after = narrowing.key_of("trend"), narrowing.key_of("spread")
assert before[0] != after[0] and before[1] == after[1]
""")
    assert query(app) == {"step": "-0.9"}


def test_click_on_a_theme_picks_it_in_place_of_what_was_picked():
    app = run("""
st.query_params["step"] = "-0.9"
click("themes", "2026-03-01", "Delivery & post", "", "")
narrowing.pick("themes", "theme", ("themes",))
st.session_state["found"] = narrowing.current(view)
""")
    assert query(app) == {"theme": "Delivery & post"}
    assert app.session_state["found"].words == ["Theme: Delivery & post"]
    app = run("""
st.query_params["theme"] = "Delivery"
narrowing.clear("themes")
assert narrowing.current(view) == narrowing.Narrowing()
""")
    assert query(app) == {}


def test_same_click_again_ends_the_pick():
    app = run("""
click("trend", "2026-03-01", "", "", "")
narrowing.pick("trend", "when", ("trend",), every="month")
click("trend")
narrowing.pick("trend", "when", ("trend",), every="month")
""")
    assert query(app) == {}


def test_click_on_a_brand_chooses_it_and_the_same_again_all_competitors():
    run("""
click("share", "", "Figo", "", "")
narrowing.pick("share", "names", ("share",))
assert st.session_state["names"] == "Figo"
click("share")
narrowing.pick("share", "names", ("share",))
assert st.session_state["names"] == narrowing.ANY_COMPETITOR
""")


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2026-01-01_2026-01-31", (date(2026, 1, 10), date(2026, 1, 31))),
        ("2025-03-01_2025-03-31", (date(2025, 3, 1), date(2025, 3, 31))),
        ("2020-03-01_2020-03-31", None),
        ("2026-03-31_2026-03-01", None),
        ("2026-03-01", None),
        ("a_b", None),
    ],
)
def test_picked_days_are_cut_to_the_period_or_the_compared_one(when, days):
    app = AppTest.from_string(HEAD + "st.session_state['found'] = narrowing.current(view).days", default_timeout=30)
    app.query_params["when"] = [when]
    app.run()
    assert not app.exception
    assert app.session_state["found"] == days


def test_last_step_of_the_score_holds_the_highest_score():
    assert Narrowing(score=0.8).score_end == 0.9
    assert Narrowing(score=0.9).score_end is None
    assert Narrowing(score=-0.1).score_end == 0
    assert Narrowing().score_end is None


def test_picks_are_said_in_words():
    picked = Narrowing((date(2026, 3, 1), date(2026, 3, 31)), ("source", "(not given)"), -1.0)
    assert picked.words == ["1–31 Mar 2026", "Feedback source: not given", "score −1.00 to −0.90"]
    assert Narrowing().words == []
