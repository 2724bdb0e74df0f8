"""The picture of one customer: every purchase and every word has its mark, by amount and by tone."""

from datetime import date

import pandas as pd
import pytest

from components import charts, theme
from components.charts.drawing import told

SPAN = (date(2025, 1, 10), date(2025, 6, 30))
BOUGHT = pd.DataFrame(
    [(date(2025, 3, 1), 2, 100.0, "<b>€100"), (date(2025, 1, 10), 1, 25.0, "€25")],
    columns=["purchased_on", "ordinal", "amount", "money"],
)
SAID = pd.DataFrame(
    [
        (date(2025, 2, 1), "negative", "Bad <i>luck"),
        (date(2025, 3, 2), None, None),
        (date(2025, 4, 1), "positive", "x"),
    ],
    columns=["created_on", "sentiment_label", "start"],
)
NOT_COUNTED = pd.DataFrame([(date(2025, 5, 1), "€5", "cancelled")], columns=["ordered_on", "money", "status"])
HAPPENED = pd.DataFrame([(date(2025, 4, 4), "Prices <raised>")], columns=["happened_on", "title"])


def drawn(span=SPAN, bought=BOUGHT, said=SAID):
    figure = charts.relationship(bought, said, span, not_counted=NOT_COUNTED, happened=HAPPENED)
    return figure, {trace.name: trace for trace in figure.data}


def test_a_discs_area_follows_the_amount_and_its_place_is_the_day():
    bought = drawn()[1]["bought"]
    larger, smaller = bought.marker.size
    assert larger == 30 and smaller == 7 + 23 / 2, "a quarter of the amount is half the width"
    assert [str(day)[:10] for day in bought.x] == ["2025-03-01", "2025-01-10"]
    assert bought.text[0] == "<b>2nd purchase</b><br>1 Mar 2025<br>&lt;b&gt;€100", "what comes from data is no markup"


def test_tone_is_told_by_a_sign_and_by_colour():
    said = drawn()[1]["said"]
    assert list(said.text) == ["<b>−</b>", "<b>?</b>", "<b>+</b>"]
    assert list(said.marker.line.color) == [theme.WORSE, theme.GREY, theme.BETTER]
    assert "Bad &lt;i&gt;luck" in said.hovertext[0] and "Not scored" in said.hovertext[1]


def test_events_are_rules_and_other_orders_crosses():
    figure, traces = drawn()
    assert "Prices &lt;raised&gt;" in [note.text for note in figure.layout.annotations]
    assert "Prices <raised> (" in told(figure)
    assert traces["not counted"].text[0].endswith("cancelled")


@pytest.mark.parametrize("last", [date(2025, 1, 10), date(2025, 1, 12), date(2025, 9, 1), date(2040, 1, 1)])
def test_a_relationship_of_a_day_and_one_of_fifteen_years_have_an_axis(last):
    figure, _ = drawn((SPAN[0], last))
    low, high = figure.layout.xaxis.range
    assert pd.Timestamp(low) < pd.Timestamp(SPAN[0]) and pd.Timestamp(last) < pd.Timestamp(high)
    assert 1 <= len(figure.layout.xaxis.tickvals) <= 6


def test_who_only_wrote_and_who_only_bought_have_their_picture():
    assert set(drawn(bought=BOUGHT[:0])[1]) == {"not counted", "said"}
    assert set(drawn(said=SAID[:0])[1]) == {"not counted", "bought"}
