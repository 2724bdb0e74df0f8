"""The true share behind a share that an imperfect scorer counted (Rogan and Gladen 1978), with the interval of Lang and
Reiczigel (2014), which holds the uncertainty of the share and of the scorer's two error rates."""

from typing import NamedTuple

import numpy as np

from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.uncertainty import wilson, z

MISCLASSIFIED = "misclassified"
# A scorer whose two hit rates come to hardly more than one tells next to nothing: there is nothing to correct by.
LEAST_POWER = 0.1


class Share(NamedTuple):
    """value, low, high: corrected as far as could be; raw...: as counted. corrected: the part of the feedback whose
    scorer's error is known. sensitivity and specificity: over all labelled texts."""

    value: float = np.nan
    low: float = np.nan
    high: float = np.nan
    raw: float = np.nan
    raw_low: float = np.nan
    raw_high: float = np.nan
    corrected: float = np.nan
    labelled: float = 0.0
    sensitivity: float = np.nan
    specificity: float = np.nan


def corrected_share(sources: np.ndarray) -> Share:
    """sources: one row a source, with negative, scored, found, missed, kept, taken.

    Sources differ in their scorer, so each is corrected by its own error, and they are added up by their size; their
    distances to the limits are squared and added (Zou and Donner 2008).
    """
    scored = sources[:, 1].sum() if len(sources) else 0.0
    if not scored:
        return Share()
    parts = [of_source(*row) for row in sources]
    weight = sources[:, 1] / scored
    value, low, high = (weight @ np.array([part[place] for part in parts]) for place in range(3))
    if len(parts) > 1:
        below = [w * (part[0] - part[1]) for w, part in zip(weight, parts, strict=True)]
        above = [w * (part[2] - part[0]) for w, part in zip(weight, parts, strict=True)]
        low, high = value - np.hypot.reduce(below), value + np.hypot.reduce(above)
    raw_low, raw_high = wilson(np.array([sources[:, 0].sum()]), np.array([scored]))
    is_corrected = np.array([part[3] for part in parts])
    found, missed, kept, taken = sources[is_corrected, 2:].sum(axis=0)
    return Share(
        value=float(value),
        low=float(max(low, 0)),
        high=float(min(high, 1)),
        raw=float(sources[:, 0].sum() / scored),
        raw_low=float(raw_low[0]),
        raw_high=float(raw_high[0]),
        corrected=float(weight @ is_corrected),
        labelled=float(found + missed + kept + taken),
        sensitivity=float(found / (found + missed)) if found + missed else np.nan,
        specificity=float(kept / (kept + taken)) if kept + taken else np.nan,
    )


def of_source(
    negative: float, scored: float, found: float, missed: float, kept: float, taken: float
) -> tuple[float, float, float, bool]:
    """Value, its 95 % limits, and whether it could be corrected."""
    with_it, without = found + missed, kept + taken
    if min(with_it, without) < SMALL_BASE or found / with_it + kept / without - 1 < LEAST_POWER:
        low, high = wilson(np.array([negative]), np.array([scored]))
        return negative / scored, float(low[0]), float(high[0]), False
    value = rogan_gladen(negative / scored, found / with_it, kept / without)
    low, high = _limits(negative, scored, found, with_it, kept, without)
    return value, min(low, value), max(high, value), True


def rogan_gladen(observed: float, sensitivity: float, specificity: float) -> float:
    """The share that, counted by a scorer of these hit rates, would come out as observed; within 0 and 1."""
    return float(np.clip((observed + specificity - 1) / (sensitivity + specificity - 1), 0, 1))


def _limits(negative: float, scored: float, found: float, with_it: float, kept: float, without: float):
    square = z() ** 2
    n = scored + square
    q = (negative + square / 2) / n
    sens, spec = (found + 1) / (with_it + 2), (kept + 1) / (without + 2)
    power = sens + spec - 1
    share = (q + spec - 1) / power
    of_sens = share * sens * (1 - sens) / (with_it + 2)
    of_spec = (1 - share) * spec * (1 - spec) / (without + 2)
    # The estimate is bent by the errors of its divisor: its middle moves by as much.
    middle = share + 2 * square * (of_sens - of_spec)
    variance = q * (1 - q) / n + (1 - share) * of_spec + share * of_sens
    margin = z() * np.sqrt(variance) / power
    return float(np.clip(middle - margin, 0, 1)), float(np.clip(middle + margin, 0, 1))
