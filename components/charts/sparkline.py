"""The small line in a KPI card: where the value went, the comparison period behind it in grey.

Not a Plotly figure: four of them on a page would cost more than the charts below, and nothing in them is
clicked.
"""

import base64
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

WIDTH, HEIGHT = 240, 44
# Room for half a stroke and for the dot at the end.
INSET = 5


def sparkline(values: Sequence[float], comparison: Sequence[float] | None = None, target: float | None = None) -> str:
    """HTML for the line of `values` (oldest first, NaN leaves a gap) over that of `comparison`, on one scale, with a
    dashed line at the target.

    The lines are SVG masks, so that the card's stylesheet colours them for light and dark. Numbers go in,
    nothing else: no text of any source reaches the markup. Fewer than two known values give "".
    """
    current = np.asarray(values, dtype=float)
    earlier = np.asarray(comparison if comparison is not None else [], dtype=float)[: len(current)]
    return _drawn(current.tobytes(), earlier.tobytes(), target)


@lru_cache(maxsize=500)
def _drawn(values: bytes, comparison: bytes, target: float | None) -> str:
    current, earlier = np.frombuffer(values), np.frombuffer(comparison)
    known = np.concatenate([current, earlier, [] if target is None else [target]])
    known = known[np.isfinite(known)]
    if np.isfinite(current).sum() < 2:
        return ""
    scale = (float(known.min()), float(known.max()), len(current))
    layers = [_layer("earlier", _path(earlier, scale), "")] if np.isfinite(earlier).sum() > 1 else []
    if target is not None:
        layers.append(_layer("target", _path(np.full(2, target), (*scale[:2], 2)), "", dashes="4 4"))
    layers.append(_layer("current", _path(current, scale), _end(current, scale)))
    return f'<div class="earshot-spark" aria-hidden="true">{"".join(layers)}</div>'


def _points(values: np.ndarray, scale: tuple[float, float, int]) -> tuple[np.ndarray, np.ndarray]:
    low, high, length = scale
    span = (high - low) or 1.0
    x = INSET + np.arange(len(values)) * (WIDTH - 2 * INSET) / max(length - 1, 1)
    return x, HEIGHT - INSET - (values - low) / span * (HEIGHT - 2 * INSET)


def _path(values: np.ndarray, scale: tuple[float, float, int]) -> str:
    steps, is_down = [], False
    for x, y in zip(*_points(values, scale), strict=True):
        if not np.isfinite(y):
            is_down = False
            continue
        steps.append(f"{'L' if is_down else 'M'}{x:.1f} {y:.1f}")
        is_down = True
    return "".join(steps)


def _end(values: np.ndarray, scale: tuple[float, float, int]) -> str:
    """A dot at the last known value, as a stroke of no length: it stays round when the picture is stretched."""
    x, y = _points(values, scale)
    last = np.flatnonzero(np.isfinite(values))[-1]
    return f"M{x[last]:.1f} {y[last]:.1f}h0.01"


def _layer(name: str, line: str, dot: str, dashes: str = "") -> str:
    stroke = (
        'fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke"'
    )
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    drawing = f'<path d="{line}" {stroke} stroke-width="{2 if dot else 1.5}"{dashed}/>'
    if dot:
        drawing += f'<path d="{dot}" {stroke} stroke-width="7"/>'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f"{drawing}</svg>"
    )
    # Base64: the value stands inside a style attribute, where quotes and # would end it early.
    mask = f"url(data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"
    return f'<span class="earshot-spark-{name}" style="-webkit-mask-image:{mask};mask-image:{mask}"></span>'
