"""Charts are gathered as plain data; in these tests Plotly checks every property of every figure."""

import pytest

from components.charts import drawing


@pytest.fixture(autouse=True)
def plotly_checks_every_figure(monkeypatch):
    monkeypatch.setattr(drawing, "CHECKS", True)
