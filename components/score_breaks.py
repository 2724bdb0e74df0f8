"""Where the score behind a line changed: values before and after it cannot be compared."""

import pandas as pd

# A change in a small source moves the whole line by less than chance does.
LEAST_SHARE = 0.2


def breaks(rows: pd.DataFrame) -> list[pd.Timestamp]:
    """The first days of the steps from which the score is another one.

    rows: period, source, scorer, n, as `score_use.scored_by` has them. A source's scorer in a step is the one that most
    of its feedback has; sources have different ones beside each other, so each is held against itself. A break is where
    the sources whose scorer changed make up a fifth or more of the step's feedback.
    """
    if rows.empty:
        return []
    by_period: dict[pd.Timestamp, dict[str, dict[str, float]]] = {}
    sources = rows["source"].fillna("").tolist()
    for period, source, scorer, n in zip(
        pd.to_datetime(rows["period"]).tolist(), sources, rows["scorer"].tolist(), rows["n"].tolist(), strict=True
    ):
        of_source = by_period.setdefault(period, {}).setdefault(source, {})
        of_source[scorer] = of_source.get(scorer, 0) + n
    before: dict[str, str] = {}
    found = []
    for period, of_sources in sorted(by_period.items()):
        size = {source: sum(n.values()) for source, n in of_sources.items()}
        now = {source: max(n, key=n.__getitem__) for source, n in of_sources.items()}
        moved = [source for source, scorer in now.items() if before.get(source, scorer) != scorer]
        if moved and sum(size[source] for source in moved) >= LEAST_SHARE * sum(size.values()):
            found.append(period)
        before |= now
    return found
