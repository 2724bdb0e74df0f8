"""What happened when: events that are typed in or imported, and drawn on every chart over time.

The table holds what each import said, and what people typed in; whoever reads it gets each event once. So an import
can be taken back without the events that another one, or a person, names as well.
"""

from collections.abc import Mapping, Sequence
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


Edit = tuple[Event | None, Event | None]


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
    with database.connecting() as connection:
        return _known(connection)


def _known(connection: Connection) -> tuple[Event, ...]:
    e = events.c
    statement = select(e.happened_on, e.title, func.max(e.description))
    rows = connection.execute(statement.group_by(e.happened_on, e.title).order_by(e.happened_on, e.title))
    return tuple(Event(on, title, description or "") for on, title, description in rows)


def edit(edits: Sequence[Edit]) -> tuple[str, ...]:
    """Make these changes and leave all other events as they are, also those that somebody else changed since the reader
    saw them. What is changed or added is a person's from now on, whoever brought it. Returns what could not be done, in
    sentences: an event that somebody else removed or changed meanwhile stays as they left it.

    edits: each event as the reader saw it, and as it shall be; None where it was, or shall be, none.

    Raises:
        ValueError: with a sentence, when one stands twice.
    """
    keys = [new.key for _, new in edits if new]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"“{twice[0][1]}” stands twice on {twice[0][0].isoformat()}. Keep one of them.")
    with database.writing() as connection:
        now = {one.key: one for one in _known(connection)}
        changed = [(old, new) for old, new in edits if old != new]
        left = {key: one for key, one in now.items() if key not in {old.key for old, _ in changed if old}}
        said = [_why_not(old, new, now, left) for old, new in changed]
        done = [each for each, refused in zip(changed, said, strict=True) if not refused]
        forget(connection, [old.key for old, _ in done if old])
        tell(connection, [new for _, new in done if new and new.key not in left])
    return tuple(filter(None, said))


_Known = Mapping[tuple[date, str], Event]


def _why_not(old: Event | None, new: Event | None, now: _Known, left: _Known) -> str:
    """Why a change of an event is not made, "" where it is: the reader did not see what they would overwrite.

    now: all events by key. left: those that no change is about.
    """
    there = now.get(old.key) if old else None
    if old == there or (there is None and new is None):
        is_another = new is not None and left.get(new.key, new) != new
        return f"{_named(new)} is known already, with other words about it: yours were not saved." if is_another else ""
    lost = f"{_named(new)} was not saved" if new else "it was not removed"
    if there is None:
        return f"Somebody else removed or renamed {_named(old)} meanwhile: {lost}. Add a new row if it should stand."
    return f"Somebody else changed {_named(old)} meanwhile: {lost}. The table shows it as it is now."


def _named(one: Event) -> str:
    return f"“{one.title}” on {one.on.isoformat()}"


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
