"""`python -m data_access metric`: any metric, for any choice, as a table or as JSON."""

import json
import math
from dataclasses import fields, replace

import pandas as pd

from data_access import fetch
from data_access.coverage import coverage
from data_access.filters import Filters
from data_access.metrics import FAMILIES, METRICS
from data_access.metrics.definition import EVERY, Metric, as_date
from data_access.segments.rules import parse

_CHOICES = tuple(f.name for f in fields(Filters) if f.type == tuple[str, ...])


def add_to(commands) -> None:
    """The command's own arguments."""
    show = commands.add_parser("metric", help="print a metric, or list them all")
    show.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        help=f"{', '.join(METRICS)}; without a name they are listed with what each can be told",
    )
    show.add_argument("--from", dest="start", metavar="DAY", help="first day, as 2025-04-01")
    show.add_argument("--to", dest="end", metavar="DAY", help="last day")
    show.add_argument(
        "--as-of", metavar="DAY", help="what counts as today for maturity; the last order's day if not told"
    )
    show.add_argument("--by", metavar="DIMENSION", help="break down by segment, region, channel, ...")
    show.add_argument("--every", choices=EVERY, help="in steps of time")
    show.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=f"of {', '.join(_CHOICES)}")
    show.add_argument("--having", default="", metavar="RULES", help="a segment, as the address of a page has it")
    show.add_argument("--horizon", type=int, metavar="DAYS", help="the same as --option horizon=DAYS; 90 unless told")
    show.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="what this metric can be told"
    )
    show.add_argument("--json", action="store_true", help="one JSON array")
    show.set_defaults(run=_metric)


def _metric(options) -> None:
    if options.name is None:
        _list()
        return
    if options.name not in METRICS:
        raise ValueError(f"There is no metric '{options.name}'. Choose of: {', '.join(METRICS)}.")
    metric = METRICS[options.name]
    filters = _filters(options)
    extra = _told(metric, options)
    rows = fetch.fetch(metric, filters, by=options.by, every=options.every, **extra)
    rows = rows.drop(columns=[name for name in rows if name.startswith("moment_")])
    for name in {"period", "cohort"} | set(rows.select_dtypes("datetime")):
        if name in rows:
            rows[name] = [None if pd.isna(day) else pd.Timestamp(day).date().isoformat() for day in rows[name]]
    if options.json:
        print(json.dumps([_plain(row) for row in rows.to_dict("records")]))
        return
    print(metric.title.format(**metric.options | extra))
    print(metric.definition)
    if rows.empty:
        print("There is nothing in this period.")
    else:
        print(rows.dropna(axis="columns", how="all").to_string(index=False))


def _list() -> None:
    """Every metric by family: its name, its title, and what it can be told."""
    for family in FAMILIES:
        print(family.__name__.rsplit(".", 1)[-1].replace("_", " ").capitalize())
        for metric in METRICS.values():
            if metric.statement.__module__ == family.__name__:
                options = "".join(f" --option {name}={default}" for name, default in metric.options.items())
                print(f"  {metric.name:28} {metric.title.format(**metric.options)}{options}")


def _told(metric: Metric, options) -> dict:
    """The metric's own options, each read as its default is."""
    told = dict(map(pair, options.option))
    if options.horizon is not None:
        told["horizon"] = str(options.horizon)
    for name, text in told.items():
        default = metric.options.get(name)
        if isinstance(default, int | float) and not isinstance(default, bool):
            try:
                told[name] = type(default)(text)
            except ValueError:
                raise ValueError(f"{name} is a number, and '{text}' is not.") from None
    return told


def _plain(row: dict) -> dict:
    """JSON has no NaN, and a count is not 12.0."""

    def plain(value):
        if value is None or (isinstance(value, float) and math.isnan(value)) or value is pd.NaT:
            return None
        return int(value) if isinstance(value, float) and value.is_integer() else value

    return {name: plain(value) for name, value in row.items()}


def _filters(options) -> Filters:
    held = coverage()
    choices: dict[str, tuple[str, ...]] = {}
    attributes: dict[str, tuple[str, ...]] = {}
    for name, value in map(pair, options.where):
        if name.startswith("attribute."):
            attributes[name[10:]] = (*attributes.get(name[10:], ()), value)
        elif name == "currency" or name in _CHOICES:
            choices[name] = (*choices.get(name, ()), value)
        else:
            raise ValueError(f"There is no field '{name}' to filter by. Choose of: {', '.join(_CHOICES)}.")
    currency, *others = choices.pop("currency", (held.currency,))
    if others:
        raise ValueError("Amounts in different currencies are never added: give one.")
    return replace(
        Filters(start=as_date(options.start), end=as_date(options.end)),
        as_of=as_date(options.as_of) or held.last_order_on,
        currency=currency,
        having=parse(options.having),
        attributes=tuple(attributes.items()),
        **choices,
    )


def pair(text: str, last: bool = False) -> tuple[str, str]:
    """The two sides of the first = (or the last: a column's name may hold one)."""
    name, sign, value = text.rpartition("=") if last else text.partition("=")
    if not (sign and name.strip() and value.strip()):
        raise ValueError(f"'{text}' should be two words with = between them.")
    return name.strip(), value.strip()
