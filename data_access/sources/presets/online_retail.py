"""UCI Online Retail: the lines of a wholesaler's invoices."""

from data_access.sources.presets.layout import Preset

ONLINE_RETAIL = Preset(
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
)
