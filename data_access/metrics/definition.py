"""What a metric is: a pure function Filters -> Select, its unit, its interval, and the frame that its rows make."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Date, Double, Label, Select, String, cast, func, literal, null, select

from data_access.dialects import add_days, add_months, month_start, quarter_start, week_start
from data_access.filters import Filters
from data_access.schema import customer_attributes, customers

CONFIDENCE = 0.95
SMALL_BASE = 30  # under this n a rate is marked
COLUMNS = ("period", "group", "value", "numerator", "denominator", "low", "high")
EVERY = ("day", "week", "month", "quarter")
_FREQUENCY = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS"}
_registry: dict[str, "Metric"] = {}


@dataclass(frozen=True)
class Metric:
    """A named number.

    unit: percent (a fraction 0..1), score (-1..1), count, amount.
    interval: wilson (a proportion), clustered (a mean of units that may speak more than once), or None.
    dimensions: what it can be broken down by, and which filters it honours.
    options: keyword arguments beyond by and every, with their defaults (horizon=90).
    """

    name: str
    title: str
    unit: str
    interval: str | None
    dimensions: tuple[str, ...]
    statement: Callable[..., Select]
    fills_gaps: bool = True

    def __call__(self, filters: Filters, *, by: str | None = None, every: str | None = None, **options) -> Select:
        """The statement, with columns period, group, value, numerator, denominator (and moments).

        Raises:
            ValueError: in a sentence, for a dimension or step that this metric does not know.
        """
        # Whoever can be told apart by segment can be told apart by whatever else is known of them.
        is_attribute = by is not None and by.startswith("attribute.") and "segment" in self.dimensions
        if by is not None and by not in self.dimensions and not is_attribute:
            raise ValueError(f"{self.name} cannot be broken down by {by}. Choose of: {', '.join(self.dimensions)}.")
        if every is not None and every not in EVERY:
            raise ValueError(f"'{every}' is not a step in time. Choose of: {', '.join(EVERY)}.")
        return self.statement(filters, by=by, every=every, **options)

    @property
    def speaks_of(self) -> str:
        """orders or feedback: whose first and last day bound what the metric can say."""
        return "feedback" if "source" in self.dimensions or not self.dimensions else "orders"

    @property
    def definition(self) -> str:
        """The docstring: what readers see."""
        return " ".join((self.statement.__doc__ or "").split())


def metric(
    title: str, unit: str, dimensions: Iterable[str], interval: str | None = None, fills_gaps: bool = True
) -> Callable[[Callable[..., Select]], Metric]:
    """Register a function as the metric of its own name."""

    def register(function: Callable[..., Select]) -> Metric:
        made = Metric(function.__name__, title, unit, interval, tuple(dimensions), function, fills_gaps)
        _registry[made.name] = made
        return made

    return register


def registered() -> dict[str, Metric]:
    return dict(_registry)


# ---- pieces of statements


def ratio(numerator: ColumnElement, denominator: ColumnElement) -> tuple[Label, Label, Label]:
    """value, numerator, denominator; nobody in the denominator makes the value unknown (NULL), never 0."""
    top, bottom = cast(numerator, Double), cast(denominator, Double)
    value = top / func.nullif(bottom, 0.0, type_=Double)
    return value.label("value"), top.label("numerator"), bottom.label("denominator")


def total(amount: ColumnElement) -> tuple[Label, Label, Label]:
    """value and numerator alike, no denominator: a count or an amount."""
    value = cast(func.coalesce(amount, 0), Double)
    return value.label("value"), value.label("numerator"), cast(null(), Double).label("denominator")


def period_start(every: str | None, day: ColumnElement) -> ColumnElement:
    """The first day of the calendar step that a day lies in; NULL without steps."""
    if every is None:
        return cast(null(), Date)
    return {"day": lambda d: d, "week": week_start, "month": month_start, "quarter": quarter_start}[every](day)


def next_period_start(every: str, start: ColumnElement) -> ColumnElement:
    step = {"day": 1, "week": 7, "month": 1, "quarter": 3}[every]
    return (add_days if every in ("day", "week") else add_months)(start, step)


def group_of(column: ColumnElement | None) -> ColumnElement:
    """The dimension's value as text; what has none is its own group, and no dimension is NULL."""
    if column is None:
        return cast(null(), String)
    return func.coalesce(column, literal("(not given)"))


