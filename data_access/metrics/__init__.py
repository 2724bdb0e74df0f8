"""The families of metrics, and every metric by its name."""

from data_access.metrics import (
    cohorts,
    competitors,
    customer_revenue,
    decomposition,
    earned_growth,
    habits,
    loyalty,
    orders,
    outlook,
    preferences,
    quality,
    reconciliation,
    rfm,
    rival_themes,
    sentiment,
    survival,
    theme_impact,
    themes,
)
from data_access.metrics.definition import Metric, registered

FAMILIES = (
    orders,
    loyalty,
    reconciliation,
    survival,
    cohorts,
    decomposition,
    rfm,
    customer_revenue,
    earned_growth,
    habits,
    outlook,
    sentiment,
    quality,
    themes,
    theme_impact,
    competitors,
    rival_themes,
    preferences,
)
METRICS: dict[str, Metric] = registered()
