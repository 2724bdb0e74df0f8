"""Presentations, their slides, and the frozen views on them: every read and every write."""

import functools
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from data_access import database, frozen
from data_access.schema import presentations, slides, snapshots
from data_access.snapshots import Content, Presentation, Slide, Snapshot

LONGEST_TITLE = 200  # characters, also of a headline
LONGEST_NOTES = 20_000
p, s, n = presentations.c, slides.c, snapshots.c
# What is frozen never changes, and takes longer to read than to fetch.
_content = functools.lru_cache(maxsize=100)(frozen.from_json)
_SLIDE_GONE = "This slide is not there any more: somebody removed it. What you changed on it was not kept."
_GONE = "This presentation is not there any more: somebody removed it. Go back to the list."


@dataclass(frozen=True)
class Listed:
    """A presentation in the list. slides: how many."""

    presentation_id: str
    title: str
    changed_at: datetime
    slides: int


def state_of_data() -> tuple[str, int]:
    """What every snapshot keeps of its moment: the database, and the number of its latest write."""
    return database.current_version()


def listed() -> list[Listed]:
    """All presentations, the one that was changed last first."""
    counted = (
        select(p.presentation_id, p.title, p.changed_at, func.count(s.slide_id))
        .outerjoin(slides, s.presentation_id == p.presentation_id)
        .group_by(p.presentation_id, p.title, p.changed_at)
        .order_by(p.changed_at.desc(), p.presentation_id)
    )
    with database.connecting() as connection:
        return [Listed(*row) for row in connection.execute(counted).all()]


def load(presentation_id: str) -> Presentation | None:
    """The presentation with its slides in order; None when it is not there (any more)."""
    with database.connecting() as connection:
        found = connection.execute(select(presentations).where(p.presentation_id == presentation_id)).one_or_none()
        if found is None:
            return None
        rows = connection.execute(_slides(presentation_id)).all()
    return Presentation(found.presentation_id, found.title, found.made_at, found.changed_at, tuple(map(_slide, rows)))


def freeze(
    content: Content, *, page: str, query: Mapping[str, str | Sequence[str]], as_of: date | None, card: str = ""
) -> Snapshot:
    """The view as it is now, with the state of the data; nothing is stored yet.

    page, query: the address that shows it. as_of: the data's last day. card: what the view is called on its page.
    """
    named, version = database.current_version()
    return Snapshot(uuid.uuid4().hex[:12], database.utc_now(), as_of, named, version, page, dict(query), content, card)


def make(title: str) -> str:
    """A new presentation without slides; its id.

    Raises:
        ValueError: in a sentence, when the title is empty or too long.
    """
    title, made, now = _told(title, "title"), uuid.uuid4().hex[:12], database.utc_now()
    with database.writing(is_visible=False) as connection:
        row = {"presentation_id": made, "title": title, "made_at": now, "changed_at": now}
        connection.execute(insert(presentations).values(row))
    return made


def add(presentation_id: str, snapshot: Snapshot, headline: str, notes: str = "") -> str:
    """Put a frozen view on a new last slide; the slide's id.

    Raises:
        ValueError: in a sentence, when the headline is empty or too long, or the presentation is gone.
    """
    headline, notes = _told(headline, "headline"), _notes(notes)
    with _changing(presentation_id) as connection:
        connection.execute(insert(snapshots).values(_stored(snapshot)))
        return _append(connection, presentation_id, headline, notes, snapshot.snapshot_id)


def rename(presentation_id: str, title: str) -> None:
    """Raises ValueError as `make` does, and when the presentation is gone."""
    title = _told(title, "title")
    with _changing(presentation_id) as connection:
        connection.execute(update(presentations).values(title=title).where(p.presentation_id == presentation_id))


def edit(presentation_id: str, slide_id: str, *, headline: str | None = None, notes: str | None = None) -> None:
    """Change what is given, and leave the rest as somebody else may just have written it.

    Raises:
        ValueError: in a sentence, when the headline is empty, something is too long, or the presentation or the slide
            is gone.
    """
    said = {} if headline is None else {"headline": _told(headline, "headline")}
    said |= {} if notes is None else {"notes": _notes(notes)}
    with _changing(presentation_id) as connection:
        if said:
            changed = update(slides).values(said).where(s.slide_id == slide_id).returning(s.slide_id)
            if not connection.execute(changed).all():
                raise ValueError(_SLIDE_GONE)


def move(presentation_id: str, slide_id: str, by: int) -> None:
    """Move a slide by so many places, down where positive, and no further than the ends.

    Raises:
        ValueError: in a sentence, when the presentation is gone.
    """
    with _changing(presentation_id) as connection:
        order = _order(connection, presentation_id)
        if slide_id in order:
            place = max(0, min(len(order) - 1, order.index(slide_id) + by))
            order.remove(slide_id)
            order.insert(place, slide_id)
            _number(connection, order)


