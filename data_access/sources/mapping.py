"""Which column is which field: by a preset, by the columns' names, or as told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from data_access.sources import attributes
from data_access.sources.errors import SourceError, listed
from data_access.sources.fields import FIELDS, LINE_FIELDS, Field
from data_access.sources.presets import PRESETS, Preset


@dataclass(frozen=True)
class Question:
    """What the files do not tell and nobody may guess. `choices` are the possible answers, `text` asks."""

    field: str
    column: str
    examples: tuple[str, ...]
    choices: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Layout:
    """What a file seems to be by its columns and values, before they are mapped."""

    kind: str
    preset: Preset


@dataclass(frozen=True)
class Plan:
    """What is read from a file with these columns: kind, layout, column -> field, and what it does not tell."""

    kind: str
    preset: Preset
    mapping: Mapping[str, str]
    constants: Mapping[str, str]
    questions: tuple[Question, ...] = ()

    def column(self, field: str) -> str | None:
        """The column that fills `field`, if one does."""
        return next((column for column, name in self.mapping.items() if name == field), None)

    def fields(self) -> dict[str, Field]:
        """Every field that is filled by a column or a constant: in the kind's order, then further attributes."""
        filled = dict.fromkeys((*self.mapping.values(), *self.constants))
        own = {name: field for name, field in FIELDS[self.kind].items() if name in filled}
        return own | {name: attributes.field(name) for name in filled if attributes.is_one(name)}

    def fallbacks(self) -> dict[str, str]:
        """Field -> the column used where the field's own is empty."""
        filled = self.mapping.values()
        return {field: column for field, column in self.preset.fallbacks.items() if field in filled}


def plain(name: str) -> str:
    """A name without case, spaces and punctuation: "Order ID", "order_id" and "OrderId" are one."""
    return re.sub(r"[\W_]+", "", name).lower()


def find(column: str, columns: Sequence[str]) -> str | None:
    """The one of `columns` that is called `column`: exactly, else without case and punctuation."""
    if column in columns:
        return column
    alike = [name for name in columns if plain(name) == plain(column) and plain(name)]
    return alike[0] if len(alike) == 1 else None


def choose_layout(
    file: str,
    columns: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    kind: str | None,
    preset: str | None,
    mapping: Mapping[str, str] | None,
) -> Layout:
    """The kind and preset of a file with these columns, as told or as recognised; `samples` holds a few values of each.

    Raises SourceError naming what is unknown, and what there is instead.
    """
    if kind is not None and kind not in FIELDS:
        raise SourceError(f"There is no kind of import called {kind!r}; there are {listed(FIELDS)}.")
    kind = kind or "orders"
    told = _told(file, columns, mapping or {}, kind)
    return Layout(kind, _preset(file, columns, kind, preset, told))


def plan(
    file: str,
    columns: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    kind: str,
    preset: Preset,
    mapping: Mapping[str, str] | None,
    constants: Mapping[str, str] | None,
    answers: Mapping[str, str],
) -> Plan:
    """Decides the mapping for a file with these columns, those that the preset works out among them.

    Raises SourceError naming what is unknown or missing, and what there is instead.
    """
    told = _told(file, columns, mapping or {}, kind)
    constants = {_known_field(name, kind): str(value) for name, value in (constants or {}).items()}
    taken = {*told.values(), *constants} - {""}
    if preset.columns:
        pairs = {find(column, columns): field for column, field in preset.columns.items()}
    else:
        pairs = _by_name(columns, samples, kind, preset, taken, told)
    pairs = {column: field for column, field in pairs.items() if column not in told and field not in taken}
    pairs = {column: field for column, field in {**pairs, **told}.items() if field}
    result = Plan(_narrowed(kind, pairs, constants, told), preset, pairs, constants)
    known = FIELDS[result.kind]
    pairs = {column: field for column, field in pairs.items() if field in known or attributes.is_one(field)}
    result = Plan(result.kind, preset, {column: pairs[column] for column in columns if column in pairs}, constants)
    _complete(file, columns, result)
    return result


