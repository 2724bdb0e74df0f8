"""All that is read in one text at once: how it sounds, in which language, what it asks, what and whom it speaks of."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .brands import Alias, BrandMatcher
from .experience import EXPERIENCE, ExperienceScorer
from .gist import gist
from .language import Detection, detect
from .preferences import Preference, preferences
from .requests import is_request
from .taxonomy import Taxonomy, shipped
from .themes import ThemeMatcher, theme_sentiments
from .vader import SCORER, VADER


@dataclass(frozen=True)
class Knowledge:
    """What a reader is told: the names of brands, what to take for a theme, and which brand is ours."""

    aliases: tuple[Alias, ...] = ()
    taxonomy: Taxonomy | None = None  # the shipped one unless told
    ours: str | None = None

    @property
    def version(self) -> str:
        """Another text for whatever could make another reading."""
        return repr((SCORER, EXPERIENCE, self.aliases, self.taxonomy, self.ours))


class Text(NamedTuple):
    """A piece of feedback's words, and whose customer wrote them (None: ours)."""

    title: str | None
    text: str | None
    speaker: str | None = None

    @property
    def is_blank(self) -> bool:
        return not any(isinstance(part, str) and part.strip() for part in (self.title, self.text))

    @property
    def scored(self) -> str:
        """What is scored: the text, or the title where there is no text."""
        return self.text if isinstance(self.text, str) and self.text.strip() else self.title

    @property
    def whole(self) -> str:
        return "\n".join(part for part in (self.title, self.text) if isinstance(part, str) and part)


class ThemeRead(NamedTuple):
    """words: those that name the theme, each once. sentiment: -1 to 1."""

    theme: str
    sentiment: float
    words: tuple[str, ...]


class Reading(NamedTuple):
    """What is stored of a text. The scores are raw: whether the language can be read is for whoever knows the source.

    vader, experience: compounds, -1 to 1. detected: the language that the whole text seems to be in by itself.
    """

    vader: float
    experience: float
    detected: Detection
    is_request: bool
    gist: str
    brands: tuple[str, ...]
    themes: tuple[ThemeRead, ...]
    preferences: tuple[Preference, ...]


# Two thousand terms take half a second to become a pattern; an import of one row is over in less.
_theme_matcher = lru_cache(maxsize=4)(ThemeMatcher)
_NAMELESS = ExperienceScorer()
_brand_matcher = lru_cache(maxsize=16)(BrandMatcher)


class Reader:
    """Reads texts, knowing what it was told."""

    def __init__(self, knowledge: Knowledge):
        self._brands = _brand_matcher(knowledge.aliases)
        self._scorer = ExperienceScorer(self._brands)
        self._themes = _theme_matcher(shipped() if knowledge.taxonomy is None else knowledge.taxonomy)
        self._ours = knowledge.ours
        self._rivals = tuple({alias.brand: None for alias in knowledge.aliases if alias.brand != knowledge.ours})

    def read(self, text: Text) -> Reading:
        """A text that is not blank."""
        scored, whole = text.scored, text.whole
        experience = self._scorer.compound(scored)
        named = self._themes.themes(whole)
        feelings = {}
        if len(named) == 1 and whole == scored:
            feelings = {named[0].theme: experience}
        elif named:
            # Names are looked for once, and not in every clause.
            feelings = theme_sentiments(self._scorer.covered(whole), named, _NAMELESS.compound)
        brands = self._brands.brands(whole)
        return Reading(
            VADER.compound(scored),
            experience,
            detect(whole),
            is_request(whole),
            gist(whole),
            brands,
            tuple(ThemeRead(theme, feelings[theme], words) for theme, words, _ in named),
            tuple(self._preferences(text, whole, brands)),
        )

    def _preferences(self, text: Text, whole: str, brands: tuple[str, ...]) -> list[Preference]:
        if self._ours is None or not brands:
            return []
        return preferences(whole, self._ours, self._rivals, self._brands, self._scorer.compound, text.speaker)
