"""What the retailer writes back: a fifth of the reviews of it have a reply, unhappy ones more often and sooner."""

import numpy as np
import pandas as pd

from data_access.demo.story import OURS
from data_access.demo.words.answers import LINES

SHARE = 0.2
_URGE = {"good": 0.6, "mixed": 1.0, "bad": 2.2}
_DAYS = {"good": 4.0, "mixed": 3.0, "bad": 1.8}  # on average, beyond the first


def with_replies(rng: np.random.Generator, heard: pd.DataFrame) -> pd.DataFrame:
    """The feedback with `reply` and `replied_at` (naive UTC, in working hours, within the data's days)."""
    tones = _tones(heard)
    is_ours = (heard["brand"] == OURS.name) & (heard["kind"] == "review")
    urge = tones.map(_URGE).to_numpy() * is_ours.to_numpy()
    drawn = rng.random(len(heard)) ** (1 / np.maximum(urge, 1e-9))
    wanted = np.argsort(np.where(urge > 0, drawn, -1.0), kind="stable")[::-1][: round(SHARE * is_ours.sum())]
    replies, times = np.full(len(heard), None, dtype=object), np.full(len(heard), np.datetime64("NaT", "us"))
    end = heard["created_on"].iloc[-1] + pd.Timedelta(days=1)
    for at in sorted(wanted.tolist()):
        tone = tones.iat[at]
        day = heard["created_on"].iat[at] + pd.Timedelta(days=1 + int(rng.exponential(_DAYS[tone])))
        moment = day + pd.Timedelta(seconds=int(rng.integers(8 * 3600, 17 * 3600)))
        words = _written(rng, tone)
        if moment < end:
            replies[at], times[at] = words, moment.to_datetime64()
    return heard.assign(reply=replies, replied_at=pd.Series(times, index=heard.index).astype("datetime64[us]"))


def _tones(heard: pd.DataFrame) -> pd.Series:
    score = heard["rating"] / heard["rating_scale"]
    tones = pd.Series("mixed", index=heard.index)
    return tones.mask(score >= 0.8, "good").mask(score <= 0.4, "bad")


def _written(rng: np.random.Generator, tone: str) -> str:
    def one(pool: str) -> str:
        return LINES[pool][int(rng.integers(len(LINES[pool])))]

    return f"{one(tone)} {one(f'offer after {tone}')}\n{one('signed')}"
