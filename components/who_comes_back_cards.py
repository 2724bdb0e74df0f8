"""Which customers come back, by one dimension and by two of the reader's choice, and the customers behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from components import breakdowns, chart_card, charts, customer_list, metric_cards, narrowing, states
from components import format as fmt
from components.filter_bar import View
from components.headline import define
from data_access import fetch, listings
from data_access.filters import ORDER_DIMENSIONS
from data_access.metrics import decomposition, loyalty, survival
from data_access.metrics.definition import SMALL_BASE, Metric
from data_access.metrics.uncertainty import differ

MEASURES = {"returning": "Customers who came back", "repurchase": "New customers who bought again"}
HORIZONS = {days: f"{days} days" for days in survival.HORIZONS}
WHO = {"all": "All customers", "returned": "Only those who came back"}
MOST_ROWS, MOST_COLUMNS = 10, 8
CHARTS = ("who_comes_back", "returning_share_change", "who_comes_back_pair")


@dataclass(frozen=True)
class Choice:
    """measure: one of MEASURES. by, also: dimensions, also None while there is only one; names: what each is called."""

    measure: str
    horizon: int
    by: str
    also: str | None
    names: Mapping[str, str]

    @property
    def metric(self) -> Metric:
        return loyalty.returning_customer_share if self.measure == "returning" else loyalty.repurchase_rate

    @property
    def options(self) -> dict[str, int]:
        return {} if self.measure == "returning" else {"horizon": self.horizon}

    @property
    def noun(self) -> str:
        return "customers" if self.measure == "returning" else "new customers"

    @property
    def what(self) -> str:
        """Whom the share counts, as the subject or object of a sentence."""
        return "came back" if self.measure == "returning" else f"bought again within {self.horizon} days"

    @property
    def both(self) -> str:
        return f"{self.by}+{self.also}"

    def called(self, by: str) -> str:
        """The dimension inside a sentence; an attribute keeps the capitals of its name."""
        return self.names[by].lower() if by in breakdowns.OF_PURCHASES else self.names[by]

    def counts_once(self, by: str) -> bool:
        """Whether a customer is in one group only: not in channels and categories, unless of the first purchase."""
        return self.measure == "repurchase" or not set(by.split("+")) & set(ORDER_DIMENSIONS)


def choose(view: View) -> Choice | None:
    """The reader's choice, from the URL and into it; None while nothing is known that customers differ in."""
    names = breakdowns.present(view)
    if not names:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = metric_cards.choose("Measure", MEASURES, "measure")
        horizon = _select("Within", HORIZONS, "within", 90) if measure == "repurchase" else 90
        by = _select("By", names, "by")
        others = {name: label for name, label in names.items() if name != by}
        also = _select("And by", others, "and") if others else None
    return Choice(measure, horizon, by, also, names)


def _select(label: str, options: Mapping, key: str, default=None):
    chosen = st.selectbox(
        label,
        list(options),
        index=list(options).index(default) if default else 0,
        format_func=lambda name: options.get(name, str(name)),
        key=key,
        bind="query-params",
        width=170,
    )
    return chosen or default or next(iter(options))


def ranking(view: View, choice: Choice) -> None:
    """The groups of one dimension beside each other; the title says which stand out when that is no chance."""
    groups = fetch.fetch(choice.metric, view.filters, by=choice.by, **choice.options)
    title, key = _extremes(groups, choice), narrowing.key_of("who_comes_back")
    if not groups["denominator"].any():
        chart_card.show(title, None, key=key, definition=define(choice.metric), empty=too_early(view, choice))
        return
    metric_cards.ranking(
        view,
        choice.metric,
        title,
        choice.by,
        noun=choice.noun,
        key=key,
        by_name=choice.called(choice.by),
        on_click=picks("who_comes_back", choice.by),
        **choice.options,
    )


