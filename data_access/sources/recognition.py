"""What a file of no known exporter holds: orders or feedback, single orders or totals; and columns without names."""

from collections.abc import Callable, Mapping, Sequence, Set
from decimal import Decimal

from data_access.sources import by_values
from data_access.sources.by_values import Samples
from data_access.sources.columns import plain, words
from data_access.sources.errors import SourceError, listed
from data_access.sources.fields import MAY_BE_NAMES
from data_access.sources.presets.orders import number

_SPEAKS_FOR = {
    "feedback": {
        "text": 3,
        "rating": 3,
        "feedback_id": 2,
        "title": 1,
        "author": 1,
        "rating_scale": 2,
        "rating_type": 2,
    },
    "orders": {
        **{"amount": 3, "order_id": 2, "unit_price": 2, "quantity": 2, "order_amount": 2, "refunded_amount": 2},
        **{"currency": 1, "product": 1, "status": 1, "line_no": 1},
    },
}
_ANY_ID = frozenset({"id", "customerid", "customer"})
_COUNTS = frozenset(
    "frequency orderscount ordercount totalorders numberoforders numorders norders lifetimeorders orders purchasecount "
    "paymentcount historicnumberoforders purchases numberofpurchases numpurchases totalpurchases "
    "transactioncount numberoftransactions".split()
)
_TOTALS = frozenset(
    "recency monetary monetaryvalue totalspent totalspend amountspent lifetimevalue ltv clv customerlifetimevalue "
    "lifetimespend historiccustomerlifetimevalue lifetimerevenue totalrevenue totalsales averageordervalue "
    "avgordervalue aov".split()
)
# A date, and as likely of the customer as of an order.
_OF_CUSTOMERS = frozenset("createdat created createdon datecreated createddate creationdate timestamp".split())

# What scores of customers are called, and what those of something else are, or what stands beside a score.
_SCORES = frozenset("rating ratings stars score nps csat ces satisfaction bewertung sterne note nota".split())
_OTHER_SCORES = frozenset(
    "risk lead credit fraud health quality sentiment confidence scale number count total max min id".split()
)
_COLLEAGUES = frozenset("agent assignee owner staff seller sales rep employee admin manager support reply by".split())
_ASKS_SCORE = ("recommend", "satisf", "how easy", "rate ", "score")
_ASKS_WORDS = ("why", "reason", "comment", "feedback", "improve", "better", "tell us", "anything else", "what ")
_STATES = frozenset(
    "open new paid unpaid pending processing complete completed shipped delivered fulfilled closed done on-hold "
    "cancelled canceled void voided refunded failed declined test returned active".split()
)
_EMAILS = frozenset("email emailaddress customeremail buyeremail contactemail useremail mail billingemail".split())
_FREE = ("x", "customer_email")  # what else an e-mail address may be taken for
_OF_LINES = frozenset("linetotal lineamount itemtotal linevalue".split())
_OF_ORDERS = frozenset("ordertotal orderamount ordervalue grandtotal".split())


def kind_of(columns: Sequence[str], samples: Samples, by_name: Callable[[str], Mapping[str, str]]) -> str:
    """ "orders" or "feedback", by what the columns are called and hold. `by_name` gives column -> field for a kind."""
    points, names = {}, {kind: by_name(kind) for kind in _SPEAKS_FOR}
    for kind, weights in _SPEAKS_FOR.items():
        fields = {field for column, field in names[kind].items() if plain(column) != "id"}
        points[kind] = sum(weight for field, weight in weights.items() if field in fields)
    asks = any(_asked(column, samples) for column in columns)
    speaks = any(by_values.are_verbatims(values) for values in samples.values())
    says = speaks or asks or {*names["feedback"].values()} & {"text", "title", "rating", "feedback_id"}
    return "feedback" if says and points["feedback"] + 2 * speaks + 3 * asks > points["orders"] else "orders"


def _asked(column: str, samples: Samples) -> str | None:
    """The field of feedback that a survey's question fills, where the column's name is the question."""
    values, question = samples.get(column, ()), column.lower()
    if _is_score(column, samples):
        return "rating"
    if len(question.split()) < 3:
        return None
    if any(word in question for word in _ASKS_SCORE) and by_values.are_counts(values):
        return "rating"
    return "text" if any(word in question for word in _ASKS_WORDS) and by_values.are_words(values) else None


