"""Charts are gathered as plain data; in these tests Plotly checks every property of every figure, and whether it would
send the same to a browser."""

import json

import plotly.graph_objects as go
import pytest
from plotly.io.json import to_json_plotly

from components.charts import drawing


@pytest.fixture(autouse=True)
def plotly_checks_every_figure(monkeypatch):
    monkeypatch.setattr(drawing, "CHECKS", True)
    finish = drawing.Drawing.figure

    def figure(gathered):
        plotlys = go.Figure({"data": gathered.traces, "layout": gathered.layout}, _validate=False)
        made = finish(gathered)
        assert made.to_dict() == json.loads(to_json_plotly(plotlys.to_dict()))
        return made

    monkeypatch.setattr(drawing.Drawing, "figure", figure)
