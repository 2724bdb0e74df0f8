"""Which column is which field: by a preset, by the columns' names, or as told."""

from collections.abc import Mapping, Sequence, Set
from difflib import get_close_matches
from functools import partial

from data_access.sources import attributes
from data_access.sources.by_name import by_name, further
from data_access.sources.by_values import are_names, has_no_names
from data_access.sources.columns import find, plain
from data_access.sources.errors import Incomplete, SourceError, listed
from data_access.sources.fields import FIELDS, LINE_FIELDS
from data_access.sources.plans import Layout, Plan, Question
from data_access.sources.presets import PRESETS, Preset
from data_access.sources.presets.layout import has
from data_access.sources.recognition import (
    amounts_apart,
    fill_by_values,
    kind_of,
    known_by_email,
    refuse_totals,
    unnamed,
    without_states,
)


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
    if kind is None and preset is None and (known := _of_exporter(columns, samples, None)):
        kind, preset = known.kind, known.name
    if kind is None and preset in PRESETS:
        kind = PRESETS[preset].kind
    fields = {field for field in (mapping or {}).values() if field}
    kind = kind or _kind_told(fields) or kind_of(columns, samples, partial(_named, columns, samples))
    chosen = _preset(file, columns, samples, kind, preset, fields)
    return Layout(chosen.kind or kind, chosen)


def _kind_told(fields: Set[str]) -> str | None:
    """The kind that alone has all of these fields, as a mapping gives them."""
    fitting = [kind for kind in ("orders", "order_lines", "feedback") if fields <= FIELDS[kind].keys()]
    return fitting[0] if fields and "feedback" not in fitting[1:] and fitting else None


def _named(columns: Sequence[str], samples, kind: str) -> dict[str, str]:
    return by_name(columns, samples, kind, PRESETS["generic"], set(), {})


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
    questions: list[Question] = []
    notes: list[str] = []
    settled: tuple[str, ...] = ()
    if preset.columns:
        pairs = _by_preset(columns, preset, taken, told)
    elif has_no_names(columns):
        pairs, questions, notes = _by_values(file, columns, samples, kind, taken, answers)
        settled = ("customer_id",) if "customer_id" in pairs.values() else ()
    else:
        pairs = by_name(columns, samples, kind, preset, taken, told)
        if preset.name == "generic":
            free = [name for name in columns if name not in told]
            pairs, notes = _refined(file, free, samples, kind, pairs, taken)
    pairs = {column: field for column, field in pairs.items() if column not in told and field not in taken}
    pairs = {column: field for column, field in {**pairs, **told}.items() if field}
    constants = {name: value for name, value in preset.constants.items() if name not in pairs.values()} | constants
    result = Plan(_narrowed(kind, pairs, constants, told), preset, pairs, constants)
    known = FIELDS[result.kind]
    pairs = {column: field for column, field in pairs.items() if field in known or attributes.is_one(field)}
    pairs = {column: pairs[column] for column in columns if column in pairs}
    result = Plan(result.kind, preset, pairs, constants, tuple(questions), tuple(notes), settled)
    _complete(file, columns, result)
    return result


def _refined(
    file: str, columns: Sequence[str], samples, kind: str, pairs: Mapping[str, str], taken: set[str]
) -> tuple[dict[str, str], list[str]]:
    """What the columns' names say of them, looked at again with their values; and what the reader should know."""
    if kind != "feedback" and "ordered_at" not in taken:
        refuse_totals(file, columns, pairs)
    named = known_by_email(columns, samples, kind, without_states(pairs, samples), taken)
    found = fill_by_values(columns, samples, kind, named, taken)
    told = {"rating": "name and values"}  # no other field is, of columns that have no known name
    notes = [
        f"{column!r} is taken for {field} by its {told.get(field, 'values alone')}."
        for column, field in found.items() - named.items()
    ]
    who = next((column for column, field in found.items() if field == "customer_id"), None)
    if who is not None and are_names(samples.get(who, ())):
        notes.append(f"Customers are known by the names in {who!r}, so two people of one name count as one.")
    return found if kind == "feedback" else amounts_apart(columns, samples, found, taken), sorted(notes)


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


