"""A segment: how many customers it is, its name among the saved ones, what it is compared with, and who is in it."""

import html
from collections.abc import Sequence

import streamlit as st

from components import chart_card, customer_list, problem, segment_choice, segment_editor, segment_numbers, states
from components import format as fmt
from components.charts import axes
from components.filter_bar import View
from components.headline import only_currency
from components.segment_lines import EVERYONE_ELSE, UNNAMED, Column
from components.segment_words import sentence
from data_access import fetch, listings
from data_access.metrics.named_groups import NAMES
from data_access.segments import saved as saved_segments
from data_access.segments.comparison import narrowed
from data_access.segments.members import members
from data_access.segments.rules import Rule, parse, text
from data_access.segments.saved import LONGEST_NAME, Saved

MOST_BESIDE = 3
# Others to compare with, each as its rules: a name may go or come to mean something else.
_BESIDE = "beside"
# Whether differences are from the first of them.
_FROM, _FIRST = "from", "first"
_WENT_WRONG = "segment-problem"
EXAMPLES = {
    "Bought once and not within half a year": "purchases.1_not.last-purchase.180",
    "Named a competitor": "names",
    "Bought twice, last feedback negative": "purchases.from.2_last-feedback.negative",
}


def build(view: View, rules: tuple[Rule, ...]) -> None:
    """The rules as rows, beside how many customers they leave and what they say in words."""
    left, right = st.columns([5, 3])
    with left, st.container(border=True, key="card-segment_rules", height="stretch"):
        st.html(chart_card.head_html("Who is in the segment?", "All of these hold"))
        offered = segment_editor.kinds(view)
        segment_editor.show(offered)
        if not rules:
            _examples(offered)
    with right, st.container(border=True, key="card-segment_count", height="stretch"):
        _count(view, rules)
        _name(rules)


def _examples(offered) -> None:
    fitting = {
        name: written for name, written in EXAMPLES.items() if {rule.about for rule in parse(written)} <= set(offered)
    }
    if fitting:
        states.note("Or begin with one of these:")
    with st.container(horizontal=True):
        for place, (name, written) in enumerate(fitting.items()):
            st.button(name, key=f"segment-example-{place}", on_click=segment_choice.choose, args=(parse(written),))


def _count(view: View, rules: tuple[Rule, ...]) -> None:
    counted = segment_numbers.count(view, rules)
    own, everyone = counted["customers"], counted["all_customers"]
    share = f" · {fmt.percent(own / everyone)}" if everyone and rules else ""
    of = f" of {fmt.count(everyone)}" if rules else ""
    told = sentence(rules, only_currency(view))
    st.html(
        f'<div class="earshot-count" role="status"><b>{fmt.count(own)}</b>{of} customers{share}</div>'
        f'<p class="earshot-sentence">{html.escape(told)}</p>'
    )
    notes = [] if rules else ["Each rule that you add is counted at once."]
    if counted["buyers"] < own:
        notes.append(f"{fmt.count(counted['buyers'])} of them have bought; the others only wrote or are known by name.")
    if rules and view.coverage.last_order_on:
        day = fmt.day(view.coverage.last_order_on)
        notes.append(f"Purchases as of {day}, whatever the period; feedback as far as it is known.")
    if notes:
        states.note(" ".join(notes))


# ---- names


def _name(rules: tuple[Rule, ...]) -> None:
    """Save, rename, change and remove. What was refused is said until the next attempt."""
    held = saved_segments.saved()
    known = next((each for each in held if rules and each.rules == text(rules)), None)
    if known is None and rules:
        key = "segment-name-new"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Name", key=key, max_chars=LONGEST_NAME, placeholder="Lost after complaints", width=220)
            st.button("Save", key="segment-save", type="primary", on_click=_save, args=(key, rules))
    elif known is not None:
        _saved(known)
    if held and rules and known is None:
        _instead(held, rules)
    if wrong := st.session_state.pop(_WENT_WRONG, ""):
        problem.show("Not saved", wrong)


