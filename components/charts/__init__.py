"""DataFrame -> Figure, one function for each shape of question. No Streamlit, no data access.

Every function takes the canonical frame of a metric: period, group, value, numerator, denominator, low,
high; rates as fractions. Each mark carries in `customdata` what a click needs: period, group, cohort, age
(empty when it has none). Titles, subtitles and definitions belong to the card around the figure, not into
it.
"""

from components.charts.bars import stacked_bars
from components.charts.distribution import histogram
from components.charts.dots import brand_comparison, ranking
from components.charts.heatmap import cohort_heatmap
from components.charts.sparkline import sparkline
from components.charts.trend import trend

__all__ = [
    "brand_comparison",
    "cohort_heatmap",
    "histogram",
    "ranking",
    "sparkline",
    "stacked_bars",
    "trend",
]
