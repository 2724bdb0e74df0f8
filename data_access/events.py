"""What happened when: events that are typed in or imported, and drawn on every chart over time.

The table holds what each import said, and what people typed in; whoever reads it gets each event once. So an import
can be taken back without the events that another one, or a person, names as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, delete, func, insert, or_, select

from data_access import database
from data_access.schema import events

LONGEST_TITLE, LONGEST_DESCRIPTION = 80, 2_000
FIRST_YEAR, LAST_YEAR = 1970, 2100


@dataclass(frozen=True)
class Event:
    """A day, what happened in a few words, and more about it. Two of the same day and title are one."""

    on: date
    title: str
    description: str = ""

    @property
    def key(self) -> tuple[date, str]:
        return self.on, self.title


def event(on: date | None, title: object, description: object = "") -> Event:
    """An event of these values, blanks at the ends left out.

    Raises:
        ValueError: with a sentence, for what is none.
    """
    title, description = (" ".join(str(text or "").split()) for text in (title, description))
    if on is None:
        raise ValueError("An event needs a date.")
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValueError(f"The year {on.year} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    if not title:
        raise ValueError("An event needs a title: what happened, in a few words.")
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"The title has {len(title)} characters; {LONGEST_TITLE} are the most. Put the rest below it.")
    if len(description) > LONGEST_DESCRIPTION:
        raise ValueError(f"The description has {len(description):,} characters; {LONGEST_DESCRIPTION:,} are the most.")
    return Event(on, title, description)


def known() -> tuple[Event, ...]:
    """Each event once, oldest first."""
    e = events.c
    statement = select(e.happened_on, e.title, func.max(e.description).label("description"))
    rows = database.read(statement.group_by(e.happened_on, e.title).order_by(e.happened_on, e.title))
    said = rows["description"].fillna("")
    return tuple(map(Event, rows["happened_on"], rows["title"], said))


def save(chosen: Sequence[Event]) -> None:
    """Keep these events and no others. What is changed or added is a person's from now on, whoever brought it; what
    stays as it was stays the import's that said so.

    Raises:
        ValueError: with a sentence, when one stands twice.
    """
    keys = [one.key for one in chosen]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"“{twice[0][1]}” stands twice on {twice[0][0].isoformat()}. Keep one of them.")
    before = set(known())
    with database.writing() as connection:
        forget(connection, [one.key for one in before - set(chosen)])
        tell(connection, [one for one in chosen if one not in before])


def tell(connection: Connection, told: Sequence[Event], run: int | None = None, *, is_demo: bool = False) -> None:
    """Write what an import (its number) or a person says."""
    rows = [
        {
            "happened_on": one.on,
            "title": one.title,
            "description": one.description or None,
            "is_demo": is_demo,
            "import_run_id": run,
        }
        for one in told
    ]
    if rows:
        connection.execute(insert(events), rows)


def forget(connection: Connection, keys: Sequence[tuple[date, str]]) -> None:
    """Take these events away, whoever told of them."""
    if keys:
        e = events.c
        connection.execute(
            delete(events).where(or_(*(and_(e.happened_on == on, e.title == title) for on, title in keys)))
        )


def take_back(connection: Connection, run: int) -> None:
    """Take away what an import said."""
    connection.execute(delete(events).where(events.c.import_run_id == run))
