"""Whose feedback the Sentiment page reads, and what its numbers leave out, in sentences."""

import pandas as pd

from components import format as fmt
from components import states
from components.filter_bar import View
from components.verbatims import LANGUAGES
from data_access import fetch
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import sentiment
from data_access.metrics.sentiment import SHOWN
from data_access.score_use import not_scored
from data_access.scoring.language import READABLE
from data_access.together import Asked

MOST_REASONS = 5


def show(view: View) -> None:
    """Whose feedback this is, and what the choice of customers leaves out."""
    ours, chosen = view.coverage.our_brand, view.filters.brand
    if ours is None:
        states.note("No brand is marked as ours, so this is everyone's feedback. Mark one under Settings.")
    elif EVERY_BRAND in chosen:
        states.note(f"Feedback about every brand, not only about {ours}.")
    elif chosen:
        states.note(f"Feedback about {', '.join(chosen)}, not about us.")
    left_out(view.filters)


def question(view: View) -> str:
    """What the page asks of the people it reads."""
    is_ours = view.coverage.our_brand and not view.filters.brand
    return "How do people feel about us?" if is_ours else "How do people feel?"


def left_out(filters: Filters) -> None:
    """Which share of the period's feedback a choice of customers leaves out, since it is linked to nobody."""
    if not filters.has_customer_choice:
        return
    known = fetch.fetch_one(sentiment.match_rate, filters)
    if known["denominator"]:
        share = fmt.percent(1 - known["value"])
        states.note(f"{share} of this period's feedback has no customer and is left out by the chosen filters.")


def left_out_ahead(filters: Filters) -> list[Asked]:
    """What `left_out` asks for."""
    return [Asked(sentiment.match_rate, filters)] if filters.has_customer_choice else []


def unscored(view: View, score: str = SHOWN) -> str:
    """How many pieces of the period's feedback have no such score; "" when all have one."""
    share = fetch.fetch_one(sentiment.scored_share, view.filters, score=score)
    missing = share["denominator"] - share["numerator"]
    return f"{fmt.count(missing)} of {fmt.count(share['denominator'])} are not scored." if missing else ""


def why_unscored(view: View, score: str = SHOWN) -> str:
    """The same, with why: without words, or in which languages that the score cannot read."""
    said = unscored(view, score)
    if not said:
        return ""
    rows = fetch.rows(not_scored(view.filters, score)).assign(why=lambda each: each.apply(_why, axis=1))
    counts = rows.groupby("why", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    shown = [f"{fmt.count(n)} {why}" for why, n in counts.head(MOST_REASONS).items()]
    if further := counts.iloc[MOST_REASONS:].sum():
        shown.append(f"{fmt.count(further)} for other reasons")
    return f"{said.removesuffix('.')}: {', '.join(shown)}."


def _why(row: pd.Series) -> str:
    if not row["has_words"]:
        return "without words"
    if pd.isna(row["language"]):
        return "without a word that can be scored"
    if row["language"] in READABLE:
        return "from sources without a calibrated score"
    return f"in {LANGUAGES.get(row['language'], 'another language')}"