def _extremes(groups: pd.DataFrame, choice: Choice) -> str:
    """The highest and the lowest group, when groups differ clearly; that they do not; or the question."""
    large = groups[groups["denominator"] >= SMALL_BASE]
    if len(large) < 2 or not choice.counts_once(choice.by):
        return f"Who {choice.what}, by {choice.called(choice.by)}?"
    if not differ(groups):
        return f"No clear difference by {choice.called(choice.by)} in who {choice.what}"
    highest, lowest = (large.loc[find(large["value"])] for find in (pd.Series.idxmax, pd.Series.idxmin))
    told = (f"{narrowing.name_of(each['group'])} ({fmt.percent(each['value'])})" for each in (highest, lowest))
    return "Most {}: {}. Fewest: {}.".format(choice.what, *told)


def pair(view: View, choice: Choice) -> None:
    """Two dimensions at once, and the totals of each."""
    metric, options = choice.metric, choice.options
    cells = fetch.fetch(metric, view.filters, by=choice.both, **options)
    overall = fetch.fetch_one(metric, view.filters, **options)
    named, notes, largest = [], [], []
    for by, most in ((choice.by, MOST_ROWS), (choice.also, MOST_COLUMNS)):
        groups = fetch.fetch(metric, view.filters, by=by, **options)
        groups = groups[groups["denominator"] > 0]
        largest.append(groups.nlargest(most, "denominator"))
        named.append(choice.called(by))
        if len(groups) > most:
            notes.append(f"{choice.names[by]}: the {most} largest of {fmt.count(len(groups))}.")
    if not choice.counts_once(choice.both):
        notes.append("Who bought in several groups is counted in each.")
    base = fmt.base(overall["numerator"], overall["denominator"], choice.noun)
    chart_card.show(
        f"Who {choice.what}, by {named[0]} and {named[1]} at once?",
        charts.pair_heatmap(cells, *largest, overall, noun=choice.noun) if overall["denominator"] > 0 else None,
        key=narrowing.key_of("who_comes_back_pair"),
        subtitle=f"{metric.title.format(**options)}, over the number of {choice.noun} · {view.period_text} · {base}",
        note=" ".join([f"Hollow: fewer than {SMALL_BASE} {choice.noun}.", *notes, metric_cards.left_out(view, metric)]),
        definition=define(metric, **options),
        frame=cells,
        unit=metric.unit,
        on_click=picks("who_comes_back_pair", choice.both),
        empty=too_early(view, choice),
    )


def picks(chart: str, by: str) -> Callable[[], None]:
    """For on_click: the chosen group of a dimension, or cell of two, goes into the URL."""
    return partial(narrowing.pick, chart, "group", CHARTS, dimension=by)


def too_early(view: View, choice: Choice) -> tuple[str, str]:
    """What stands in place of a chart that counts nobody, and what to do."""
    if choice.measure == "returning":
        return metric_cards.nothing(view, choice.metric)
    return (
        f"Too early to tell who {choice.what}",
        f"Nobody who was new in this period has had {choice.horizon} days yet. Choose a longer period, or fewer days.",
    )


def customers(view: View, choice: Choice) -> None:
    """The customers of the group or cell that was chosen last; a hint while none is."""
    picked = st.query_params.get("group", "")
    by = next((by for by in (choice.by, choice.also, choice.both) if picked.startswith(f"{by}:")), None)
    if by is None:
        states.note("Choose a dot, a bar or a cell to see its customers.")
        return
    group = picked.removeprefix(f"{by}:")
    only_returned = metric_cards.choose("Which customers", WHO, "which") == "returned"
    ids = decomposition.members(
        view.filters, by=by, group=group, measure=choice.measure, horizon=choice.horizon, only_returned=only_returned
    )
    whom = f"{choice.noun} who {choice.what}" if only_returned else choice.noun
    customer_list.show(
        fetch.rows(listings.customers_in(ids)),
        f"{narrowing.name_of(group)}: {whom}",
        "group",
        whole=lambda: fetch.rows(listings.customers_in(ids, limit=None)),
    )
