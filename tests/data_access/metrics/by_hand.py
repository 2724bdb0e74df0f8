"""The same numbers the slow, obvious way: plain Python over lists, from the orders and words as they were given.

Nothing here reads the database or shares code with the metrics. Each function gives {(period, group): (numerator,
denominator)}; a cell that nobody is in is left out.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

CUSTOMER_FIELDS = ("segment", "region")
MISSING = "(not given)"


@dataclass(frozen=True)
class Order:
    order_id: str
    customer_id: str | None
    day: date
    amount: int
    channel: str | None
    category: str | None


@dataclass(frozen=True)
class Feedback:
    feedback_id: str
    customer_id: str | None
    day: date
    text: str
    source: str
    score: int  # the sign that these words are known to have
    brands: frozenset[str]


class Shop:
    """What was given: orders, words, and of each customer a dict of their fields. Not a dataclass, whose whole contents
    would bury what a failure has to say."""

    def __init__(self, orders: list[Order], customers: dict[str, dict[str, str | None]], feedback: list[Feedback]):
        self.orders, self.customers, self.feedback = orders, customers, feedback


@dataclass(frozen=True)
class Purchase:
    customer_id: str
    day: date
    ordinal: int
    days: tuple[date, ...]  # all days of the customer's purchases
    amount: int
    channel: str | None
    category: str | None


def purchases(shop: Shop) -> list[Purchase]:
    """A customer's orders of one day are one purchase, in the channel and category of the largest of them."""
    by_customer = defaultdict(lambda: defaultdict(list))
    for order in shop.orders:
        if order.customer_id is not None:
            by_customer[order.customer_id][order.day].append(order)
    result = []
    for customer, by_day in by_customer.items():
        days = tuple(sorted(by_day))
        for number, day in enumerate(days, start=1):
            largest = max(by_day[day], key=lambda order: order.amount)
            amount = sum(order.amount for order in by_day[day])
            result.append(Purchase(customer, day, number, days, amount, largest.channel, largest.category))
    return result


# ---- periods, groups, filters


def step(day: date, every: str | None) -> date | None:
    """The first day of the calendar step that a day lies in."""
    if every is None:
        return None
    if every == "day":
        return day
    if every == "week":
        return day - timedelta(days=day.weekday())
    if every == "month":
        return day.replace(day=1)
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def step_before(start: date, every: str) -> date:
    return step(start - timedelta(days=1), every)


def months(first: date, later: date) -> int:
    return 12 * (later.year - first.year) + later.month - first.month


def is_in_period(day: date, filters) -> bool:
    return (filters.start is None or day >= filters.start) and (filters.end is None or day <= filters.end)


def is_chosen_customer(shop: Shop, customer_id: str | None, filters) -> bool:
    told = shop.customers.get(customer_id, {})
    return all(not (wanted := getattr(filters, name)) or told.get(name) in wanted for name in CUSTOMER_FIELDS)


def is_chosen_order(order, filters) -> bool:
    return all(not (wanted := getattr(filters, n)) or getattr(order, n) in wanted for n in ("channel", "category"))


def group(shop: Shop, thing, by: str | None) -> str | None:
    if by is None:
        return None
    value = shop.customers.get(thing.customer_id, {}).get(by) if by in CUSTOMER_FIELDS else getattr(thing, by)
    return value or MISSING


def cells(shop: Shop, things, filters, by, every) -> dict:
    """The things that the filters choose, by period and group."""
    result = defaultdict(list)
    for thing in things:
        is_chosen = is_in_period(thing.day, filters) and is_chosen_customer(shop, thing.customer_id, filters)
        if is_chosen and is_chosen_order(thing, filters):
            result[step(thing.day, every), group(shop, thing, by)].append(thing)
    return result


def by_customer(bought: list[Purchase]) -> dict[str, list[Purchase]]:
    result = defaultdict(list)
    for purchase in bought:
        result[purchase.customer_id].append(purchase)
    return result


# ---- orders and loyalty


def orders(shop, filters, by, every):
    return {cell: (len(found), None) for cell, found in cells(shop, shop.orders, filters, by, every).items()}


def revenue(shop, filters, by, every):
    found = cells(shop, shop.orders, filters, by, every)
    return {cell: (sum(order.amount for order in inside), None) for cell, inside in found.items()}


def average_order_value(shop, filters, by, every):
    found = cells(shop, shop.orders, filters, by, every)
    return {cell: (sum(order.amount for order in inside), len(inside)) for cell, inside in found.items()}


def customers(shop, filters, by, every):
    found = cells(shop, purchases(shop), filters, by, every)
    return {cell: (len(by_customer(bought)), None) for cell, bought in found.items()}


def repeat_within_period(shop, filters, by, every):
    result = {}
    for cell, bought in cells(shop, purchases(shop), filters, by, every).items():
        people = by_customer(bought)
        result[cell] = (sum(len(own) >= 2 for own in people.values()), len(people))
    return result


def returning_customer_share(shop, filters, by, every):
    result = {}
    for cell, bought in cells(shop, purchases(shop), filters, by, every).items():
        people = by_customer(bought)
        returning = sum(any(purchase.ordinal >= 2 for purchase in own) for own in people.values())
        result[cell] = (returning, len(people))
    return result


def returning_order_share(shop, filters, by, every):
    found = cells(shop, purchases(shop), filters, by, every)
    return {cell: (sum(p.ordinal >= 2 for p in bought), len(bought)) for cell, bought in found.items()}


