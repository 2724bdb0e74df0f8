"""The rules of a segment as rows to edit. Each finished row is in the address at once; one that lacks a value waits."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

import streamlit as st

from components import segment_choice
from components.filter_bar import View
from components.segment_kinds import ANY_TONE, ATTRIBUTE, Kind, joined, present, split
from data_access import fetch
from data_access.metrics.named_groups import NAMES
from data_access.segments.options import attribute_values, themes_named
from data_access.segments.rules import MOST_DAYS, MOST_RULES, MOST_TIMES, TONES, Rule, Values, text

_ROWS, _TEXT, _NEXT = "segment-rows", "segment-rows-text", "segment-next-row"


def kinds(view: View) -> dict[str, Kind]:
    """What rules can be about here."""
    themes = tuple(fetch.rows(themes_named())["theme"]) if view.coverage.first_feedback_on else ()
    told: dict[str, Values] = {}
    if view.coverage.attributes:
        rows = fetch.rows(attribute_values(view.coverage.attributes))
        told = {name: tuple(of["value"]) for name, of in rows.groupby("name")}
    return present(view, themes, NAMES, told)


def show(offered: Mapping[str, Kind]) -> None:
    """Draw the rows, and the menu that adds one."""
    rows = _rows()
    for place, row in enumerate(rows):
        kind = offered.get(row["about"], Kind(row["about"].removeprefix(ATTRIBUTE), {"is": (False, ())}))
        _row(row, kind, offered, place)
    if len(rows) < MOST_RULES:
        key = f"rule-add-{st.session_state.setdefault(_NEXT, 0)}"
        st.selectbox(
            "Add a rule",
            list(offered),
            index=None,
            format_func=lambda about: offered[about].label,
            placeholder="Add a rule …" if rows else "Add the first rule …",
            label_visibility="collapsed",
            key=key,
            on_change=_add,
            args=(key, offered),
            width=320,
        )


def add(rule: Rule) -> None:
    """One more rule, from a callback; nothing happens where it is already there."""
    rules, _ = segment_choice.current()
    if rule not in rules:
        segment_choice.choose((*rules, rule))


# ---- rows


def _rows() -> list[dict]:
    """The rows as they were edited; made anew when the address says something else than they do."""
    rules, _ = segment_choice.current()
    if st.session_state.get(_TEXT) != text(rules) or _ROWS not in st.session_state:
        st.session_state[_ROWS] = [_new(*split(rule), rule.is_not) for rule in rules]
        st.session_state[_TEXT] = text(rules)
    return st.session_state[_ROWS]


def _new(about: str, values: Values, is_not: bool = False) -> dict:
    st.session_state[_NEXT] = st.session_state.get(_NEXT, 0) + 1
    return {"id": st.session_state[_NEXT], "about": about, "values": tuple(values), "is_not": is_not}


def _keep() -> None:
    """The finished rows into the address."""
    rules = [joined(row["about"], row["values"], row["is_not"]) for row in st.session_state[_ROWS]]
    done = tuple(rule for rule in rules if rule is not None)
    st.session_state[_TEXT] = text(done)
    segment_choice.choose(done)


def _add(key: str, offered: Mapping[str, Kind]) -> None:
    about = st.session_state[key]
    if about in offered:
        _rows().append(_new(about, offered[about].begins))
        _keep()


def _remove(number: int) -> None:
    st.session_state[_ROWS] = [row for row in st.session_state[_ROWS] if row["id"] != number]
    _keep()


def _row(row: dict, kind: Kind, offered: Mapping[str, Kind], place: int) -> None:
    number = row["id"]
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"rule-row-{number}"):
        names = list(offered) if row["about"] in offered else [row["about"], *offered]
        st.selectbox(
            f"Rule {place + 1}: about",
            names,
            index=names.index(row["about"]),
            format_func=lambda about: offered[about].label if about in offered else kind.label,
            label_visibility="collapsed",
            key=f"rule-about-{number}",
            on_change=_change_kind,
            args=(number, offered),
            width=190,
        )
        _condition(row, kind, place)
        _VALUE.get(row["about"], _several)(row, kind, place)
        st.button(
            f"Remove rule {place + 1}", icon=":material/close:", key=f"rule-remove-{number}", type="tertiary",
            on_click=_remove, args=(number,),
        )  # fmt: skip
    if joined(row["about"], row["values"], row["is_not"]) is None:
        st.caption("This rule counts as soon as it has a value.")


def _change_kind(number: int, offered: Mapping[str, Kind]) -> None:
    about = st.session_state[f"rule-about-{number}"]
    st.session_state[_ROWS] = [
        _new(about, offered[about].begins) if row["id"] == number else row for row in st.session_state[_ROWS]
    ]
    _keep()


def _condition(row: dict, kind: Kind, place: int) -> None:
    """Is or is not; of a number also at least or at most, which stands before it among the values."""
    before = row["values"][:-1] if row["about"] == "purchases" else ()
    labels = list(kind.conditions)
    now = next((label for label, meant in kind.conditions.items() if meant == (row["is_not"], before)), labels[0])
    key = f"rule-is-{row['id']}"

    def changed() -> None:
        row["is_not"], bound = kind.conditions[st.session_state[key]]
        if row["about"] == "purchases":
            row["values"] = (*bound, *row["values"][-1:])
        _keep()

    st.selectbox(
        f"Rule {place + 1}: condition", labels, index=labels.index(now), label_visibility="collapsed", key=key,
        on_change=changed, width=130,
    )  # fmt: skip


# ---- values


def _taken(row: dict, key: str, values) -> None:
    """Read a widget into its row. values: what it holds -> the values of the rule."""
    row["values"] = tuple(values(st.session_state[key]))
    _keep()


def _several(row: dict, kind: Kind, place: int) -> None:
    is_free = row["about"] in ("feedback", "names", "favours")
    key = f"rule-value-{row['id']}"
    st.multiselect(
        f"Rule {place + 1}: values",
        list(dict.fromkeys((*kind.options, *row["values"]))),
        default=list(row["values"]),
        placeholder={"feedback": "in any tone"}.get(row["about"], "any of them") if is_free else "Choose",
        label_visibility="collapsed",
        key=key,
        on_change=_taken,
        args=(row, key, tuple),
        width=240,
    )


def _nothing(row: dict, kind: Kind, place: int) -> None:
    """Asked for help, or did not: there is nothing to choose."""


def _number(row: dict, kind: Kind, place: int) -> None:
    is_days = row["about"] == "last-purchase"
    key = f"rule-value-{row['id']}"

    def values(told) -> Values:
        bound = row["values"][:-1] if row["about"] == "purchases" else ()
        return () if told is None else (*bound, str(int(told)))

    st.number_input(
        f"Rule {place + 1}: {'days' if is_days else 'times'}",
        min_value=1 if is_days else 0,
        max_value=MOST_DAYS if is_days else MOST_TIMES,
        value=int(row["values"][-1]),
        key=key,
        label_visibility="collapsed",
        on_change=_taken,
        args=(row, key, values),
        width=150,
    )
    st.html(f'<span class="earshot-unit">{"days" if is_days else "times"}</span>', width="content")


def _amount(row: dict, kind: Kind, place: int) -> None:
    key = f"rule-value-{row['id']}"
    try:
        now = float(Decimal(row["values"][0]))
    except (InvalidOperation, IndexError):
        now = 0.0

    def values(told) -> Values:
        return () if told is None else (f"{told:.2f}".removesuffix(".00"),)

    st.number_input(
        f"Rule {place + 1}: amount", min_value=0.0, max_value=1e12, value=now, step=10.0, key=key,
        label_visibility="collapsed", on_change=_taken, args=(row, key, values), width=150,
    )  # fmt: skip


def _between(row: dict, kind: Kind, place: int) -> None:
    key = f"rule-value-{row['id']}"
    first, last = _ends(row["values"], kind.begins)
    # While the second day is still to be picked, the range has one day.
    st.date_input(
        f"Rule {place + 1}: first and last day", value=(first, last), min_value=min(first, date(1990, 1, 1)),
        max_value=max(last, date(2100, 1, 1)), key=key, label_visibility="collapsed", on_change=_taken,
        args=(row, key, lambda told: (str(told[0]), str(told[-1]))), width=260,
    )  # fmt: skip


def _ends(values: Values, begins: Values) -> tuple[date, date]:
    """What the field shows for an open end: the data's own, where that is on the right side of the other one."""
    known = [date.fromisoformat(day) if day else None for day in values]
    other = next(day for day in known if day)
    first, last = (date.fromisoformat(day) for day in begins) if begins else (other, other)
    return known[0] or min(first, other), known[1] or max(last, other)


def _theme(row: dict, kind: Kind, place: int) -> None:
    themes = list(dict.fromkeys((*kind.options, *row["values"][:1])))
    keys = [f"rule-value-{row['id']}", f"rule-tone-{row['id']}"]

    def changed() -> None:
        theme, tone = (st.session_state[key] for key in keys)
        row["values"] = (theme,) if tone == ANY_TONE else (theme, tone)
        _keep()

    shared = {"label_visibility": "collapsed", "on_change": changed}
    st.selectbox(
        f"Rule {place + 1}: theme", themes, index=themes.index(row["values"][0]), key=keys[0], width=200, **shared
    )
    tones = [ANY_TONE, *TONES]
    now = row["values"][1] if len(row["values"]) == 2 else ANY_TONE
    st.selectbox(f"Rule {place + 1}: tone", tones, index=tones.index(now), key=keys[1], width=150, **shared)


_VALUE = {
    "purchases": _number,
    "last-purchase": _number,
    "first-purchase": _between,
    "revenue": _amount,
    "theme": _theme,
    "asks": _nothing,
    "anyone": _nothing,
}
