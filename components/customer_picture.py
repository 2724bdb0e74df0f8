"""One customer's relationship with the business at a glance: what they bought, what they said, what happened."""

import pandas as pd

from components import chart_card, charts
from components import customer_history as history
from components import format as fmt
from components.customer_history import History
from data_access import timeline


def show(known: History) -> None:
    """The picture, from the first contact to the data's last day; nothing where nothing ever happened."""
    if known.span is None:
        return
    bought, not_counted = _with_money(known.bought), _with_money(known.not_counted)
    figure = charts.relationship(bought, known.said, known.span, not_counted=not_counted, happened=known.happened)
    chart_card.show(
        "Bought and said over time",
        figure,
        key="relationship",
        subtitle=f"Purchases by amount, feedback by tone · {fmt.date_range(*known.span)}",
        note=_note(known),
        alt=alternative(known),
    )


def alternative(known: History) -> str:
    """The picture in a sentence, for readers who do not see it; the timeline below it has every entry."""
    said = [history.standing(known)]
    if known.pieces:
        said.append(f"Feedback: {history.tones(known)}.")
    return " ".join(said)


def _with_money(rows: pd.DataFrame) -> pd.DataFrame:
    """With the amount as text, each in its own currency."""
    currencies = [each if isinstance(each, str) else None for each in rows["currency"]]
    money = [fmt.amount(each, of, exact=True) for each, of in zip(rows["amount"], currencies, strict=True)]
    return rows.assign(money=money)


def _note(known: History) -> str:
    said = []
    if len(known.bought):
        mixed = ", whatever its currency" if known.bought["currency"].nunique() > 1 else ""
        said.append(f"The larger a disc, the higher the amount{mixed}.")
    if len(known.not_counted):
        said.append("Crosses are orders that do not count as purchases.")
    if len(known.said):
        said.append(f"Feedback: + positive, 0 neutral, {fmt.MINUS} negative, ? not scored.")
    if max(len(known.bought), len(known.said), len(known.not_counted)) >= timeline.MOST_DRAWN:
        said.append(f"The latest {fmt.count(timeline.MOST_DRAWN)} of each are drawn.")
    if len(known.happened):
        said.append("Rules are events.")
    return " ".join(said)
