"""How brands' names are found in the feedback: what a rule would count and leave out, and names written wrongly."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Select, or_, select

from data_access import annotate, brands, database
from data_access.brands import Alias
from data_access.dialects import contains_text
from data_access.schema import feedback
from data_access.scoring import Alias as Rule
from data_access.scoring import BrandMatcher
from data_access.scoring.misspellings import Misspelling, misspellings, vocabulary

f = feedback.c


@dataclass(frozen=True)
class Trial:
    """What a rule does to one text: places (start, end) of the name in text and title that count, or do not."""

    row: dict
    counted: tuple[tuple[int, int], ...]
    left_out: tuple[tuple[int, int], ...]
    title_counted: tuple[tuple[int, int], ...] = ()
    title_left_out: tuple[tuple[int, int], ...] = ()

    @property
    def counts(self) -> bool:
        return bool(self.counted or self.title_counted)


def latest_with(name: str, limit: int = 500) -> Select:
    """The latest feedback in which a name stands anywhere, in any case, as a part of a word too."""
    holds = or_(contains_text(f.text, name), contains_text(f.title, name))
    return select(*f).where(holds).order_by(f.created_at.desc(), f.feedback_id).limit(limit)


def tried(rows: Iterable[dict], alias: Alias) -> list[Trial]:
    """What the rule would do to each of the texts that hold the name as a word; others are left away."""
    rule = BrandMatcher([Rule("", alias.alias, alias.needs_capital, alias.context, alias.counter_context)])
    anyhow = BrandMatcher([Rule("", alias.alias, False)])
    found = []
    for row in rows:
        places = []
        for name in ("text", "title"):
            words = row[name] if isinstance(row[name], str) else ""
            counted = tuple((start, end) for start, end, _ in rule.spans(words))
            every = tuple((start, end) for start, end, _ in anyhow.spans(words))
            places += [counted, tuple(place for place in every if place not in counted)]
        if any(places):
            found.append(Trial(row, *places))
    return found


def change(brand: str, alias: Alias) -> None:
    """Keep a name's rule, or a new name of a brand, and find again what all feedback names.

    Raises:
        ValueError: in a sentence, when the brand is not tracked any more.
    """
    tracked = brands.tracked()
    if brand not in [each.name for each in tracked]:
        raise ValueError(f"{brand} is not tracked any more. Reload the page.")
    others = {each.name: tuple(a for a in each.aliases if a.alias != alias.alias) for each in tracked}
    brands.save(
        [replace(each, aliases=(*others[each.name], alias)) if each.name == brand else each for each in tracked]
    )


def misspelled() -> list[Misspelling]:
    """Words of all feedback that look like a tracked name written wrongly."""
    with database.connecting() as connection:
        rows = connection.execute(select(f.title, f.text)).all()
        known = annotate.aliases(connection)
    return misspellings(vocabulary(words for row in rows for words in row), known)
