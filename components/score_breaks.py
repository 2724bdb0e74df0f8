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
    rows = rows.assign(period=pd.to_datetime(rows["period"]), source=rows["source"].fillna(""))
    most = rows.sort_values("n").drop_duplicates(["period", "source"], keep="last").sort_values("period")
    before = most.groupby("source")["scorer"].shift()
    changed = most[before.notna() & (before != most["scorer"])]
    sizes = rows.groupby(["period", "source"])["n"].sum()
    moved = changed.groupby("period")["source"].agg(list)
    return [
        period
        for period, sources in moved.items()
        if sizes.loc[period].reindex(sources).sum() >= LEAST_SHARE * sizes.loc[period].sum()
    ]
