"""A WooCommerce order's line items, which its exporters write into one cell in several ways."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from data_access.sources.presets.orders import number

_MARKS = ("name", "product_id", "sku", "quantity", "total", "sub_total", "subtotal", "id", "refunded", "meta")
_REFUND = re.compile(r"""(?:\bamount:|"total": ?")-?(\d+(?:\.\d+)?)""", re.ASCII)


def items(text: str) -> list[tuple[str, str, str]]:
    """Product, pieces and value of each line item in a cell: JSON, or `name:Mug|quantity:2|total:24.00`, with `;`
    between several. What cannot be made out as an item gives none."""
    text = text.strip()
    if text.startswith(("[", "{")):
        return [_item(item) for item in _objects(text)]
    found = []
    for part in _records(text):
        item = _fields(part)
        if "name" in item or "product_id" in item:
            found.append(_item(item))
    return found


def refunds(text: str) -> str:
    """What the refunds in a cell come to; "" where it names none."""
    found = _REFUND.findall(text)
    return str(sum(map(Decimal, found))) if found else ""


def given_back(text: str) -> str:
    """What amounts joined by semicolons come to, without their signs; "" for none."""
    found = [number(part) for part in text.split(";") if part.strip()]
    return str(sum(map(abs, found))) if found and None not in found else ""


def _item(item: dict) -> tuple[str, str, str]:
    product = item.get("name") or item.get("sku") or item.get("product_id") or ""
    return str(product), str(item.get("quantity", "1")), str(item.get("total", item.get("subtotal", "0")))


def _objects(text: str) -> list[dict]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [item for item in (found if isinstance(found, list) else [found]) if isinstance(item, dict)]


def _records(text: str) -> Iterator[str]:
    """Cut at each semicolon that a further item's first field follows: names hold semicolons too."""
    kept = ""
    for part in text.split(";"):
        key = part.strip().partition(":")[0]
        if kept and key in ("name", "id"):
            yield kept
            kept = part
        else:
            kept = f"{kept};{part}" if kept else part
    if kept:
        yield kept


def _fields(text: str) -> dict[str, str]:
    """The item's fields; a bar inside a value goes on with that value."""
    fields: dict[str, str] = {}
    last = ""
    for part in text.strip().split("|"):
        key, mark, value = part.partition(":")
        if mark and (key.strip() in _MARKS or not last or key.strip().replace("_", "").isalpha()):
            last = key.strip()
            fields.setdefault(last, value)
        elif last:
            fields[last] += f"|{part}"
    return {key: value.strip() for key, value in fields.items()}
