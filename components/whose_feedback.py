"""Whose feedback the Sentiment page reads, and what its numbers leave out, in sentences."""

from components import format as fmt
from components import states
from components.filter_bar import View
from data_access import fetch
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import sentiment


def show(view: View) -> None:
    """Whose feedback this is, and what the choice of customers leaves out."""
    ours, chosen = view.coverage.our_brand, view.filters.brand
    if ours is None:
        states.note("No brand is marked as ours, so this is everyone's feedback. Mark one on the Data page.")
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


def unscored(view: View) -> str:
    """How many pieces of the period's feedback have no words; "" when all have."""
    share = fetch.fetch_one(sentiment.scored_share, view.filters)
    missing = share["denominator"] - share["numerator"]
    return f"{fmt.count(missing)} without words are not scored." if missing else ""
