"""Everything that becomes markup: hostile texts come out as text, to the character."""

import html
import re
from datetime import date, datetime
from html.parser import HTMLParser

import pandas as pd
import pytest

from components import chart_card, definition, kpi, states, tables, verbatims
from components.definition import Definition, definition_html
from data_access.coverage import Coverage

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "[click](javascript:alert(1))",
    "$\\frac{a}{b}$ :material/home: :red[danger] -> ** &amp; &lt;b&gt;",
    "line one\nline two  with two blanks\tand a tab",
    "</mark></article><b>",
    "naïve 😀 \u202eright to left",
]


class Reader(HTMLParser):
    """Collects what a browser would show, and every tag with its attributes."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []
        self.feed(markup)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


def only_ours(reader):
    return all(
        tag in ALLOWED and set(attributes) <= {"class", "style", "aria-hidden"} for tag, attributes in reader.tags
    )


ALLOWED = {"mark", "article", "div", "span", "details", "summary", "p", "h2", "small", "b"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "spans", [[], [(0, 5, -1.5)], [(2, 9, 2.0), (4, 12, "brand")], [(-3, 10_000, 1.0)], [(7, 3, 1)]]
)
def test_a_marked_text_shows_exactly_the_text(text, spans):
    reader = Reader(verbatims.marked_html(text, spans))
    assert reader.text == text
    assert {tag for tag, _ in reader.tags} <= {"mark"}


def test_driving_words_say_their_direction_and_overlaps_keep_both_marks():
    marked = verbatims.marked_html("slow but good shop", [(0, 4, -1.2), (9, 13, 1.9), (9, 18, "brand")])
    assert marked == (
        '<mark class="is-negative">slow</mark> but <mark class="is-positive is-brand">good</mark>'
        '<mark class="is-brand"> shop</mark>'
    )


def test_a_span_of_an_unknown_kind_or_without_valence_marks_nothing():
    assert verbatims.marked_html("abc", [(0, 3, 'x" onclick="y'), (0, 3, 0.0)]) == "abc"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_field_of_a_verbatim_becomes_markup(text):
    row = dict.fromkeys(("text", "title", "source", "author", "brand", "sentiment_label", "language", "reply"), text)
    row |= {"sentiment": -0.4, "rating": 2, "rating_scale": 5, "themes": [(text, text)], "theme_spans": [(0, 4)]}
    reader = Reader(verbatims.verbatim_html(row | {"alike": 30, "others": [row], "is_request": True}, search=text))
    assert only_ours(reader)
    assert text in reader.text


def test_a_verbatim_says_where_it_comes_from():
    row = {"text": "Fine.", "source": "Trustpilot", "created_on": "2026-05-28", "rating": 4.0, "rating_scale": 5.0,
           "sentiment": 0.2023, "sentiment_label": "positive", "customer_name": None, "author": "Kim"}  # fmt: skip
    shown = Reader(verbatims.verbatim_html(row)).text
    assert "Trustpilot · 28 May 2026 · 4 of 5 · positive +0.20 · Kim" in shown
    assert "not scored" in Reader(verbatims.verbatim_html({"text": "?", "sentiment": float("nan")})).text


def test_a_verbatim_says_what_it_is_about_and_how_it_speaks_of_each():
    row = {
        "text": "x",
        "is_request": True,
        "themes": [("Price", "negative"), ("Staff", "positive"), ("App", "neutral")],
    }
    shown = verbatims.verbatim_html(row)
    assert '<span class="earshot-tag is-request">Request</span><span class="earshot-tag is-negative">Price −' in shown
    assert '<span class="earshot-tag is-positive">Staff +</span><span class="earshot-tag">App</span>' in shown
    assert "earshot-tag" not in verbatims.verbatim_html({"text": "x", "is_request": None, "themes": []})


def test_another_language_is_named_and_english_is_not():
    row = {"text": "x", "source": "Shop", "sentiment": None}
    assert "Shop · German · not scored" in Reader(verbatims.verbatim_html(row | {"language": "de"})).text
    assert "Shop · eo · not scored" in Reader(verbatims.verbatim_html(row | {"language": "eo"})).text
    assert "Shop · not scored" in Reader(verbatims.verbatim_html(row | {"language": "en"})).text


def test_near_duplicates_unfold_below_the_one_that_is_shown():
    others = [{"text": "great app", "author": "Kim", "sentiment": 0.6, "sentiment_label": "positive"}]
    shown = Reader(verbatims.verbatim_html({"text": "Great app!", "alike": 1_300, "others": others}))
    assert "and 1,300 more like it" in shown.text
    assert "great apppositive +0.60 · Kim" in shown.text and "and 1,299 older ones" in shown.text
    assert "like it" not in verbatims.verbatim_html({"text": "x", "alike": 0, "others": []})


def test_long_texts_fold_and_short_ones_do_not():
    assert "<details>" in verbatims.verbatim_html({"text": "word " * 100})
    assert "<details>" not in verbatims.verbatim_html({"text": "word"})


def test_search_marks_words_whatever_their_case_and_takes_no_patterns():
    assert verbatims.found_spans("Late, LATE delivery", "late") == [(0, 4, "found"), (6, 10, "found")]
    assert verbatims.found_spans("a.b", ".* a(") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_card_or_definition_becomes_markup(text):
    card = kpi.card_html(
        text, text, verdict=kpi.WORSE, direction=-1, change_text=text, base_text=text, target_text=text
    )
    for markup in (card, chart_card.head_html(text, text), definition_html(Definition(text, text, text, text))):
        reader = Reader(markup)
        assert only_ours(reader)
        assert text in reader.text


@pytest.mark.parametrize(
    ("verdict", "direction", "words"),
    [(kpi.BETTER, 1, "▲ Better"), (kpi.BETTER, -1, "▼ Better"), (kpi.WORSE, -1, "▼ Worse"),
     (kpi.UNCLEAR, 1, "≈ No clear change"), (kpi.TOO_EARLY, None, "◌ Cannot tell yet")],
)  # fmt: skip
def test_a_verdict_is_a_sign_and_a_word(verdict, direction, words):
    assert words in Reader(kpi.card_html("x", "1%", verdict=verdict, direction=direction)).text


def test_cards_with_and_without_a_change_have_the_same_lines():
    def lines(markup):
        return re.findall(r'<(?:div|span) class="(earshot-kpi-(?:label|value|verdict|change|base))', markup)

    full = kpi.card_html("x", "1%", verdict=kpi.BETTER, direction=1, change_text="+1", base_text="n", values=[1, 2])
    assert lines(full) == lines(kpi.card_html("x", "No data"))


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-2+3", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "＝1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_gets_a_quote(cell):
    assert tables.neutralised(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-12.5", "+3", "fine", "a=b", "", 4, None])
def test_harmless_cells_stay_as_they_are(cell):
    assert tables.neutralised(cell) == cell


def test_the_download_quotes_headers_and_keeps_numbers():
    frame = pd.DataFrame({"=evil": ["=1", None], "n": [-1.5, 2.0]}, index=[3, 3])
    text = tables.csv(frame).decode("utf-8-sig")
    assert text.splitlines() == ["'=evil,n", "'=1,-1.5", ",2.0"]


def test_the_readable_table_speaks_the_readers_words():
    frame = pd.DataFrame({"period": pd.to_datetime(["2026-03-01"]), "group": [None], "value": [0.3421],
                          "numerator": [342.0], "denominator": [1000.0], "low": [0.31], "high": [0.37]})  # fmt: skip
    words = tables.readable(frame, "percent")
    assert words.iloc[0].to_dict() == {
        "Period": "Mar 2026", "Value": "34.21%", "Of these": "342", "Base (n)": "1,000",
        "95% from": "31.00%", "95% to": "37.00%",
    }  # fmt: skip


@pytest.mark.parametrize(
    "error",
    [
        "could not connect to postgresql+psycopg://me:s3cr3t@host:5432/db",
        "postgresql://me:s3cr:t3@x@host/db s3cr3t".replace(" s3cr3t", ""),
        "host=h password=s3cr3t user=me",
        "PWD='s3cr3t two'; x",
    ],
)
def test_no_password_is_ever_shown(error):
    assert "s3cr" not in states.without_password(error)
    assert "***" in states.without_password(error)


def test_only_bases_under_thirty_are_called_small():
    assert states.small_base(29, "customers") == "Small base: 29 customers. Read with care."
    assert states.small_base(30, "customers") == ""


def test_the_source_line_escapes_quotes_too():
    assert html.escape('a"b') in verbatims.verbatim_html({"text": "x", "source": 'a"b'})


def test_definition_says_what_is_counted_and_when_it_changed():
    held = Coverage(
        valid_orders=14_550,
        first_order_on=date(2024, 1, 3),
        last_order_on=date(2026, 6, 30),
        changed_at=datetime(2026, 11, 2, 9, 5),
    )
    changed = "The data last changed on 2 Nov 2026 at 09:05 UTC."
    assert definition.source("orders", held) == f"Source: 14,550 valid orders, 3 Jan 2024 – 30 Jun 2026. {changed}"
    assert definition.source("feedback", held) == definition.source("", held) == changed


@pytest.mark.parametrize(
    ("reply", "replied_at", "said"),
    [
        ("Sorry!", "2026-05-30 15:00", "Answered after 2 days"),
        ("Sorry!", "2026-05-29 08:00", "Answered after 1 day"),
        ("Sorry!", "2026-05-28 23:00", "Answered on the same day"),
        ("Sorry!", "2026-05-20", "Answered, dated 20 May 2026"),
        ("Sorry!", None, "Answered"),
        (None, "2026-05-30 15:00", "Answered after 2 days"),
        (None, None, ""),
        (float("nan"), pd.NaT, ""),
    ],
)
def test_what_the_business_wrote_back_stands_below_with_the_time_it_took(reply, replied_at, said):
    row = {"text": "Late.", "sentiment": None, "created_at": datetime(2026, 5, 28, 14), "reply": reply}
    row["replied_at"] = pd.to_datetime(replied_at)
    shown = verbatims.verbatim_html(row)
    has_words = reply == "Sorry!"
    assert Reader(shown).text == f"Late.28 May 2026 · not scored{said}{'Sorry!' if has_words else ''}"
    assert ("<details" in shown) == has_words
    assert "<details" not in verbatims.verbatim_html(row, is_whole=True)