def duplicate(presentation_id: str, slide_id: str) -> str:
    """The same frozen view once more, right after it; the new slide's id, or the old one's when it is gone."""
    with _changing(presentation_id) as connection:
        row = connection.execute(select(slides).where(s.slide_id == slide_id)).one_or_none()
        if row is None:
            return slide_id
        made = _append(connection, presentation_id, row.headline, row.notes, row.snapshot_id)
        order = [each for each in _order(connection, presentation_id) if each != made]
        order.insert(order.index(slide_id) + 1, made)
        _number(connection, order)
        return made


def remove_slide(presentation_id: str, slide_id: str) -> None:
    """Remove a slide, and its frozen view unless another slide shows it.

    Raises:
        ValueError: in a sentence, when the presentation is gone.
    """
    with _changing(presentation_id) as connection:
        connection.execute(delete(slides).where(s.slide_id == slide_id))
        _forget_unused(connection)


def remove(presentation_id: str) -> None:
    """Remove a presentation with all its slides. Nothing happens when it is gone already."""
    with database.writing(is_visible=False) as connection:
        connection.execute(delete(slides).where(s.presentation_id == presentation_id))
        connection.execute(delete(presentations).where(p.presentation_id == presentation_id))
        _forget_unused(connection)


@contextmanager
def _changing(presentation_id: str) -> Iterator[Connection]:
    """A transaction on one presentation. Writing its row first makes others who change the same one wait on
    PostgreSQL; on DuckDB all writers wait for each other."""
    with database.writing(is_visible=False) as connection:
        changed = update(presentations).values(changed_at=database.utc_now())
        changed = changed.where(p.presentation_id == presentation_id).returning(p.presentation_id)
        if not connection.execute(changed).all():
            raise ValueError(_GONE)
        yield connection


def _told(text: str, what: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ValueError(f"Give it a {what}.")
    if len(text) > LONGEST_TITLE:
        raise ValueError(f"The {what} is longer than {LONGEST_TITLE} characters. Shorten it.")
    return text


def _notes(text: str) -> str:
    if len(text) > LONGEST_NOTES:
        raise ValueError(f"The notes are longer than {LONGEST_NOTES:,} characters. Shorten them.")
    return text.strip()


def _slides(presentation_id: str) -> Select:
    """In their order; two that were added at the same moment may share a position."""
    return (
        select(s.slide_id, s.headline, s.notes, snapshots)
        .join(snapshots, n.snapshot_id == s.snapshot_id)
        .where(s.presentation_id == presentation_id)
        .order_by(s.position, s.slide_id)
    )


def _slide(row) -> Slide:
    snapshot = Snapshot(
        row.snapshot_id, row.taken_at, row.as_of, row.database_id, row.version, row.page, json.loads(row.query),
        _content(row.content), row.card,
    )  # fmt: skip
    return Slide(row.slide_id, row.headline, row.notes, snapshot)


def _stored(snapshot: Snapshot) -> dict:
    return {
        "snapshot_id": snapshot.snapshot_id,
        "taken_at": snapshot.taken_at,
        "as_of": snapshot.as_of,
        "database_id": snapshot.database_id,
        "version": snapshot.version,
        "page": snapshot.page,
        "query": json.dumps(dict(snapshot.query), ensure_ascii=False),
        "content": frozen.to_json(snapshot.content),
        "card": snapshot.card,
    }


def _append(connection: Connection, presentation_id: str, headline: str, notes: str, snapshot_id: str) -> str:
    made = uuid.uuid4().hex[:12]
    last = connection.execute(select(func.max(s.position)).where(s.presentation_id == presentation_id)).scalar()
    place = 0 if last is None else last + 1
    row = (made, presentation_id, place, headline, notes, snapshot_id)
    connection.execute(insert(slides).values(dict(zip(s.keys(), row, strict=True))))
    return made


def _order(connection: Connection, presentation_id: str) -> list[str]:
    chosen = select(s.slide_id).where(s.presentation_id == presentation_id).order_by(s.position, s.slide_id)
    return list(connection.execute(chosen).scalars().all())


def _number(connection: Connection, order: Sequence[str]) -> None:
    for place, slide_id in enumerate(order):
        connection.execute(update(slides).values(position=place).where(s.slide_id == slide_id))


def _forget_unused(connection: Connection) -> None:
    connection.execute(delete(snapshots).where(n.snapshot_id.not_in(select(s.snapshot_id))))
