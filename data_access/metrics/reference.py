"""Writes docs/metrics.md from the metrics themselves: run by `make docs`, held current by `--check`."""

import inspect
import sys
from pathlib import Path
from types import ModuleType

from data_access.metrics import FAMILIES, METRICS
from data_access.metrics.definition import CONFIDENCE, SMALL_BASE, Metric

PAGE = Path(__file__).resolve().parents[2] / "docs" / "metrics.md"
UNITS = {
    "percent": "a share, 0 to 1; shown as a percentage",
    "points": "a difference of two shares, -1 to 1; shown in points",
    "score": "-1 to 1; shown as -100 to +100",
    "mean_score": "-1 to 1",
    "count": "a count",
    "ratio": "a number per customer, or per whatever the definition divides by",
    "amount": "an amount of money",
    "days": "a number of days",
}
INTERVALS = {
    "wilson": f"Wilson, {CONFIDENCE:.0%}",
    "clustered": f"normal, {CONFIDENCE:.0%}, each customer counted once",
    "greenwood": f"Greenwood's variance on the log(-log) scale, {CONFIDENCE:.0%}",
    "of_curve": f"from the {CONFIDENCE:.0%} limits of the curve",
    "newcombe": f"Newcombe, {CONFIDENCE:.0%}",
    "misclassified": f"Lang and Reiczigel, {CONFIDENCE:.0%}, with the scorer's own error",
    "of_share": f"from Wilson's limits of the share, {CONFIDENCE:.0%}",
    "delta": f"delta method, {CONFIDENCE:.0%}, each customer counted once",
    "two_groups": f"normal, {CONFIDENCE:.0%}, of a difference of two groups, each customer counted once",
    None: "none",
}
HEAD = f"""# Metrics

Written by `make docs` from the code's own docstrings: change those, not this page.

The heading is the metric's name, in the code and on the command line: `python -m data_access metric NAME`. Every rate
comes with its numerator and denominator; an empty denominator makes it unknown, never 0, and under {SMALL_BASE} it is
marked as a small base. A period's days are those of the store's time zone, its last day included; weeks start on
Monday. Several orders by one customer on one day are one purchase occasion. What can be broken down by `segment` can
be broken down by anything else that is known of customers, as `attribute.NAME`.
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD, *(_family(family) for family in FAMILIES)])


def _family(family: ModuleType) -> str:
    name = family.__name__.rsplit(".", 1)[-1].capitalize()
    purpose = inspect.getdoc(family).split("\n\n")[0].replace("\n", " ")
    members = [metric for metric in METRICS.values() if metric.statement.__module__ == family.__name__]
    return "\n".join([f"## {name}\n\n{purpose}\n", *(_entry(metric) for metric in members)])


def _entry(metric: Metric) -> str:
    options = metric.options
    facts = [
        ("Unit", UNITS[metric.unit]),
        ("Interval", INTERVALS[metric.interval]),
        ("By", ", ".join(f"`{name}`" for name in metric.dimensions) + (", and two at once" if metric.by_two else "")),
        ("Options", ", ".join(f"`{name}` ({default})" for name, default in options.items())),
    ]
    lines = "".join(f"- {label}: {text}\n" for label, text in facts if text)
    return f"### {metric.name}\n\n**{metric.title.format(**options)}.** {metric.definition}\n\n{lines}"


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it is current; the exit status."""
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        print("docs/metrics.md is not current. Run: make docs", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
