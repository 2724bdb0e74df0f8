"""The list of presentations, and one presentation being put together."""

import html

import streamlit as st

from components import format as fmt
from components import states
from components.exporting import panel
from components.presenting import show, slide_data
from data_access import presentations
from data_access.presentations import LONGEST_TITLE, Listed
from data_access.snapshots import Presentation, Slide

ROOMS = {"": "As the app", "light": "Light room", "dark": "Dark room"}
HOW = "Point at a chart on any page and choose “Add to presentation”."


def current() -> Presentation | None:
    """The presentation that the address names; None for the list."""
    named = st.query_params.get("presentation")
    return presentations.load(named) if named else None


def choose_from_list() -> None:
    """All presentations, each to open, to show or to remove, and a new one."""
    known = presentations.listed()
    say_problem()
    if "presentation" in st.query_params:
        states.note("The presentation in the address is not there any more. Here are all that there are.")
    with st.container(horizontal=True, vertical_alignment="bottom", key="new-presentation"):
        title = st.text_input("A new presentation", key="new-title", placeholder="Its title", max_chars=LONGEST_TITLE)
        if st.button("Make it", key="new-make"):
            _attempt(lambda: _open(presentations.make(title)))
    if not known:
        states.empty("No presentation yet", f"{HOW} It keeps the numbers as they are on that day.", height=240)
        return
    with st.container(key="presentations", gap=None):
        for each in known:
            _entry(each)


def _entry(each: Listed) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"presentation-{each.presentation_id}"):
        slides = "1 slide" if each.slides == 1 else f"{fmt.count(each.slides)} slides"
        said = f"{slides} · changed {fmt.day(each.changed_at.date())}"
        st.html(
            f'<p class="earshot-deck-name">{html.escape(each.title)}</p>'
            f'<p class="earshot-note">{html.escape(said)}</p>',
            width="stretch",
        )
        key, quoted = each.presentation_id, f"“{fmt.markdown_escape(each.title)}”"
        st.button("Open", key=f"open-{key}", on_click=_open, args=(key,), help=f"Open {quoted}")
        if each.slides:
            st.button("Show it", key=f"show-{key}", on_click=_begin, args=(key,), help=f"Show {quoted}")
        with st.popover("Remove", key=f"remove-{key}", type="tertiary", width="content"):
            st.markdown(f"Remove {quoted} and its {slides} for good?")
            st.button("Yes, remove it", key=f"remove-yes-{key}", on_click=presentations.remove, args=(key,))


def _open(presentation_id: str) -> None:
    st.query_params["presentation"] = presentation_id
    st.query_params.pop("slide", None)


def _begin(presentation_id: str) -> None:
    _open(presentation_id)
    show.begin(0)


def place(presentation: Presentation) -> int:
    """The slide that the address names, from 0; the first where it names none."""
    named = st.query_params.get("slide", "")
    number = int(named) if named.isdecimal() and len(named) < 6 else 1
    return max(0, min(number, len(presentation.slides)) - 1)


def put_together(presentation: Presentation) -> None:
    """The slides at the left, the chosen one at the right: its look, its headline, its notes, its place."""
    at = place(presentation)
    say_problem()
    st.title(fmt.markdown_escape(presentation.title), anchor=False)
    _head(presentation, at)
    if not presentation.slides:
        states.empty("No slides yet", HOW, height=240)
        return
    left, right = st.columns([4, 9], gap="medium")
    with left, st.container(key="slide-list", gap="xxsmall"):
        for number, slide in enumerate(presentation.slides):
            _row(number, slide, number == at)
    with right:
        show.preview(presentation, at)
        _edit(presentation, presentation.slides[at], at)


def _head(presentation: Presentation, at: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="deck-head"):
        st.button(
            "All presentations", key="deck-back", type="tertiary", icon=":material/arrow_back:", on_click=_back_to_list
        )
        with st.popover("Rename", key="deck-rename", type="tertiary", width="content"):
            title = st.text_input("Title", presentation.title, key=f"deck-title-{presentation.title}")
            if st.button("Rename", key="deck-rename-now"):
                _attempt(lambda: presentations.rename(presentation.presentation_id, title))
        st.space("stretch")
        if presentation.slides:
            _choose_room()
            with st.popover("Export", key="deck-export", icon=":material/download:", width="content"):
                panel.show(presentation)
            st.button(
                "Show it", key="deck-show", type="primary", icon=":material/slideshow:", on_click=show.begin, args=(at,)
            )


