"""Shopify's orders: its export, one row a line item with what is about the whole order on the first row alone,
and its API's, one object an order."""

from data_access.sources.columns import cell, find
from data_access.sources.presets.layout import Preset, RecordShaper
from data_access.sources.presets.orders import Carried, customer, number, phone

CUSTOMER = "customer (e-mail, else phone)"
STATUS = "status (cancelled or test, else the payment's)"
REFUNDED = "refunded (total less what it is now)"
_OF_THE_ORDER = (
    *("Email", "Phone", "Billing Phone", "Shipping Phone", "Financial Status", "Currency", "Total", "Created at"),
    *("Cancelled at", "Refunded Amount", "Source", "Payment Method", "Billing Name", "Shipping Name"),
    *("Shipping Country", "Billing Country", "Shipping Province Name", "Shipping Province"),
    *("Billing Province Name", "Billing Province"),
)
_EXPIRED = "expired"  # the authorisation or the time to pay ran out, so that nobody paid
_AGAIN = "This row says nothing that the rows of its order above do not say: it has no line item."


def _paid(status: str) -> str:
    return "void" if status.lower() == _EXPIRED else status


class _Lines(RecordShaper):
    added = (CUSTOMER, STATUS)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._carried = Carried(columns, "Name", _OF_THE_ORDER)
        self._email, self._cancelled = cell(columns, "Email"), cell(columns, "Cancelled at")
        self._phones = [cell(columns, name) for name in ("Phone", "Billing Phone", "Shipping Phone")]
        self._paid, self._method = cell(columns, "Financial Status"), cell(columns, "Payment Method")
        self._item = [cell(columns, name) for name in ("Lineitem quantity", "Lineitem name", "Lineitem price")]
        self._priced = [columns.index(find(name, columns)) for name in ("Lineitem quantity", "Lineitem price")]

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        goes_on = self._carried.fill(row)
        if not any(item(row) for item in self._item):
            if goes_on:
                return _AGAIN
            for place in self._priced:  # an order whose items were all removed still has its total
                row[place] = "0"
        if not goes_on:
            phones = (phone(value(row)) for value in self._phones)
            self._order = customer(self._email(row), phones), self._status(row)
        return [[*row, *self._order]]

    def _status(self, row: list[str]) -> str:
        if self._cancelled(row):
            return "cancelled"
        return "test" if self._method(row).lower() == "bogus" else _paid(self._paid(row))


class _Objects(RecordShaper):
    added = (CUSTOMER, STATUS, REFUNDED)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._email, self._cancelled = cell(columns, "email", "customer.email"), cell(columns, "cancelled_at")
        self._phone, self._id = cell(columns, "phone", "customer.phone"), cell(columns, "customer.id", "customer_id")
        self._paid, self._test = cell(columns, "financial_status"), cell(columns, "test")
        self._total, self._now = cell(columns, "total_price"), cell(columns, "current_total_price")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        status = "cancelled" if self._cancelled(row) else _paid(self._paid(row))
        status = "test" if self._test(row).lower() == "true" else status
        total, now = number(self._total(row)), number(self._now(row))
        refunded = "" if None in (total, now) or not self._now(row) else str(max(total - now, 0))
        return [[*row, customer(self._email(row), (phone(self._phone(row)), self._id(row))), status, refunded]]


SHOPIFY = Preset(
    "shopify",
    "Shopify orders",
    kind="order_lines",
    required=("Name", "Financial Status", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price"),
    columns={
        "Name": "order_id",
        CUSTOMER: "customer_id",
        "Created at": "ordered_at",
        "Lineitem name": "product",
        "Lineitem quantity": "quantity",
        "Lineitem price": "unit_price",
        "Total": "order_amount",
        "Refunded Amount": "refunded_amount",
        "Currency": "currency",
        "Source": "channel",
        STATUS: "status",
        "Billing Name": "customer_name",
        "Email": "customer_email",
        "Shipping Province Name": "region",
        "Shipping Province": "region",
        "Shipping Country": "country",
    },
    fallbacks={
        "product": "Lineitem sku",
        "customer_name": "Shipping Name",
        "region": "Billing Province",
        "country": "Billing Country",
    },
    shaper=_Lines,
    worked_from=("Financial Status", "Cancelled at", "Payment Method", "Phone", "Billing Phone", "Shipping Phone"),
    note=(
        "An order's amount is its Total less its Refunded Amount, and its customer is known by the e-mail address, "
        "or by the phone number where there is none."
    ),
)
SHOPIFY_API = Preset(
    "shopify_api",
    "Shopify orders from its API",
    kind="orders",
    required=("id", "name", "created_at", "financial_status", "total_price", "currency"),
    columns={
        "name": "order_id",
        CUSTOMER: "customer_id",
        "created_at": "ordered_at",
        "total_price": "amount",
        REFUNDED: "refunded_amount",
        "currency": "currency",
        "source_name": "channel",
        STATUS: "status",
        "billing_address.name": "customer_name",
        "email": "customer_email",
        "shipping_address.province": "region",
        "shipping_address.country": "country",
    },
    fallbacks={"country": "billing_address.country", "region": "billing_address.province"},
    shaper=_Objects,
    worked_from=("cancelled_at", "financial_status", "test", "current_total_price", "phone", "customer.id"),
    note=(
        "An order's amount is its total less what was refunded, and its customer is known by the e-mail address, or "
        "by phone or Shopify's id where there is none."
    ),
)
