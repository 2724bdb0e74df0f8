"""The Overview's chart: one of four over time; a click on a step of it opens the page that shows what is behind it."""

from components import customer_revenue_cards, metric_cards
from components.filter_bar import View
from data_access.metrics import competitors, loyalty, sentiment
from data_access.together import Asked

REVENUE, RETURNING, FEELING, VOICE = "revenue", "returning", "feeling", "voice"
CHARTS = {REVENUE: "Revenue", RETURNING: "Came back", FEELING: "Sentiment", VOICE: "Share of voice"}
PAGES = {
    REVENUE: "pages/customers/customer_revenue.py",
    RETURNING: "pages/customers/repeat_customers.py",
    FEELING: "pages/feedback/sentiment.py",
    VOICE: "pages/feedback/competitors.py",
}
# The metric, what it answers, the answer when it rose and when it fell, and what its base counts.
_TRENDS = {
    RETURNING: (
        loyalty.returning_customer_share,
        "Do customers come back?",
        "More of our customers are returning ones",
        "Fewer of our customers are returning ones",
        "customers",
    ),
    FEELING: (
        sentiment.net_sentiment,
        "How do people feel about us?",
        "People feel better about us",
        "People feel worse about us",
        "pieces of feedback",
    ),
    VOICE: (
        competitors.share_of_voice,
        "How much of the talk is about us?",
        "We are a larger part of the talk",
        "We are a smaller part of the talk",
        "mentions",
    ),
}
# Pixels: so that it ends where what changed ends beside it, on a screen of 900.
HEIGHT = 300


def ahead(view: View) -> list[Asked]:
    """What the chosen chart asks for."""
    chosen = metric_cards.foreseen(_charts(view), "chart")
    if chosen == REVENUE:
        return [Asked(loyalty.new_and_returning_revenue, view.filters, every=view.every)]
    return metric_cards.ahead(view, _TRENDS[chosen][0])


def show(view: View) -> None:
    """The chart that the reader chose; the choice is in the URL."""
    chosen = metric_cards.choose("Chart over time", _charts(view), "chart")
    selected = _drawn(view, chosen)
    more = {"who": "returning"} if chosen == RETURNING else {}
    metric_cards.lead_to(PAGES[chosen], view, selected, **more)


def _charts(view: View) -> dict[str, str]:
    """The charts to choose of: without orders those of feedback first, so that the first has something to show."""
    if view.coverage.first_order_on:
        return CHARTS
    return {name: CHARTS[name] for name in (FEELING, VOICE, REVENUE, RETURNING)}


def _drawn(view: View, chosen: str) -> list[dict]:
    if chosen == REVENUE:
        return customer_revenue_cards.revenue(view, on_click=True, height=HEIGHT)
    metric, question, up, down, noun = _TRENDS[chosen]
    if chosen == VOICE and not view.coverage.our_brand:
        noun = metric_cards.NOBODY_IS_US
    return metric_cards.trend(
        view, metric, question, up=up, down=down, noun=noun, on_click=True, height=HEIGHT, weeks_told=1
    )
