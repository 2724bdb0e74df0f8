"""Which words tell two groups of texts apart: log-odds with an informative Dirichlet prior.

After Monroe, Colaresi and Quinn (2008), "Fightin' Words". The prior pulls every word toward what both groups together
say, so that a rare word does not stand out by chance. Texts are counted, not repeats: a word that one customer writes
ten times is one. A text either holds a word or not, hence the odds are those of holding it.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

LEAST_Z = 4.0  # of some thousand words that differ by chance alone, none should pass
LEAST_TEXTS = 10
# The prior weighs as much as this many times the smaller group's texts. Measured on groups drawn at random: with a
# quarter one draw in ten has a word beyond LEAST_Z, with this next to none.
PRIOR_SHARE = 1.0
# A word that stands mostly in a listed phrase adds nothing to it.
MOSTLY = 0.7

_TOKEN = re.compile(r"[^\W\d_](?:[\w]|['’](?=\w))+")
# Links, handles, addresses, and numbers of orders and cases ("ORD-1234").
_HIDDEN = re.compile(r"https?://\S+|www\.\S+|\S{1,64}@\S+|@\w+|\b[^\W\d_]{1,12}-[^\W\d_]{0,3}\d[\w-]*")
_BREAK = re.compile(r"[.!?;:,…()\n\"“”|]")
STOP_WORDS = frozenset(
    """a about after again against all almost also although always am an and another any anyone anything are aren't
    around as ask asked at away be became because been before being between both but by call came can can't cannot come
    could couldn't day days did didn't do does doesn't doing don't done during each either else enough etc even ever
    every everyone everything few first for from further gave get gets getting give given go goes going gone got had
    hadn't has hasn't have haven't having he he'd he's her here here's hers herself him himself his how however i i'd
    i'll i'm i've if im in instead into is isn't it it'll it's its itself ive just keep kept know last least less let
    let's like little lot lots made make makes making many may maybe me might mine more most much must my myself need
    needed never next no nobody none nor not nothing now of off often on once one only or other others ought our ours
    ourselves out over own part people per put quite rather really right said same saw say saying says see seem seems
    several shall she she'd she's should shouldn't since so some someone something still such sure take taken taking
    than that that's the their theirs them themselves then there there's these they they'd they'll they're they've
    thing things think this those though through thus till to today together told too took toward two under until up
    upon us use used using very via want wanted was wasn't way we we'd we'll we're we've week weeks well went were
    weren't what what's whatever when where whether which while who who's whole whom whose why will with within without
    won't would wouldn't year years yes yet you you'd you'll you're you've your yours yourself yourselves month months
    dont didnt doesnt cant wont isnt wasnt ill id thats youre theyre time times back actually able due far long new old
    three four five since u ur amp hi hello hey ok okay""".split()  # fmt: skip
)
# Small words that make a phrase with the next or the one before: "on hold", "never arrived", "too small", "won't load".
_JOINING = frozenset(
    """on off out up down back over not no never too without won't can't cannot doesn't didn't isn't wasn't cant
    wont""".split()
)


class DistinctiveWord(NamedTuple):
    """z: above zero where the first group says it more. texts, others: how many of either group's texts hold it."""

    word: str
    z: float
    texts: int
    others: int


class Counted(NamedTuple):
    """texts: how many there are. holding: of each word and phrase, how many hold it."""

    texts: int
    holding: Counter[str]


def counted(texts: Iterable[str], hidden: Callable[[str], Iterable[tuple]] = lambda text: ()) -> Counted:
    """The texts' words and phrases of two words, each counted once a text.

    hidden: spans (start, end, ...) of a text that are not looked at, as BrandMatcher.spans gives them for brand names.
    """
    number, holding = 0, Counter()
    for text in texts:
        number += 1
        holding.update(set(words_of(text, hidden(text))))
    return Counted(number, holding)


def words_of(text: str, hidden: Iterable[tuple] = ()) -> list[str]:
    """The words of a text without stop words, and its phrases of two words, in lower case."""
    for start, end, *_ in hidden:
        text = f"{text[:start]}{'.' * (end - start)}{text[end:]}"
    found: list[str] = []
    for piece in _BREAK.split(_HIDDEN.sub(".", text)):
        tokens = _TOKEN.findall(piece.lower().replace("’", "'"))
        found += (token for token in tokens if token not in STOP_WORDS)
        found += (f"{a} {b}" for a, b in zip(tokens, tokens[1:], strict=False) if _is_phrase(a, b))
    return found


def _is_phrase(first: str, second: str) -> bool:
    if first in STOP_WORDS:
        return first in _JOINING and second not in STOP_WORDS
    return second not in STOP_WORDS


def distinctive_words(
    first: Counted,
    second: Counted,
    *,
    dropped: Collection[str] = (),
    least_z: float = LEAST_Z,
    least_texts: int = LEAST_TEXTS,
) -> list[DistinctiveWord]:
    """The words that one group says clearly more than the other, the clearest first.

    dropped: words that are not to be listed, nor phrases with them, in lower case. Only words of at least `least_texts`
    texts of both groups together, and with |z| of at least `least_z`.
    """
    if not first.texts or not second.texts:
        return []
    found = []
    for word in first.holding.keys() | second.holding.keys():
        a, b = first.holding[word], second.holding[word]
        if a + b < least_texts or any(part in dropped for part in word.split()):
            continue
        z = _z(a, first.texts, b, second.texts)
        if abs(z) >= least_z:
            found.append(DistinctiveWord(word, z, a, b))
    found.sort(key=lambda each: (-abs(each.z), each.word))
    return _without_repeats(found)


def _z(a: int, texts: int, b: int, others: int) -> float:
    """The difference of the log-odds of holding a word, in standard errors; both groups with the prior added."""
    weight = PRIOR_SHARE * min(texts, others)
    share = (a + b) / (texts + others)
    with_word, without = share * weight, (1 - share) * weight
    cells = (a + with_word, texts - a + without, b + with_word, others - b + without)
    if min(cells) <= 0:  # a word of every text tells nothing
        return 0.0
    difference = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    return difference / math.sqrt(sum(1 / cell for cell in cells))


def _without_repeats(found: Sequence[DistinctiveWord]) -> list[DistinctiveWord]:
    phrases: dict[str, int] = {}
    for each in found:
        for part in each.word.split() if " " in each.word else ():
            phrases[part] = max(phrases.get(part, 0), each.texts + each.others)
    return [
        each for each in found
        if " " in each.word or phrases.get(each.word, 0) < MOSTLY * (each.texts + each.others)
    ]  # fmt: skip
