"""The charts' own script, as the app serves it for slides that are drawn without Streamlit."""

import functools

import plotly
from plotly.offline import get_plotlyjs
from starlette.routing import Route

from components import served_script

_NAME = "plotly.js"
ADDRESS = f"{_NAME}?release={plotly.__version__}"


def route(base: str = "") -> Route:
    """Where the app has it; base: the path that the app itself is served under, if any."""
    return served_script.route(_NAME, _script, base)


@functools.cache
def _script() -> bytes:
    return get_plotlyjs().encode()
