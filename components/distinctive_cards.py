"""Which words tell two groups apart, and what no theme catches. Every word leads to the texts that hold it."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, charts, metric_cards, narrowing, sentiment_cards, states, theme, verbatim_list
from components import format as fmt
from components.definition import Definition
from components.filter_bar import View
from components.presenting import freezing
from data_access import fetch, samples
from data_access.metrics import sentiment
from data_access.metrics.definition import SMALL_BASE
from data_access.samples import Group
from data_access.scoring.distinctive import LEAST_TEXTS, LEAST_Z
from data_access.snapshots import Content

SIDES, THEMES = "distinctive_words", "suggested_themes"
MOST_A_SIDE = 12
OTHERS = "All others"
_DEFINITION = Definition(
    "Distinctive words",
    "Log-odds of a text holding the word in one group against the other, with an informative Dirichlet prior (Monroe, "
    "Colaresi and Quinn, 2008), in standard errors: the length of the bar. Texts are counted, not repeats. Shown from "
    f"{LEAST_Z:.0f} standard errors and {LEAST_TEXTS} texts on, so that chance alone shows next to nothing. Brand "
    "names and common words are left out; so are words of praise and blame where two tones are compared.",
)
_SUGGESTED = Definition(
    "Suggested themes",
    "Words and phrases that many of the texts hold in which no theme is named, with the words that stand beside them "
    "far more often than elsewhere. Suggestions only: a theme becomes one under Themes in the settings.",
)


def show(view: View) -> None:
    """The cards, beside the words behind them."""
    columns, words = verbatim_list.beside()
    # In a container of their own the cards are as high as what they hold, however long the words beside them are.
    with columns, st.container():
        offered = {"tones": "Negative or positive"}
        if view.comparison:
            offered["periods"] = "Now or before"
        if dimensions := sentiment_cards.dimensions(view):
            offered["groups"] = "Two groups"
        between = metric_cards.choose("Compare the words of", offered, "words-of")
        sides(view, between, dimensions)
        suggestions(view)
    with words:
        verbatim_list.show(view, "What people wrote", (SIDES,))


def sides(view: View, between: str, dimensions: list[str]) -> None:
    groups = _groups(view, between, dimensions)
    if groups is None:
        states.empty("Nothing to compare", "The period's feedback is all of one kind. Choose another breakdown.")
        return
    (first, first_name, first_texts), (second, second_name, second_texts), colours = groups
    with st.spinner("Reading the words"):
        found = samples.difference(first, second)
    shown = _shown(found.words)
    few = [name for name, n in ((first_name, found.texts), (second_name, found.others)) if n < SMALL_BASE]
    read = f"{first_name} {fmt.count(found.texts)}, {second_name} {fmt.count(found.others)} texts"
    most = samples.MOST_TEXTS
    is_part = max(found.texts, found.others) >= most
    chart_card.show(
        _title(found.words, first_texts, second_texts),
        charts.word_sides(shown, first_name, second_name, colours=colours) if len(shown) else None,
        key=narrowing.key_of(SIDES),
        subtitle=f"Words that one says clearly more, and the share of either's texts with them · {view.period_text}"
        f" · {read}",
        note=f"The newest {fmt.count(most)} texts of either are read." if is_part else "",
        definition=_DEFINITION,
        frame=_table(found.words),
        unit="percent",
        on_click=_pick,
        empty=(f"Too few texts: {' and '.join(few)}", "Choose a longer period or larger groups.")
        if few
        else ("No word is said clearly more by either", "What differs could be chance. Choose other groups."),
        height=320,
    )


def _groups(view: View, between: str, dimensions: list[str]) -> tuple | None:
    """Both groups, each with its name and what to call its texts, and their colours."""
    if between == "tones":
        tones = [
            (Group(view.filters, tone=tone), tone.capitalize(), f"{tone} texts") for tone in ("negative", "positive")
        ]
        return *tones, (theme.WORSE, theme.BETTER)
    if between == "periods":
        earlier = view.comparison_name
        now = (Group(view.filters), "This period", "this period's texts")
        return now, (Group(view.comparison), earlier.capitalize(), f"those of the {earlier}"), (theme.OURS, theme.GREY)
    dimension = sentiment_cards.chosen_dimension(dimensions)
    volumes = fetch.fetch(sentiment.feedback_volume, view.filters, by=dimension)
    names = list(volumes[volumes["value"] > 0].sort_values("value", ascending=False)["group"])
    if len(names) < 2:
        return None
    with st.container(horizontal=True, key="two-groups"):
        one = _menu("Words of", names, f"words-a-{dimension}", names[0])
        others = [OTHERS, *(name for name in names if name != one)]
        other = _menu("Against", others, f"words-b-{dimension}", OTHERS)
    everyone = replace(view.filters, brand=("*",)) if dimension == "brand" else view.filters
    first = Group(everyone, (dimension, one))
    second = (
        Group(everyone, (dimension, one), is_all_but=True) if other == OTHERS else Group(everyone, (dimension, other))
    )
    called = [(name, f"texts of {name}") for name in map(narrowing.name_of, (one, other))]
    if other == OTHERS:
        called[1] = (OTHERS, "all others")
    return (first, *called[0]), (second, *called[1]), (theme.OURS, theme.GREY)


def _menu(label: str, names: list[str], key: str, start: str) -> str:
    if st.session_state.get(key) not in names:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        label,
        names,
        index=names.index(start),
        format_func=narrowing.name_of,
        key=key,
        bind="query-params",
        width=220,
    )
    return chosen or start


def _shown(words: pd.DataFrame) -> pd.DataFrame:
    """The clearest of either side, the first group's at the top."""
    first = words[words["z"] > 0].nlargest(MOST_A_SIDE, "z")
    second = words[words["z"] < 0].nsmallest(MOST_A_SIDE, "z")[::-1]
    return pd.concat([first, second]).assign(group=lambda rows: rows["word"])


