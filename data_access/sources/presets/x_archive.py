"""Posts of an archive of X (Twitter): tweets.js of today's archives, and tweets.csv of older ones."""

import html
import re
from datetime import datetime

from data_access.sources.columns import cell
from data_access.sources.presets.layout import Preset, RecordShaper

_WORDS = "post"
_AT = "posted at (UTC)"
_URL = "address of the post"
_POST = {"source": "X", "kind": "post"}
_RETWEET = re.compile(r"RT @\w+:")
_REPEATED = "This repeats another's post (RT), so it is nobody's own words here."
_OF_X = "%a %b %d %H:%M:%S %z %Y"  # Wed Oct 10 20:19:24 +0000 2018


class _Posts(RecordShaper):
    added = (_WORDS, _AT, _URL)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._id = cell(columns, "tweet.id_str", "tweet.id", "tweet_id", "id_str", "id")
        self._text = cell(columns, "tweet.full_text", "tweet.text", "full_text", "text")
        self._at = cell(columns, "tweet.created_at", "timestamp", "created_at")
        self._again = cell(columns, "retweeted_status_id")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        text = html.unescape(self._text(row))
        if self._again(row) or _RETWEET.match(text):
            return _REPEATED
        post = self._id(row)
        return [[*row, text, _moment(self._at(row)), f"https://x.com/i/web/status/{post}" if post else ""]]


def _moment(text: str) -> str:
    """As ISO; what is not written as X writes it as it is."""
    try:
        return datetime.strptime(text, _OF_X).strftime("%Y-%m-%d %H:%M:%S+00:00")
    except ValueError:
        return text


X_ARCHIVE = Preset(
    "x_archive",
    "X (Twitter) archive",
    kind="feedback",
    required=("tweet.id_str", "tweet.full_text", "tweet.created_at"),
    columns={"tweet.id_str": "feedback_id", _AT: "created_at", _WORDS: "text", _URL: "url"},
    constants=_POST,
    shaper=_Posts,
    worked_from=("tweet.id_str", "tweet.full_text", "tweet.created_at"),
    note="Reposts (RT) are refused: they are another's words.",
)

# Single posts without what surrounds them in an archive.
X_POSTS = Preset(
    "x_posts",
    "X (Twitter) posts",
    kind="feedback",
    required=("id_str", "full_text", "created_at"),
    columns={"id_str": "feedback_id", _AT: "created_at", _WORDS: "text", _URL: "url", "user.screen_name": "author"},
    constants=_POST,
    shaper=_Posts,
    worked_from=("id_str", "full_text", "created_at"),
    note="Reposts (RT) are refused: they are another's words.",
)

X_ARCHIVE_CSV = Preset(
    "x_archive_csv",
    "X (Twitter) archive, before 2019",
    kind="feedback",
    required=("tweet_id", "timestamp", "text", "retweeted_status_id"),
    columns={"tweet_id": "feedback_id", _AT: "created_at", _WORDS: "text", _URL: "url"},
    constants=_POST,
    shaper=_Posts,
    worked_from=("tweet_id", "timestamp", "text", "retweeted_status_id"),
    note="Reposts (RT) are refused: they are another's words.",
)
