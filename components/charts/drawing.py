"""A figure while it is drawn, and charts that are drawn once for the same numbers.

Plotly checks every property on every call, which takes ten times as long as all the rest of a chart: 45 of 57 ms.
Here a figure is gathered as the plain data that it ends as; the tests have Plotly check all of them (`CHECKS`).
"""

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache, cached_property, wraps
from typing import ParamSpec

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
from _plotly_utils.utils import is_skipped_key, to_typed_array_spec
from plotly.io.json import to_json_plotly

from components.remembered import remembered

# Whether Plotly checks what was gathered, as in the tests.
CHECKS = False

Parameters = ParamSpec("Parameters")


class Drawing:
    """Traces and layout, gathered by the calls that go.Figure has too. Properties are nested: font={"size": 13}."""

    def __init__(self, **layout):
        self.traces: list[dict] = []
        self.layout = {"annotations": [], "shapes": [], **layout}

    @property
    def plot_height(self) -> int:
        """Pixels between the margins."""
        margin = self.layout["margin"]
        return self.layout["height"] - margin["t"] - margin["b"]

    def add_scatter(self, **trace) -> None:
        self.traces.append({"type": "scatter", **trace})

    def add_bar(self, **trace) -> None:
        self.traces.append({"type": "bar", **trace})

    def add_heatmap(self, **trace) -> None:
        self.traces.append({"type": "heatmap", **trace})

    def add_annotation(self, **annotation) -> None:
        self.layout["annotations"].append(annotation)

    def add_shape(self, **shape) -> None:
        self.layout["shapes"].append(shape)

    def tell(self, sentence: str) -> None:
        """What the drawing shows beside its numbers, for whoever cannot see it."""
        self.layout.setdefault("meta", {}).setdefault("told", []).append(sentence)

    def add_vline(self, *, x: float, **shape) -> None:
        """A line over the whole height of the plot."""
        self.add_shape(type="line", x0=x, x1=x, yref="y domain", y0=0, y1=1, **shape)

    def update_xaxes(self, **axis) -> None:
        self.update_layout(xaxis=axis)

    def update_yaxes(self, **axis) -> None:
        self.update_layout(yaxis=axis)

    def update_layout(self, **layout) -> None:
        for name, value in layout.items():
            held = self.layout.get(name)
            if isinstance(value, list | tuple) and isinstance(held, list):
                held.extend(value)
            else:
                self.layout[name] = {**held, **value} if isinstance(held, Mapping) else value

    def figure(self) -> go.Figure:
        """Done. Nothing may change the figure afterwards: other readers see the same one."""
        return _Finished({"data": self.traces, "layout": self.layout})


def told(figure: go.Figure | None) -> str:
    """What the figure's drawing told, in sentences; "" for none."""
    meta = None if figure is None else figure.to_dict()["layout"].get("meta")
    return " ".join(meta.get("told", ())) if isinstance(meta, Mapping) else ""


class _Finished(go.Figure):
    """A figure that nobody changes any more: what a browser is sent of it is made once, of the plain data. Plotly's own
    objects, which take as long as all of the drawing, are made when one of them is asked for, as in the tests."""

    def __init__(self, gathered: dict):
        vars(self)["_gathered"] = gathered
        if CHECKS:
            self._make()

    def _make(self) -> None:
        vars(self)["_is_made"] = True
        super().__init__(self._gathered, _validate=CHECKS)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") or "_is_made" in vars(self):
            raise AttributeError(name)
        self._make()
        return getattr(self, name)

    @cached_property
    def _as_sent(self) -> dict:
        # Plain lists and texts, of which no run has to be told again how they are written.
        sent = json.loads(to_json_plotly(_plain(self._gathered)))
        sent["layout"].setdefault("template", _template(pio.templates.default))
        return sent

    def to_dict(self) -> dict:
        return self._as_sent


def _plain(value: object) -> object:
    """A copy without the properties that are None, arrays as Plotly writes them: numbers packed, days as texts. It does
    so itself, in three times over the whole figure."""
    if isinstance(value, Mapping):
        held = {name: each for name, each in value.items() if each is not None}
        return {name: _packed(each) if _is_packed(name, each) else _plain(each) for name, each in held.items()}
    if isinstance(value, list | tuple):
        return [each if isinstance(each, str) else _plain(each) for each in value]
    if isinstance(value, np.ndarray) and value.dtype.kind in "OUM":
        texts = np.datetime_as_string(value) if value.dtype.kind == "M" else value
        return _plain(texts.tolist())
    if isinstance(value, np.datetime64):
        return str(value)
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def _is_packed(name: str, value: object) -> bool:
    return isinstance(value, np.ndarray | pd.Series | pd.Index) and not is_skipped_key(name)


def _packed(array: np.ndarray | pd.Series | pd.Index) -> object:
    if array.dtype == "float64" and isinstance(array, np.ndarray) and array.ndim == 1 and array.size:
        # Most are such, and Plotly asks of each whether it belongs to one of a dozen libraries.
        return {"dtype": "f8", "bdata": base64.b64encode(np.ascontiguousarray(array)).decode("ascii")}
    return _plain(array if array.dtype.kind in "OUM" else to_typed_array_spec(array))


@cache
def _template(name: str) -> dict:
    made = go.Figure(layout={"template": name})
    return json.loads(to_json_plotly(made.to_dict()["layout"]["template"]))


def drawn(chart: Callable[Parameters, Drawing]) -> Callable[Parameters, go.Figure]:
    """The chart as a figure, and the same figure again for the same frames and choices."""

    @wraps(chart)
    def figure(*args: Parameters.args, **kwargs: Parameters.kwargs) -> go.Figure:
        return chart(*args, **kwargs).figure()

    return remembered(figure)
