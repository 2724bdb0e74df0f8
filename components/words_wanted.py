"""Which words a list of them is to show, and reading them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components import narrowing, score_choice
from components.filter_bar import View
from components.narrowing import Narrowing
from data_access import fetch
from data_access.metrics.sentiment import REQUEST, SHOWN
from data_access.words_listed import WordsListed, words_listed


def wanted_now(view: View, search: str | None, tone: str, names_brand: Sequence[str]) -> "Wanted":
    """By what the reader chose beside: what is picked in the page's charts, and its score."""
    return Wanted(narrowing.current(view), (search or "").strip(), tone, tuple(names_brand), score_choice.current())


@dataclass(frozen=True)
class Wanted:
    """tone: "all", or one of the list's. score: the name of the one that the page goes by."""

    picked: Narrowing
    search: str
    tone: str
    names_brand: tuple[str, ...]
    score: str

    def words(self, view: View, number: int) -> WordsListed:
        """So many different texts, the newest first, and near-duplicates of them."""
        return fetch.worked_out(*self._asked(view, number))

    def begin(self, view: View, number: int) -> None:
        """Begin to read them."""
        fetch.begin(*self._asked(view, number))

    def _asked(self, view: View, number: int) -> tuple[tuple, Callable[[], WordsListed]]:
        filters = narrowing.filters(view, self.picked)
        chosen = {
            "search": self.search,
            "label": None if self.tone == "all" else self.tone,
            "theme": self.picked.theme,
            "names_brand": self.names_brand,
            "group": self.picked.group,
            "score": self.score,
            "score_from": self.picked.score,
            "score_below": self.picked.score_end,
            "limit": number,
        }
        return ("words listed", filters, chosen), lambda: words_listed(filters, **chosen)

    @property
    def tone_of_theme(self) -> list[str]:
        """A text that is positive can be negative about its delivery, which the reader is told."""
        is_of_theme = self.picked.theme and self.score == SHOWN and self.tone not in ("all", REQUEST)
        return [f"{self.tone} about it"] if is_of_theme else []
