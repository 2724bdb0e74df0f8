"""Sentences in which a customer moved or will move from one brand to another, and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .pair import ANY, OTHER, Sentence
from .preference_phrases import phrases

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Switch:
    """A move to one brand of the pair from the other. place: where in the sentence it is said."""

    to: str
    is_choice: bool  # and not only said beside the matter: "my old bank was X"
    tense: Tense
    place: int


# What is said of a move that was not, will not be, or is another's.
_DENIED = re.compile(
    r"\b(?:never|not|won't|wouldn't|don't|didn't|haven't|isn't|can't|cannot|couldn't|no (?:need|reason|plans"
    r"|intention)"
    r"|before (?:i|we)|rather than|instead of|should(?:n't| not| never)? ?(?:have|'ve)|should've|wish|almost"
    r"|nearly|regret"
    r"|if (?:i|we|you) (?:had|could|were|hadn't)|tried to|refuse|without|why)\b(?: [\w']+){0,3} ?\Z"
)
# Advice to others is no move; "you lost me to" is one.
_ADVICE = re.compile(
    r"\b(?:everyone|everybody|anyone|people|you|others|yourself|folks)\b(?: (?!me\b|us\b|i\b|my\b"
    r"|our\b)[\w']+){0,4} ?\Z"
)
_FUTURE = re.compile(
    r"\b(?:will|'ll|i'll|we'll|going to|gonna|about to|thinking|think|considering|consider|might|may|plan"
    r"|planning|want|wanting"
    r"|tempted|ready|time|next|soon|would|i'd|should|must|have to|need to|needing|if|unless|threaten\w*|looking"
    r"|look|intend\w*"
    r"|decide|hope|hoping|debating|contemplating|seriously|wanna|let me|can i|tomorrow|once|when my|until"
    r"|please|everyone|just"
    r"|probably|likely|shall|better|get ready|prepare|please)\b"
)
_PAST = re.compile(
    r"\A(?:switched|moved|changed|converted|transferred|defected|migrated|ported|jumped|swapped|upgraded|went"
    r"|came|shifted"
    r"|crossed|bailed|ran|left|dumped|ditched|dropped|quit|abandoned|cancelled|canceled|traded|replaced|gave"
    r"|closed|returned"
    r"|refunded|gone|headed|took|taken|given|brought|signed|joined|enrolled|flew|flown|bought|booked|used"
    r"|ordered|shopped"
    r"|tried|chose|opted|fled|been|had|was|were|i was|we were|previously|formerly|previous|former|last|old|ex"
    r"|lost|found|got"
    r"|ended|driven|drove|sent|forced|pushed|used to|insured)\b"
)
_NEXT_TIME = re.compile(
    r"\b(?:next time|from now on|in (?:the )?future|going forward|this is why|looks? like it's|time for)\b"
)
_PRESENT_PERFECT = re.compile(
    r"\b(?:have|has|had|'ve|'s|i've|we've|already|just|recently|finally|was|were|got|since)\b(?: \w+){0,3} ?\Z"
)
_AUXILIARY = re.compile(
    r"\b(?:will|'ll|going to|gonna|about to|would|'d|to|might|may|can|could|should|must|let's|lets"
    r"|and)\b(?: \w+){0,2} ?\Z"
)


def switches(sentence: Sentence) -> Iterator[Switch]:
    """Every move between the two, in the order of the rules; a missing end of it is the speaker's own brand."""
    text = sentence.masked
    for section in ("to A", "from A", "was with A"):
        for pattern in phrases(section):
            for match in pattern.finditer(text):
                before = text[: match.start("verb")]
                is_advice = _ADVICE.search(before[-80:]) and not match["verb"].startswith(
                    ("los", "push", "dr", "ma", "for")
                )
                if is_advice or _DENIED.search(_clause(before)) or (sentence.is_question and "why" in before):
                    continue
                to = _destination(sentence, section, match)
                if to is not None:
                    yield Switch(to, section != "was with A", _tense(text, match), match.start())


def _destination(sentence: Sentence, section: str, match: re.Match) -> str | None:
    """Where a move leads, None when it is not between the two of the pair."""
    brand, text = match["a"], sentence.masked
    if section == "to A":
        text = text[: match.start("a")] + text[match.end("a") :]
        source = _named(
            rf"\b(?:from|leaving|left|leave|dumped|ditched|cancelled|canceled|quit"
            rf"|dropped) (?:[\w']+ ){{0,2}}?({ANY})",
            text,
        )
        if source is None:
            # "Leave X and go to Y": else who moves is the speaker's own customer.
            source = sentence.implied if brand != sentence.implied else sentence.opposite(brand)
        return brand if source not in (brand, OTHER) else None
    other = _named(
        rf"\b(?:to|for|with|joined|chose|now with|using|into) (?:[\w']+ ){{0,2}}?({ANY})", text[match.end("a") :]
    )
    if other is None:
        other = sentence.implied
    return other if other not in (brand, OTHER) else None


def _named(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text)
    return found[1] if found else None


def _tense(text: str, match: re.Match) -> Tense:
    verb, before = match["verb"], text[: match.start("verb")][-60:]
    if _NEXT_TIME.search(match[0]) or _NEXT_TIME.search(before):
        return "future"
    if _AUXILIARY.search(before) and not _PAST.match(verb):
        return "future" if _FUTURE.search(before) else "past" if re.search(r"\bhad to\b", before) else "future"
    if _PAST.match(verb):
        # "Will be moved", "I'd have left": what has a past form may still be to come.
        return "future" if re.search(r"\b(?:will|'ll|gonna|going to)\b(?: \w+){0,2} ?\Z", before) else "past"
    if _PRESENT_PERFECT.search(before) and not verb.endswith("ing"):
        return "past"
    if re.search(r"\b(?:ended|wound|winding) up\b(?: \w+){0,2} ?\Z", before):
        return "past"
    if _FUTURE.search(before[-30:]):
        return "future"
    return "present"


def _clause(before: str) -> str:
    return re.split(r"[,;:]| but | so | and ", before)[-1]
