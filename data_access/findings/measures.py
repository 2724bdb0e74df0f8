"""What is looked at for changes: which metrics, told apart by what."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from data_access.coverage import Coverage
from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.metrics import competitors, loyalty, preferences, sentiment, themes
from data_access.metrics.definition import Metric
from data_access.schema import CUSTOMER_DIMENSIONS

# By then most of those who bought before the first known order have been seen once; earlier they pass for new ones.
SHORT_HISTORY = timedelta(days=180)
_OF_FEEDBACK = ("source", "kind", "channel", "category")


@dataclass(frozen=True)
class Measure:
    """A metric whose change has an interval, and what it is told apart by.

    dimensions: breakdowns into parts of a whole. subject: a breakdown into things of their own (themes, brands).
    is_shared: whether what one subject gains the others lose, so that all of them are one story.
    has_one_base: whether all its subjects are shares of the same. has_whole: whether the metric is looked at without a
    breakdown. of_everyone: whether a chosen brand is left aside.
    """

    metric: Metric
    dimensions: tuple[str, ...] = ()
    subject: str = ""
    is_shared: bool = False
    has_one_base: bool = False
    has_whole: bool = True
    of_everyone: bool = False
    options: dict = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.metric.name

    def filters(self, filters: Filters) -> Filters:
        return replace(filters, brand=()) if self.of_everyone else filters

    def present(self, filters: Filters, held: Coverage) -> tuple[str, ...]:
        """The dimensions in which the data has groups, and of which the reader has not chosen a single one."""
        offered = [name for name in self.dimensions if name in held.options]
        if set(CUSTOMER_DIMENSIONS) <= set(self.dimensions):
            offered += [f"attribute.{name}" for name in held.attributes]
        chosen = {**dict(filters.attributes), **{name: getattr(filters, name, ()) for name in self.dimensions}}
        return tuple(name for name in offered if len(chosen.get(name.removeprefix("attribute."), ())) != 1)

    def reaches(self, comparison: Filters, held: Coverage) -> bool:
        """Whether the data goes back over the whole of the earlier period: half of it would pass for a change."""
        first = held.first_feedback_on if self.metric.speaks_of == "feedback" else held.first_order_on
        if first is None or comparison.start is None:
            return False
        # Whether a purchase is the first is known only of those who have been seen for a while.
        needs = SHORT_HISTORY if self.metric is loyalty.returning_customer_share else timedelta(0)
        return comparison.start - first >= needs


# Counts and amounts have no interval, so no chance can be told apart from a change of them. Of several readings of one
# question one stands here: R1, R3 and R7 would tell R2 again, the mean score the net. R2 is not told apart by channel
# or category, in several of which a customer may be.
MEASURES = (
    Measure(loyalty.returning_customer_share, CUSTOMER_DIMENSIONS),
    Measure(loyalty.repurchase_rate, (*CUSTOMER_DIMENSIONS, *ORDER_DIMENSIONS), options={"horizon": 90}),
    Measure(sentiment.net_sentiment, (*_OF_FEEDBACK, *CUSTOMER_DIMENSIONS)),
    Measure(sentiment.request_share, (*_OF_FEEDBACK, *CUSTOMER_DIMENSIONS)),
    Measure(themes.theme_share, subject="theme", has_one_base=True, has_whole=False),
    Measure(themes.theme_sentiment, subject="theme", has_whole=False),
    Measure(
        competitors.share_of_voice, subject="brand", is_shared=True, has_one_base=True, has_whole=False,
        of_everyone=True,
    ),
    Measure(competitors.mention_sentiment, subject="brand", has_whole=False, of_everyone=True),
    Measure(preferences.favoured_share, subject="rival", of_everyone=True),
    Measure(preferences.inbound_switching_share, subject="rival", of_everyone=True),
)  # fmt: skip
BY_NAME = {measure.name: measure for measure in MEASURES}
