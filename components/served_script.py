"""A script as the app serves it, beside those of Streamlit. Another version of it has another address."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_A_YEAR = "public, max-age=31536000, immutable"


def route(name: str, script: Callable[[], bytes], base: str = "") -> Route:
    """Where the app has the script of this name; base: the path that the app itself is served under, if any."""

    async def answer(_: Request) -> Response:
        return Response(script(), media_type="text/javascript", headers={"Cache-Control": _A_YEAR})

    return Route(f"/{base.strip('/')}/{name}".replace("//", "/"), answer)