def _title(words: pd.DataFrame, first: str, second: str) -> str:
    if words.empty:
        return "Which words make the difference?"
    clearest = words.iloc[0]
    sides = [(clearest["share"], first), (clearest["share_of_others"], second)]
    (more, one), (less, other) = sides if clearest["z"] > 0 else sides[::-1]
    return f"“{clearest['word']}” stands in {fmt.percent(more)} of {one}, in {fmt.percent(less)} of {other}"


def _table(words: pd.DataFrame) -> pd.DataFrame:
    """As a metric's frame, for the table and the file: the first group's share and texts, then the second's."""
    renamed = {"word": "group", "share": "value", "texts": "numerator", "others": "numerator_before"}
    return words.rename(columns=renamed)[["group", "value", "numerator", "numerator_before", "share_of_others", "z"]]


def suggestions(view: View) -> None:
    with st.spinner("Looking for what no theme catches"):
        found, read = samples.suggestions(view.filters)
    with st.container(border=True, key=f"card-{THEMES}"):
        text = "What do the themes miss?" if len(found) else "The themes miss nothing that many people say"
        share = f"{fmt.count(read)} texts name no theme" if read else "Every text names a theme"
        subtitle = f"Words shared by texts without a theme · {view.period_text} · {share}"
        chart_card.head(text, subtitle, THEMES, partial(_frozen, view, text, subtitle, found) if len(found) else None)
        for place, row in enumerate(found.itertuples()):
            _suggestion(place, row)
        with st.container(horizontal=True, vertical_alignment="center", key=f"foot-{THEMES}"):
            chart_card.definitions.show(_SUGGESTED, key=THEMES)
            st.page_link("pages/manage/settings.py", label="Edit themes", query_params={"part": "Themes"})


def _frozen(view: View, title: str, subtitle: str, found: pd.DataFrame) -> Content:
    """The suggestions as a table for a slide."""
    rows = pd.DataFrame({"Words": [", ".join(words) for words in found["words"]], "Texts": found["n"].tolist()})
    name, definition = freezing.told(_SUGGESTED)
    return Content(
        title, subtitle, filters=freezing.filters_in_words(view), definition_name=name, definition=definition,
        rows=rows,
    )  # fmt: skip


def _suggestion(place: int, row) -> None:
    first, *companions = row.words
    beside = f", with {', '.join(companions)}" if companions else ""
    example = next(iter(row.examples), "").replace("\n", " ")
    example = f"{example[:150].rstrip()}…" if len(example) > 150 else example
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", key=f"suggestion-{place}"):
        said = f"**{fmt.markdown_escape(first)}**{fmt.markdown_escape(beside)} · {fmt.count(row.n)} texts"
        st.markdown(f"{said}  \n:small[“{fmt.markdown_escape(example)}”]", width="stretch")
        st.button("Read them", key=f"read-suggestion-{place}", type="tertiary", on_click=partial(_search, first))


def _pick() -> None:
    mark = narrowing.picked_in(narrowing.key_of(SIDES))
    _search(mark.get("group", ""))


def _search(word: str) -> None:
    st.session_state["search"] = word