def _choose_room() -> None:
    """The look of the show; in the address, so that a link to it has the same."""
    chosen = st.query_params.get("room", "")
    st.segmented_control(
        "Look", list(ROOMS), default=chosen if chosen in ROOMS else "", format_func=ROOMS.__getitem__, key="deck-room",
        required=True, label_visibility="collapsed", on_change=_keep_room,
    )  # fmt: skip


def _keep_room() -> None:
    if chosen := st.session_state["deck-room"]:
        st.query_params["room"] = chosen
    else:
        st.query_params.pop("room", None)


def _back_to_list() -> None:
    for name in ("presentation", "slide", "show"):
        st.query_params.pop(name, None)


def _row(number: int, slide: Slide, is_chosen: bool) -> None:
    with st.container(key=f"slide-row-{slide.slide_id}{'-chosen' if is_chosen else ''}"):
        st.button(
            f"{number + 1}\N{EM SPACE}{fmt.markdown_escape(slide.headline)}",
            key=f"slide-{slide.slide_id}",
            type="tertiary",
            width="stretch",
            on_click=_go_to,
            args=(number,),
        )


def _go_to(number: int) -> None:
    st.query_params["slide"] = str(number + 1)


def _edit(presentation: Presentation, slide: Slide, at: int) -> None:
    key, made = slide.slide_id, presentation.presentation_id
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="slide-actions"):
        st.button("Move up", key="slide-up", icon=":material/arrow_upward:", disabled=at == 0,
                  on_click=_move, args=(made, key, at, -1))  # fmt: skip
        st.button("Move down", key="slide-down", icon=":material/arrow_downward:",
                  disabled=at == len(presentation.slides) - 1, on_click=_move, args=(made, key, at, 1))  # fmt: skip
        st.button("Duplicate", key="slide-copy", icon=":material/content_copy:", on_click=_copy, args=(made, key, at))
        with st.popover("Remove", key=f"slide-remove-{key}", width="content", icon=":material/delete:"):
            st.markdown("Remove this slide for good?")
            st.button("Yes, remove it", key="slide-remove-yes", on_click=_quietly,
                      args=(presentations.remove_slide, made, key))  # fmt: skip
        _today(slide)
    headline = f"headline-{key}-{slide.headline}"
    st.text_input("Headline", slide.headline, key=headline, max_chars=LONGEST_TITLE,
                  on_change=_save, args=(made, key, "headline", headline))  # fmt: skip
    notes = f"notes-{key}-{hash(slide.notes)}"
    st.text_area("Notes for the speaker", slide.notes, key=notes, height=160,
                 on_change=_save, args=(made, key, "notes", notes))  # fmt: skip
    _say_what_is_frozen(slide)


def _today(slide: Slide) -> None:
    """The way to the same view as it is now."""
    snapshot = slide.snapshot
    page = st.session_state["pages"].get(snapshot.page)
    if page is not None:
        st.page_link(
            page, label="What it is today", icon=":material/update:", query_params=dict(snapshot.query), width="content"
        )


def _say_what_is_frozen(slide: Slide) -> None:
    snapshot = slide.snapshot
    changed = slide_data.changed(snapshot, presentations.state_of_data())
    now = changed or f"Frozen {slide_data.taken_on(snapshot)}; the data is still the same."
    st.html(
        f'<p class="earshot-note earshot-frozen"><b>{html.escape(now)}</b> '
        f"{html.escape(slide_data.footer(snapshot))}</p>"
    )


def _move(made: str, key: str, at: int, by: int) -> None:
    if _quietly(presentations.move, made, key, by):
        _go_to(at + by)


def _copy(made: str, key: str, at: int) -> None:
    if _quietly(presentations.duplicate, made, key):
        _go_to(at + 1)


def _save(made: str, key: str, what: str, field: str) -> None:
    _quietly(presentations.edit, made, key, **{what: st.session_state[field]})


def _quietly(act, *given, **named) -> bool:
    """Do it before the page is drawn; what could not be done is said at its top."""
    try:
        act(*given, **named)
    except ValueError as problem:
        st.session_state["presentation-problem"] = str(problem)
        return False
    return True


def say_problem() -> None:
    """What could not be done, said once."""
    if problem := st.session_state.pop("presentation-problem", None):
        st.error(problem)


def _attempt(act) -> None:
    try:
        act()
    except ValueError as problem:
        st.error(str(problem))
    else:
        st.rerun()
