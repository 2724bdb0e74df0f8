"""The themes and their terms, to be edited: one theme at a time, with what it would match in the latest texts."""

import streamlit as st

from components import format as fmt
from components import passing_note, problem, states, verbatims
from data_access import samples, taxonomy
from data_access.scoring.taxonomy import Taxonomy, Theme, checked, shipped, terms_of

_ABOUT = (
    "A theme is what customers speak of; its terms are the words that name it. Matched are whole words in any case, "
    "with their plural: price finds prices. A star stands for any ending: deliver* finds delivery and delivered. A "
    "phrase after a minus does not count: - price war."
)
NEW = "New theme"
MOST_EXAMPLES, MOST_WORDS = 6, 12
_DRAFT, _CHOSEN = "themes-draft", "theme-edited"


def show() -> None:
    """The editor, on a draft that counts once it is saved."""
    saved = taxonomy.edited() or shipped()
    draft = _draft(saved)
    states.note(_ABOUT)
    edit, preview = st.columns([5, 6], gap="large")
    with edit:
        name = _chosen(draft)
        draft = _edited(draft, name)
        _actions(draft, saved)
    with preview:
        _preview(draft, st.session_state.get(_CHOSEN, name))


def _draft(saved: Taxonomy) -> Taxonomy:
    """What the reader made of the saved themes; anew where somebody else has saved in the meantime."""
    if st.session_state.get(f"{_DRAFT}-of") != saved:
        _start(saved)
    return st.session_state[_DRAFT]


def _start(themes: Taxonomy, saved: Taxonomy | None = None) -> None:
    st.session_state[_DRAFT] = themes
    st.session_state[f"{_DRAFT}-of"] = themes if saved is None else saved
    # Other fields are other elements, so that they show the new terms.
    st.session_state[f"{_DRAFT}-turn"] = st.session_state.get(f"{_DRAFT}-turn", 0) + 1


def _chosen(draft: Taxonomy) -> str:
    names = [theme.name for theme in draft]
    if renamed := st.session_state.pop(f"{_CHOSEN}-next", None):
        st.session_state[_CHOSEN] = renamed
    if st.session_state.get(_CHOSEN) not in names:
        st.session_state[_CHOSEN] = names[0]
    return st.selectbox("Theme", names, key=_CHOSEN)


def _edited(draft: Taxonomy, name: str) -> Taxonomy:
    """The draft with what the fields say of the chosen theme."""
    place = next(place for place, theme in enumerate(draft) if theme.name == name)
    key = f"{st.session_state[f'{_DRAFT}-turn']}-{place}"
    new_name = st.text_input("Name", name, key=f"theme-name-{key}")
    lines = st.text_area("Terms, one a line", "\n".join(draft[place].terms), height=320, key=f"theme-terms-{key}")
    theme = Theme(new_name.strip() or name, terms_of(lines))
    others = [other.name for other in (*draft[:place], *draft[place + 1 :])]
    if theme.name in others:
        problem.ask(f"{theme.name} is another theme's name. Choose one of its own.")
        theme = Theme(name, theme.terms)
    changed = (*draft[:place], theme, *draft[place + 1 :])
    if changed != draft:
        st.session_state[_DRAFT] = changed
        if theme.name != name:
            st.session_state[f"{_CHOSEN}-next"] = theme.name
            st.rerun()
    return changed


def _actions(draft: Taxonomy, saved: Taxonomy) -> None:
    with st.container(horizontal=True, key="theme-actions"):
        if st.button("Save", type="primary", disabled=draft == saved, key="themes-save"):
            _save(draft)
        st.button("Add a theme", on_click=_add, key="theme-add")
        st.button("Remove this one", on_click=_remove, disabled=len(draft) < 2, key="theme-remove")
        if draft != saved:
            st.button("Undo", on_click=_start, args=(saved,), type="tertiary", key="themes-undo")
    if draft != shipped():
        st.button(
            "Go back to the shipped themes",
            on_click=_start,
            args=(shipped(), saved),
            type="tertiary",
            key="themes-shipped",
            help="Puts them into the draft; they count once saved.",
        )


def _add() -> None:
    draft = st.session_state[_DRAFT]
    if NEW not in [theme.name for theme in draft]:
        st.session_state[_DRAFT] = (*draft, Theme(NEW, ()))
    st.session_state[_CHOSEN] = NEW


def _remove() -> None:
    gone = st.session_state[_CHOSEN]
    _start(tuple(theme for theme in st.session_state[_DRAFT] if theme.name != gone), st.session_state[f"{_DRAFT}-of"])
    st.session_state.pop(_CHOSEN)


def _save(draft: Taxonomy) -> None:
    try:
        with st.spinner("Searching all feedback for these themes"):
            taxonomy.save(draft)
    except ValueError as error:
        problem.show("The themes were not saved", str(error), "The themes are as they were.")
    else:
        st.session_state.pop(f"{_DRAFT}-of", None)
        passing_note.say("Saved. All feedback was searched again.")
        st.rerun()


def _preview(draft: Taxonomy, name: str) -> None:
    """What the theme would match in the latest texts, and by which of its words."""
    theme = next((theme for theme in draft if theme.name == name), draft[0])
    try:
        checked([theme])
    except ValueError as error:
        states.empty(f"{theme.name} matches nothing yet", str(error), height=200)
        return
    found, number, read = samples.naming_latest(draft, theme.name)
    if not read:
        states.empty("No feedback to try it on", "Import feedback to see what a theme would match.", height=200)
        return
    said = f"{theme.name} would be named in {fmt.count(len(found))} of the latest {fmt.count(read)} texts"
    by_word = ", ".join(f"{word} {n}" for word, n in number.most_common(MOST_WORDS))
    states.note(f"{said}, by: {by_word}." if by_word else f"{said}.")
    for row in found.head(MOST_EXAMPLES).itertuples():
        words = verbatims.marked_html(row.words, [(*span, verbatims.FOUND) for span in row.spans])
        st.html(f'<article class="earshot-verbatim"><div class="earshot-verbatim-text">{words.strip()}</div></article>')
    if len(found) > MOST_EXAMPLES:
        states.note(f"The newest {MOST_EXAMPLES} of them.")
