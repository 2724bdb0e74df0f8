"""Views are put on slides, put in order and shown; what stands there is text, whatever it says."""

import datetime as dt
import json
from pathlib import Path

import pytest

from components.presenting import slide_data
from data_access import database, presentations
from data_access.snapshots import Content, Quote

PRESENT = "pages/summary/present.py"
RETURNING = "pages/customers/repeat_customers.py"
MARKUP = "<script>alert(1)</script> **bold** :red[x]"
ORDERS = "customer_id | ordered_at | amount | region\n" + "\n".join(
    f"c{number % 40} | 2025-{month:02}-{1 + number % 27:02} | {20 + number} | {'North' if number % 3 else 'South'}"
    for month in range(1, 13)
    for number in range(month, month + 30)
)
FEEDBACK = "source | created_at | text\n" + "\n".join(
    f"Survey | 2025-{month:02}-{day:02} | {text} {month}"
    for month in range(1, 13)
    for day, text in enumerate(("Great service, I love it", "Awful, it broke", "It is a lamp"), 1)
)


@pytest.fixture(scope="module")
def shop(fresh_database, given_orders, given_feedback):
    with fresh_database("duckdb"):
        given_orders(ORDERS)
        given_feedback(FEEDBACK)
        yield


@pytest.fixture
def no_presentations(shop):
    for each in presentations.listed():
        presentations.remove(each.presentation_id)


def _add(app, card, title=None, headline=None):
    app.button(key=f"add-button-{card}").click().run()
    assert not app.exception, app.exception
    field = {each.key.rsplit("-", 1)[0]: each for each in app.text_input if each.key.startswith("add-")}
    if title:
        field["add-title"].input(title)
    if headline:
        field["add-headline"].input(headline)
    next(each for each in app.button if each.key.startswith("add-now-")).click().run()
    assert not app.exception and not app.error


def _slides(title):
    ((found,),) = [[each for each in presentations.listed() if each.title == title]]
    return presentations.load(found.presentation_id).slides


def test_a_chart_goes_onto_a_slide_as_it_stands_with_the_way_back(no_presentations, open_page):
    app = open_page(RETURNING, period="All time", region=["North", "South"], when="2025-03")
    card = next(each.key for each in app.button if each.key.startswith("add-button-returning")).removeprefix(
        "add-button-"
    )
    _add(app, card, "Monday", MARKUP)
    (slide,) = _slides("Monday")
    snapshot, content = slide.snapshot, slide.snapshot.content
    assert slide.headline == MARKUP
    assert snapshot.page == "repeat_customers" and snapshot.card == f"card-{card}"
    assert snapshot.query["region"] == ["North", "South"] and snapshot.query["when"] == "2025-03"
    assert snapshot.as_of == dt.date(2025, 12, 27)
    assert (snapshot.database_id, snapshot.version) == database.current_version()
    assert content.filters == "Region: North, South"
    assert content.definition_name in slide.notes and content.subtitle in slide.notes
    drawn = {number for trace in content.figure["data"] for number in trace.get("y") or []}
    assert content.rows["value"].notna().any() and set(content.rows["value"].dropna()) <= drawn
    # A second one goes to the same presentation, without another question; without a picture the numbers are a table.
    _add(app, "readings")
    table = slide_data.one(presentations.load(presentations.listed()[0].presentation_id), 1, database.current_version())
    (shown,) = table["slides"]
    assert shown["kind"] == "table" and shown["table"]["head"][:2] == ["Group", "Value"]
    assert shown["table"]["rows"][0][:4] == ["Came back", "100.00%", "40", "40"]


def test_key_figures_and_words_go_onto_slides(no_presentations, open_page):
    app = open_page("pages/feedback/sentiment.py", period="All time")
    _add(app, "headlines", "Voices")
    _add(app, "words")
    figures, words = _slides("Voices")
    assert [card.value_text for card in figures.snapshot.content.cards] and figures.snapshot.card == "headlines"
    assert len(figures.snapshot.content.rows) == len(figures.snapshot.content.cards)
    quotes = words.snapshot.content.quotes
    assert (
        len(quotes) == 3 and quotes[0].text == "It is a lamp 12" and quotes[0].origin.startswith("Survey · 3 Dec 2025")
    )


