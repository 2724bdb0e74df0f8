"""The six definitions of coming back side by side, and the customers whom one of them counts."""

import html
from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, customer_list, kpi, metric_cards, narrowing, states, tables
from components import format as fmt
from components.filter_bar import View
from components.headline import has_small_base
from components.presenting import freezing
from components.reading_numbers import Measured, base, interval
from components.readings import READINGS, Reading
from data_access import fetch, listings
from data_access.metrics.reconciliation import members_of
from data_access.snapshots import Content


def show(view: View, readings: Mapping[str, Measured], chosen: Reading, horizon: int) -> None:
    """All with their sentences and numbers, and a button for the customers of each."""
    with st.container(border=True, key="card-readings"):
        subtitle = f"Shares with their 95% intervals · {view.period_text}"
        chart_card.head(_title(readings), subtitle, "readings", partial(_frozen, view, readings, horizon, subtitle))
        for code, each in readings.items():
            with st.container(horizontal=True, wrap=False, vertical_alignment="top", key=f"reading-{code}"):
                st.html(row_html(each, horizon, is_chosen=each.reading is chosen))
                st.button(
                    "Customers",
                    key=f"customers-{code}",
                    type="tertiary",
                    icon=":material/group:",
                    help=f"List them: {each.reading.named(horizon)}",
                    on_click=_pick,
                    args=(code,),
                    disabled=not each.now["numerator"] > 0,
                )
        states.note(_left_out(view))
        tables.download(partial(_numbers, readings, horizon), key="readings", file_name="definitions.csv")


def _frozen(view: View, readings: Mapping[str, Measured], horizon: int, subtitle: str) -> Content:
    """The numbers of all, as a table."""
    rows = pd.DataFrame([each.now for each in readings.values()]).reset_index(drop=True)
    named = [each.reading.named(horizon) for each in readings.values()]
    said = [
        f"{each.reading.formal(horizon)}: {each.reading.sentence.format(horizon=horizon)}" for each in readings.values()
    ]
    return Content(
        title=_title(readings),
        subtitle=subtitle,
        note=_left_out(view),
        filters=freezing.filters_in_words(view),
        definition_name="Definitions of coming back",
        definition=" ".join(said),
        unit="percent",
        rows=rows.assign(group=named),
    )


def customers_of_reading(view: View, horizon: int) -> None:
    """The list for the button that was chosen last."""
    code = st.query_params.get("who")
    if code not in READINGS or narrowing.current(view).days is not None:
        return
    ids = members_of(view.filters, READINGS[code].people, horizon=horizon)
    heading = f"{READINGS[code].named(horizon)}, {view.period_text}"
    customer_list.show(fetch.rows(listings.customers_in(ids)), heading, "reading")


def row_html(each: Measured, horizon: int, *, is_chosen: bool = False) -> str:
    """One definition as markup: names and sentence, value with its interval, base, change."""
    reading, now = each.reading, each.now
    is_small = has_small_base(reading.metric, now)
    counted = ("Small base: " if is_small else "") + base(each, horizon)
    return (
        f'<div class="earshot-reading{" is-chosen" if is_chosen else ""}">'
        f'<div class="earshot-reading-what"><b>{html.escape(reading.named(horizon))}</b>'
        f"{' <i>Headline</i>' if is_chosen else ''}<p>{html.escape(reading.sentence.format(horizon=horizon))}</p>"
        f"<small>{html.escape(reading.formal(horizon))}</small></div>"
        f'<div><b class="earshot-reading-value">{fmt.value(now["value"], "percent")}</b>{_range(now)}'
        f"<small>{interval(now)}</small></div>"
        f'<div class="{"is-small" if is_small else ""}">{html.escape(counted)}</div>'
        f"<div>{_verdict(each)}<small>{html.escape(each.change_text)}</small></div></div>"
    )


def _verdict(each: Measured) -> str:
    if not each.verdict:
        return ""
    look = {kpi.BETTER: "is-better", kpi.WORSE: "is-worse"}.get(each.verdict, "is-plain")
    words = html.escape(kpi.verdict_text(each.verdict, each.change.difference))
    return f'<span class="earshot-kpi-verdict {look}">{words}</span>'


def _range(now: pd.Series) -> str:
    """The value as a dot and its interval as a bar, on a scale of 0 to 100 %."""
    if pd.isna(now["value"]):
        return ""
    value, low, width = (f"{100 * part:.1f}%" for part in (now["value"], now["low"], now["high"] - now["low"]))
    return (
        f'<div class="earshot-range" aria-hidden="true"><i style="left:{low};width:{width}"></i>'
        f'<b style="left:{value}"></b></div>'
    )


def _title(readings: Mapping[str, Measured]) -> str:
    values = [each.now["value"] for each in readings.values() if pd.notna(each.now["value"])]
    title = "The same data under six definitions"
    low, high = (fmt.percent(edge(values)) if values else "" for edge in (min, max))
    return title if low == high else f"{title}: from {low} to {high}"


def _left_out(view: View) -> str:
    said = [metric_cards.left_out(view, READINGS["R2"].metric)]
    first = view.coverage.first_order_on
    if first and view.filters.previous().start < first:
        said.append(f"The previous period, which “{READINGS['R7'].choice}” asks about, is not wholly known.")
    if view.filters.has_order_choice:
        said.append(f"“{READINGS['R7'].choice}” does not follow the choice of channel and category.")
    return " ".join(filter(None, said))


def _numbers(readings: Mapping[str, Measured], horizon: int) -> pd.DataFrame:
    frame = pd.DataFrame([each.now for each in readings.values()])
    frame.insert(0, "definition", [each.reading.formal(horizon) for each in readings.values()])
    return frame


def _pick(code: str) -> None:
    for name in ("when", "move"):
        st.query_params.pop(name, None)
    st.query_params["who"] = code
