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


def step_after(start: date, every: str) -> date:
    return step(start + timedelta(days={"day": 1, "week": 7, "month": 31, "quarter": 92}[every]), every)


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


def bought_before_share(shop, filters, by, every):
    result = {}
    for (period, name), bought in cells(shop, purchases(shop), filters, by, every).items():
        # A step that the start of the period cuts off begins there.
        starts = max(filter(None, (period, filters.start)))
        people = {p.customer_id: p.days[0] < starts for p in bought}
        result[period, name] = (sum(people.values()), len(people))
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


def repeat_orders_per_customer(shop, filters, by, every):
    until = filters.as_of or date.max
    first = [p for p in purchases(shop) if p.ordinal == 1 and p.day <= until]
    result = {}
    for cell, bought in cells(shop, first, filters, by, every).items():
        result[cell] = (sum(day <= until for p in bought for day in p.days[1:]), len(bought))
    return result


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


def cohort_retention(shop, filters, every="month", mode="on"):
    """Who bought in the step of the cell, or in it or later."""

    def who(bought, start):
        then = (p for p in bought if (step(p.day, every) == start if mode == "on" else p.day >= start))
        return len({p.customer_id for p in then})

    return _cohort_grid(shop, filters, every, who)


def cohort_revenue(shop, filters, every="month"):
    """What was brought up to the end of the cell's step."""
    return _cohort_grid(
        shop, filters, every, lambda bought, start: sum(p.amount for p in bought if step(p.day, every) <= start)
    )


def _cohort_grid(shop, filters, every, count):
    """{(cohort, age): (count of the cohort's purchases, size of the cohort, whether the step is over)}, every cell that
    has begun; under (None, age) all cohorts together, over the cells that are over."""
    sizes, bought, greatest = defaultdict(int), defaultdict(list), -1
    for p in purchases(shop):
        is_known = filters.as_of is None or p.day <= filters.as_of
        if not is_known or not is_in_period(p.days[0], filters) or not is_chosen_customer(shop, p.customer_id, filters):
            continue
        cohort = step(p.days[0], every)
        sizes[cohort] += p.ordinal == 1
        if is_chosen_order(p, filters):
            bought[cohort].append(p)
            greatest = max(greatest, sum(start <= p.day for start in _steps_after(cohort, every, p.day)))
    grid, everyone = {}, defaultdict(lambda: [0, 0])
    for cohort, size in sizes.items():
        starts = [cohort, *_steps_after(cohort, every, filters.as_of or date(2030, 1, 1))]
        for age, start in enumerate(starts if filters.as_of else starts[: greatest + 1]):
            is_over = filters.as_of is None or step_after(start, every) <= filters.as_of + timedelta(days=1)
            counted = count(bought[cohort], start)
            grid[cohort, age] = (counted, size, is_over)
            if is_over:
                everyone[age][0] += counted
                everyone[age][1] += size
    return grid | {(None, age): (*counts, True) for age, counts in everyone.items()}


def _steps_after(start: date, every: str, last: date) -> list[date]:
    starts = []
    while (start := step_after(start, every)) <= last:
        starts.append(start)
    return starts


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
