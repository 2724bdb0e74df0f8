"""Brands' names looked for in made-up texts: by the matcher, and by the pattern that it had before."""

import random
import re
import statistics
import time
from collections import defaultdict

from data_access.scoring import Alias, BrandMatcher

TARGET = 60_000  # texts a second, with 400 aliases, of up to 185 characters
TEXTS = 10_000
REPEATS = 5
_SYLLABLES = "ba be bi bo ka ke li lo ma mi na no pa ra ri sa so ta te tu va ve wa zo gre fla stro qui".split()
_WORDS = (
    "the a to and I you of it is in that for my on was with have this but not me at be so they just are flight "
    "service time please customer help thanks hold phone bag would get could amazing delayed cancelled hours waiting"
).split()


def run() -> None:
    """Print texts a second of processor time: the same texts and names, each way in turn, the median of several."""
    chance = random.Random(1)
    brands = ["".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(50)]
    aliases = [alias for brand in brands for alias in _aliases(brand, chance)]
    short, long = (_texts(brands, chance, characters) for characters in (100, 185))
    matcher = BrandMatcher(aliases)
    before = _by_first_character([alias.alias.lower() for alias in aliases])
    print(f"{len(aliases)} aliases of {len(brands)} brands (target {TARGET:,} texts a second):")
    for name, texts in (("100 characters", short), ("185 characters", long)):
        ways = {
            "matched": matcher.brands,
            "trie": lambda text: matcher._pattern.findall(text.lower()),
            "before": lambda text: before.findall(text.lower()),
        }
        rates = {way: _rate(search, texts) for way, search in ways.items()}
        print(f"  {name}: {', '.join(f'{way} {rate:,.0f}' for way, rate in rates.items())}")


def _aliases(brand: str, chance: random.Random) -> list[Alias]:
    other = "".join(chance.choices(_SYLLABLES, k=2))
    name = brand.lower()
    written = (brand, f"{brand} {other}", f"@{name}", f"#{name}", f"{name}.com", f"{brand}{other}", f"the {brand}")
    # A context each, as ordinary words have.
    return [Alias(brand, alias, False) for alias in written] + [Alias(brand, f"{brand} app", True, ("phone", "bag"))]


def _texts(brands: list[str], chance: random.Random, characters: int) -> list[str]:
    texts = []
    for _ in range(TEXTS):
        words = chance.choices(_WORDS, k=characters // 4)
        if chance.random() < 0.3:
            words[chance.randrange(len(words) // 2)] = chance.choice(brands)
        texts.append(" ".join(words)[:characters])
    return texts


def _rate(search, texts: list[str]) -> float:
    took = []
    for _ in range(REPEATS):
        began = time.process_time()
        for text in texts:
            search(text)
        took.append(time.process_time() - began)
    return len(texts) / statistics.median(took)


def _by_first_character(names: list[str]) -> re.Pattern:
    """One alternation for each first character, as the matcher had it until it became a trie."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=len, reverse=True):
        by_first[name[0]].append(r"\s++".join(map(re.escape, name[1:].split(" "))))
    groups = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    return re.compile(rf"(?<![\w@#])(?:{'|'.join(groups)})(?!\w)")
