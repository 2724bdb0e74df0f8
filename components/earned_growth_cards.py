"""Growth that customers bring: last period's revenue and this one's, part by part, and who recommended us."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, charts, metric_cards, narrowing, states
from components import format as fmt
from components.customer_revenue_cards import CHARTS, list_of, picked
from components.definition import Definition
from components.filter_bar import COMPARISONS, View
from components.headline import define, only_currency
from components.shown import shown
from data_access import fetch
from data_access.filters import Filters
from data_access.metrics import earned_growth, growth_parts
from data_access.metrics.definition import Metric
from data_access.metrics.growth_parts import BEFORE, KEPT, NOW, OTHER, RECOMMENDED, RETURNED, UNKNOWN
from data_access.metrics.origins import recommending
from data_access.together import Asked

Parts = Mapping[str, Mapping[str, float]]  # the rows of growth_in_parts, by group
PARTS, REFERRALS = "growth_in_parts", "referrals_by_repeat_customers"
# Blue is what customers earned us, by buying again and by sending others.
_ROWS = {
    BEFORE: ("Before", "grey"),
    KEPT: ("Same customers again", "ours"),
    RECOMMENDED: ("New, recommended", "ours"),
    RETURNED: ("Other earlier customers", "pale"),
    OTHER: ("New, other ways", "pale"),
    UNKNOWN: ("New, not known how", "pale"),
    NOW: ("This period", "grey"),
}
_WHO = {
    BEFORE: "Customers of the period before",
    KEPT: "Customers of the period before who bought again",
    RECOMMENDED: "New customers who came by recommendation",
    RETURNED: "Customers who had bought before, but not in the period compared with",
    OTHER: "New customers who came in other ways",
    UNKNOWN: "New customers of whom it is not known how they came",
    NOW: "Customers of this period",
}
_NO_ORIGIN = (
    "No file says how customers first heard of us. Add a column origin to the file of orders (recommendation, search, "
    "store, …) and import it on the Data page."
)
_NO_REFERRER = (
    "No file says who recommended whom. Add a column referred_by to the file of orders, with the id of the customer "
    "who recommended us, and import it on the Data page."
)
_WHOM = {"new": "New customers they sent", "referrers": "Repeat customers who sent them"}
_SENT = {"new": "New customers sent by repeat customers", "referrers": "Repeat customers who sent new ones"}


def ahead(view: View) -> list[Asked]:
    """What `growth` asks for."""
    compared_with = _compared_with(view)
    before = growth_parts.period_before(view.filters, compared_with)
    if not _is_known(view, before):
        return []
    return [Asked(earned_growth.growth_in_parts, view.filters, options={"compared_with": compared_with})]


def _is_known(view: View, before: Filters) -> bool:
    """Whether orders are known from the whole of the earlier period."""
    return view.coverage.first_order_on is not None and before.start >= view.coverage.first_order_on


def growth(view: View) -> None:
    """From the earlier period's revenue to this one's."""
    metric, compared_with = earned_growth.growth_in_parts, _compared_with(view)
    before = growth_parts.period_before(view.filters, compared_with)
    key = narrowing.key_of(PARTS)
    if not _is_known(view, before):
        chart_card.show(
            "How much of our growth do customers bring?",
            None,
            key=key,
            subtitle=f"{metric.title} · {view.period_text}",
            definition=_definition(),
            empty=_no_earlier_orders(view),
        )
        return
    pick = partial(narrowing.pick, PARTS, "group", CHARTS, dimension="part")
    chart_card.show(key=key, on_click=pick, height=340, **_growth(view, before, compared_with))


@shown
def _growth(view: View, before: Filters, compared_with: str) -> dict:
    metric, currency = earned_growth.growth_in_parts, only_currency(view)
    name = "year before" if compared_with == "year" else "period before"
    frame = fetch.fetch(metric, view.filters, compared_with=compared_with)
    parts = {row["group"]: row for row in frame.to_dict("records")}
    earned = _earned(parts)
    figure = None
    if parts[BEFORE]["numerator"] > 0:
        figure = charts.bar_rows(_rows(parts, before, name, currency), is_joined=True, rule=1.0)
    return dict(
        title=_answer(parts, earned, name),
        figure=figure,
        subtitle=_sum(parts, earned, before, view),
        note=_left_out(view, metric, parts),
        definition=_definition(),
        frame=frame.set_index("group").loc[list(_ROWS)].reset_index(),
        unit="percent",
        empty=metric_cards.nothing(view, metric),
    )


def _definition() -> Definition:
    """Of earned growth, and of the two that it is made of."""
    defined = [define(each) for each in (earned_growth.net_revenue_retention, earned_growth.earned_new_revenue)]
    made_of = " ".join(f"{each.name}: {each.meaning}" for each in defined)
    return replace(define(earned_growth.earned_growth), formula=made_of)


def _compared_with(view: View) -> str:
    """The reader's comparison where it can serve; without one, the period before."""
    if view.comparison is None or view.comparison_name != COMPARISONS["year"].lower():
        return "previous"
    return "year" if view.comparison.end < view.filters.start else "previous"


def _no_earlier_orders(view: View) -> tuple[str, str]:
    first = view.coverage.first_order_on
    known = f"Orders are known from {fmt.day(first)} on. " if first else ""
    return "No orders for the whole period before", f"{known}Choose a shorter period, so that the one before is known."


def _earned(parts: Parts) -> float | None:
    """Earned growth from its parts, which are at hand: to ask for it would count them all again."""
    if parts[UNKNOWN]["n"] > 0 and not parts[RECOMMENDED]["n"] + parts[OTHER]["n"]:
        return None
    return parts[KEPT]["value"] + parts[RECOMMENDED]["value"] - 1


