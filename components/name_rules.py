"""When a brand's name counts: its capital and the words around it, with what that does to recent feedback beside it."""

import streamlit as st

from components import format as fmt
from components import passing_note, problem, states, verbatims
from data_access import brand_names, brands, fetch
from data_access.brand_names import Trial
from data_access.brands import Alias
from data_access.scoring import listed

EXAMPLES = 5
_ABOUT = (
    "A name that is an ordinary word too counts with a capital letter. Words near by that make it the brand let it "
    "count in small letters, and are asked for where it begins a sentence. Words and phrases that unmake it always win."
)


def show(tracked: tuple[brands.Brand, ...]) -> None:
    """The rule of one name, to edit, and its live preview."""
    names = [(brand.name, alias) for brand in tracked for alias in brand.aliases]
    # First those that have something to decide.
    names.sort(key=lambda each: (not each[1].needs_capital, not (each[1].context or each[1].counter_context)))
    states.note(_ABOUT)
    labels = [alias.alias if alias.alias == brand else f"{alias.alias} ({brand})" for brand, alias in names]
    place = st.selectbox("Name", range(len(names)), format_func=labels.__getitem__, key="name-chosen", width=320) or 0
    brand, old = names[place]
    left, right = st.columns([2, 3], gap="medium")
    with left:
        new = _form(brand, old)
        _warn(new)
        if st.button("Save", type="primary", disabled=new == old, key="rule-save"):
            _save(brand, new)
    with right:
        _preview(new)


def _form(brand: str, old: Alias) -> Alias:
    # Another key once it is saved, so that the fields show what is kept.
    key = f"rule-{hash((brand, old)):x}"
    capital = st.checkbox("Counts only with a capital letter", value=old.needs_capital, key=f"{key}-capital")
    known = brands.offered(old.alias)
    is_offered = st.session_state.pop(f"{key}-offered", False)
    for name, kept, fitting in (
        ("context", old.context, known.context),
        ("counter", old.counter_context, known.counter_context),
    ):
        if is_offered or f"{key}-{name}" not in st.session_state:
            st.session_state[f"{key}-{name}"] = ", ".join(fitting if is_offered else kept)
    context = st.text_area(
        "Words near by that make it the brand",
        key=f"{key}-context",
        placeholder="For Delta: flight, airline, crew",
        help="With commas between them. A phrase with the name in it must stand around it: delta airlines.",
        disabled=not capital,
    )
    counter = st.text_area(
        "Words and phrases that unmake it",
        key=f"{key}-counter",
        placeholder="For Delta: river delta, delta variant",
        help="With commas between them. A phrase with the name in it must stand around it; a word must stand close by.",
    )
    if (known.context or known.counter_context) and (listed(context), listed(counter)) != (
        known.context,
        known.counter_context,
    ):
        st.button(
            "Use the words known for this name",
            key=f"{key}-offer",
            type="tertiary",
            icon=":material/lightbulb:",
            on_click=st.session_state.__setitem__,
            args=(f"{key}-offered", True),
        )
    return Alias(old.alias, capital, listed(context), listed(counter))


def _warn(alias: Alias) -> None:
    if brands.words_with_a_tone([alias.alias]):
        states.note(
            f"{alias.alias} is a word of praise or blame to VADER, which counts it as such. The customer-experience "
            "score hides names first: compare brands with that one."
        )


def _save(brand: str, alias: Alias) -> None:
    try:
        with st.spinner("Searching the feedback for this name"):
            brand_names.change(brand, alias)
    except ValueError as error:
        problem.show("The name was not saved", str(error), "It is as it was.")
    else:
        passing_note.say("Saved. All feedback was searched again.")
        st.rerun()


def _preview(alias: Alias) -> None:
    rows = fetch.rows(brand_names.latest_with(alias.alias)).to_dict("records")
    trials = brand_names.tried(rows, alias)
    counted = [trial for trial in trials if trial.counts]
    left_out = [trial for trial in trials if not trial.counts]
    if not trials:
        states.empty("No feedback holds this name", "What would match is shown here once some does.", height=200)
        return
    st.markdown(f"**Would count in {fmt.count(len(counted))} of the latest {fmt.count(len(trials))} texts with it**")
    verbatims.show([_shown(trial) for trial in counted[:EXAMPLES]])
    st.markdown(f"**Would be left out: {fmt.count(len(left_out))}**")
    if left_out:
        verbatims.show([_shown(trial) for trial in left_out[:EXAMPLES]])
    else:
        states.note("Nothing: the name counts wherever it stands.")


def _shown(trial: Trial) -> dict:
    """A text with the name marked: as a brand where it counts, shaded where it does not."""
    row = {name: None if fmt.is_unknown(value) else value for name, value in trial.row.items()}
    shaded = [(start, end, verbatims.FOUND) for start, end in trial.left_out]
    is_only_title = not row["text"]
    return row | {
        "text": row["text"] or row["title"],
        "title": None if is_only_title else row["title"],
        "is_request": False,
        "spans": [(*place, verbatims.FOUND) for place in trial.title_left_out] if is_only_title else shaded,
        "brand_spans": trial.title_counted if is_only_title else trial.counted,
        "title_brand_spans": () if is_only_title else trial.title_counted,
    }
