"""What customers and their purchases can be told apart by, under the names that readers see."""

from components.filter_bar import View

OF_CUSTOMERS = {
    "segment": "Segment",
    "region": "Region",
    "country": "Country",
    "origin": "How they heard of us",
}
OF_PURCHASES = OF_CUSTOMERS | {"channel": "Channel", "category": "Product category"}


def present(view: View, *, fewest: int = 1) -> dict[str, str]:
    """The breakdowns of purchases, and custom attributes under their own names, that have so many values or more."""
    held = view.coverage
    names = {name: label for name, label in OF_PURCHASES.items() if len(held.options.get(name, ())) >= fewest}
    for name in held.attributes:
        names[f"attribute.{name}"] = name if name not in names.values() else f"{name} (attribute)"
    return names
