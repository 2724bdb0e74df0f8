"""Which brands are tracked and by which names: the one place that edits them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, delete, insert, select, update

from data_access import annotate, database
from data_access.schema import brand_aliases, brands
from data_access.scoring import VADER, listed
from data_access.scoring.ordinary_names import contexts_of
from data_access.sources.brand_of import known_names


@dataclass(frozen=True)
class Alias:
    """needs_capital: counts only when written with a capital, since the word has a meaning of its own.

    context, counter_context: words beside it that make it the brand, and words that unmake it, as in scoring.Alias.
    """

    alias: str
    needs_capital: bool
    context: tuple[str, ...] = ()
    counter_context: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brand:
    name: str
    is_ours: bool
    aliases: tuple[Alias, ...] = ()
    is_demo: bool = False


def is_ordinary(name: str) -> bool:
    """Whether a name might be an ordinary word too: one word of letters, unlike "Healthy Paws" or "shop.example"."""
    return name.isalpha()


def offered(name: str) -> Alias:
    """A name as an alias, with the context that is known to tell it from the ordinary word (Delta, Target)."""
    return Alias(name, is_ordinary(name), *contexts_of(name))


def words_with_a_tone(names: Iterable[str]) -> list[str]:
    """Which names are made of words that VADER takes for praise or blame (United, Spirit, Best Pets), in order.

    They are hidden from the customer-experience score; VADER's own score still counts them.
    """
    return [name for name in dict.fromkeys(names) if any(word in VADER.lexicon for word in name.lower().split())]


def track(connection: Connection, names: Sequence[str], *, run: int | None = None, is_demo: bool = False) -> list[str]:
    """Make brands known, each with its name as an alias; the names of those that are new.

    `run` is the import that speaks of them: taken back, it takes along the brands that it alone brought.

    A name of one word counts with a capital only: many are ordinary words too (spot, target, fetch). Of well-known
    ones it is known which words tell the brand from the word; these come with it.
    """
    known = set(connection.execute(select(brands.c.name)).scalars())
    new = [name for name in names if name not in known]
    if not is_demo:
        # Once real feedback speaks of a brand, it stays when the demo data goes.
        connection.execute(update(brands).values(is_demo=False).where(brands.c.name.in_(names)))
    for name in new:
        _insert(connection, Brand(name, False, (offered(name),), is_demo), run)
    return new


def save(chosen: Sequence[Brand]) -> None:
    """Track these brands and no others, and find again what all feedback names.

    Raises:
        ValueError: in a sentence, when a name is empty or stands twice.
    """
    names = [brand.name.strip() for brand in chosen]
    if not all(names):
        raise ValueError("A brand has no name. Give it one, or remove its row.")
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{', '.join(sorted(twice))} stands more than once. Keep one row of it, with all its aliases.")
    with database.writing() as connection:
        before = annotate.knowledge(connection)
        connection.execute(delete(brand_aliases))
        connection.execute(delete(brands))
        for brand in chosen:
            _insert(connection, brand)
        now = annotate.knowledge(connection)
        # Names are hidden from the score, so that with them more changes than who is named.
        changed = {alias.alias for alias in set(before.aliases) ^ set(now.aliases)}
        if before.ours != now.ours:
            annotate.annotate(connection)
        elif changed:
            annotate.annotate(connection, annotate.naming(sorted(changed)))


def tracked() -> tuple[Brand, ...]:
    """The brands as they stand, ours first."""
    joined = brands.outerjoin(brand_aliases, brand_aliases.c.brand == brands.c.name)
    about, alias = brands.c, brand_aliases.c
    columns = (alias.alias, alias.needs_capital, alias.context, alias.counter_context)
    statement = select(about.name, about.is_ours, about.is_demo, *columns)
    rows = database.read(
        statement.select_from(joined).order_by(brands.c.is_ours.desc(), brands.c.name, brand_aliases.c.alias)
    )
    return tuple(
        Brand(
            name,
            bool(of_brand["is_ours"].iloc[0]),
            tuple(
                Alias(row.alias, bool(row.needs_capital), listed(row.context), listed(row.counter_context))
                for row in of_brand.itertuples()
                if pd.notna(row.alias)
            ),
            bool(of_brand["is_demo"].iloc[0]),
        )
        for name, of_brand in rows.groupby("name", sort=False)
    )


def known() -> dict[str, str]:
    """The name of each tracked brand by every name of it, as `sources.survey` takes them for files' names."""
    return known_names({brand.name: [alias.alias for alias in brand.aliases] for brand in tracked()})


def _insert(connection: Connection, brand: Brand, run: int | None = None) -> None:
    about = {
        "name": brand.name.strip(),
        "is_ours": brand.is_ours,
        "is_demo": brand.is_demo,
        "import_run_id": run,
    }
    connection.execute(insert(brands).values(about))
    rows = {alias.alias.strip(): alias for alias in brand.aliases if alias.alias.strip()}
    rows.setdefault(brand.name.strip(), Alias(brand.name, is_ordinary(brand.name.strip())))
    connection.execute(
        insert(brand_aliases),
        [
            {
                "brand": brand.name.strip(),
                "alias": name,
                "needs_capital": alias.needs_capital,
                "context": ", ".join(alias.context) or None,
                "counter_context": ", ".join(alias.counter_context) or None,
            }
            for name, alias in rows.items()
        ],
    )