def _told(file: str, columns: Sequence[str], mapping: Mapping[str, str], kind: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for column, field in mapping.items():
        if (found := find(column, columns)) is None:
            raise SourceError(f"{file} has no column {column!r}{_nearest(column, columns)} It has: {listed(columns)}.")
        field = field and _known_field(field, kind)
        if field and field in told.values():
            raise SourceError(f"Two columns are given for {field}; a field takes one.")
        told[found] = field
    return told


def _known_field(name: str, kind: str) -> str:
    """The name, as it is kept. Raises SourceError for what is no field."""
    if attributes.is_one(name):
        return attributes.named(name)
    known = {**FIELDS[kind], **(FIELDS["order_lines"] if kind == "orders" else {})}
    if name not in known:
        raise SourceError(
            f"There is no field {name!r}{_nearest(name, known)} The fields are: {listed(known, 50)}; and for whatever "
            "else is known of customers attribute.NAME."
        )
    return name


def _nearest(name: str, names) -> str:
    by_plain = {plain(other): other for other in names}
    close = get_close_matches(plain(name), by_plain, n=1)
    return f"; did you mean {by_plain[close[0]]!r}?" if close else "."


def _preset(file: str, columns: Sequence[str], kind: str, name: str | None, told: Mapping[str, str]) -> Preset:
    if name is None:
        return _recognised(columns, kind)
    if name not in PRESETS:
        raise SourceError(f"There is no preset {name!r}{_nearest(name, PRESETS)} The presets are: {listed(PRESETS)}.")
    preset = PRESETS[name]
    if preset.kind and not _fits(preset, kind):
        raise SourceError(f"The preset {name} reads {preset.kind.replace('_', ' ')}, not {kind.replace('_', ' ')}.")
    lacking = [
        column
        for column, field in preset.columns.items()
        if find(column, columns) is None and field not in told.values()
    ]
    if lacking:
        raise SourceError(
            f"{file} is not laid out as {preset.title}: it has no column {listed(lacking)}. It has: {listed(columns)}."
        )
    return preset


def _fits(preset: Preset, kind: str) -> bool:
    return preset.kind in (None, kind) or (preset.kind, kind) == ("order_lines", "orders")


def _recognised(columns: Sequence[str], kind: str) -> Preset:
    present = {plain(column) for column in columns}
    for preset in PRESETS.values():
        if preset.columns and _fits(preset, kind) and {plain(column) for column in preset.columns} <= present:
            return preset
    own = FIELDS["order_lines"].keys() | FIELDS["orders"].keys() if kind == "orders" else FIELDS[kind].keys()
    is_ours = all(column in own or attributes.of_header(column, in_template=True) for column in columns)
    return PRESETS["template" if is_ours else "generic"]


def _by_name(columns, samples, kind: str, preset: Preset, taken: set[str], told: Mapping[str, str]) -> dict[str, str]:
    """Column -> field by the columns' names, each column and each field once."""
    fields = dict(FIELDS[kind])
    if kind == "orders":
        fields |= {name: field for name, field in FIELDS["order_lines"].items() if name not in fields}
    further = _further(columns, in_template=preset.name == "template")
    if preset.name == "template":
        return further | {column: column for column in columns if column in fields}
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
    return further | (_without_stray_lines(found, taken) if kind == "orders" else found)


def _further(columns: Sequence[str], in_template: bool) -> dict[str, str]:
    """Column -> attribute.NAME where a column calls itself that; of two of one name the first."""
    said = {column: attributes.of_header(column, in_template=in_template) for column in reversed(columns)}
    by_field = {field: column for column, field in said.items() if field}
    return {column: field for field, column in by_field.items()}


def _addresses(values: Sequence[str]) -> bool:
    return bool(values) and all(value.startswith(("http://", "https://")) for value in values if value)


def _without_stray_lines(found: dict[str, str], taken: set[str]) -> dict[str, str]:
    """An order's number of pieces, beside its amount, does not make a file one of order lines."""
    names = {*found.values(), *taken}
    if "amount" not in names or names & {"line_no", "unit_price"}:
        return found
    if "refunded_amount" in names:
        stray = {"product", "quantity"}
    else:
        stray = set() if "product" in names else {"quantity"}
    return {column: field for column, field in found.items() if field not in stray}


def _narrowed(kind: str, pairs: Mapping[str, str], constants: Mapping[str, str], told: Mapping[str, str]) -> str:
    """The kind after a look at the fields. Raises SourceError for a field given that the kind has not."""
    if kind == "orders" and {*pairs.values(), *constants} & set(LINE_FIELDS):
        kind = "order_lines"
    given = [field for field in (*told.values(), *constants) if field and not attributes.is_one(field)]
    foreign = [field for field in given if field not in FIELDS[kind]]
    if foreign:
        raise SourceError(f"{listed(foreign)} cannot be read from a file of {kind.replace('_', ' ')}.")
    return kind


def _complete(file: str, columns: Sequence[str], result: Plan) -> None:
    filled = result.fields()
    lacking = [name for name, field in FIELDS[result.kind].items() if field.required and name not in filled]
    if result.kind == "orders" and "order_id" in lacking:
        lacking.remove("order_id")
    if result.kind == "order_lines" and "amount" in filled:
        lacking = [name for name in lacking if name not in ("quantity", "unit_price")]
    if result.kind == "feedback" and not filled.keys() & {"text", "title", "rating"}:
        lacking.append("text")
    if not lacking:
        return
    if len(columns) == 1:
        raise SourceError(
            f"{file} has only one column, {columns[0][:80]!r}. "
            "Save it with commas, semicolons, tabs or vertical bars between the values."
        )
    wanted = "; ".join(f"{name} ({FIELDS[result.kind][name].description.lower()})" for name in lacking)
    raise SourceError(
        f"{file} has no column for {wanted}. It has: {listed(columns)}. "
        f"Say which one it is with --map column={lacking[0]}, or choose it in the preview; "
        "a file without it cannot be imported."
    )
