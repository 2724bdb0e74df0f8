"""DataFrame -> Figure, one function for each shape of question. No Streamlit, no data access.

Inside the package a chart gathers a Drawing; from here it comes as a finished figure, shared by all who ask alike.
Every function takes the canonical frame of a metric: period, group, value, numerator, denominator, low,
high; rates as fractions. Each mark carries in `customdata` what a click needs: period, group, cohort, age
(empty when it has none). Titles, subtitles and definitions belong to the card around the figure, not into
it.
"""

from components.charts.bar_rows import bar_rows
from components.charts.bars import stacked_bars
from components.charts.bridge import bridge
from components.charts.cohort_trend import cohort_trend
from components.charts.columns import columns
from components.charts.contributions import contributions
from components.charts.distribution import histogram
from components.charts.dots import brand_comparison, ranking
from components.charts.drawing import drawn
from components.charts.flow import flow
from components.charts.heatmap import cohort_heatmap
from components.charts.metric_grid import metric_grid
from components.charts.moves import moves
from components.charts.outlook_lines import outlook_lines
from components.charts.pair_heatmap import pair_heatmap
from components.charts.parts import parts
from components.charts.relationship import relationship
from components.charts.said_and_happened import said_and_happened
from components.charts.shares_beside import shares_beside
from components.charts.sparkline import sparkline
from components.charts.survival import survival_curve
from components.charts.trend import trend
from components.charts.word_sides import word_sides

__all__ = [
    "bar_rows",
    "brand_comparison",
    "bridge",
    "cohort_heatmap",
    "cohort_trend",
    "columns",
    "contributions",
    "flow",
    "histogram",
    "metric_grid",
    "moves",
    "outlook_lines",
    "pair_heatmap",
    "parts",
    "ranking",
    "relationship",
    "said_and_happened",
    "shares_beside",
    "sparkline",
    "stacked_bars",
    "survival_curve",
    "trend",
    "word_sides",
]

for _name in set(__all__) - {"sparkline"}:
    globals()[_name] = drawn(globals()[_name])
