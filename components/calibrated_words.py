"""Which words moved a calibrated score: told by the model of the text's source, which is read once and kept."""

from collections.abc import Callable, Mapping

import streamlit as st

from data_access import calibrate
from data_access.scoring import BrandMatcher, DrivingWord
from data_access.scoring.calibrated_model import Model
from data_access.scoring.calibration import NAME

MOST_MODELS = 12  # kept in memory, a few megabytes each


def of_row(row: Mapping, matcher: BrandMatcher) -> Callable[[str], list[DrivingWord]] | None:
    """What marks the driving words in the text of a row of feedback; None where no model gave its score."""
    scorer, source = row.get("scorer"), row.get("source")
    if not isinstance(scorer, str) or not scorer.startswith(NAME):
        return None
    model = _model(source if isinstance(source, str) else "", scorer, matcher)
    if model is None:
        return None
    language = row.get("language")
    known = language if isinstance(language, str) else None
    return lambda text: model.words(calibrate.without_names(text, matcher), known)


@st.cache_resource(max_entries=MOST_MODELS, show_spinner=False)
def _model(source: str, scorer: str, _matcher: BrandMatcher) -> Model | None:
    """The name of the scorer holds a digest of what it learned from: another model has another name."""
    return calibrate.read_model(source, _matcher)
