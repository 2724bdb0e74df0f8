"""The Overview's chart: one of four over time; a click on a step of it opens the page that shows what is behind it."""

from components import customer_revenue_cards, metric_cards
from components.filter_bar import View
from data_access.metrics import competitors, loyalty, sentiment

REVENUE, RETURNING, FEELING, VOICE = "revenue", "returning", "feeling", "voice"
CHARTS = {REVENUE: "Revenue", RETURNING: "Came back", FEELING: "Sentiment", VOICE: "Share of voice"}
PAGES = {
    REVENUE: "pages/customers/customer_revenue.py",
    RETURNING: "pages/customers/repeat_customers.py",
    FEELING: "pages/feedback/sentiment.py",
    VOICE: "pages/feedback/competitors.py",
}
# Pixels: so that it ends where what changed ends beside it, on a screen of 900.
HEIGHT = 300


def show(view: View) -> None:
    """The chart that the reader chose; the choice is in the URL."""
    chosen = metric_cards.choose("Chart over time", CHARTS, "chart")
    selected = _drawn(view, chosen)
    more = {"who": "returning"} if chosen == RETURNING else {}
    metric_cards.lead_to(PAGES[chosen], view, selected, **more)


def _drawn(view: View, chosen: str) -> list[dict]:
    if chosen == REVENUE:
        return customer_revenue_cards.revenue(view, on_click=True, height=HEIGHT)
    if chosen == RETURNING:
        return metric_cards.trend(
            view,
            loyalty.returning_customer_share,
            "Do customers come back?",
            up="More of our customers are returning ones",
            down="Fewer of our customers are returning ones",
            noun="customers",
            on_click=True,
            height=HEIGHT,
            weeks_told=1,
        )
    if chosen == FEELING:
        return metric_cards.trend(
            view,
            sentiment.net_sentiment,
            "How do people feel about us?",
            up="People feel better about us",
            down="People feel worse about us",
            noun="pieces of feedback",
            on_click=True,
            height=HEIGHT,
            weeks_told=1,
        )
    return metric_cards.trend(
        view,
        competitors.share_of_voice,
        "How much of the talk is about us?",
        up="We are a larger part of the talk",
        down="We are a smaller part of the talk",
        noun="mentions",
        on_click=True,
        height=HEIGHT,
        weeks_told=1,
    )
