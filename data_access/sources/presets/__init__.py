"""The layouts of known exporters: which column is which field. A file an exporter, each named here once."""

from data_access.sources.presets.amazon import AMAZON, AMAZON_UNSHIPPED
from data_access.sources.presets.feedback import FEEDBACK
from data_access.sources.presets.layout import Preset
from data_access.sources.presets.online_retail import ONLINE_RETAIL
from data_access.sources.presets.shopify import SHOPIFY, SHOPIFY_API
from data_access.sources.presets.square import SQUARE_ITEMS, SQUARE_TRANSACTIONS
from data_access.sources.presets.stripe import STRIPE, STRIPE_API
from data_access.sources.presets.woocommerce import WOOCOMMERCE, WOOCOMMERCE_API, WOOCOMMERCE_LINES

__all__ = ["PRESETS", "Preset"]

_ORDERS = (
    SHOPIFY,
    SHOPIFY_API,
    WOOCOMMERCE,
    WOOCOMMERCE_LINES,
    WOOCOMMERCE_API,
    STRIPE,
    STRIPE_API,
    SQUARE_ITEMS,
    SQUARE_TRANSACTIONS,
    AMAZON,
    AMAZON_UNSHIPPED,
    ONLINE_RETAIL,
)
_ALL = (
    Preset("template", "Earshot's own template"),
    *_ORDERS,
    *FEEDBACK,
    Preset("generic", "Any other layout, columns found by name or given"),
)
PRESETS: dict[str, Preset] = {preset.name: preset for preset in _ALL}
