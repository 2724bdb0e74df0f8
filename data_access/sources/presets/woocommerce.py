"""WooCommerce's orders, as its export extensions and its API write them: one row an order, or one a line item."""

from collections.abc import Sequence

from data_access.sources.columns import cell, find, plain
from data_access.sources.presets.layout import Preset, RecordShaper, Samples, has
from data_access.sources.presets.orders import Carried, customer, name_of, phone
from data_access.sources.presets.woocommerce_items import given_back, items, refunds

CUSTOMER = "customer (e-mail, else account, else phone)"
NAME = "customer's name"
STATUS = "order status"
REFUNDED = "refunded"
CREATED = "created (in UTC where it is told)"
PRODUCT, QUANTITY, AMOUNT = "line item", "line item's pieces", "line item's value"
# An order that was never placed, or was thrown away.
_NEVER = frozenset({"trash", "draft", "auto-draft", "checkout-draft"})
_NO_ORDER = "This row has no order id, and none to go on with stands above it."


def status(text: str) -> str:
    """An order's status without WooCommerce's prefix; one that was never placed is void."""
    plainly = text.lower().removeprefix("wc-").replace(" ", "-")
    return "void" if plainly in _NEVER else plainly


class _Orders(RecordShaper):
    """Cuts a record with all of an order's line items into one row for each."""

    added = (CUSTOMER, NAME, STATUS, REFUNDED, PRODUCT, QUANTITY, AMOUNT)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._email = cell(columns, "billing_email", "customer_email", "billing.email", "Email (Billing)")
        self._account = cell(columns, "customer_id", "customer_user", "Customer User ID")
        self._phone = cell(columns, "billing_phone", "billing.phone", "Phone (Billing)")
        self._name = name_of(
            cell(columns, "billing_first_name", "billing.first_name", "First Name (Billing)"),
            cell(columns, "billing_last_name", "billing.last_name", "Last Name (Billing)"),
        )
        self._refunded = cell(columns, "refunded_total", "Order Refund Amount")
        self._refunds = cell(columns, "refund_items", "refunds")
        self._status = cell(columns, "status", "order_status", "Order Status")
        self._items = [
            columns.index(name)
            for name in columns
            if plain(name) == "lineitems" or plain(name).removeprefix("lineitem").isdigit()
        ]

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        account = self._account(row)
        known = customer(self._email(row), ("" if account == "0" else account, phone(self._phone(row))))
        refunded = self._refunded(row) or refunds(self._refunds(row))
        order = [*row, known, self._name(row), status(self._status(row)), refunded]
        found = [item for place in self._items if row[place].strip() for item in items(row[place])]
        # An order of which no item is told still has its total.
        return [[*order, *item] for item in found] or [[*order, "", "", "0"]]


class _OfApi(_Orders):
    """What the API gives of an order as a whole; its items and refunds come joined by semicolons."""

    added = (*_Orders.added, CREATED)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._given_back = cell(columns, "refunds.total")
        self._created, self._in_utc = cell(columns, "date_created"), cell(columns, "date_created_gmt")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        (order,) = super().record(row, line)
        order[self.columns.index(REFUNDED)] = given_back(self._given_back(row))
        # The other time is on the clock of the shop's site, which may be another than ours.
        at = self._in_utc(row)
        return [[*order, f"{at}Z" if at else self._created(row)]]


class _Lines(_Orders):
    """One row a line item, with an order's own fields on each of its rows or on the first alone."""

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._id = cell(columns, "Order Number", "order_id", "Order ID")
        order = next(name for name in ("Order Number", "order_id", "Order ID") if find(name, columns))
        self._carried = Carried(columns, order, [name for name in columns if not _of_an_item(name)])
        self._item = [
            cell(columns, "Item Name", "item_name"),
            cell(columns, "Quantity (- Refund)", "Quantity", "item_quantity"),
            cell(columns, "Order Line Total", "Item Total", "item_total"),
        ]

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        if not self._id(row):
            return _NO_ORDER
        self._carried.fill(row)
        (order,) = super().record(row, line)
        return [[*order[:-3], *(part(row) for part in self._item)]]


def _of_an_item(column: str) -> bool:
    return plain(column).startswith(("item", "product", "sku", "quantity", "orderline", "variation"))


def _holds_items(columns: Sequence[str], samples: Samples) -> bool:
    return any(plain(name) == "lineitems" or plain(name).removeprefix("lineitem").isdigit() for name in columns)


def _is_by_line(columns: Sequence[str], samples: Samples) -> bool:
    by_line = has(columns, "Order Number", "Order Date", "Item Name", "Order Total Amount")
    return by_line or has(columns, "order_id", "item_name", "item_quantity", "item_total", "order_total")


_ORDER = {
    "order_id": "order_id",
    "Order Number": "order_id",
    CUSTOMER: "customer_id",
    "order_date": "ordered_at",
    "Order Date": "ordered_at",
    "date": "ordered_at",
    PRODUCT: "product",
    QUANTITY: "quantity",
    "order_total": "order_amount",
    "Order Total Amount": "order_amount",
    REFUNDED: "refunded_amount",
    "order_currency": "currency",
    "Order Currency": "currency",
    STATUS: "status",
    NAME: "customer_name",
    "billing_email": "customer_email",
    "Email (Billing)": "customer_email",
    "billing_state": "region",
    "State Code (Billing)": "region",
    "billing_country": "country",
    "Country Code (Billing)": "country",
}
_READ = (
    *("status", "order_status", "Order Status", "customer_id", "customer_user", "customer_email", "billing_phone"),
    *("billing.phone", "Phone (Billing)", "billing_first_name", "billing_last_name", "billing.first_name"),
    *("billing.last_name", "First Name (Billing)", "Last Name (Billing)", "line_items", "Item Name", "item_name"),
    *("Quantity (- Refund)", "item_quantity", "item_total", "refunded_total"),
    *("Order Refund Amount", "refund_items", "refunds", *(f"line_item_{place}" for place in range(1, 101))),
)
_NOTE = (
    "An order's amount is its total, less refunds where the file has them, and its customer is known by the e-mail "
    "address, or by account or phone where there is none."
)

WOOCOMMERCE = Preset(
    "woocommerce",
    "WooCommerce orders",
    kind="order_lines",
    required=("status",),
    matches=lambda columns, samples: _holds_items(columns, samples) and has(columns, "order_id", "order_total"),
    columns={**_ORDER, AMOUNT: "amount"},
    shaper=_Orders,
    worked_from=_READ,
    note=_NOTE,
)
WOOCOMMERCE_LINES = Preset(
    "woocommerce_lines",
    "WooCommerce orders, one row a line item",
    kind="order_lines",
    matches=_is_by_line,
    columns={**_ORDER, "Item Cost": "unit_price", AMOUNT: "amount"},
    shaper=_Lines,
    worked_from=_READ,
    note=_NOTE,
)
WOOCOMMERCE_API = Preset(
    "woocommerce_api",
    "WooCommerce orders from its API",
    kind="orders",
    required=("id", "date_created", "total", "status", "billing.email"),
    columns={
        "id": "order_id",
        CUSTOMER: "customer_id",
        CREATED: "ordered_at",
        "total": "amount",
        REFUNDED: "refunded_amount",
        "currency": "currency",
        STATUS: "status",
        NAME: "customer_name",
        "billing.email": "customer_email",
        "billing.state": "region",
        "billing.country": "country",
    },
    shaper=_OfApi,
    worked_from=(*_READ, "refunds.total", "date_created", "date_created_gmt"),
    note=_NOTE,
)
