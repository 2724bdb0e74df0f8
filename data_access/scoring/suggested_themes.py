"""What the themes miss: words that many texts without a theme share, as suggestions for a new one.

Topic models name such texts poorly ("just, time, like"). Here a suggestion starts from a word that many of them hold
and that says what they are about; words that stand beside it far more often than elsewhere join it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .distinctive import words_of

MOST_SUGGESTIONS = 6
MOST_COMPANIONS = 4
MOST_EXAMPLES = 3
LEAST_TEXTS = 10
LEAST_SHARE = 0.01  # of the texts without a theme
# A companion stands in this part of the seed's texts, and there this many times as often as elsewhere.
LEAST_TOGETHER = 0.12
LEAST_LIFT = 2.5
# A seed shares no word with those before it, and at most this part of its texts.
MOST_OVERLAP = 0.5
# They tell how somebody feels or who it was, and are in everything: names of no theme.
_NO_THEME = frozenset(
    """order orders ordered reordered item items expected second bit customer customers company companies business
    place person guy guys man woman lady folks everyone experience reason problem problems issue issues question
    questions situation stuff thank thanks thankyou please hi hello hey dear sorry yesterday tomorrow tonight
    morning night monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december half couple whole star stars review reviews anymore gonna
    wanna lol omg wow yeah yep nope ok okay guess hope feel felt look looking looks looked start started stop
    stopped tell try tried trying find found buy bought leave left happened happen happens continue point
    absolutely totally completely definitely highly extremely especially literally simply finally always
    probably almost already longer later soon different certain various big small high low real full main major
    several entire signed sign called call""".split()
)  # fmt: skip


class Suggestion(NamedTuple):
    """words: the one that names it, then its companions. texts: how many hold the first. examples: places of some of
    them in the texts that were given."""

    words: tuple[str, ...]
    texts: int
    examples: tuple[int, ...]


def suggested(
    texts: Sequence[str],
    is_opinion: Callable[[str], bool],
    hidden: Callable[[str], Iterable[tuple]] = lambda text: (),
) -> list[Suggestion]:
    """Suggestions for new themes from texts that name none, the most frequent first.

    is_opinion: whether a word tells how somebody feels and not about what ("great"). hidden: as in distinctive.counted.
    """
    holding: dict[str, list[int]] = defaultdict(list)
    opinions: dict[str, bool] = {}

    def is_left_out(word: str) -> bool:
        if word not in opinions:
            parts = word.split()
            opinions[word] = any(part in _NO_THEME for part in parts) or any(map(is_opinion, parts))
        return opinions[word]

    of_text = []
    for place, text in enumerate(texts):
        words = {word for word in words_of(text, hidden(text)) if not is_left_out(word)}
        of_text.append(words)
        for word in words:
            holding[word].append(place)
    least = max(LEAST_TEXTS, LEAST_SHARE * len(texts))
    found: list[Suggestion] = []
    taken: set[int] = set()
    for word in sorted(holding, key=lambda word: (-_weight(word, holding), word)):
        places = holding[word]
        seeds = {part for each in found for part in each.words[0].split()}
        is_told = seeds & set(word.split()) or sum(place in taken for place in places) > MOST_OVERLAP * len(places)
        if is_told or len(places) < least:
            continue
        companions = _companions(word, holding, of_text)
        found.append(Suggestion((word, *companions), len(places), tuple(places[:MOST_EXAMPLES])))
        taken.update(places)
        if len(found) == MOST_SUGGESTIONS:
            break
    return sorted(found, key=lambda each: -each.texts)


def _weight(word: str, holding: dict[str, list[int]]) -> float:
    """A phrase says more than its words: it counts double."""
    return len(holding[word]) * (2 if " " in word else 1)


def _companions(seed: str, holding: dict[str, list[int]], of_text: Sequence[set[str]]) -> tuple[str, ...]:
    places = holding[seed]
    beside = Counter(word for place in places for word in of_text[place])
    kept = []
    for word, together in beside.most_common():
        lift = together / len(places) / (len(holding[word]) / len(of_text))
        is_new = not set(word.split()) & set(" ".join((seed, *kept)).split())
        if together >= LEAST_TOGETHER * len(places) and together >= 3 and lift >= LEAST_LIFT and is_new:
            kept.append(word)
    return tuple(kept[:MOST_COMPANIONS])
