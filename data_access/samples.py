"""Texts as they are read for their words: the newest of a group, and what differs between two."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Select, func, or_, select

from data_access import database, fetch
from data_access.coverage import tracked_brands
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import sentiment, themes
from data_access.schema import feedback, feedback_themes
from data_access.scoring import Alias, BrandMatcher, label, listed
from data_access.scoring.distinctive import counted, distinctive_words
from data_access.scoring.experience import ExperienceScorer
from data_access.scoring.suggested_themes import MOST_EXAMPLES, suggested
from data_access.scoring.taxonomy import Theme
from data_access.scoring.themes import ThemeMatcher

# Of each group: some seconds of work, and words that are found in fewer say nothing more in more.
MOST_TEXTS = 8_000
f, t = feedback.c, feedback_themes.c


@dataclass(frozen=True)
class Group:
    """Feedback of some filters; of one value of a dimension, or of one tone, where these are given."""

    filters: Filters
    of: tuple[str, str] | None = None
    tone: str | None = None
    is_all_but: bool = False  # everything of the filters but that value


@dataclass(frozen=True)
class Difference:
    """words: word, z (above zero where the first group says it more), texts and others that hold it, their shares.
    texts, others: how many were read of either group."""

    words: pd.DataFrame
    texts: int
    others: int


def texts_of(group: Group, *, has_theme: bool | None = None, limit: int = MOST_TEXTS) -> Select:
    """The group's newest feedback with words: feedback_id and words, title first. has_theme: only what names one, or
    what names none."""
    where = [or_(f.text.is_not(None), f.title.is_not(None)), *sentiment.conditions(group.filters, _by(group))]
    if group.of:
        value = func.coalesce(sentiment.dimension(group.of[0]), "(not given)")
        where.append(value != group.of[1] if group.is_all_but else value == group.of[1])
    if group.tone:
        where.append(f.sentiment_label == group.tone)
    if has_theme is not None:
        where.append(themes.naming() if has_theme else ~themes.naming())
    words = func.coalesce(f.title, "") + "\n" + func.coalesce(f.text, "")
    return select(f.feedback_id, words.label("words")).where(*where).order_by(f.created_at.desc()).limit(limit)


def _by(group: Group) -> str | None:
    return group.of[0] if group.of else None


def theme_words(filters: Filters, theme: str) -> pd.DataFrame:
    """word, n: the words by which the filters' feedback names a theme, as small letters, the most frequent first."""
    named = select(t.words, func.count().label("n")).where(*themes.conditions(filters, theme=theme))
    rows = fetch.rows(named.where(t.words.is_not(None)).group_by(t.words))
    number = Counter()
    for row in rows.itertuples():
        number.update(dict.fromkeys({word.lower() for word in row.words.split("; ")}, int(row.n)))
    return pd.DataFrame(number.most_common(), columns=["word", "n"])


def difference(first: Group, second: Group) -> Difference:
    """The words that one group's newest texts say clearly more than the other's; brand names are not looked at.

    Between two tones words of praise and blame are left out: that negative texts say "awful" more is no news.
    """

    def answer() -> Difference:
        # Read past the cache: of thousands of texts only what they differ in is worth keeping.
        matcher = _matcher()
        one, other = (counted(database.read(texts_of(group))["words"], matcher.spans) for group in (first, second))
        said = {word for word in one.holding.keys() | other.holding.keys() if " " not in word}
        dropped = set(filter(_is_opinion(matcher), said)) if first.tone != second.tone else ()
        found = distinctive_words(one, other, dropped=dropped)
        kinds = {"word": "str", "z": "float64", "texts": "int64", "others": "int64"}
        words = pd.DataFrame(found, columns=list(kinds)).astype(kinds)
        shares = {"share": words["texts"] / max(one.texts, 1), "share_of_others": words["others"] / max(other.texts, 1)}
        return Difference(words.assign(**shares), one.texts, other.texts)

    return fetch.worked_out(("words that differ", first, second), answer)


def suggestions(filters: Filters) -> tuple[pd.DataFrame, int]:
    """What the newest texts without a theme share: words (the first names it), n, examples (a list of texts); and how
    many texts were read."""

    def answer() -> tuple[pd.DataFrame, int]:
        texts = database.read(texts_of(Group(filters), has_theme=False))["words"].tolist()
        matcher = _matcher()
        found = suggested(texts, _is_opinion(matcher), matcher.spans)
        rows = [(each.words, each.texts, [texts[n].strip() for n in each.examples[:MOST_EXAMPLES]]) for each in found]
        return pd.DataFrame(rows, columns=["words", "n", "examples"]), len(texts)

    return fetch.worked_out(("suggested themes", filters), answer)


def _is_opinion(matcher: BrandMatcher) -> Callable[[str], bool]:
    compound = ExperienceScorer(matcher).compound
    return lambda word: label(compound(word)) != "neutral"


def _matcher() -> BrandMatcher:
    known = fetch.rows(tracked_brands()).dropna(subset=["alias"])
    return BrandMatcher(
        [
            Alias(row.name, row.alias, bool(row.needs_capital), listed(row.context), listed(row.counter_context))
            for row in known.itertuples(index=False)
        ]
    )


def naming_latest(taxonomy: Sequence[Theme], theme: str, limit: int = 200) -> tuple[pd.DataFrame, Counter, int]:
    """What a theme would match among everybody's newest texts: feedback_id, words and spans of those that name it; how
    many hold each of its words; and how many texts were read."""
    rows = fetch.rows(texts_of(Group(Filters(brand=(EVERY_BRAND,))), limit=limit))
    matcher, found, number = ThemeMatcher(taxonomy), [], Counter()
    for row in rows.itertuples():
        for mention in matcher.themes(row.words):
            if mention.theme == theme:
                found.append((row.feedback_id, row.words, mention.spans))
                number.update({word.lower() for word in mention.words})
    return pd.DataFrame(found, columns=["feedback_id", "words", "spans"]), number, len(rows)