def test_without_presentations_the_page_says_what_to_do(no_presentations, open_page):
    app = open_page(PRESENT)
    assert any("Add to presentation" in block.proto.body for block in app.get("html"))
    app.button(key="new-make").click().run()
    assert app.error[0].value == "Give it a title."
    app.text_input(key="new-title").input("Monday")
    app.button(key="new-make").click().run()
    assert app.title[0].value == "Monday" and len(presentations.listed()) == 1
    app.button(key="deck-back").click().run()
    assert app.title[0].value == "Present"


@pytest.fixture
def three(no_presentations):
    made = presentations.make(MARKUP)
    for name in ("one", "two", MARKUP):
        content = Content(MARKUP, definition_name="Name", quotes=(Quote(MARKUP, MARKUP),))
        snapshot = presentations.freeze(content, page="sentiment", query={"tone": "All"}, as_of=dt.date(2025, 12, 27))
        presentations.add(made, snapshot, name, "Say it")
    return made


def _slide_of(app):
    return "".join(app.query_params["slide"])


def _headlines(made):
    return [slide.headline for slide in presentations.load(made).slides]


def test_slides_are_put_in_order_renamed_doubled_and_removed(three, open_page):
    app = open_page(PRESENT, presentation=three, slide="3")
    assert not app.exception
    assert app.button(key="slide-down").disabled and not app.button(key="slide-up").disabled
    app.button(key="slide-up").click().run()
    assert _headlines(three) == ["one", MARKUP, "two"] and _slide_of(app) == "2"
    next(each for each in app.text_input if each.key.startswith("headline-")).input("Changed").run()
    app.text_area[0].input("Slowly").run()
    slide = presentations.load(three).slides[1]
    assert (slide.headline, slide.notes) == ("Changed", "Slowly")
    next(each for each in app.text_input if each.key.startswith("headline-")).input(" ").run()
    assert app.error[0].value == "Give it a headline." and _headlines(three)[1] == "Changed"
    app.button(key="slide-copy").click().run()
    assert _headlines(three) == ["one", "Changed", "Changed", "two"] and _slide_of(app) == "3"
    app.button(key="slide-remove-yes").click().run()
    assert _headlines(three) == ["one", "Changed", "two"]
    app.button(key="deck-back").click().run()
    app.button(key=f"remove-yes-{three}").click().run()
    assert presentations.listed() == [] and not app.exception


def test_a_slide_says_when_the_data_has_changed(three, open_page, given_orders):
    app = open_page(PRESENT, presentation=three)
    assert "the data is still the same" in _said(app)
    given_orders("customer_id | ordered_at | amount | region\nlate | 2025-12-28 | 5 | North")
    app = open_page(PRESENT, presentation=three)
    assert "the data has changed since" in _said(app)
    (link,) = [each.proto for each in app.get("page_link") if each.proto.label == "What it is today"]
    assert (link.page, link.query_string) == ("sentiment", "tone=All")


def test_shown_slides_are_texts_for_the_browser_and_no_markup(three, open_page):
    app = open_page(PRESENT, presentation=three, slide="2", show="yes", room="dark")
    assert not app.exception
    data = slide_data.whole(presentations.load(three), database.current_version(), first=1, look="dark", full=True)
    assert [slide["headline"] for slide in data["slides"]] == ["one", "two", MARKUP]
    first = data["slides"][0]
    assert first["quotes"] == [{"text": MARKUP, "origin": MARKUP}] and first["kind"] == "quotes"
    assert first["today"] == "./sentiment?tone=All"
    assert first["footer"].startswith("Data as of 27 Dec 2025 · snapshot ")
    json.dumps(data, allow_nan=False)
    script = Path(slide_data.__file__).with_name("show.js").read_text(encoding="utf-8")
    for way_into_markup in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way_into_markup not in script


def test_presentation_that_was_removed_meanwhile_is_said(no_presentations, open_page):
    app = open_page(PRESENT, presentation="gone", slide="999999999999", show="yes")
    assert not app.exception
    assert "not there any more" in _said(app)


def _said(app):
    return "\n".join(block.proto.body for block in app.get("html"))
