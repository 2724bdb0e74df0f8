"""The Sentiment page: what it counts, what it says is left out, and the words behind what a link picks."""

import json
from datetime import date

import pytest
from sqlalchemy import delete, insert, update

from data_access import database
from data_access.schema import feedback, feedback_themes
from tests.conftest import only_duckdb

PAGE = "pages/feedback/sentiment.py"
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> **bold** $x^2$ :material/home: [a](javascript:b) "q"'
SAID = """
    feedback_id | source | category | created_at | segment | customer_id | rating | text
    F1          | Survey | Lamps    | 2026-01-05 | Homes   | C1          | 5      | I love this lamp, it is great.
    F2          | Survey | Lamps    | 2026-02-05 | Homes   | C2          | 1      | Terrible. The parcel never came.
    F3          | Shop   | Chairs   | 2026-02-07 |         |             | 2      | Awful parcel, a broken chair.
    F4          | Shop   | Chairs   | 2026-03-09 | Trade   | C3          | 3      | It came on a weekday.
    F5          | Shop   | Chairs   | 2026-03-10 |         |             | 4      |
"""


@pytest.fixture(scope="module")
def said(fresh_database, given_feedback, given_brands):
    with fresh_database("duckdb"):
        given_brands("Meadow", "Figo")
        given_feedback(SAID)
        yield


