"""Which column is which field by the columns' own names."""

from collections.abc import Mapping, Sequence

from data_access.sources import attributes
from data_access.sources.columns import plain
from data_access.sources.fields import FIELDS
from data_access.sources.presets import Preset


def by_name(columns, samples, kind: str, preset: Preset, taken: set[str], told: Mapping[str, str]) -> dict[str, str]:
    """Column -> field by the columns' names, each column and each field once."""
    fields = dict(FIELDS[kind])
    if kind == "orders":
        fields |= {name: field for name, field in FIELDS["order_lines"].items() if name not in fields}
    own = further(columns, in_template=preset.name == "template")
    if preset.name == "template":
        return own | {column: column for column in columns if column in fields}
    free = {plain(column): column for column in reversed(columns) if column not in told}
    if kind == "feedback" and _addresses(samples.get(free.get("source", ""), ())):
        # Exporters of reviews keep the page's address there.
        free["url"] = free.pop("source") if "url" not in free else free["url"]
    found: dict[str, str] = {}
    for exact in (True, False):
        for name, field in fields.items():
            if name in taken or name in found.values():
                continue
            names = (name,) if exact else field.synonyms
            if column := next((free.pop(plain(word)) for word in names if plain(word) in free), None):
                found[column] = name
    return own | (_without_stray_lines(found, taken) if kind == "orders" else found)


def further(columns: Sequence[str], in_template: bool) -> dict[str, str]:
    """Column -> attribute.NAME where a column calls itself that; of two of one name the first."""
    said = {column: attributes.of_header(column, in_template=in_template) for column in reversed(columns)}
    by_field = {field: column for column, field in said.items() if field}
    return {column: field for field, column in by_field.items()}


def _addresses(values: Sequence[str]) -> bool:
    return bool(values) and all(value.startswith(("http://", "https://")) for value in values if value)


def _without_stray_lines(found: dict[str, str], taken: set[str]) -> dict[str, str]:
    """An order's number of pieces, beside its amount, does not make a file one of order lines; nor does a
    description without an order's id, so that each row is an order."""
    names = {*found.values(), *taken}
    if "amount" not in names or names & {"line_no", "unit_price"}:
        return found
    if "refunded_amount" in names or "order_id" not in names:
        stray = {"product", "quantity"}
    else:
        stray = set() if "product" in names else {"quantity"}
    return {column: field for column, field in found.items() if field not in stray}
