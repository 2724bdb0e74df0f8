"""Each component draws, in a script run, with data and without."""

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from components.charts.drawing import Drawing


def _page():
    import pandas as pd

    from components import chart_card, charts, kpi, states, tables, verbatims
    from components.definition import Definition

    states.demo_banner()
    meaning = Definition("Repeat rate", "Customers with two or more orders.", "two or more ÷ all")
    kpi.card("Came back", "38.6%", key="one", values=[1, 2, 3], definition=meaning)
    frame = pd.DataFrame({"period": pd.to_datetime(["2026-01-01", "2026-02-01"]), "group": None, "value": [0.3, 0.4],
                          "numerator": [3.0, 40.0], "denominator": [10.0, 100.0], "low": 0.2, "high": 0.5})  # fmt: skip
    figure = charts.trend(frame, "percent", "Came back", noun="customers")
    selected = chart_card.show(
        "Do they come back?", figure, key="trend", frame=frame, unit="percent", definition=meaning,
        alt="They do.", note="Counted to 28 Feb 2026.", on_click=True,
    )  # fmt: skip
    assert selected == []
    chart_card.show("Nothing", None, key="none", empty=("Here you would see mentions.", "Import feedback."))
    tables.show(frame[["period", "value"]], key="plain", formats={"value": "percent", "period": "date"})
    verbatims.show(pd.DataFrame({"text": ["Late <b>again</b>"], "sentiment": [-0.3], "sentiment_label": ["negative"]}))
    states.could_not_connect("postgresql://me:s3cr3t@host/db refused")


def _run():
    return AppTest.from_function(_page, default_timeout=30).run()


def test_every_component_draws_without_an_error():
    app = _run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1


def test_the_chart_has_its_finding_as_a_text_alternative():
    assert "They do." in str(_run().get("plotly_chart")[0].proto)


def test_the_empty_card_says_what_to_do():
    bodies = " ".join(block.proto.body for block in _run().get("html"))
    assert "Here you would see mentions." in bodies and "Import feedback." in bodies


def test_the_verbatim_and_the_database_error_are_shown_escaped_and_without_password():
    app = _run()
    bodies = " ".join(block.proto.body for block in app.get("html"))
    assert "&lt;b&gt;again" in bodies
    assert "s3cr3t" not in " ".join(text.value for text in app.text)


def test_a_figure_is_sent_as_plotly_itself_would_send_it():
    trace = {
        "x": np.array(["2026-01-05", "2026-01-12", "NaT"], dtype="datetime64[us]"),
        "y": np.array([0.5, np.nan, -2.0]),
        "text": np.array(["<b>one</b>", "two", "three"], dtype=object),
        "customdata": np.array([["a", None], ["b", 2], ["c", 3.5]], dtype=object),
        "marker": {
            "size": np.array([7, 300, 70_000]), "color": np.where([True, False, True], "#000001", "#000002"),
            "opacity": [0.5, np.float64(1), 1], "line": {"width": np.array([0.0, 1.5, 2.0])},
        },
        "hoverinfo": "skip", "opacity": None,
    }  # fmt: skip
    grid = {"z": np.array([[1.0, 2.0], [np.nan, 4.0]]), "x": pd.Series([1.0, 2.0]), "y": np.array([1, 2])}
    drawing = Drawing()
    drawing.add_scatter(**trace)
    drawing.add_heatmap(**grid)
    drawing.update_xaxes(range=(pd.Timestamp(2026, 1, 1), pd.Timestamp("2026-02-01 12:00")), tickvals=trace["x"][:2])
    drawing.add_shape(type="line", x0=pd.Timestamp(2026, 1, 5), x1=np.datetime64("2026-01-05"), layer="below")
    # The fixture of these tests holds what is sent against what Plotly would send.
    assert drawing.figure().to_dict()["data"][0]["marker"]["size"] == {"dtype": "i4", "bdata": "BwAAACwBAABwEQEA"}
