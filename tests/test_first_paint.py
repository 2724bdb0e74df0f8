"""The page's own answer holds the stylesheet and the script of Back; whatever else is served stays as it is."""

import asyncio
import gzip
import re
from pathlib import Path

import streamlit
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from components import browser_back, early_scripts, passing_note, style
from components.first_paint import FirstPaint

PAGE = "<html><head></head><body><p>Earshot</p></body></html>"


def answered(path: str, **headers: str) -> tuple[Headers, bytes]:
    """What comes from an app that, as Streamlit does, has its page packed for those who take it so."""

    async def page(request):
        if "accept-encoding" in request.headers:
            return HTMLResponse(gzip.compress(PAGE.encode()), headers={"content-encoding": "gzip"})
        return HTMLResponse(PAGE, headers={"etag": '"of the file"'})

    async def words(_):
        return PlainTextResponse("</body>")

    app = Starlette(
        routes=[Route("/page", page), Route("/words", words)],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000), Middleware(FirstPaint, sidebar=232)],
    )
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": raw, "query_string": b"", "root_path": ""}
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return Headers(raw=sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


def test_page_holds_the_stylesheet_at_its_end():
    headers, body = answered("/page", accept="text/html,*/*", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip" and "etag" not in headers
    assert int(headers["content-length"]) == len(body)
    page = gzip.decompress(body).decode()
    assert page.startswith("<html><head></head><body><p>Earshot</p><style>") and page.endswith(
        f"</style>{browser_back.tag()}{passing_note.tag()}{early_scripts.tags()}</body></html>"
    )
    assert style.css() in page and "padding-left: 232px" in page


def test_what_is_no_page_stays_as_it_is():
    assert answered("/words", accept="text/html")[1] == b"</body>"
    assert answered("/page", accept="image/*")[1] == PAGE.encode()


def test_scripts_of_elements_are_among_those_of_this_streamlit():
    asked = re.findall(r'import\("\./(static/js/[\w-]+\.[\w-]+\.js)"\);', early_scripts.tags())
    assert len(asked) == 8
    folder = Path(streamlit.__file__).parent / "static"
    assert all((folder / file).exists() for file in asked)