def _is_score(column: str, samples: Samples) -> bool:
    said = words(column)
    is_called_so = len(said) <= 6 and _SCORES.intersection(said) and not _OTHER_SCORES.intersection(said)
    return bool(is_called_so) and by_values.are_ratings(samples.get(column, ()))


def without_states(pairs: Mapping[str, str], samples: Samples) -> dict[str, str]:
    """`pairs`, column -> field, where a column called "state" is the order's only if it holds such states."""
    found = dict(pairs)
    state = next((column for column, field in pairs.items() if (plain(column), field) == ("state", "status")), None)
    if state and not {text.lower() for text in samples.get(state, ())} & _STATES:
        del found[state]
        if "region" not in found.values():
            found[state] = "region"
    return found


def refuse_totals(file: str, columns: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Raises SourceError for a file of customers with totals, which no order can be made of.

    `mapping` is column -> field by the columns' names.
    """
    by_field = {field: column for column, field in mapping.items()}
    counts = [column for column in columns if plain(column) in _COUNTS]
    totals = [column for column in columns if plain(column) in _TOTALS]
    is_of_orders = plain(by_field.get("order_id", "id")) not in _ANY_ID or (
        "amount" in by_field and plain(by_field.get("ordered_at", "created")) not in _OF_CUSTOMERS
    )
    if not counts or not totals or is_of_orders:
        return
    raise SourceError(
        f"{file} has one row a customer, with totals ({listed([*counts, *totals], 5)}), and no dates of single orders. "
        "Who came back, and when, cannot be told from it. Export the orders themselves instead: one row an order, "
        f"with its customer, date and amount. It has: {listed(columns)}."
    )


def known_by_email(
    columns: Sequence[str], samples: Samples, kind: str, pairs: Mapping[str, str], taken: Set[str]
) -> dict[str, str]:
    """`pairs`, column -> field, with the e-mail address as the customer's id where the file has no other.

    A column called "customer" that holds names is none: two people share a name.
    """
    found = dict(pairs)
    holder = next((column for column, field in found.items() if field == "customer_id"), None)
    email = next((name for name in columns if plain(name) in _EMAILS and found.get(name, "x") in _FREE), None)
    if email is None or "customer_id" in taken:
        return found
    if holder is not None:
        if plain(holder) not in MAY_BE_NAMES or not by_values.are_names(samples.get(holder, ())):
            return found
        del found[holder]
        name = "author" if kind == "feedback" else "customer_name"
        if name not in {*found.values(), *taken}:
            found[holder] = name
    found[email] = "customer_id"
    return found


def amounts_apart(
    columns: Sequence[str], samples: Samples, pairs: Mapping[str, str], taken: Set[str]
) -> dict[str, str]:
    """`pairs`, column -> field, with what each line of an order says of the whole order told from the line's own."""
    found, by_field = dict(pairs), {field: column for column, field in pairs.items()}
    if "order_amount" in by_field.keys() | taken or "amount" not in by_field:
        return found
    own = next((column for column in columns if plain(column) in _OF_LINES and column not in found), None)
    if own and plain(by_field["amount"]) in _OF_ORDERS:
        found |= {by_field["amount"]: "order_amount", own: "amount"}
    elif _is_of_the_order(samples, by_field):
        found[by_field["amount"]] = "order_amount"
    return found


def _is_of_the_order(samples: Samples, by_field: Mapping[str, str]) -> bool:
    """Whether the column of amounts says what the whole order came to on each of its lines.

    Its name says so, or an order whose lines all have the same amount, and not their quantity times unit price.
    """
    names = ("order_id", "amount", "quantity", "unit_price")
    if not by_field.keys() >= {*names}:
        return False
    texts = zip(*(samples.get(by_field[name], ()) for name in names), strict=True)
    orders: dict[str, list[tuple[str, bool]]] = {}
    for order, amount, quantity, price in texts:
        orders.setdefault(order, []).append((amount, _is_product(amount, quantity, price)))
    for lines in orders.values():
        if len(lines) > 1:
            return len({amount for amount, _ in lines}) == 1 and not all(is_product for _, is_product in lines)
    return plain(by_field["amount"]) in _OF_ORDERS


def _is_product(amount: str, quantity: str, price: str) -> bool:
    values = [number(text) for text in (amount, quantity, price)]
    return None not in values and abs(values[0] - values[1] * values[2]) < Decimal("0.01")


def fill_by_values(
    columns: Sequence[str], samples: Samples, kind: str, pairs: Mapping[str, str], taken: set[str]
) -> dict[str, str]:
    """`pairs`, column -> field, with what no name says and only one column's values can be."""
    found = dict(pairs)
    if kind == "feedback":
        _take_questions(columns, samples, found, taken)
        tests = {"created_at": by_values.are_dates, "text": by_values.are_verbatims}
    else:
        tests = {"ordered_at": by_values.are_dates, "amount": by_values.are_amounts}
    tests["customer_id"] = by_values.are_addresses
    for field, test in tests.items():
        if field in {*found.values(), *taken} or _has_another(field, {*found.values(), *taken}):
            continue
        fitting = [column for column in columns if column not in found and test(samples.get(column, ()))]
        if field in ("customer_id", "text"):
            fitting = [column for column in fitting if not _COLLEAGUES.intersection(words(column))]
        if len(fitting) == 1:
            found[fitting[0]] = field
    return found


def _take_questions(columns: Sequence[str], samples: Samples, found: dict[str, str], taken: Set[str]) -> None:
    """Into `found` a survey's first questions for a score and for words, and a ticket's description."""
    for column in sorted(columns, key=lambda name: "overall" not in words(name)):
        field = _asked(column, samples)
        if (plain(column), found.get(column)) == ("description", "product"):
            field = "text" if by_values.are_words(samples.get(column, ())) else None
        if field and field not in {*found.values(), *taken} and found.get(column, "product") == "product":
            found[column] = field


def _has_another(field: str, fields: set[str]) -> bool:
    """Whether the record does without the field: a line with a price."""
    return field == "amount" and {"quantity", "unit_price"} <= fields


def unnamed(columns: Sequence[str], samples: Samples, kind: str) -> tuple[dict[str, str], list[str]]:
    """Column -> field for a file without a header, and the columns that may be the customer where several may."""
    left = {column: samples.get(column, ()) for column in columns}
    found: dict[str, str] = {}

    def take(field: str, test: Callable[[Sequence[str]], bool], last: bool = False) -> None:
        fitting = [column for column, values in left.items() if test(values)]
        if fitting:
            column = fitting[-1 if last else 0]
            found[column] = field
            del left[column]

    take("ordered_at" if kind != "feedback" else "created_at", by_values.are_dates)
    if kind == "feedback":
        take("text", by_values.are_verbatims)
        take("url", by_values.are_urls)
        take("rating", by_values.are_counts)
        take("feedback_id", _are_ids)
        return found, []
    take("amount", by_values.are_amounts, last=True)
    if "amount" not in found.values():
        take("amount", by_values.are_numbers, last=True)
    take("customer_id", by_values.are_addresses)
    take("order_id", _are_ids)
    if "customer_id" in found.values():
        return found, []
    known = [column for column, values in left.items() if _may_be_customers(values)]
    if known and all(by_values.go_together(left[known[0]], left[other]) for other in known[1:]):
        found[known[0]] = "customer_id"
        known = []
    return found, known


def _are_ids(values: Sequence[str]) -> bool:
    return (
        by_values.are_each_their_own(values)
        and not by_values.are_verbatims(values)
        and not by_values.are_amounts(values)
        and not by_values.are_counts(values)
    )


def _may_be_customers(values: Sequence[str]) -> bool:
    # The same for every record is a country or a currency, not who bought.
    return (
        len(set(by_values.filled(values))) > 1
        and not by_values.are_counts(values)
        and not by_values.are_amounts(values)
        and not by_values.are_verbatims(values)
        and not by_values.are_dates(values)
    )
