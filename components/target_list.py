"""Every headline number that can have a target, with a field for each: the Settings page's part."""

from dataclasses import replace

import streamlit as st

from components import states, target_form
from components.headline import Headline
from components.metric_cards import NOBODY_IS_US
from data_access import targets
from data_access.coverage import Coverage
from data_access.metrics import competitors, loyalty, sentiment

_ABOUT = (
    "A target is a value to reach, whatever the period. A card says “above” or “below” only where the whole 95% "
    "interval of its number lies there, and else that it is too close to tell."
)
# The Overview's own; others are set at their cards, under the i.
OVERVIEW = (
    Headline(loyalty.returning_customer_share, "Customers who came back", "customers"),
    Headline(loyalty.repurchase_rate, "Bought again in 90 days", "new customers", options={"horizon": 90}),
    Headline(sentiment.net_sentiment, "Net sentiment", "pieces of feedback"),
    Headline(competitors.share_of_voice, "Share of voice", "mentions"),
)


def overview(coverage: Coverage) -> tuple[Headline, ...]:
    """The Overview's headlines, with what is missing for one of them."""
    *others, voice = OVERVIEW
    return OVERVIEW if coverage.our_brand else (*others, replace(voice, noun=NOBODY_IS_US))


def show() -> None:
    """A form for each of the Overview's headlines."""
    states.note(_ABOUT)
    known = targets.known()
    with st.container(width=480):
        for headline in OVERVIEW:
            aim = headline.aim
            target_form.show(aim, known.get(aim.name), key=f"settings-{aim.name}")
    others = len(set(known) - {headline.aim.name for headline in OVERVIEW})
    if others:
        states.note(f"{others} more {'is' if others == 1 else 'are'} set at the cards of other pages.")