def _answer(parts: Parts, earned: float | None, name: str) -> str:
    kept = parts[KEPT]["value"]
    if fmt.is_unknown(kept):
        return "How much of our growth do customers bring?"
    if fmt.is_unknown(earned):
        return f"Customers of the {name} bring {fmt.percent(kept)} of its revenue again"
    return f"Kept and recommended customers bring {fmt.percent(1 + earned)} of the revenue of the {name}"


def _sum(parts: Parts, earned: float | None, before: Filters, view: View) -> str:
    """Earned growth as the sum that it is, and both periods."""
    kept, recommended = (fmt.percent(parts[name]["value"]) for name in (KEPT, RECOMMENDED))
    if fmt.is_unknown(earned):
        total = "Earned growth unknown"
    else:
        growth_text = fmt.change(earned, "percent").removesuffix(" pts") + "%"
        total = f"Earned growth {growth_text} = {kept} kept + {recommended} recommended − 100%"
    dates = fmt.date_range(before.start, before.end)
    return f"{total} · {view.period_text} · against {dates} · {fmt.count(parts[BEFORE]['n'])} customers"


def _rows(parts: Parts, before: Filters, name: str, currency: str | None) -> pd.DataFrame:
    level, rows = 0.0, []
    for part in _ROWS:
        row = parts[part]
        is_whole = part in (BEFORE, NOW)
        label, tone = _ROWS[part]
        sign = "" if is_whole or part == KEPT else "+"
        rows.append(
            {
                "group": part,
                "label": name.capitalize() if part == BEFORE else label,
                "start": 0.0 if is_whole else level,
                "value": row["value"],
                "tone": tone,
                "number": sign + fmt.percent(row["value"]),
                "under": fmt.amount(row["numerator"], currency),
                "lines": [
                    f"{fmt.amount(row['numerator'], currency, exact=True)} from {fmt.count(row['n'])} customers",
                    f"{fmt.percent(row['value'], exact=True)} of the revenue of "
                    f"{fmt.date_range(before.start, before.end)}",
                ],
            }
        )
        level += 0.0 if is_whole else row["value"]
    # Earned growth is drawn even where it is nothing, but not where it is unknown.
    always = [BEFORE, KEPT, NOW] if fmt.is_unknown(_earned(parts)) else [BEFORE, KEPT, RECOMMENDED, NOW]
    return pd.DataFrame([row for row in rows if row["value"] > 0 or row["group"] in always])


def _left_out(view: View, metric: Metric, parts: Parts) -> str:
    if not view.coverage.options.get("origin"):
        return f"{_NO_ORIGIN} {metric_cards.left_out(view, metric)}".strip()
    unknown = parts[UNKNOWN]["n"]
    known = parts[RECOMMENDED]["n"] + parts[OTHER]["n"]
    sentences = [f"The stronger blue is earned: bought again or recommended. {_answers(known, known + unknown)}"]
    if named := recommending(view.coverage.options["origin"]):
        more = ", …" if len(named) > 5 else ""
        sentences.append(f"Counted as recommended: {', '.join(named[:5])}{more}.")
    if unknown > 0:
        sentences.append("Customers who came by recommendation and did not say so are not counted.")
    if small := states.small_base(parts[BEFORE]["n"], "customers in the period before"):
        sentences.append(small)
    return " ".join([*sentences, metric_cards.left_out(view, metric)]).strip()


def _answers(answered: float, new: float) -> str:
    if not new:
        return "There are no new customers."
    return (
        f"How they heard of us is known of {fmt.percent(answered / new)} ({fmt.base(answered, new, 'new customers')})."
    )


def referrals(view: View) -> None:
    """How many new customers repeat customers sent, over time."""
    metric, key = earned_growth.referrals_by_repeat_customers, narrowing.key_of(REFERRALS)
    question = "Do repeat customers send us new ones?"
    if missing := _missing(view):
        what, action = missing.split(". ", 1)
        chart_card.show(question, None, key=key, definition=define(metric), empty=(what, action))
        return
    rate = fetch.fetch_one(earned_growth.origin_answer_rate, view.filters)
    metric_cards.trend(
        view,
        metric,
        question,
        up="Repeat customers send us a larger share of new ones",
        down="Repeat customers send us a smaller share of new ones",
        noun="new customers with known origin",
        key=key,
        note=f"{_answers(rate['numerator'], rate['denominator'])} {metric_cards.left_out(view, metric)}".strip(),
        on_click=partial(_pick_referrals, view.every),
    )


def _missing(view: View) -> str:
    if not view.coverage.options.get("origin"):
        return _NO_ORIGIN
    return _NO_REFERRER if fetch.rows(earned_growth.any_referral()).empty else ""


def _pick_referrals(every: str) -> None:
    narrowing.pick(REFERRALS, "when", CHARTS, every=every)
    if "when" in st.query_params:
        st.query_params["group"] = "sent:new"


def customers_of_growth(view: View) -> None:
    """The customers of the part, or behind the referrals of the step, that was picked."""
    (dimension, group), days = picked(), narrowing.current(view).days
    if dimension == "part" and group in _WHO:
        ids = growth_parts.customers_of_part(view.filters, group, compared_with=_compared_with(view))
        list_of(ids, _WHO[group], "growth")
    elif dimension == "sent" and days:
        whom = metric_cards.choose("Whose names", _WHOM, "whom")
        filters = narrowing.filters(view, narrowing.current(view))
        ids = (earned_growth.referred if whom == "new" else earned_growth.referrers)(filters)
        list_of(ids, f"{_SENT[whom]}, {fmt.date_range(*days)}", "growth")
    else:
        states.note("Choose a bar or a point to see its customers.")
