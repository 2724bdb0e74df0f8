"""Which themes are looked for and by which words: the one place that edits them."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from data_access import annotate, database
from data_access.schema import themes as themes_table
from data_access.scoring.taxonomy import Taxonomy, Theme, checked, shipped, terms_of


def edited() -> Taxonomy | None:
    """The themes as the business has them; None while the shipped ones count."""
    t = themes_table.c
    rows = database.read(select(t.theme, t.terms).order_by(t.position, t.theme))
    return tuple(Theme(row.theme, terms_of(row.terms)) for row in rows.itertuples()) or None


def save(themes: Sequence[Theme]) -> None:
    """Look for these themes and no others, in this order, and find again what all feedback speaks of.

    What equals the shipped themes is not kept, so that a newer version's themes take their place.

    Raises:
        ValueError: in a sentence, when a theme cannot be looked for.
    """
    chosen = checked(themes)
    with database.writing() as connection:
        connection.execute(delete(themes_table))
        if chosen != shipped():
            connection.execute(
                insert(themes_table),
                [
                    {"theme": theme.name, "position": place, "terms": "\n".join(theme.terms)}
                    for place, theme in enumerate(chosen)
                ],
            )
        annotate.match_themes(connection)
