"""The families of metrics, and every metric by its name."""

from data_access.metrics import competitors, loyalty, orders, sentiment
from data_access.metrics.definition import Metric, registered

FAMILIES = (orders, loyalty, sentiment, competitors)
METRICS: dict[str, Metric] = registered()
