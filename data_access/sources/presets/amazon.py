"""Amazon's reports to sellers: all orders, orders to be shipped, and shipments from its own warehouses."""

from decimal import Decimal

from data_access.sources.columns import cell, find
from data_access.sources.presets.layout import Preset, RecordShaper
from data_access.sources.presets.orders import number

AMOUNT = "paid for the line (price, shipping and gift wrap, less promotions)"
CUSTOMER = "customer (buyer's e-mail)"
_ADDED = ("item-price", "shipping-price", "gift-wrap-price")
_OFF = ("item-promotion-discount", "ship-promotion-discount")
_PENDING = "Amazon gives no price while an order is pending. Import the report again when it is no longer."


class _Lines(RecordShaper):
    added = (AMOUNT, CUSTOMER)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._price, self._status = cell(columns, "item-price"), cell(columns, "order-status", "item-status")
        self._email = cell(columns, "buyer-email")
        self._names_buyers = find("buyer-email", columns) is not None
        if not self._names_buyers:  # the report of all orders
            self.columns = (*columns, AMOUNT)
        self._parts = [cell(columns, name) for name in (*_ADDED, *_OFF)]

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        if not self._price(row) and self._status(row).lower().startswith("pending"):
            return _PENDING
        buyer = [self._email(row).lower()] if self._names_buyers else []
        return [[*row, self._amount(row), *buyer]]

    def _amount(self, row: list[str]) -> str:
        values = [number(part(row)) for part in self._parts]
        if None in values:
            return self._price(row)  # not written as Amazon does: as the column says, with its decimal sign
        added, off = values[: len(_ADDED)], values[len(_ADDED) :]
        # Discounts are written with a minus in some marketplaces and without it in others.
        return str(sum(added, Decimal()) - sum(map(abs, off), Decimal()))


_LINE = {
    CUSTOMER: "customer_id",
    "purchase-date": "ordered_at",
    "product-name": "product",
    AMOUNT: "amount",
    "currency": "currency",
    "sales-channel": "channel",
    "buyer-name": "customer_name",
    "buyer-email": "customer_email",
    "ship-state": "region",
    "ship-country": "country",
}
_NOTE = (
    "A line's amount is its price with shipping and gift wrap, less promotions; tax that the prices leave out is not "
    "in it."
)

AMAZON = Preset(
    "amazon",
    "Amazon orders (all orders, or shipments)",
    kind="order_lines",
    required=("amazon-order-id", "purchase-date", "sku", "item-price"),
    columns={
        "amazon-order-id": "order_id",
        **_LINE,
        "quantity": "quantity",
        "quantity-shipped": "quantity",
        "order-status": "status",
    },
    fallbacks={"product": "sku"},
    constants={"channel": "Amazon"},
    shaper=_Lines,
    worked_from=(*_ADDED, *_OFF),
    note=_NOTE,
)
AMAZON_UNSHIPPED = Preset(
    "amazon_order_report",
    "Amazon order report (orders to ship)",
    kind="order_lines",
    required=("order-id", "order-item-id", "purchase-date", "sku", "quantity-purchased"),
    columns={"order-id": "order_id", **_LINE, "quantity-purchased": "quantity"},
    fallbacks={"product": "sku"},
    constants={"channel": "Amazon"},
    shaper=_Lines,
    worked_from=(*_ADDED, *_OFF),
    note=_NOTE,
)
