"""Square's exports of sales: one row an item sold, or one row a payment."""

from data_access.sources.columns import cell
from data_access.sources.presets.layout import Preset, RecordShaper

WHEN = "time of the sale (date, time and time zone)"
# Square names time zones as Rails does.
_ZONES = {
    "hawaii": "Pacific/Honolulu",
    "alaska": "America/Anchorage",
    "pacific time (us & canada)": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "mountain time (us & canada)": "America/Denver",
    "central time (us & canada)": "America/Chicago",
    "saskatchewan": "America/Regina",
    "eastern time (us & canada)": "America/New_York",
    "indiana (east)": "America/Indiana/Indianapolis",
    "atlantic time (canada)": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "london": "Europe/London",
    "dublin": "Europe/Dublin",
    "paris": "Europe/Paris",
    "madrid": "Europe/Madrid",
    "tokyo": "Asia/Tokyo",
    "osaka": "Asia/Tokyo",
    "perth": "Australia/Perth",
    "darwin": "Australia/Darwin",
    "adelaide": "Australia/Adelaide",
    "brisbane": "Australia/Brisbane",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
    "hobart": "Australia/Hobart",
}


class _Sales(RecordShaper):
    added = (WHEN,)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._parts = [cell(columns, name) for name in ("Date", "Time", "Time Zone")]

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        date, clock, zone = (part(row) for part in self._parts)
        zone = _ZONES.get(zone.lower(), zone if "/" in zone else "")
        return [[*row, " ".join(filter(None, (date, clock, clock and zone)))]]


_SALE = {
    "Transaction ID": "order_id",
    "Customer ID": "customer_id",
    "Customer Name": "customer_name",
    WHEN: "ordered_at",
    "Channel": "channel",
    "Location": "region",
}
_READ = ("Date", "Time", "Time Zone")

SQUARE_ITEMS = Preset(
    "square_items",
    "Square item sales",
    kind="order_lines",
    required=("Date", "Time", "Item", "Qty", "Net Sales", "Transaction ID"),
    columns={**_SALE, "Item": "product", "Category": "category", "Qty": "quantity", "Net Sales": "amount"},
    fallbacks={"product": "SKU"},
    shaper=_Sales,
    worked_from=_READ,
    note="A line's amount is its Net Sales: after discounts, before tax. Refunded items come off their order.",
)
SQUARE_TRANSACTIONS = Preset(
    "square_transactions",
    "Square transactions",
    kind="order_lines",
    required=("Date", "Time", "Net Sales", "Total Collected", "Transaction ID"),
    columns={**_SALE, "Description": "product", "Total Collected": "amount"},
    shaper=_Sales,
    worked_from=_READ,
    note=(
        "An order's amount is its Total Collected, tax and tips among it, over all its payments; "
        "refunds come off their order."
    ),
)