def _preset(file: str, columns: Sequence[str], samples, kind: str, name: str | None, fields: Set[str]) -> Preset:
    if name is None:
        return _recognised(columns, samples, kind)
    if name not in PRESETS:
        raise SourceError(f"There is no preset {name!r}{_nearest(name, PRESETS)} The presets are: {listed(PRESETS)}.")
    preset = PRESETS[name]
    if preset.kind and not _fits(preset, kind):
        raise SourceError(f"The preset {name} reads {preset.kind.replace('_', ' ')}, not {kind.replace('_', ' ')}.")
    lacking = [
        column
        for column in preset.signature()
        if find(column, columns) is None and preset.columns.get(column) not in fields
    ]
    if lacking:
        raise SourceError(
            f"{file} is not laid out as {preset.title}: it has no column {listed(lacking)}. It has: {listed(columns)}."
        )
    if preset.matches and not preset.signature() and not preset.matches(columns, samples):
        raise SourceError(f"{file} is not laid out as {preset.title}. It has: {listed(columns)}.")
    return preset


def _fits(preset: Preset, kind: str) -> bool:
    return preset.kind in (None, kind) or (preset.kind, kind) == ("order_lines", "orders")


def _recognised(columns: Sequence[str], samples, kind: str) -> Preset:
    if known := _of_exporter(columns, samples, kind):
        return known
    own = FIELDS["order_lines"].keys() | FIELDS["orders"].keys() if kind == "orders" else FIELDS[kind].keys()
    is_ours = all(column in own or attributes.of_header(column, in_template=True) for column in columns)
    return PRESETS["template" if is_ours else "generic"]


def _of_exporter(columns: Sequence[str], samples, kind: str | None) -> Preset | None:
    """The known layout that most of the columns belong to, of those that the file has."""
    fitting = [
        preset for preset in PRESETS.values() if (not kind or _fits(preset, kind)) and preset.fits(columns, samples)
    ]
    return max(fitting, key=lambda preset: (_found(preset, columns), len(preset.signature())), default=None)


def _found(preset: Preset, columns: Sequence[str]) -> int:
    return sum(has(columns, name) for name in preset.columns)


def _by_preset(columns: Sequence[str], preset: Preset, taken: set[str], told: Mapping[str, str]) -> dict[str, str]:
    """Column -> field as the layout says; of its several columns for one field the first that is there and free."""
    found: dict[str, str] = {}
    for name, field in preset.columns.items():
        column = find(name, columns)
        if column and column not in told and column not in found and field not in {*found.values(), *taken}:
            found[column] = field
    return further(columns, in_template=False) | found


def _by_values(
    file: str, columns: Sequence[str], samples, kind: str, taken: set[str], answers: Mapping[str, str]
) -> tuple[dict[str, str], list[Question], list[str]]:
    """Column -> field of a file without a header, what must be asked of it, and what the reader should know."""
    found, customers = unnamed(columns, samples, kind)
    found = {column: field for column, field in found.items() if field not in taken}
    questions = []
    if customers and "customer_id" not in taken:
        if (answer := answers.get("customer_id")) in customers:
            found[answer] = "customer_id"
        else:
            examples = [f"{name}: {', '.join(dict.fromkeys(samples[name][:4]))}" for name in customers]
            text = f"{file} has no header. Which column says who the customer is? {'; '.join(examples)}."
            questions.append(Question("customer_id", "", tuple(examples), tuple(customers), text))
    said = ", ".join(f"{column} is {field}" for column, field in found.items())
    return found, questions, [f"What the columns of {file} are is told by their values: {said}."]


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
    raise Incomplete(
        f"{file} has no column for {wanted}. It has: {listed(columns)}. "
        f"Say which one it is with --map column={lacking[0]}, or choose it in the preview; "
        "a file without it cannot be imported."
    )
