"""The charts' own script, as the app serves it for slides that are drawn without Streamlit."""

import functools

import plotly
from plotly.offline import get_plotlyjs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_NAME = "plotly.js"
# It comes once to a browser: another release has another address.
ADDRESS = f"{_NAME}?release={plotly.__version__}"
_A_YEAR = "public, max-age=31536000, immutable"


def route(base: str = "") -> Route:
    """Where the app has it; base: the path that the app itself is served under, if any."""
    return Route(f"/{base.strip('/')}/{_NAME}".replace("//", "/"), _answer)


async def _answer(_: Request) -> Response:
    return Response(_script(), media_type="text/javascript", headers={"Cache-Control": _A_YEAR})


@functools.cache
def _script() -> bytes:
    return get_plotlyjs().encode()
