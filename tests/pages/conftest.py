"""Pages are tested through app.py, as a reader opens them: nothing is mocked."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

# A cold run on a busy machine imports Plotly and statsmodels; the default of three seconds would hide its error.
SECONDS = 60
APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def open_page():
    """open_page("pages/feedback/sentiment.py", segment="Homes"): the app on that page, with that in its URL."""

    def opened(page=None, **query):
        app = AppTest.from_file(APP, default_timeout=SECONDS)
        for name, value in query.items():
            app.query_params[name] = [value] if isinstance(value, str) else list(value)
        return (app.switch_page(page) if page else app).run()

    return opened
