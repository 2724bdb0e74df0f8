"""Whom a text favours when it names a competitor, and whether its writer changes from one to the other.

Read from how people compare and leave ("cheaper than", "unlike X", "switched from X to Y"); where a text says neither,
from the tone of the clauses that name the one and the other, when they are opposite. What remains is unclear, which is
not neutral: the tone of the whole text says nothing of two brands in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .brands import BrandMatcher
from .clauses import clauses, sentences
from .comparative_words import Compound
from .comparisons import PHRASE, comparisons
from .pair import OURS, THEIRS, Said, Sentence, Side, masked, side
from .switching import Tense, switches

# The rules try every way to read a sentence, which takes long for a long one.
LONGEST_SENTENCE = 400
# Where the tone of clauses decides, it must be plain on both sides.
CLEAR_TONE = 0.3

Switching = Literal["toward", "away"]


@dataclass(frozen=True, slots=True)
class Preference:
    """What a text says of us and one competitor. switching: toward us or away; tense: when. evidence: the sentence."""

    rival: str
    favoured: Side
    switching: Switching | None
    tense: Tense | None
    evidence: str


def preferences(
    text: str,
    ours: str,
    rivals: Sequence[str],
    matcher: BrandMatcher,
    compound: Compound,
    speaker: str | None = None,
) -> list[Preference]:
    """One for each competitor that the text names; and one for the speaker's own brand where its customer names us.

    ours: our brand. rivals: the competitors. compound: a text's tone, -1 to 1. speaker: whose customer is speaking,
    ours unless told: whom "you", "this" or a name left out stand for.
    """
    mentions = matcher.spans(text)
    named = dict.fromkeys(brand for _, _, brand in mentions)
    known = [brand for brand in named if brand in rivals and brand != ours]
    speaker = speaker or ours
    if speaker != ours:
        # Whoever is another's customer speaks of us where we are named, and then compares us with their own.
        known = [*known, *([speaker] if speaker in rivals and speaker not in known else [])] if ours in named else []
    if not known:
        return []
    spans = [piece for span in sentences(text) for piece in _pieces(*span)]
    return [_preference(text, spans, mentions, ours, rival, speaker, compound) for rival in known]


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in lengths that the rules read at once; but for texts without a full stop it is one."""
    for place in range(start, end, LONGEST_SENTENCE):
        yield place, min(place + LONGEST_SENTENCE, end)


def _preference(text, spans, mentions, ours, rival, speaker, compound) -> Preference:
    implied = {ours: OURS, rival: THEIRS}.get(speaker, "")
    said: list[tuple[Said, Sentence]] = []
    moves = []
    named: list[Sentence] = []
    for span in spans:
        sentence = masked(text, span, mentions, ours, rival, implied)
        if OURS not in sentence.masked and THEIRS not in sentence.masked:
            continue
        named.append(sentence)
        said += [(each, sentence) for each in comparisons(sentence, compound)]
        for move in switches(sentence):
            moves.append((move, sentence))
            if move.is_choice:
                said.append((Said(side(move.to), PHRASE), sentence))
    directions = {move.to for move, _ in moves}
    move, move_sentence = moves[0] if len(directions) == 1 else (None, None)
    favoured, evidence = _verdict(said)
    if evidence is None and implied:
        favoured, evidence = _by_tone(text, mentions, ours, rival, speaker, compound)
    evidence = evidence or (move_sentence.text if move else None) or _first(named, ours, rival, speaker)
    switching = None if move is None else "toward" if move.to == OURS else "away"
    return Preference(rival, favoured, switching, move.tense if move else None, evidence)


def _verdict(said: list[tuple[Said, Sentence]]) -> tuple[Side, str | None]:
    """What the plainest of all that is said comes to; unclear where that contradicts itself."""
    for weight in sorted({each.weight for each, _ in said}, reverse=True):
        level = [(each, sentence) for each, sentence in said if each.weight == weight]
        sides = {each.favoured for each, _ in level} - {"equal"}
        if len(sides) > 1:
            return "unclear", level[0][1].text
        favoured = next(iter(sides), "equal")
        return favoured, next(sentence.text for each, sentence in level if each.favoured == favoured)
    return "unclear", None


def _by_tone(text, mentions, ours, rival, speaker, compound) -> tuple[Side, str | None]:
    """The side whose clauses are praise while the other's are blame; the speaker's own is meant where none is named."""
    tones: dict[str, list[tuple[float, str]]] = {"ours": [], "theirs": []}
    for start, end in clauses(text):
        brands = {brand for first, last, brand in mentions if first < end and last > start}
        about = brands or {speaker}
        if len(about) == 1 and (brand := next(iter(about))) in (ours, rival):
            tone = compound(text[start:end])
            if tone:
                tones["ours" if brand == ours else "theirs"].append((tone, text[start:end]))
    means = {name: sum(tone for tone, _ in found) / len(found) for name, found in tones.items() if found}
    if len(means) < 2 or min(means.values()) > -CLEAR_TONE or max(means.values()) < CLEAR_TONE:
        return "unclear", None
    favoured = max(means, key=means.get)
    return favoured, max(tones["theirs"], key=lambda each: abs(each[0]))[1]


def _first(named: list[Sentence], ours: str, rival: str, speaker: str) -> str:
    """The first sentence that names the other one of the two than the speaker's own."""
    other = OURS if speaker == rival else THEIRS
    return next((sentence.text for sentence in named if other in sentence.masked), named[0].text if named else "")