def repurchase_rate(shop, filters, by, every, horizon=90):
    first = [p for p in purchases(shop) if p.ordinal == 1]
    mature = [p for p in first if filters.as_of is None or (filters.as_of - p.day).days >= horizon]
    result = {}
    for cell, bought in cells(shop, mature, filters, by, every).items():
        again = sum(len(p.days) > 1 and (p.days[1] - p.day).days <= horizon for p in bought)
        result[cell] = (again, len(bought))
    return result


def ever_repeat(shop, filters, by, every):
    result = defaultdict(lambda: [0, 0])
    for p in purchases(shop):
        if p.ordinal == 1 and is_chosen_customer(shop, p.customer_id, filters) and is_chosen_order(p, filters):
            if filters.as_of is None or p.day <= filters.as_of:
                until = [day for day in p.days if filters.as_of is None or day <= filters.as_of]
                cell = result[step(p.day, every), group(shop, p, by)]
                cell[0] += len(until) > 1
                cell[1] += 1
    return {cell: tuple(counts) for cell, counts in result.items()}


def period_retention(shop, filters, by, every):
    """Over the people of the period before: whoever bought on one of its days."""
    people = {p.customer_id: p for p in purchases(shop) if is_chosen_customer(shop, p.customer_id, filters)}
    result = defaultdict(lambda: [0, 0])
    for person in people.values():
        for period, before, now in _pairs_of_periods(person.days, filters, every):
            if any(before(day) for day in person.days):
                cell = result[period, group(shop, person, by)]
                cell[0] += any(now(day) for day in person.days)
                cell[1] += 1
    return {cell: tuple(counts) for cell, counts in result.items()}


def _pairs_of_periods(days, filters, every):
    """(period, is the day in the one before, is it in this one) for each period to look at."""
    if every is None:
        length = (filters.end - filters.start).days + 1
        start = filters.start - timedelta(days=length)
        return [(None, lambda day: start <= day < filters.start, lambda day: filters.start <= day <= filters.end)]
    day, starts = filters.start, []
    while day <= min(filters.end, filters.as_of or filters.end):
        # A step cut off by the start of the filtered period has no whole step to be compared with.
        if step(day, every) == day:
            starts.append(day)
        day += timedelta(days=1)
    return [
        (
            start,
            lambda day, start=start: step(day, every) == step_before(start, every),
            lambda day, start=start: step(day, every) == start and day <= filters.end,
        )
        for start in starts
    ]


def new_and_returning_revenue(shop, filters, by, every):
    result = defaultdict(int)
    for (period, name), bought in cells(shop, purchases(shop), filters, by, every).items():
        for p in bought:
            kind = "new" if p.ordinal == 1 else "returning"
            result[period, kind if by is None else f"{name}: {kind}"] += p.amount
    return {cell: (amount, None) for cell, amount in result.items()}


def cohort_retention(shop, filters):
    """{(cohort, age): (who bought in that month, size of the cohort, whether the month is over)}, every cell that has
    begun, up to the greatest age seen; under (None, age) all cohorts together, over the cells that are over."""
    sizes, returned, ages = defaultdict(int), defaultdict(set), set()
    for p in purchases(shop):
        is_known = filters.as_of is None or p.day <= filters.as_of
        if not is_known or not is_in_period(p.days[0], filters) or not is_chosen_customer(shop, p.customer_id, filters):
            continue
        cohort, age = p.days[0].replace(day=1), months(p.days[0], p.day)
        sizes[cohort] += p.ordinal == 1
        if is_chosen_order(p, filters):
            returned[cohort, age].add(p.customer_id)
            ages.add(age)
    grid, everyone = {}, defaultdict(lambda: [0, 0])
    for cohort, size in sizes.items():
        for age in ages:
            year, month = divmod(cohort.year * 12 + cohort.month - 1 + age, 12)
            begins = date(year, month + 1, 1)
            ends = step(begins + timedelta(days=31), "month") - timedelta(days=1)
            if filters.as_of is None or begins <= filters.as_of:
                is_over = filters.as_of is None or ends <= filters.as_of
                grid[cohort, age] = (len(returned[cohort, age]), size, is_over)
                if is_over:
                    everyone[age][0] += len(returned[cohort, age])
                    everyone[age][1] += size
    return grid | {(None, age): (*counts, True) for age, counts in everyone.items()}


# ---- words


def net_sentiment(shop, filters, by, every):
    found = cells_of_words(shop, filters, by, every)
    return {cell: (sum(said.score for said in inside), len(inside)) for cell, inside in found.items()}


def feedback_volume(shop, filters, by, every):
    return {cell: (len(inside), None) for cell, inside in cells_of_words(shop, filters, by, every).items()}


def names_in_cells(shop, filters, by, every):
    found = cells_of_words(shop, filters, by, every)
    named = {cell: [name for said in inside for name in said.brands] for cell, inside in found.items()}
    return {cell: names for cell, names in named.items() if names}


def mentions(shop, filters, by, every):
    return {cell: (len(names), None) for cell, names in names_in_cells(shop, filters, by, every).items()}


def share_of_voice(shop, filters, by, every, brand):
    found = names_in_cells(shop, filters, by, every)
    return {cell: (names.count(brand), len(names)) for cell, names in found.items()}


def cells_of_words(shop, filters, by, every):
    result = defaultdict(list)
    for said in shop.feedback:
        is_chosen = is_in_period(said.day, filters) and is_chosen_customer(shop, said.customer_id, filters)
        if is_chosen and (not filters.source or said.source in filters.source):
            result[step(said.day, every), group(shop, said, by)].append(said)
    return result
