"""The customary named groups of customers: which scores of recency, frequency and monetary value each holds.

The grid is the published one of ten groups over a recency score and a second score, both from 1 to 5 (CleverTap, "RFM
analysis for customer segmentation", clevertap.com/blog/rfm-analysis). The second score is that of frequency and
monetary value together, their mean, as in Putler's table of the same names (putler.com/rfm-analysis); halves count
down, so that the highest is for those who have both. Putler's eleventh group, Lost, lies inside Hibernating and is left
out: here every combination of scores belongs to exactly one group.
"""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, and_, case, literal


@dataclass(frozen=True)
class Named:
    """recency, value: the lowest and the highest score, 5 being best; value is frequency and monetary together.
    meaning: in the reader's words."""

    name: str
    recency: tuple[int, int]
    value: tuple[int, int]
    meaning: str

    @property
    def rule(self) -> str:
        """ "Recency 3–4, value 4–5"."""
        return f"Recency {_span(self.recency)}, value {_span(self.value)}"

    def holds(self, recency: ColumnElement[int], worth: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether scores belong here; worth: frequency and monetary score added up, 2 to 10."""
        (lowest, highest), (least, most) = self.recency, self.value
        # A sum of 8 or 9 is a mean of 4 once halves count down; no database needs to divide.
        return and_(recency.between(lowest, highest), worth.between(2 * least, 2 * most + 1))

    def has(self, recency: int, worth: int) -> bool:
        """The same of two scores."""
        (lowest, highest), (least, most) = self.recency, self.value
        return lowest <= recency <= highest and 2 * least <= worth <= 2 * most + 1


# Best first: to move up this list is to move up.
GROUPS = (
    Named("Champions", (5, 5), (4, 5), "Bought very recently, buy often and spend most"),
    Named("Loyal", (3, 4), (4, 5), "Buy often and spend much, though not most recently"),
    Named("Potential loyalists", (4, 5), (2, 3), "Bought recently, fairly often or for a fair sum"),
    Named("New customers", (5, 5), (1, 1), "Bought very recently, seldom and little so far"),
    Named("Promising", (4, 4), (1, 1), "Bought recently, seldom and little so far"),
    Named("Need attention", (3, 3), (3, 3), "Middling in everything, and some time has passed"),
    Named("About to sleep", (3, 3), (1, 2), "Some time has passed since they bought, seldom and little"),
    Named("Cannot lose them", (1, 2), (5, 5), "Bought most often and spent most, but long ago"),
    Named("At risk", (1, 2), (3, 4), "Bought often and spent much, but long ago"),
    Named("Hibernating", (1, 2), (1, 2), "Bought seldom and little, and long ago"),
)
NAMES = tuple(group.name for group in GROUPS)


def place(recency: ColumnElement[int], worth: ColumnElement[int]) -> ColumnElement[int]:
    """The number of the group in GROUPS, from 1; NULL where there are no scores."""
    return case(*((group.holds(recency, worth), literal(number)) for number, group in enumerate(GROUPS, start=1)))


@cache
def place_of(recency: int | None, worth: int | None) -> int:
    """The same of two scores; 0 where there are none."""
    if recency is None:
        return 0
    return next(number for number, group in enumerate(GROUPS, start=1) if group.has(recency, worth))


def named(name: str) -> Named:
    """The group of that name.

    Raises:
        ValueError: with a sentence, for a name that no group has.
    """
    if name not in NAMES:
        raise ValueError(f"'{name}' is no group of customers. Choose of: {', '.join(NAMES)}.")
    return GROUPS[NAMES.index(name)]


def _span(scores: tuple[int, int]) -> str:
    lowest, highest = scores
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"