def _saved(known: Saved) -> None:
    st.html(
        f'<p class="earshot-note">Saved as <b>{html.escape(known.name)}</b>. Share it by Copy link, at the top.</p>'
    )
    with st.container(horizontal=True, key="segment-actions"):
        with st.popover("Rename", type="tertiary", key="segment-rename-menu"):
            key = f"segment-name-{known.segment_id}"
            st.text_input("New name", key=key, value=known.name, max_chars=LONGEST_NAME)
            st.button("Rename", key="segment-rename", on_click=_rename, args=(key, known.segment_id))
        with st.popover("Remove", type="tertiary", key="segment-remove-menu"):
            states.note("The name is forgotten. No customer changes, and links to the segment keep working.")
            st.button("Remove", key="segment-remove", on_click=_remove, args=(known.segment_id,))


def _instead(held: Sequence[Saved], rules: tuple[Rule, ...]) -> None:
    with st.popover("Or change a saved one to these rules", type="tertiary", key="segment-instead-menu"):
        names = {each.segment_id: each.name for each in held}
        st.selectbox("Segment", list(names), format_func=names.__getitem__, key="segment-instead")
        st.button("Change it", key="segment-change", on_click=_change, args=(rules,))


def _attempt(action, *args, **kwargs) -> None:
    try:
        action(*args, **kwargs)
    except ValueError as refused:
        st.session_state[_WENT_WRONG] = str(refused)


def _save(key: str, rules: tuple[Rule, ...]) -> None:
    _attempt(saved_segments.save, st.session_state[key], rules)


def _rename(key: str, segment_id: str) -> None:
    _attempt(saved_segments.change, segment_id, name=st.session_state[key])


def _change(rules: tuple[Rule, ...]) -> None:
    _attempt(saved_segments.change, st.session_state["segment-instead"], rules=rules)


def _remove(segment_id: str) -> None:
    _attempt(saved_segments.remove, segment_id)


# ---- beside others


def beside(rules: tuple[Rule, ...]) -> tuple[list[Column], bool]:
    """The segment and those that it is compared with, chosen from the saved ones and from what the address holds; and
    whether differences are from the first of them."""
    held = saved_segments.saved()
    own = [Column(segment_choice.named(rules, held) or UNNAMED, rules)] if rules else []
    written = [each for each in st.query_params.get_all(_BESIDE) if each and each != text(rules)]
    names = {each.rules: each.name for each in held}
    names |= {text((Rule("group", (group,)),)): f"Customer group: {group}" for group in NAMES}
    names.pop(text(rules), None)
    others = []
    for each in dict.fromkeys(written):
        try:
            others.append((each, parse(each)))
        except ValueError as refused:
            problem.show("A segment to compare with, in this address, cannot be read", str(refused))
    for each, parsed in others:
        names.setdefault(each, axes.shorten(sentence(parsed).removesuffix("."), LONGEST_NAME))
    columns = [*own, *(Column(names[each], parsed) for each, parsed in others[:MOST_BESIDE])]
    with st.container(horizontal=True, key="segment-compare"):
        _menu(names, [each for each, _ in others][:MOST_BESIDE])
        return columns, len(columns) > 1 and _is_from_first(columns[0].name)


def _is_from_first(name: str) -> bool:
    """The reader's choice. The address has a word that stays, whatever the segment is called."""
    key, labels = "segment-from", {"everyone": EVERYONE_ELSE.capitalize(), _FIRST: axes.shorten(name, 40)}
    st.session_state[key] = _FIRST if st.query_params.get(_FROM) == _FIRST else "everyone"

    def chosen() -> None:
        st.query_params[_FROM] = st.session_state[key]

    return _FIRST == st.segmented_control(
        "Differences from", list(labels), format_func=labels.__getitem__, key=key, on_change=chosen, required=True
    )


def _menu(names: dict[str, str], now: list[str]) -> None:
    key = "segment-beside"
    st.session_state[key] = now

    def chosen() -> None:
        st.query_params[_BESIDE] = st.session_state[key]

    st.multiselect(
        "Beside it, to compare",
        list(names),
        format_func=names.__getitem__,
        max_selections=MOST_BESIDE,
        select_all=False,
        placeholder="Up to three saved segments or customer groups",
        key=key,
        on_change=chosen,
        width="stretch",
    )


def customers(view: View, rules: tuple[Rule, ...]) -> None:
    """Who is in it, those with the highest revenue first."""
    if not rules:
        states.note("Add a rule to see the customers of the segment.")
        return
    ids = members(narrowed(view.filters, rules))
    customer_list.show(
        fetch.rows(listings.customers_in(ids)),
        "The customers of this segment",
        "segment",
        whole=lambda: fetch.rows(listings.customers_in(ids, limit=None)),
    )
