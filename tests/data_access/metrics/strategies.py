"""What hypothesis draws: filters as readers choose them, over a random shop."""

from hypothesis import strategies as st

from data_access.filters import Filters
from tests.data_access.metrics import shops


def some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


@st.composite
def filters(draw, **fixed):
    days = st.dates(shops.FIRST, shops.LAST)
    start, end = sorted(draw(st.tuples(days, days)))
    choices = {
        "segment": draw(some(shops.SEGMENTS)),
        "region": draw(some(shops.REGIONS)),
        "channel": draw(some(shops.CHANNELS)),
        "category": draw(some(shops.CATEGORIES)),
        "as_of": draw(st.none() | st.dates(end, shops.LAST)),
    }
    return Filters(start, end, **{**choices, **fixed})