def customer_value(by: str, customer_id: ColumnElement) -> ColumnElement:
    """What is known of the customer of a row, looked up by their id: a column of customers, or attribute.NAME."""
    said = customer_attributes.c
    if by.startswith("attribute."):
        chosen = select(said.value).where(said.name == by.removeprefix("attribute."), said.customer_id == customer_id)
    else:
        chosen = select(customers.c[by]).where(customers.c.customer_id == customer_id)
    return chosen.scalar_subquery()


def grouped(statement: Select, period, group, by: str | None, every: str | None) -> Select:
    """GROUP BY what varies; a constant NULL is not grouped by, so that nobody at all still gives one row."""
    keys = ([period] if every else []) + ([group] if by else [])
    return statement.group_by(*keys) if keys else statement


def keys_of(inner, by: str | None, every: str | None) -> tuple[Label, Label]:
    """period and group of a CTE's columns. One that does not vary is NULL anew: a column that is not grouped by cannot
    be selected beside sums, though it holds only NULL."""
    period = inner.period if every else cast(null(), Date)
    group = inner.group if by else cast(null(), String)
    return period.label("period"), group.label("group")


def clustered_mean(
    period, group, speaker: ColumnElement, score: ColumnElement, where: list, by: str | None, every: str | None
) -> Select:
    """The mean of a score, with the moments that its interval needs: of each speaker the sum d and the count n."""
    spoken = (
        select(period, group, cast(func.sum(score), Double).label("d"), cast(func.count(), Double).label("n"))
        .where(*where)
        .group_by(period, group, speaker)
        .cte("speakers")
    ).c
    keys = keys_of(spoken, by, every)
    statement = select(
        *keys,
        *ratio(func.coalesce(func.sum(spoken.d), 0), func.coalesce(func.sum(spoken.n), 0)),
        func.sum(spoken.d * spoken.d).label("moment_dd"),
        func.sum(spoken.d * spoken.n).label("moment_dn"),
        func.sum(spoken.n * spoken.n).label("moment_nn"),
        func.count().label("moment_units"),
    )
    return grouped(statement, *keys, by, every)


# ---- rows -> frame


def frame(
    metric: Metric, rows: pd.DataFrame, filters: Filters, every: str | None, by: str | None = None
) -> pd.DataFrame:
    """The canonical frame: COLUMNS, then whatever else the statement selected, in order of period and group.

    Periods without rows are added where the metric can say something of them: 0 for counts, unknown for rates.
    """
    result = rows.copy()
    for name in {"period", "cohort"} & set(result.columns):
        result[name] = pd.to_datetime(result[name])
    if "is_complete" in result.columns:
        result["is_complete"] = result["is_complete"].astype(bool)  # 0 and 1 in the database
    for name in ("value", "numerator", "denominator"):
        result[name] = pd.to_numeric(result[name]).astype("float64")
    if every and metric.fills_gaps and len(result):
        result = _with_every_period(metric, result, filters, every)
    low, high = intervals(metric, result)
    result["low"], result["high"] = low, high
    moments = [name for name in result.columns if name.startswith("moment_")]
    others = [name for name in result.columns if name not in COLUMNS and name not in moments]
    order = [name for name in ("cohort", "age", "period", "group") if name in result.columns]
    result = result.sort_values(order, key=_natural, na_position="first", kind="stable")
    return result[[*COLUMNS, *others, *moments]].reset_index(drop=True)


def _natural(column: pd.Series) -> pd.Series:
    """Groups that are numbers, in their order as numbers."""
    if column.name != "group":
        return column
    numbers = pd.to_numeric(column, errors="coerce")
    return column if numbers.isna().any() else numbers


def _with_every_period(metric: Metric, result: pd.DataFrame, filters: Filters, every: str) -> pd.DataFrame:
    first = pd.Timestamp(filters.start) if filters.start else result["period"].min()
    last = pd.Timestamp(filters.end) if filters.end else result["period"].max()
    starts = _starts(first, last, every)
    groups = pd.Index(result["group"].drop_duplicates())
    whole = pd.MultiIndex.from_product([starts, groups], names=["period", "group"]).to_frame(index=False)
    merged = whole.merge(result, on=["period", "group"], how="outer")
    empty = merged["numerator"].isna() & merged["denominator"].isna()
    is_total = result["denominator"].isna().all()
    merged.loc[empty, ["value", "numerator"] if is_total else ["numerator", "denominator"]] = 0.0
    return merged


