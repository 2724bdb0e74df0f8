"""The layouts of known exporters: which column is which field. One entry an exporter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from data_access.sources.tables import Shaper


@dataclass(frozen=True)
class Preset:
    """A layout. `kind` None fits any kind; a preset without columns finds them by their names.

    `fallbacks` names the column to use where a field's own column is empty;
    an order id that begins with `cancelled_prefix` gives the order the status "cancelled". `shaper` makes what works
    out further columns from a file's columns and its name.
    """

    name: str
    title: str
    kind: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    cancelled_prefix: str = ""
    shaper: Callable[[tuple[str, ...], str], Shaper] | None = None


_ALL = (
    Preset("template", "Earshot's own template"),
    Preset(
        "online_retail",
        "UCI Online Retail (order lines)",
        kind="order_lines",
        columns={
            "InvoiceNo": "order_id",
            "Description": "product",
            "Quantity": "quantity",
            "InvoiceDate": "ordered_at",
            "UnitPrice": "unit_price",
            "CustomerID": "customer_id",
            "Country": "country",
        },
        fallbacks={"product": "StockCode"},
        cancelled_prefix="C",
    ),
    Preset("generic", "Any other layout, columns found by name or given"),
)
PRESETS: dict[str, Preset] = {preset.name: preset for preset in _ALL}
