"""Puts the demo data into the database, by the same way in as everything else."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from sqlalchemy import delete

from data_access import brands, database, demo, events, ingest, schema

_REFUSED = pd.DataFrame(columns=["file", "line_no", "column", "value", "reason"])


@dataclass(frozen=True)
class _Chunk:
    rows: pd.DataFrame
    refused: pd.DataFrame
    read: int
    bytes_done: int = 1
    bytes_total: int = 1


# Taken away and put back, the demo comes from memory: making it takes longer than writing it.
_generated = lru_cache(maxsize=1)(demo.generate)


def load(progress: ingest.Progress | None = None) -> tuple[ingest.Report, ingest.Report]:
    """Write the demo retailer's orders and feedback, its brands and its events; again changes nothing.

    Brands that are tracked already stay.
    """
    made = _generated()
    kept = [brand for brand in brands.tracked() if not brand.is_demo]
    has_ours = any(brand.is_ours for brand in kept)
    new = [
        brands.Brand(
            brand.name,
            brand.is_ours and not has_ours,
            tuple(brands.Alias(alias.alias, alias.needs_capital) for alias in brand.aliases),
            is_demo=True,
        )
        for brand in made.brands
        if brand.name not in {own.name for own in kept}
    ]
    brands.save([*kept, *new])
    _write_events(made.events)
    orders, feedback = (
        ingest.write(
            iter([_Chunk(rows, _REFUSED, len(rows))]),
            kind=kind,
            files=[f"demo {kind}"],
            preset="demo",
            is_demo=True,
            progress=progress,
        )
        for kind, rows in (("orders", made.orders), ("feedback", made.feedback))
    )
    return orders, feedback


def _write_events(made) -> None:
    with database.writing() as connection:
        connection.execute(delete(schema.events).where(schema.events.c.is_demo))
        events.tell(connection, [events.event(e.on, e.title, e.description) for e in made], is_demo=True)
