"""Recency, frequency and monetary value: what kinds of customers we have, and who moved from one kind to another.

Every customer is scored among all customers of the same day, whatever the filters choose: a segment's champions are
champions of the whole business, and a customer's group does not change with what the reader looks at.
"""

import math
from collections.abc import Mapping, Sequence

import pandas as pd
from sqlalchemy import CTE, ColumnElement, Date, Double, Label, Select, String, case, cast, func, literal, null, select

from data_access.filters import Filters
from data_access.metrics.definition import BOTH, metric, total
from data_access.metrics.named_groups import NAMES, named, place, place_of
from data_access.metrics.purchase_terms import joined
from data_access.metrics.standing import SCORES, scored, scored_twice
from data_access.schema import CUSTOMER_DIMENSIONS

NOT_YET = "Not yet a customer"
# What is added up of customers, and from which of their columns.
_SUMS = {"revenue": "spent", "revenue_before": "was_spent", "purchases": "purchases", "days": "days"}


def _every_group(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """All groups of each value of the breakdown, also those with nobody in them, with their shares."""
    frame = frame.astype({"place": int})
    names = [NAMES[number - 1] for number in frame["place"]]
    of = [group.removesuffix(name) for group, name in zip(frame["group"], names, strict=True)]
    whole = pd.MultiIndex.from_product([dict.fromkeys(of), range(1, len(NAMES) + 1)], names=["of", "place"])
    filled = frame.assign(of=of).set_index(["of", "place"]).reindex(whole).reset_index()
    filled["group"] = filled["of"] + filled["place"].map(lambda number: NAMES[number - 1])
    return _with_shares(filled, filled["of"]).drop(columns="of")


@metric("Customer groups", "count", CUSTOMER_DIMENSIONS, fills_gaps=False, steps=(), finish=_every_group)
def rfm_groups(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Customers by group at the end of the period, or on the data's last day where that is earlier. Three scores from 1
    to 5 tell where a customer stands among all customers that day, whatever the filters choose: recency (the day of the
    last purchase), frequency (purchases so far) and monetary value (spent so far; with several currencies, in the
    chosen one). A score is 1 and one more for each full fifth of all customers who have less, so equal values score
    alike and 5 is best. The group follows from the recency score and the value score: the mean of frequency and
    monetary value, halves counted down. Shares are of the customers that the filters choose, and of what they spent.
    Choices of channel and category are not applied."""
    source, group = joined(by)
    of = (group.element.label("of"),) if by else ()
    customer = scored(filters, *of, source=source).c
    worth = (customer.frequency + customer.monetary).label("worth")
    cells = _added_up((customer.recency, worth, *(customer[each.name] for each in of)), customer).c
    placed = select(place(cells.recency, cells.worth).label("place"), *cells).cte("placed").c
    group = placed.of + literal(": ") + _name(placed.place) if by else _name(placed.place)
    statement = select(*_keys(group), *_totals(placed), placed.place)
    return statement.group_by(placed.place, *(placed[each.name] for each in of))


@metric("Recency, frequency and monetary scores", "count", (), fills_gaps=False, steps=())
def rfm_scores(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Customers by their three scores from 1 to 5, on the day and by the rule of the customer groups: recency,
    frequency and monetary value, 5 being the most recent, the most often, the most. Choices of channel and category are
    not applied."""
    customer = scored(filters).c
    cells = _added_up([customer[name] for name in SCORES], customer).c
    recency, frequency, monetary = (cast(cells[name], String) for name in SCORES)
    group = literal("R") + recency + literal(" F") + frequency + literal(" M") + monetary
    statement = select(*_keys(group), *_totals(cells), *(cells[name].label(f"{name}_score") for name in SCORES))
    return statement.group_by(*(cells[name] for name in SCORES))


@metric("Movement between customer groups", "count", (), fills_gaps=False, steps=())
def rfm_movement(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Customers at the end of the period, or on the data's last day where that is earlier, by the customer group they
    were in on the day before the period and the one they are in now; who had not bought by then was not yet a customer.
    Scores are among all customers of the respective day, so some move down without doing anything, because others did
    more. Choices of channel and category are not applied."""
    return moves(filters)


def moves(filters: Filters, known: Mapping | None = None, known_before: Mapping | None = None) -> Select:
    """rfm_movement, in half the time where the rows of `standing.fifths` of both days are known."""
    cells = _of_both_days(filters, known, known_before).c
    before = func.coalesce(place(cells.was_recency, cells.was_worth), 0).label("from_place")
    placed = select(before, place(cells.recency, cells.worth).label("to_place"), *cells).cte("placed").c
    came_from, went_to = _name(placed.from_place), _name(placed.to_place)
    groups = came_from.label("from_group"), went_to.label("to_group")
    statement = select(
        *_keys(came_from + literal(BOTH) + went_to), *_totals(placed), *groups, placed.from_place, placed.to_place
    )
    return statement.group_by(placed.from_place, placed.to_place)


def cells(filters: Filters, known: Mapping | None = None, known_before: Mapping | None = None) -> Select:
    """What `moves` adds up, for `moves_of` to do so: a database takes as long to plan the names as to count."""
    return select(_of_both_days(filters, known, known_before))


def moves_of(cells: Sequence[tuple]) -> pd.DataFrame:
    """The frame of `moves`, from the rows of `cells`."""
    sums: dict[tuple[int, int], list] = {}
    for recency, worth, was_recency, was_worth, *numbers in cells:
        places = place_of(was_recency, was_worth), place_of(recency, worth)
        held = sums.get(places)
        sums[places] = [a + b for a, b in zip(held, numbers, strict=True)] if held else numbers
    names = (NOT_YET, *NAMES)
    rows = [
        (None, f"{names[was]}{BOTH}{names[now]}", float(n), float(n), math.nan, *map(float, told), names[was],
         names[now], was, now)
        for (was, now), (n, *told) in sorted(sums.items())
    ]  # fmt: skip
    columns = ("period", "group", "value", "numerator", "denominator", *_SUMS)
    return pd.DataFrame(rows, columns=[*columns, "from_group", "to_group", "from_place", "to_place"])


def at_end(movement: pd.DataFrame) -> pd.DataFrame:
    """What rfm_groups says of the same filters, from rfm_movement's frame."""
    return _side(movement, "to_place", {name: name for name in ("value", "revenue", "purchases", "days")})


def at_start(movement: pd.DataFrame) -> pd.DataFrame:
    """The groups on the day before the period, from rfm_movement's frame: customers, what they had spent, shares."""
    were = movement[movement["from_place"] > 0]
    return _side(were, "from_place", {"value": "value", "revenue_before": "revenue"})


def members(
    filters: Filters,
    group: str | None = None,
    came_from: str | None = None,
    *,
    known: Mapping | None = None,
    known_before: Mapping | None = None,
) -> Select:
    """The ids of the customers in a group at the end of the period, of those who were in another before it, or of who
    moved from one to the other. known, known_before: as `moves` takes them.

    Raises:
        ValueError: with a sentence, for a name that no group has.
    """
    customer = (scored_twice(filters, known, known_before) if came_from else scored(filters, known=known)).c
    statement = select(customer.customer_id)
    if group:
        statement = statement.where(named(group).holds(customer.recency, customer.frequency + customer.monetary))
    if came_from == NOT_YET:
        statement = statement.where(customer.was_recency.is_(None))
    elif came_from:
        worth = customer.was_frequency + customer.was_monetary
        statement = statement.where(named(came_from).holds(customer.was_recency, worth))
    return statement


def _side(movement: pd.DataFrame, place_of_move: str, sums: dict[str, str]) -> pd.DataFrame:
    added = {name: [0.0] * len(NAMES) for name in sums.values()}
    places = movement[place_of_move].tolist()
    for name, called in sums.items():
        for number, value in zip(places, movement[name].tolist(), strict=True):
            added[called][number - 1] += value
    whole = pd.DataFrame({"group": NAMES, "place": range(1, len(NAMES) + 1), **added})
    return _with_shares(whole, pd.Series(0, index=whole.index))


def _with_shares(frame: pd.DataFrame, of: pd.Series) -> pd.DataFrame:
    """Nobody is 0 customers with 0 revenue; shares and means of nobody are unknown."""
    sums = [name for name in ("value", "numerator", "revenue") if name in frame]
    frame = frame.assign(**{name: frame[name].fillna(0.0) for name in sums})
    for share, name in (("share_of_customers", "value"), ("share_of_revenue", "revenue")):
        total_of = frame[name].groupby(of).transform("sum")
        frame[share] = frame[name] / total_of.where(total_of != 0)
    for mean, name in (("mean_purchases", "purchases"), ("mean_days", "days")):
        if name in frame:
            frame[mean] = frame.pop(name) / frame["value"].where(frame["value"] > 0)
    return frame


def _of_both_days(filters: Filters, known: Mapping | None, known_before: Mapping | None) -> CTE:
    """Customers by their scores of both days; none of these is of the earlier one for who had not bought by then."""
    customer = scored_twice(filters, known, known_before).c
    worth = (customer.frequency + customer.monetary).label("worth")
    was_worth = (customer.was_frequency + customer.was_monetary).label("was_worth")
    return _added_up((customer.recency, worth, customer.was_recency, was_worth), customer)


def _added_up(keys: Sequence[ColumnElement], customer) -> CTE:
    """The customers of each combination of keys, with the sums of what is known of them."""
    sums = {name: customer[column] for name, column in _SUMS.items() if column in customer}
    columns = (func.coalesce(func.sum(column), 0).label(name) for name, column in sums.items())
    return select(*keys, func.count().label("customers"), *columns).group_by(*keys).cte("cells")


def _totals(cells) -> tuple[Label, ...]:
    names = [name for name in _SUMS if name in cells]
    return *total(func.sum(cells.customers)), *(cast(func.sum(cells[name]), Double).label(name) for name in names)


def _keys(group: ColumnElement[str]) -> tuple[Label, Label]:
    return cast(null(), Date).label("period"), group.label("group")


def _name(number: ColumnElement[int]) -> ColumnElement[str]:
    return case(*((number == each, literal(name)) for each, name in enumerate((NOT_YET, *NAMES))))