def _starts(first: pd.Timestamp, last: pd.Timestamp, every: str) -> pd.DatetimeIndex:
    if every == "week":
        first = first - pd.Timedelta(days=first.weekday())
    elif every == "month":
        first = first.replace(day=1)
    elif every == "quarter":
        first = first.replace(month=3 * ((first.month - 1) // 3) + 1, day=1)
    return pd.date_range(first, last, freq=_FREQUENCY[every]).astype("datetime64[us]")


# ---- uncertainty


@cache
def _z() -> float:
    from scipy.stats import norm

    return float(norm.ppf(0.5 + CONFIDENCE / 2))


def intervals(metric: Metric, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % limits of each row's value: NaN where the metric has none or nobody is in the base."""
    low = np.full(len(rows), np.nan)
    high = low.copy()
    if metric.interval is None or rows.empty:
        return low, high
    base = rows["denominator"].to_numpy()
    known = base > 0
    if metric.interval == "wilson":
        # Imported on first use: statsmodels takes a second, which the command line need not pay.
        from statsmodels.stats.proportion import proportion_confint

        top = rows["numerator"].to_numpy()
        low[known], high[known] = proportion_confint(top[known], base[known], 1 - CONFIDENCE, method="wilson")
        return low, high
    margin = _z() * standard_error(rows)
    value = rows["value"].to_numpy()
    return np.maximum(value - margin, -1.0), np.minimum(value + margin, 1.0)


def standard_error(rows: pd.DataFrame) -> np.ndarray:
    """Of a mean over units (customers) that may count several times: the delta method for a ratio of sums.

    With d_i the sum and n_i the count of unit i, N = sum n_i and R = sum d_i / N:
    Var(R) = sum (d_i - R n_i)^2 / N^2; with one item a unit it is (p + d - (p - d)^2) / N for a net share.
    """
    value, base = rows["value"].to_numpy(), rows["denominator"].to_numpy()
    squares = (
        rows["moment_dd"].to_numpy(dtype=float)
        - 2 * value * rows["moment_dn"].to_numpy(dtype=float)
        + value**2 * rows["moment_nn"].to_numpy(dtype=float)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(np.maximum(squares, 0)) / base
    # One unit tells nothing of the spread between units.
    return np.where(rows["moment_units"].to_numpy(dtype=float) > 1, error, np.nan)


@dataclass(frozen=True)
class Change:
    """The difference of a value from another period's, its 95 % interval and its p value; None is unknown."""

    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def change(metric: Metric, now: pd.Series, before: pd.Series) -> Change:
    """Newcombe's interval for rates, the two standard errors together for means; none for counts and amounts."""
    if pd.isna(now["value"]) or pd.isna(before["value"]):
        return Change()
    difference = float(now["value"] - before["value"])
    if metric.interval == "wilson":
        return _change_of_rate(difference, now, before)
    if metric.interval == "clustered":
        return _change_of_mean(difference, now, before)
    return Change(difference)


def _change_of_rate(difference: float, now: pd.Series, before: pd.Series) -> Change:
    from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

    samples = (now["numerator"], now["denominator"], before["numerator"], before["denominator"])
    low, high = confint_proportions_2indep(*samples, method="newcomb", compare="diff", alpha=1 - CONFIDENCE)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = float(test_proportions_2indep(*samples, method="score", compare="diff").pvalue)
    # Where everybody or nobody returned in both periods the score has no spread to test with.
    return Change(difference, float(low), float(high), 1.0 if np.isnan(p) else p)


def _change_of_mean(difference: float, now: pd.Series, before: pd.Series) -> Change:
    from scipy.stats import norm

    error = float(np.hypot(*(standard_error(pd.DataFrame([row]))[0] for row in (now, before))))
    if np.isnan(error):
        return Change(difference)
    margin = _z() * error
    p = 1.0 if error == 0 and difference == 0 else float(2 * norm.sf(abs(difference) / error)) if error else 0.0
    return Change(difference, difference - margin, difference + margin, p)


def worth_colouring(changes: Iterable[Change]) -> list[bool]:
    """Which of a page's changes may be called better or worse: Benjamini-Hochberg at 10 % over all of them, so that
    of forty arrows not two are chance, and the interval leaves zero out."""
    from statsmodels.stats.multitest import multipletests

    changes = list(changes)
    tested = [change.p for change in changes if change.p is not None]
    if not tested:
        return [False] * len(changes)
    passed = iter(multipletests(tested, alpha=0.10, method="fdr_bh")[0])
    return [change.p is not None and bool(next(passed)) and change.is_clear for change in changes]


def as_date(value: date | str | None) -> date | None:
    """An ISO day, or nothing; ValueError with a sentence for anything else."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"'{value}' is not a day. Write it as 2025-04-30.") from None
