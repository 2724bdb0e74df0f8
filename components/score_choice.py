"""Which score a page's charts and words go by: the reader's choice, kept in the URL."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import format as fmt
from components import score_breaks, states, whose_feedback
from components.filter_bar import View
from data_access import fetch
from data_access.filters import Filters
from data_access.metrics.sentiment import SCORES, SHOWN
from data_access.score_use import SCORED_BY, scored_by
from data_access.scoring.experience import EXPERIENCE
from data_access.together import Asked

KEY = "score"  # in the URL
NAMES = {
    SHOWN: "Best available",
    "experience": "Customer experience",
    "vader": "VADER",
    "calibrated": "Calibrated",
}
_MEANINGS = {
    "experience": "Words weighed as customers mean them; names of brands, handles and links say nothing.",
    "vader": "The published word list for social media, as it is. It takes “please” and names like United for praise.",
    "calibrated": "Learned from ratings and labels, one model a source; only where it agrees better with them.",
}


def current() -> str:
    """The score that the reader chose on this page; the one that is shown unless asked otherwise."""
    chosen = st.session_state.get(KEY, SHOWN)
    return chosen if chosen in SCORES else SHOWN


def show(view: View) -> None:
    """The choice, and in a line what the chosen score is and what has none."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="score-choice"):
        st.segmented_control(
            "Score",
            list(NAMES),
            default=SHOWN,
            format_func=NAMES.__getitem__,
            key=KEY,
            bind="query-params",
            required=True,
            width="content",
        )
        score = current()
        said = (meaning(view, score), whose_feedback.why_unscored(view, score))
        states.note(" ".join(sentence for sentence in said if sentence))


def meaning(view: View, score: str) -> str:
    """What a score is; of the best available one, how much of the period's feedback has which."""
    return _MEANINGS.get(score) or _shown(_by_kind(view.filters, view.every))


def name(view: View, score: str) -> str:
    """As charts say it under their titles: "customer-experience score"; the best available one by what it is here."""
    if score == SHOWN:
        kinds = _by_kind(view.filters, view.every)
        score = next(iter(kinds)) if len(kinds) == 1 else SHOWN
    return {
        SHOWN: "calibrated where a source has a model",
        "experience": "customer-experience score",
        "vader": "VADER score",
        "calibrated": "calibrated score",
    }[score]


@fetch.shared
def breaks(filters: Filters, every: str) -> list[pd.Timestamp]:
    """The steps of the period from which what is shown is another score."""
    return score_breaks.breaks(scored_by(filters, every))


def ahead(view: View) -> list[Asked]:
    """What the page says of the best available score, and where its scorer changed."""
    return [Asked(SCORED_BY, view.filters, every=view.every)] if current() == SHOWN else []


@fetch.shared
def _by_kind(filters: Filters, every: str) -> dict[str, float]:
    """Pieces of feedback by the kind of what scored them."""
    rows, found = scored_by(filters, every), {}
    for scorer, n in zip(rows["scorer"].tolist(), rows["n"].tolist(), strict=True):
        found[_kind(scorer)] = found.get(_kind(scorer), 0) + n
    return found


def _shown(n: Mapping[str, float]) -> str:
    if not sum(n.values()):
        return "Nothing in this period has a score."
    calibrated = n.get("calibrated", 0) / sum(n.values())
    if not calibrated:
        return "The customer-experience score. No source has a score learned from its own ratings in use."
    if calibrated == 1:
        return "The calibrated score of each source, learned from its own ratings and labels."
    share = fmt.percent(calibrated)
    return f"The calibrated score for {share} of the feedback, the customer-experience score for the rest."


def _kind(scorer: str) -> str:
    return "experience" if scorer == EXPERIENCE else scorer.split()[0]
