"""What the files' records tell of whose customers speak: review pages, a column of brands, and how names are written.

A file is one brand's, or holds several review pages or brands. Whatever tells them apart is a key: a file's name, a
page as `page_of` has it, or a value of the brand column.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from data_access.sources.brand_of import MAX_PAGES, brand_of_file, brand_of_url, capitals, own_words, page_of
from data_access.sources.columns import find, plain
from data_access.sources.errors import listed
from data_access.sources.mapping import Plan

MAX_BRANDS = 500  # in a column; more are no brands
_TEXTS = 600  # of a file are looked through for how a name is written
_LONGEST = 1_000  # characters of each
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass
class _File:
    """What one file's records tell. `pages` and `brands` are None when there are too many to be brands."""

    pages: set[str] | None = field(default_factory=set)
    brands: set[str] | None = field(default_factory=set)
    texts: list[str] = field(default_factory=list)


class BrandEvidence:
    """Collects from the records of an import of feedback; of any other kind nothing."""

    def __init__(self, chosen: Plan):
        self._chosen, self._is_feedback = chosen, chosen.kind == "feedback"
        self._files: dict[str, _File] = {}

    def add(self, file: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Take in some records of a file with these columns."""
        if not self._is_feedback:
            return
        told = self._files.setdefault(file, _File())
        if told.pages is not None and (place := self._place("url", columns)) is not None:
            told.pages |= self._pages({row[place] for row in rows})
            told.pages = told.pages if len(told.pages) <= MAX_PAGES else None
        if told.brands is not None and (place := self._place("brand", columns)) is not None:
            told.brands |= {brand for row in rows if (brand := row[place].strip())}
            told.brands = told.brands if len(told.brands) <= MAX_BRANDS else None
        for name in ("text", "title"):
            if len(told.texts) < _TEXTS and (place := self._place(name, columns)) is not None:
                told.texts += [row[place][:_LONGEST] for row in rows[: _TEXTS - len(told.texts)]]

    def _place(self, name: str, columns: Sequence[str]) -> int | None:
        column = self._chosen.column(name)
        found = find(column, columns) if column else None
        return None if found is None else list(columns).index(found)

    def _pages(self, urls: set[str]) -> set[str]:
        return {page for url in urls if (page := page_of(url))}

    def brands(self, known: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
        """Key -> brand, "" for ours or where nothing tells: as `given`, else as the records tell.

        `known` is plain name -> brand, of the tracked ones. A single file's own name tells only a tracked brand: it
        may as well be ours.
        """
        if not self._is_feedback:
            return {}
        if "brand" in self._chosen.fields():
            values = {value for file in self._files.values() for value in file.brands or ()}
            # An address's part is no spelling of a name: air-france.
            are_slugs = any("-" in value for value in values) and all(map(_SLUG.fullmatch, values))
            proposed = {
                value: known.get(plain(value), capitals(value) if are_slugs else value) for value in sorted(values)
            }
            return {key: given.get(key, brand) for key, brand in proposed.items()} | dict(given)
        proposed, from_name = {}, {}
        for (name, told), own in zip(self._files.items(), own_words(list(self._files)), strict=True):
            of_pages = {page: brand_of_url(f"https://{page}", known) for page in sorted(told.pages or ())}
            if len({plain(brand or "") for brand in of_pages.values()}) > 1:
                of_pages = {page: brand_of_file("", [f"https://{page}"], known, told.texts) for page in of_pages}
                proposed |= {name: ""} | {page: brand or "" for page, brand in of_pages.items()}
            elif of_pages:
                proposed[name] = brand_of_file(name, [f"https://{min(of_pages)}"], known, told.texts) or ""
            else:
                of_own = brand_of_file(own, (), known, told.texts)
                from_name[name] = of_own or brand_of_file(name, (), known, told.texts) or ""
        is_tracked = any(brand in known.values() for brand in from_name.values())
        if not is_tracked and len({*from_name.values(), *proposed.values()} - {""}) < 2:
            from_name = dict.fromkeys(from_name, "")
        proposed = {name: proposed.get(name, from_name.get(name, "")) for name in self._files} | proposed
        return {key: given.get(key, brand) for key, brand in proposed.items()} | dict(given)


def told_brands(brands: Mapping[str, str]) -> str:
    """A sentence of who was taken to speak, where nobody is shown a table of it; "" where there is nothing to say."""
    told = [f"{brand} in {key}" for key, brand in brands.items() if brand and brand != key]
    if not told:
        return ""
    return f"The files tell whose customers speak: {listed(told, 12)}. If one is yours, say so: brand NAME --ours."


def name_brands(rows: pd.DataFrame, file: str, brands: Mapping[str, str]) -> None:
    """Fills and settles the rows' `brand`, by the keys of `brands`: their own, else their page's, else their file's."""
    told = pd.Series([brands.get(file) or None] * len(rows), index=rows.index, dtype="str")
    if "url" in rows and any(key != file for key in brands):
        of_url = {url: brands.get(page_of(url) or "") or None for url in rows["url"].dropna().unique()}
        told = rows["url"].map(of_url).astype("str").fillna(told)
    if "brand" in rows:
        own = rows["brand"]
        settled = {value: brands.get(value, value) or None for value in own.dropna().unique()}
        told = own.map(settled).astype("str").where(own.notna(), told)
    if "brand" in rows or any(brands.values()):  # all chunks of an import have the same fields
        rows["brand"] = told
