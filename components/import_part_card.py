"""One import of a drop of files as a card: what it was taken for, what it comes to, what is open, what is stored."""

import html

import streamlit as st

from components import column_mapping, import_brands, import_constants, import_files, import_report, problem
from components import format as fmt
from components.import_look import Look
from components.import_part import Part

KINDS = {"Orders": "orders", "Feedback": "feedback"}
_BEGIN_ANEW = "Forget that, recognise them anew"


def show(part: Part, *, is_one_of_several: bool) -> None:
    """The card.

    is_one_of_several: the reader may leave it out.
    """
    with st.container(border=True, key=f"card-import-{part.number}"):
        look = part.look
        with st.container(horizontal=True, key=f"import-title-{part.number}"):
            st.html(import_files.files_html(part.files, look.survey if look and part.is_wanted else None))
            if is_one_of_several and not (look and look.survey is None):
                _choose(part)
        if not part.is_wanted or look is None:
            return
        _remembered(part)
        if look.survey is None:
            problem.show("This cannot be imported", look.problem)
            _kind(part)
            return
        if look.problem:
            problem.ask(look.problem)
        column_mapping.ask(part, look.questions)
        if look.preview is not None:
            st.html(import_files.held_html(look.survey.kind, look.preview))
        import_brands.show(part, look.survey)
        _rows(part, look)
        import_constants.show(part, look.survey)
        with st.expander("Columns, and what the files hold", expanded=bool(look.problem), key=f"columns-{part.number}"):
            _kind(part)
            column_mapping.show(part)


def _choose(part: Part) -> None:
    is_wanted = st.checkbox("Import", value=part.is_wanted, key=f"wanted-{part.id}", width="content")
    if is_wanted != part.is_wanted:
        part.is_wanted = is_wanted
        st.rerun()


def _remembered(part: Part) -> None:
    if not part.remembered:
        return
    files = import_files.listed(part.remembered.files)
    told = f"Read as you chose for {files} on {fmt.day(part.remembered.saved_at)}."
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot-remembered-{part.number}"):
        st.html(f'<p class="earshot-note">{html.escape(told)}</p>', width="content")
        if st.button(_BEGIN_ANEW, type="tertiary", key=f"import-anew-{part.number}"):
            part.set_kind(None)
            st.rerun()


def _kind(part: Part) -> None:
    """The correction of what the files were taken for."""
    held = part.kind or part.look.kind
    default = next(label for label, kind in KINDS.items() if kind == held)
    chosen = st.segmented_control(
        "What the files hold", KINDS, default=default, required=True, key=f"import-kind-{part.id}"
    )
    if (kind := KINDS[chosen or default]) != held:
        part.set_kind(kind)
        st.rerun()


def _rows(part: Part, look: Look) -> None:
    if look.preview is None:
        import_files.raw(look.survey, key=part.id)
        return
    same = dict(part.constants)
    if list(look.survey.brands) == part.files[:1]:
        same["brand"] = part.told_brands[part.files[0]]
    import_files.preview(look.preview, same, key=part.id)
    if refused := len(look.preview.refused):
        with st.expander(f"{import_files.rows(refused)} will be refused", key=f"refused-{part.number}"):
            import_report.refused(look.preview.refused, refused, key=part.id)