def html(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def verbatims(app) -> int:
    return html(app).count('class="earshot-verbatim"')


def charts(app) -> dict[str, dict]:
    """Each chart's figure by its alternative text: the title of its card."""
    return {chart.proto.alt: json.loads(chart.proto.spec) for chart in app.get("plotly_chart")}


@only_duckdb
def test_page_without_feedback_says_what_to_do(db, given_orders, open_page):
    given_orders("customer_id | ordered_at\nC1 | 2026-01-01\nC1 | 2026-02-01")
    app = open_page(PAGE)
    assert not app.exception
    assert "No feedback yet" in html(app)
    assert not app.get("plotly_chart")


def test_page_shows_net_sentiment_its_base_and_the_words(said, open_page):
    app = open_page(PAGE, period="All time")
    assert not app.exception
    text = html(app)
    assert "−25.0" in text, "one positive and two negative of four scored"
    assert "1 of 5 are not scored: 1 without words." in text
    assert "4 pieces of feedback" in text
    assert verbatims(app) == 4
    assert len(charts(app)) == 4


@only_duckdb
def test_chosen_score_is_kept_in_the_link_and_said_of_every_chart(db, given_feedback, given_brands, open_page):
    given_brands("United")
    given_feedback(
        "created_at | text\n2026-01-05 | United it was, as ever and for always.\n2026-01-06 | It came with a box."
    )
    by_words, by_vader = (open_page(PAGE, period="All time", **chosen) for chosen in ({}, {"score": "VADER"}))
    assert not by_words.exception and not by_vader.exception
    assert "+50.0" in html(by_vader) and "+50.0" not in html(by_words)
    assert "The customer-experience score. No source" in html(by_words)
    assert html(by_words).count(">customer-experience score<") == html(by_vader).count(">VADER score<") == 3
    by_vader.segmented_control(key="score").set_value("calibrated").run()
    assert not by_vader.exception
    assert "2 of 2 are not scored: 2 from sources without a calibrated score." in html(by_vader)


@only_duckdb
def test_requests_are_a_layer_and_a_number_of_their_own(db, given_feedback, given_brands, open_page):
    given_brands("Meadow")
    given_feedback(
        "created_at | text\n2026-01-05 | Can you help me, please?\n2026-01-06 | Lovely lamp, thank you for it."
    )
    app = open_page(PAGE, period="All time")
    assert "50.0%" in html(app) and "1 of 2 with words" in html(app)
    bars = charts(app)["How much do people say, and in which tone?"]["data"]
    assert {bar["name"] for bar in bars} == {"Negative", "Neutral", "Positive", "Requests"}
    assert verbatims(open_page(PAGE, period="All time", group="tone:request")) == 1


@only_duckdb
def test_what_is_in_another_language_is_not_scored_and_named(db, given_feedback, given_brands, open_page):
    given_brands("Meadow")
    given_feedback(
        "created_at | text\n2026-01-05 | I love it and so does the cat.\n2026-01-06 | Die Lieferung war leider zu spät."
    )
    text = html(open_page(PAGE, period="All time"))
    assert "1 of 2 are not scored: 1 in German." in text and "not scored" in text


def test_words_that_drove_the_score_are_marked(said, open_page):
    text = html(open_page(PAGE, period="All time"))
    assert '<mark class="is-positive">love</mark>' in text
    assert '<mark class="is-negative">Terrible</mark>' in text


def test_search_and_tone_of_a_link_are_honoured_and_said(said, open_page):
    app = open_page(PAGE, period="All time", search="parcel")
    assert app.text_input(key="search").value == "parcel"
    assert verbatims(app) == 2
    assert '<mark class="is-found">parcel</mark>' in html(app)
    assert verbatims(open_page(PAGE, period="All time", tone="Positive")) == 1


@pytest.mark.parametrize(
    ("picked", "found", "said_of_it"),
    [
        ({"group": "category:Chairs"}, 2, "Only Product category: Chairs: 2 with words"),
        ({"group": "sentiment:negative", "when": "2026-02-01_2026-02-28"}, 2, "Only 1–28 Feb 2026 · Tone: negative"),
        ({"step": "0.8"}, 1, "Only score +0.80 to +0.90: 1 with words"),
        ({"group": "segment:(not given)"}, 1, "Only Segment: not given: 1 with words"),
    ],
)
def test_link_to_what_is_behind_a_mark_narrows_the_words_and_says_so(said, open_page, picked, found, said_of_it):
    app = open_page(PAGE, period="All time", **picked)
    assert verbatims(app) == found
    assert said_of_it in html(app)
    app.button(key="words-clear").click().run()
    assert verbatims(app) == 4, "there is a way back"
    assert not app.exception


def test_link_to_a_theme_shows_the_words_that_name_it(said, open_page):
    with database.writing() as connection:
        connection.execute(delete(feedback_themes))
        for feedback_id in ("F2", "F3"):
            named = {"theme": "Delivery", "words": "parcel", "sentiment_label": "negative"}
            connection.execute(
                insert(feedback_themes).values(feedback_id=feedback_id, created_on=date(2026, 2, 5), **named)
            )
    app = open_page(PAGE, period="All time", theme="Delivery")
    assert verbatims(app) == 2
    assert "Only Theme: Delivery: 2 with words" in html(app)
    assert '<mark class="is-theme">parcel</mark>' in html(app)
    assert '<span class="earshot-tag is-negative">Delivery −</span>' in html(app)
    app.button(key="words-clear").click().run()
    assert verbatims(app) == 4


@only_duckdb
def test_near_duplicates_are_shown_once_with_their_number(db, given_feedback, given_brands, open_page):
    given_brands("Meadow")
    given_feedback(
        [{"created_at": f"2026-01-{day:02}", "brand": "Meadow", "text": "Great lamp"} for day in range(1, 26)]
    )
    with database.writing() as connection:
        connection.execute(update(feedback).values(gist="a"))
    app = open_page(PAGE, period="All time")
    assert verbatims(app) == 1
    assert "25 with words" in html(app) and "and 24 more like it" in html(app) and "and 4 older ones" in html(app)
    assert "· Meadow" not in html(app), "whose customer speaks is said of other brands only"


@pytest.mark.parametrize("nonsense", ["password:x", "category", "sentiment:", "'; DROP TABLE feedback:x"])
def test_link_that_picks_nonsense_is_ignored(said, open_page, nonsense):
    app = open_page(PAGE, period="All time", group=nonsense, when="yesterday", step="nan", score="nan")
    assert not app.exception
    assert verbatims(app) == 4


def test_customer_filter_says_which_share_it_leaves_out(said, open_page):
    app = open_page(PAGE, period="All time", segment="Homes")
    assert not app.exception
    assert verbatims(app) == 2
    assert "40.0% of this period&#x27;s feedback has no customer and is left out" in html(app)


@only_duckdb
def test_page_says_when_no_brand_is_ours(db, given_feedback, open_page):
    given_feedback(SAID)
    assert "No brand is marked as ours" in html(open_page(PAGE))


def test_breakdown_follows_the_chosen_dimension(said, open_page):
    app = open_page(PAGE, period="All time")
    assert app.selectbox(key="break-down").value == "source"
    app.selectbox(key="break-down").set_value("category").run()
    names = [name for figure in charts(app).values() for name in figure["layout"]["yaxis"].get("ticktext", [])]
    assert {"Lamps", "Chairs"} <= set(names)


@only_duckdb
def test_breakdown_by_brand_leads_to_the_words_of_its_customers(db, given_feedback, given_brands, open_page):
    given_brands("Meadow", "Figo")
    given_feedback(
        "created_at | brand | text\n2026-01-05 | | Great.\n2026-01-06 | Figo | Awful.\n2026-01-07 | Figo | Bad."
    )
    app = open_page(PAGE, period="All time", group="brand:Figo")
    assert verbatims(app) == 2
    app.selectbox(key="break-down").set_value("brand").run()
    assert not app.exception
    figure = charts(app)["Does the brand make a difference?"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["Meadow (us)", "Figo"]


@only_duckdb
def test_clear_change_is_the_title_and_an_unclear_one_stays_a_question(db, given_feedback, given_brands, open_page):
    given_brands("Meadow")
    rows = [("2026-04", "I hate it, awful.")] * 60 + [("2026-03", "I love it, great.")] * 60
    given_feedback([{"created_at": f"{month}-{1 + at % 28:02}", "text": text} for at, (month, text) in enumerate(rows)])
    clear = open_page(PAGE, period="Last 30 days")
    assert "Net sentiment fell by 200.0 points against the period before" in charts(clear)
    assert "How do people feel about us?" in charts(open_page(PAGE, period="Last 30 days", compare="No comparison"))


@only_duckdb
def test_hostile_words_come_out_as_text(db, given_feedback, given_brands, open_page):
    given_brands("Meadow")
    given_feedback(
        [{"created_at": "2026-01-05", "source": HOSTILE, "author": HOSTILE, "title": HOSTILE, "text": HOSTILE}]
    )
    app = open_page(PAGE, period="All time", group=f"source:{HOSTILE}")
    assert not app.exception
    text = html(app)
    assert "<script" not in text and "<img" not in text
    assert "&lt;script&gt;" in text and "**bold** $x^2$ :material/home: [a](javascript:b)" in text
    assert verbatims(app) == 1
