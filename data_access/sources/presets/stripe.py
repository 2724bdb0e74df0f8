"""Stripe's payments: the dashboard's export, its older export of charges, and charges as the API gives them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from data_access.sources.columns import cell, find
from data_access.sources.presets.layout import Preset, RecordShaper, Samples
from data_access.sources.presets.orders import customer, number

CUSTOMER = "customer (e-mail, else Stripe's id)"
STATUS = "status (test, refunded, void or as written)"
CURRENCY = "currency code"
CREATED = "created, in UTC"
AMOUNT, REFUNDED = "amount in whole units", "refunded in whole units"
# Currencies whose smallest unit is the whole one, and those with three decimals, as Stripe lists them.
_WHOLE = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split())
_THOUSANDTHS = frozenset("BHD JOD KWD OMR TND".split())
_UNPAID = ("requires_", "incomplete", "blocked")


def _status(status: str, mode: str, captured: str) -> str:
    status = status.lower()
    if mode.lower() in ("test", "false"):
        return "test"
    if status.startswith(_UNPAID):
        return "failed"
    if captured.lower() == "false" and status not in ("failed", "refunded", "canceled"):
        return "void"  # authorised, and never charged
    return status


def _in_utc(text: str) -> str:
    """A time of the export, or the API's seconds, with what its header alone says: that it is in UTC."""
    if text.isdecimal() and len(text) <= 11:
        return datetime.fromtimestamp(int(text), UTC).isoformat()
    return text + "+00:00" * (":" in text and "+" not in text)


class _Payments(RecordShaper):
    added = (CUSTOMER, STATUS, CURRENCY, CREATED)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._email = cell(columns, "Customer Email", "Receipt Email", "billing_details.email", "receipt_email")
        self._id = cell(columns, "Customer ID", "customer")
        self._currency, self._state = cell(columns, "Currency"), cell(columns, "Status")
        self._created = cell(columns, "Created date (UTC)", "Created (UTC)", "Created")
        self._mode, self._captured = cell(columns, "Mode", "livemode"), cell(columns, "Captured")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        status = _status(self._state(row), self._mode(row), self._captured(row))
        known = customer(self._email(row), (self._id(row),))
        return [[*row, known, status, self._currency(row).upper(), _in_utc(self._created(row))]]


class _Charges(_Payments):
    """The API counts in the currency's smallest unit."""

    added = (*_Payments.added, AMOUNT, REFUNDED)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._amounts = cell(columns, "amount"), cell(columns, "amount_refunded")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        (shaped,) = super().record(row, line)
        currency = self._currency(row).upper()
        places = 0 if currency in _WHOLE else 3 if currency in _THOUSANDTHS else 2
        for amount in self._amounts:
            value = number(amount(row))
            shaped.append(amount(row) if value is None else f"{value.scaleb(-places):f}")
        return [shaped]


def _are_charges(columns: Sequence[str], samples: Samples) -> bool:
    """Whether the objects call themselves charges; where they do not, whether their ids do."""
    values = samples.get(find("object", columns) or "", ())
    return all(value == "charge" for value in values) and any(
        value.startswith(("ch_", "py_")) for value in samples.get(find("id", columns), ())
    )


_PAID = {
    "id": "order_id",
    CUSTOMER: "customer_id",
    CREATED: "ordered_at",
    "Amount": "amount",
    "Amount Refunded": "refunded_amount",
    CURRENCY: "currency",
    STATUS: "status",
    "Customer Email": "customer_email",
    "Card Address Country": "country",
}
_NOTE = (
    "Each payment is an order, less what was refunded, and its customer is known by the e-mail address, or by "
    "Stripe's id where there is none. Failed, test and uncaptured payments are kept, not counted."
)


def _says_utc(columns: Sequence[str], samples: Samples) -> bool:
    return any(find(name, columns) for name in ("Created date (UTC)", "Created (UTC)"))


STRIPE = Preset(
    "stripe",
    "Stripe payments",
    kind="orders",
    required=("id", "Amount", "Amount Refunded", "Currency", "Status"),
    matches=_says_utc,
    columns=_PAID,
    shaper=_Payments,
    worked_from=(
        "Customer Email",
        "Customer ID",
        "Currency",
        "Status",
        "Mode",
        "Captured",
        "Created date (UTC)",
        "Created (UTC)",
    ),
    note=_NOTE,
)
STRIPE_API = Preset(
    "stripe_api",
    "Stripe charges from its API",
    kind="orders",
    required=("id", "amount", "amount_refunded", "currency", "status", "created"),
    matches=_are_charges,
    columns={
        "id": "order_id",
        CUSTOMER: "customer_id",
        CREATED: "ordered_at",
        AMOUNT: "amount",
        REFUNDED: "refunded_amount",
        CURRENCY: "currency",
        STATUS: "status",
        "billing_details.name": "customer_name",
        "billing_details.email": "customer_email",
        "receipt_email": "customer_email",
        "billing_details.address.country": "country",
    },
    shaper=_Charges,
    worked_from=("amount", "amount_refunded", "currency", "status", "customer", "livemode", "captured", "created"),
    note=_NOTE,
)
