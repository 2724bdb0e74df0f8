"""Why two definitions of coming back differ: a bridge, its sentences, and the customers behind each of them."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components import chart_card, charts, customer_list, metric_cards, moves, narrowing, states
from components import format as fmt
from components.filter_bar import View
from components.headline import define
from components.moves import Move
from components.reading_numbers import Measured, measure
from components.readings import READINGS, Reading, select
from components.shown import shown
from data_access import fetch, listings
from data_access.metrics.reconciliation import definitions_reconciled, members_of

OF = {"returning": "Who counts as returning", "base": "Who is counted at all"}
_VERBS = {"returning": "Count as returning", "base": "Counted at all"}
_CHART = "moves"


def show(view: View, readings: Mapping[str, Measured], chosen: Reading, horizon: int) -> None:
    """The two menus, the bridge beside its sentences, and the customers of the part that was picked."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        others = [code for code in READINGS if code != chosen.code]
        other = READINGS[select("Compare the headline with", others, "against") or others[0]]
        of = metric_cards.choose("Of", OF, "of")
    found = moves.between(view, chosen, other, of, horizon)
    left, right = st.columns([1.15, 1])
    with left:
        card = _bridge(view, chosen, other, of, horizon)
        chart_card.show(key=narrowing.key_of(_CHART), on_click=_pick_bar, **card)
    with right, st.container(border=True, height="stretch", key="card-sentences"):
        if "R3" in (chosen.code, other.code):
            states.note(moves.of_purchases(readings, of))
        _sentences(found, chosen, other, of)
    _customers(view, found, chosen, other, of, horizon)


@shown
def _bridge(view: View, chosen: Reading, other: Reading, of: str, horizon: int) -> dict:
    found, readings = moves.between(view, chosen, other, of, horizon), measure(view, horizon)
    rows = moves.bridge_rows(found, readings, chosen, other, of, horizon)
    one, two = (f"“{reading.named(horizon)}”" for reading in (chosen, other))
    title = f"{one} and {two} count the same customers"
    if rows:
        start, end = (f"{fmt.count(row['value'])} {row['noun']}" for row in (rows[0], rows[-1]))
        title = f"{one} asks about {start}, {two} about {end}" if of == "base" else f"{one} counts {start}, {two} {end}"
    return dict(
        title=title,
        figure=charts.bridge(pd.DataFrame(rows)) if rows else None,
        subtitle=f"{OF[of]} · {view.period_text}",
        definition=define(definitions_reconciled, horizon=horizon),
        frame=pd.DataFrame({"group": [move.group for move in found], "value": [move.value for move in found]}),
        empty=("Nobody moves between the two", "Compare with another definition."),
    )


def _sentences(found: Sequence[Move], chosen: Reading, other: Reading, of: str) -> None:
    only = {"less": (chosen, other), "more": (other, chosen)} if chosen.people != other.people else {}
    for kind, (one, two) in only.items():
        _heading(f"{_VERBS[of]} under “{one.choice}”, but not under “{two.choice}”")
        own = [move for move in found if move.kind == kind]
        if not own:
            states.note("Nobody.")
        for move in own:
            _sentence(move.value, move.key, f", because {move.because}")
    _heading(f"{_VERBS[of]} under both")
    for move in found:
        if move.kind == "both":
            _sentence(move.value, move.key)


def _heading(text: str) -> None:
    st.html(f'<h4 class="earshot-moves">{text}</h4>')


def _sentence(number: float, key: str, because: str = "") -> None:
    if not number:
        states.note("Nobody.")
        return
    label = f"**{fmt.count(number)}** {'customer' if number == 1 else 'customers'}{because}"
    st.button(label, key=f"move-{key}", type="tertiary", width="stretch", on_click=_pick_sentence, args=(key,))


def _pick_bar() -> None:
    mark = narrowing.picked_in(narrowing.key_of(_CHART))
    _pick(mark.get("group", ""))


def _pick_sentence(key: str) -> None:
    narrowing.clear(_CHART)  # no bar is to stay picked beside another sentence
    _pick(key)


def _pick(key: str) -> None:
    for name in ("when", "who", "move"):
        st.query_params.pop(name, None)
    if key:
        st.query_params["move"] = key


def _customers(view: View, found: Sequence[Move], chosen: Reading, other: Reading, of: str, horizon: int) -> None:
    picked = st.query_params.get("move", "")
    move = next((each for each in found if each.key == picked), None)
    if move is None:
        states.note("Choose a bar or a sentence to see its customers.")
        return
    one, two = (other, chosen) if move.kind == "more" else (chosen, other)
    ids = members_of(view.filters, one.people, two.people, move.reason, of=of, horizon=horizon)
    heading = f"{_VERBS[of]} under “{one.choice}” and “{two.choice}”"
    if move.reason:
        heading = f"{_VERBS[of]} under “{one.choice}”, but not under “{two.choice}”: {move.because}"
    customer_list.show(fetch.rows(listings.customers_in(ids)), heading, "move")
