"""Who is in a segment: random rules against pandas over the stored facts, and every metric narrowed to one."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from data_access import database
from data_access.fetch import fetch
from data_access.filters import Filters
from data_access.metrics import METRICS
from data_access.metrics.named_groups import GROUPS, NAMES
from data_access.schema import metadata
from data_access.segments.members import NOT_GIVEN, members, size
from data_access.segments.rules import TONES, Rule, parse
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

AS_OF = date(2025, 2, 10)


@pytest.fixture(scope="module", params=DATABASES)
def facts(request, fresh_database, given_brands, given_orders, given_feedback):
    """Every table of a random shop as a frame, with people who never bought, and orders of several lines."""
    with fresh_database(request.param):
        shops.import_shop(shops.random_shop(seed=11), given_brands, given_orders, given_feedback)
        given_orders(
            "customer_id | ordered_at | attribute.tier\n"
            + "\n".join(f"C{n} | 2024-0{1 + n % 9}-11 | {('gold', 'silver')[n % 2]}" for n in range(20))
        )
        given_orders(
            "order_id | customer_id | ordered_at | amount | category | product\n"
            + "\n".join(f"L{n} | C{n} | 2024-11-0{1 + n % 9} | {9 + n} | {c} | x" for n in range(12) for c in "pq"),
            kind="order_lines",
        )
        given_feedback("customer_id | created_at | text\nW1 | 2025-01-01 | Terrible.\nW2 | 2025-01-02 | It is red.")
        given_feedback("customer_id | created_at | text\nC1 | 2025-03-01 | Figo is awful.", brand="Figo")
        yield {name: database.read(select(metadata.tables[name])) for name in _TABLES}


_TABLES = (
    *("customers", "customer_attributes", "orders", "order_lines", "feedback", "feedback_themes", "mentions"),
    *("preferences", "brands"),
)


# ---- by hand


def members_by_hand(facts, rules, as_of) -> set[str]:
    everybody = set(facts["customers"]["customer_id"])
    found = set(everybody)
    for rule in rules:
        holds = _holding(facts, rule, as_of) & everybody
        found &= everybody - holds if rule.is_not else holds
    return found


def _holding(facts, rule, as_of) -> set[str]:
    about, values, people = rule.about, list(rule.values), facts["customers"]
    if about == "anyone":
        return set(people["customer_id"])
    if about in ("segment", "region", "country", "origin"):
        return set(people.loc[people[about].fillna(NOT_GIVEN).isin(values), "customer_id"])
    if about == "attribute":
        said = facts["customer_attributes"]
        told = said[said["name"] == values[0]].set_index("customer_id")["value"]
        return set(people.loc[people["customer_id"].map(told).fillna(NOT_GIVEN).isin(values[1:]), "customer_id"])
    if about in ("channel", "category", "group", "purchases", "last-purchase", "first-purchase", "revenue"):
        return _holding_by_orders(facts, about, values, as_of)
    return _holding_by_words(facts, about, values)


def _holding_by_orders(facts, about, values, as_of) -> set[str]:
    orders = facts["orders"]
    orders = orders[orders["is_valid"] & orders["customer_id"].notna()].assign(
        day=lambda each: pd.to_datetime(each["ordered_on"]).dt.date
    )
    last_known = as_of or orders["day"].max()
    orders = orders[orders["day"] <= last_known]
    if about in ("channel", "category"):
        is_so = orders[about].isin(values)
        if about == "category":
            lines = facts["order_lines"]
            is_so |= orders["order_id"].isin(lines.loc[lines["category"].isin(values), "order_id"])
        return set(orders.loc[is_so, "customer_id"])
    of = orders.groupby("customer_id")
    days, spent = of["day"].nunique(), of["amount"].sum().astype(float)
    if about == "purchases":
        counts = days.reindex(facts["customers"]["customer_id"], fill_value=0)
        n = int(values[-1])
        is_so = counts >= n if values[0] == "from" else counts <= n if values[0] == "to" else counts == n
        return set(counts[is_so].index)
    if about == "last-purchase":
        return set(days[of["day"].max() > last_known - timedelta(days=int(values[0]))].index)
    if about == "first-purchase":
        first, (start, end) = of["day"].min(), values
        return {who for who, day in first.items() if (start or "0") <= str(day) <= (end or "9")}
    if about == "revenue":
        return set(spent[spent >= float(values[0])].index)
    recency, frequency, monetary = (_scores(each) for each in (of["day"].max(), days, spent))
    value = (frequency + monetary) // 2
    chosen = [group for group in GROUPS if group.name in values]
    return {
        who
        for who in days.index
        for group in chosen
        if group.recency[0] <= recency[who] <= group.recency[1] and group.value[0] <= value[who] <= group.value[1]
    }


def _scores(values: pd.Series) -> pd.Series:
    n = len(values)
    return values.map(lambda value: 1 + 5 * sum(other < value for other in values) // n)


def _holding_by_words(facts, about, values) -> set[str]:
    ours = set(facts["brands"].loc[facts["brands"]["is_ours"], "name"])
    if about == "names":
        m = facts["mentions"]
        return set(m[(m["relation"] == "other") & (m["brand"].isin(values) if values else ~m["brand"].isin(ours))][
            "customer_id"
        ])  # fmt: skip
    if about == "favours":
        p = facts["preferences"]
        return set(p[(p["favoured"] == "theirs") & (p["rival"].isin(values) if values else True)]["customer_id"])
    table = facts["feedback_themes" if about == "theme" else "feedback"]
    said = table[table["brand"].isna() | table["brand"].isin(ours)]
    if about == "theme":
        said = said[said["theme"] == values[0]]
        return set(said.loc[said["sentiment_label"].isin(values[1:]) if values[1:] else said.index, "customer_id"])
    if about == "asks":
        return set(said.loc[said["is_request"].fillna(False).astype(bool), "customer_id"])
    if about == "feedback":
        return set(said.loc[said["sentiment_label"].isin(values) if values else said.index, "customer_id"])
    last = said[said["sentiment_label"].notna() & said["customer_id"].notna()]
    last = last[last["created_at"] == last.groupby("customer_id")["created_at"].transform("max")]
    return set(last.loc[last["sentiment_label"].isin(values), "customer_id"])


# ---- random rules


def random_rule(chance: random.Random, facts) -> Rule:
    def some(values, most=2):
        values = list(values)
        return tuple(chance.sample(values, chance.randint(1, min(most, len(values)))))

    number, day = str(chance.randrange(9)), date(2024, 1, 1) + timedelta(days=chance.randrange(400))
    values = {
        "segment": some((*shops.SEGMENTS, NOT_GIVEN)),
        "region": some(shops.REGIONS),
        "origin": some(("search", "advertisement", NOT_GIVEN)),
        "attribute": ("tier", *some(("gold", "silver", NOT_GIVEN))),
        "channel": some(shops.CHANNELS),
        "category": some((*shops.CATEGORIES, "p", "q")),
        "group": some(NAMES, 4),
        "purchases": chance.choice(((number,), ("from", number), ("to", number))),
        "last-purchase": (str(chance.randrange(1, 300)),),
        "first-purchase": chance.choice(((str(day), ""), ("", str(day)), (str(day), "2025-01-31"))),
        "revenue": (str(chance.choice((0, 10, 500, 3000))),),
        "theme": (*some(sorted(facts["feedback_themes"]["theme"].unique()), 1), *chance.choice(((), some(TONES, 1)))),
        "last-feedback": some(TONES),
        "feedback": chance.choice(((), some(TONES))),
        "names": chance.choice(((), some(shops.BRANDS[1:]))),
        "favours": chance.choice(((), some(shops.BRANDS[1:]))),
        "asks": (),
        "anyone": (),
    }
    about = chance.choice(list(values))
    return Rule(about, values[about], chance.random() < 0.4)


def asked(filters) -> set[str]:
    found = list(database.read(members(filters))["customer_id"])
    assert len(found) == len(set(found))
    return set(found)


def test_each_rule_and_its_opposite_chooses_whom_plain_python_chooses(facts):
    chance, seen = random.Random(3), set()
    for _ in range(80):
        rule, as_of = random_rule(chance, facts), chance.choice((AS_OF, None))
        expected = members_by_hand(facts, (rule,), as_of)
        assert asked(Filters(as_of=as_of, having=(rule,))) == expected, rule
        opposite = replace(rule, is_not=not rule.is_not)
        everybody = set(facts["customers"]["customer_id"])
        assert asked(Filters(as_of=as_of, having=(opposite,))) == everybody - expected, opposite
        if 0 < len(expected) < len(everybody):
            seen.add(rule.about)
    assert len(seen) >= 13, f"these alone told anybody apart: {seen}"


def test_several_rules_all_hold(facts):
    chance, sizes = random.Random(8), []
    for _ in range(25):
        rules = tuple(random_rule(chance, facts) for _ in range(chance.randint(2, 4)))
        expected = members_by_hand(facts, rules, AS_OF)
        assert asked(Filters(as_of=AS_OF, having=rules)) == expected, rules
        counted = database.read(size(Filters(as_of=AS_OF, having=rules))).iloc[0]
        people = facts["customers"].set_index("customer_id")["purchases"]
        assert counted["customers"] == len(expected) and counted["all_customers"] == len(people)
        assert counted["buyers"] == (people[sorted(expected)] > 0).sum() and counted["all_buyers"] == (people > 0).sum()
        sizes.append(len(expected))
    assert sum(each > 0 for each in sizes) > 8


def test_every_metric_is_narrowed_to_the_segment(facts):
    """A rule about the region is told by ids, the filter of it by copied columns: both must say the same."""
    window = Filters(date(2024, 4, 1), date(2025, 1, 31), as_of=AS_OF)
    by_column, by_rule = replace(window, region=("north",)), replace(window, having=parse("region.north"))
    for metric in METRICS.values():
        narrowed, expected = (_lines(metric(filters)) for filters in (by_rule, by_column))
        assert narrowed == expected, metric.name


def _lines(statement) -> list[str]:
    """The rows as text, in an order of their own; so are the lines of what comes as a text of many numbers."""
    rows = database.read(statement).round(6)
    return sorted("|".join(" ".join(sorted(str(cell).split("\n"))) for cell in row) for row in rows.to_numpy())


def test_distinct_customers_of_a_segment_are_counted_once(facts):
    """The period's customers are summed from purchases: right for whole customers, whatever chose them."""
    chance, window = random.Random(21), Filters(date(2024, 4, 1), date(2025, 1, 31), as_of=AS_OF)
    orders = facts["orders"]
    orders = orders[orders["is_valid"] & orders["customer_id"].notna()]
    day = pd.to_datetime(orders["ordered_on"]).dt.date
    orders = orders[(day >= window.start) & (day <= window.end)].assign(day=day)
    for _ in range(12):
        rules = (random_rule(chance, facts),)
        who = members_by_hand(facts, rules, AS_OF)
        bought = orders[orders["customer_id"].isin(who)].groupby("customer_id")["day"].nunique()
        row = fetch(METRICS["repeat_within_period"], replace(window, having=rules)).iloc[0]
        assert (row["numerator"], row["denominator"]) == ((bought >= 2).sum(), len(bought)), rules


def test_values_are_bound_and_never_become_sql():
    strange = "'; DROP TABLE orders; --"
    for about in ("segment", "channel", "category", "theme", "names", "favours"):
        statement = members(Filters(having=(Rule(about, (strange,)),)))
        assert "DROP" not in str(statement.compile(dialect=postgresql.dialect()))
    assert "DROP" not in str(members(Filters(having=(Rule("attribute", (strange, strange)),))))
