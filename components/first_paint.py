"""The stylesheet, the script of Back and what every page needs soon, within the very first answer: what comes by
Streamlit comes later, would move the whole page, and would miss the first addresses."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import browser_back, early_scripts, passing_note, style

# The list of pages takes its room from the start; as wide as its links need. So does the page, which Streamlit sets
# narrow until it hears that it is wide.
_ROOM = """
[data-testid="stMainBlockContainer"] {{ max-width: none; }}
@media (min-width: 768px) {{
  [data-testid="stAppViewContainer"]:not(:has(> [data-testid="stSidebar"])) {{ padding-left: {width}px; }}
}}
"""


class FirstPaint:
    """Middleware that puts them at the end of pages, where the stylesheet wins over what Streamlit puts into the head.

    sidebar: its width in pixels.
    """

    def __init__(self, app: ASGIApp, sidebar: int) -> None:
        self.app, self.sidebar = app, sidebar

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_page(scope):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def put_in(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
                return
            if start is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            whole = body.replace(b"</body>", self._all() + b"</body>", 1)
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(whole))
            for mark in ("etag", "last-modified"):  # are those of the page without them
                del headers[mark]
            await send(start)
            await send({"type": "http.response.body", "body": whole})

        # Streamlit has its page packed as well, and would send that as it is.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, put_in)

    def _all(self) -> bytes:
        look = f"<style>{_ROOM.format(width=self.sidebar)}{style.css()}</style>"
        return f"{look}{browser_back.tag()}{passing_note.tag()}{early_scripts.tags()}".encode()


def _asks_for_page(scope: Scope) -> bool:
    is_get = scope["type"] == "http" and scope["method"] == "GET"
    return is_get and "text/html" in Headers(scope=scope).get("accept", "")


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_whole = start["status"] == 200 and "content-encoding" not in headers
    return is_whole and headers.get("content-type", "").startswith("text/html")
