"""The words of a list as they are shown, read at once: the newest of near-duplicates, the others, and their themes."""

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from data_access import database, listings
from data_access.filters import Filters


@dataclass(frozen=True)
class WordsListed:
    """rows: the newest of each, columns as `listings.verbatims` has them. others: near-duplicates of these, by column.
    themes: of the rows, by feedback_id, columns as `listings.themes_of` has them."""

    rows: pd.DataFrame
    others: list[dict]
    themes: dict[str, list[dict]]

    @property
    def matching(self) -> int:
        return int(self.rows["matching"].iloc[0]) if len(self.rows) else 0

    @property
    def different(self) -> int:
        return int(self.rows["different"].iloc[0]) if len(self.rows) else 0


def words_listed(filters: Filters, **chosen) -> WordsListed:
    """What `listings.verbatims` finds with these choices, near-duplicates among it.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    names, found = database.tuples(listings.verbatims(filters, with_alike=True, **chosen))
    place = names.index("place")
    rows = pd.DataFrame([row for row in found if row[place] == 1], columns=names)
    # Two hundred others are written and never counted: as a frame they would take longer than the database.
    others = [dict(zip(names, row, strict=True)) for row in found if row[place] != 1]
    return WordsListed(rows, others, themes_of(rows))


def themes_of(rows: pd.DataFrame) -> dict[str, list[dict]]:
    """The themes that rows of feedback name, by feedback_id; {} for rows that are not feedback."""
    named = defaultdict(list)
    if "feedback_id" in rows and len(rows):
        written = rows.get("created_on")
        days = None if written is None else tuple(pd.Timestamp(day).date() for day in (written.min(), written.max()))
        names, found = database.tuples(listings.themes_of(tuple(rows["feedback_id"]), days))
        for row in found:
            each = dict(zip(names, row, strict=True))
            named[each["feedback_id"]].append(each)
    return named
