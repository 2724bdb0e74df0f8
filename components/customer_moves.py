"""Who moved from one group of customers to another, and the customers of a group or of a move."""

from functools import partial

import streamlit as st

from components import chart_card, charts, customer_list, narrowing, states
from components import format as fmt
from components.charts.flow import is_drawn
from components.customer_standing import Standing
from components.headline import define
from data_access import fetch, listings
from data_access.metrics import rfm
from data_access.metrics.definition import BOTH
from data_access.metrics.named_groups import NAMES

SIZES, FLOW, LARGEST = CHARTS = ("customer_groups", "customer_flow", "customer_moves")
# The reader's choice, in the URL.
GROUP, EARLIER = "group_of", "earlier_group"
WERE = (*NAMES, rfm.NOT_YET)


def flow(standing: Standing) -> None:
    """All groups of both days and the moves between them; for screens that are wide enough for it."""
    if not standing.has_before:
        return
    moves = standing.moves
    up, down = (moves.loc[moves["kind"] == kind, "value"].sum() for kind in ("up", "down"))
    small = moves[~is_drawn(moves)]
    left_out = f"Not drawn: {fmt.count(len(small))} smaller moves of {fmt.count(small['value'].sum())} customers. "
    # Its key keeps it off phones, where the largest moves stand alone.
    with st.container(key="wide-customer-flow"):
        chart_card.show(
            f"Since {fmt.day(standing.earlier)}, {fmt.count(up)} customers moved up and {fmt.count(down)} down",
            charts.flow(moves, WERE, (fmt.day(standing.earlier), fmt.day(standing.day))),
            key=narrowing.key_of(FLOW),
            subtitle=f"Movement between customer groups · {standing.days_text} · "
            f"{fmt.count(standing.customers)} customers",
            note=(left_out if len(small) else "")
            + "Everyone is compared with everyone: some move down because others bought more.",
            definition=define(rfm.rfm_movement),
            frame=moves[["group", "value", "revenue", "revenue_before"]],
            on_click=partial(pick, FLOW),
        )


def largest(standing: Standing) -> None:
    """The largest moves from one group to another, without who stayed and who is new."""
    moves = standing.moves[standing.moves["kind"].isin(("up", "down"))]
    title = "Who moves from one group to another?"
    if len(moves):
        most = moves.loc[moves["value"].idxmax()]
        title = f"{fmt.count(most['value'])} went from {most['from_group']} to {most['to_group']}"
    of_kind = standing.moves.groupby("kind")["value"].sum()
    stayed, new = (fmt.count(of_kind.get(kind, 0)) for kind in ("same", "new"))
    what, action = "Nobody moved", "Choose a longer period to see who moves."
    if not standing.has_before:
        what = f"Nobody had bought by {fmt.day(standing.earlier)}"
        action = "Choose a later or shorter period to see who moved."
    chart_card.show(
        title,
        charts.moves(moves) if len(moves) else None,
        key=narrowing.key_of(LARGEST),
        subtitle=f"The largest moves between groups · {standing.days_text} · "
        f"{fmt.count(moves['value'].sum())} customers who moved",
        note=f"{stayed} more stayed in their group, and {new} are new." if standing.has_before else "",
        definition=define(rfm.rfm_movement),
        frame=moves[["group", "value", "revenue", "revenue_before"]].sort_values("value", ascending=False),
        on_click=partial(pick, LARGEST),
        empty=(what, action),
        height=480,
    )


def pick(chart: str) -> None:
    """For on_click: the group or the move that is picked in a chart, or the end of a pick, as the reader's choice."""
    mark = narrowing.picked_in(narrowing.key_of(chart))
    came_from, _, group = mark.get("group", "").rpartition(BOTH)
    st.session_state[GROUP] = group if group in NAMES else ""
    st.session_state[EARLIER] = came_from if came_from in WERE else ""
    narrowing.clear(*(other for other in CHARTS if other != chart))


def members(standing: Standing) -> None:
    """The customers of the chosen group or move, the file with all of them; a hint while none is chosen."""
    if not standing.customers:
        return
    st.header("Who they are")
    with st.container(horizontal=True, key="customer-group-choice"):
        choose = partial(st.selectbox, format_func=lambda name: name or "Any group", bind="query-params", width=260)
        undo = partial(narrowing.clear, *CHARTS)
        group = choose(f"In this group on {fmt.day(standing.day)}", ("", *NAMES), key=GROUP, on_change=undo)
        was = ""
        if standing.has_before:
            was = choose(f"In this one on {fmt.day(standing.earlier)}", ("", *WERE), key=EARLIER, on_change=undo)
    if not (group or was):
        states.note("Choose a group here, or a bar or a band above, to see its customers and to download all of them.")
        return
    now, before = standing.fifths
    ids = rfm.members(standing.view.filters, group or None, was or None, known=now, known_before=before)
    heading = f"{group or 'Any group'} on {fmt.day(standing.day)}"
    if was:
        heading += f", {was[0].lower() + was[1:] if was == rfm.NOT_YET else was} on {fmt.day(standing.earlier)}"
    customer_list.show(
        fetch.rows(listings.customers_in(ids)),
        heading,
        "-from-".join(name.lower().replace(" ", "-") for name in (group or "any group", was) if name),
        whole=lambda: fetch.rows(listings.customers_in(ids, limit=None)),
    )
