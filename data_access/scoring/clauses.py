"""Where the sentences of a text are, and the clauses within them: how far a word of praise or blame reaches.

Found by their marks, not by grammar: full stops that end a sentence and not an abbreviation or a number, and the words
that turn from one thing to another ("but", "although", ", and the service was"). Every pattern is bounded, so that the
time taken grows with the text's length and no faster.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff]"
# Marks that may end a sentence: with what closes it, before white space or the end; a full stop without a space after
# it, as hurried writers leave it ("slow.Never again"); emoji before a capital; a line's end before anything but a
# small letter, which goes on with the sentence.
_ENDS = re.compile(
    rf"""(?P<stop>(?:[.!?…]++|[。！？])[)\]"'”’»]*+(?:\s*+{_EMOJI}[\ufe0f\u200d]?+)*+)(?=\s|$)
    |(?<=[a-z]{{2}})[.!?]{{1,3}}+(?=[A-Z][a-z]{{1,30}}+(?!\w|\.\w))(?!.(?:Com|Org|Net|Co)\b)
    |(?<=[。！？])
    |{_EMOJI}[\ufe0f\u200d]?+(?=\s{{1,3}}[A-Z])
    |(?P<line>\n)(?![^\S\n]{{0,8}}[a-z])""",
    re.VERBOSE,
)
_NEVER_LAST = frozenset("mr mrs ms dr st vs prof sr jr e.g i.e eg ie approx incl excl esp dept".split())
# Last only before a capital: "at 5 p.m. The" ends a sentence, "at 5 p.m. on" does not.
_SELDOM_LAST = frozenset("etc inc ltd co corp a.m p.m am pm u.s u.k min mins hr hrs tel ext ca fig".split())
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
_LONGEST_ABBREVIATION = 8

_SUBJECT = r"(?:i|we|he|she|they|it|there|this|that|these|those)(?:'\w+)?"
_DETERMINER = r"(?:the|a|an|my|our|your|their|his|her|its|this|that|these|those|some|all|no|every)"
_VERB = (
    r"(?:is|are|was|were|am|be|been|has|have|had|does|do|did|will|would|can|could|should|may|might|must|cannot"
    r"|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|doesn't|don't|didn't|won't|wouldn't|can't|couldn't|shouldn't"
    r"|isnt|arent|wasnt|werent|doesnt|dont|didnt|wont|cant|couldnt|never|always|took|takes|came|comes|went|goes|got"
    r"|gets|seems?|seemed|looks?|looked|feels?|felt|tastes?|tasted|arrived|works?|worked|makes?|made|left|needs?"
    r"|needed|kept|keeps|lacks?|lacked|could've|broke|fell|failed)"
)
# "the service was", "service was", "most of the staff were": a subject of up to four words, then its verb.
_NEW_SUBJECT = rf"(?:{_SUBJECT}|(?:[\w'-]{{1,20}}\ ){{1,4}}?{_VERB})\b"
_TURNS = re.compile(
    rf"""(?=[\s;|—,(])(?:[;|]\s|\s[-–—]{{1,3}}\s|—
    |[\s,(]{{1,3}}(?P<word>
        (?<!nothing\ )(?<!anything\ )(?<!all\ )(?<!everything\ )but(?!\ for\b)
        |however|although|even\ though|(?<!\beven\ )though(?=\s+\w)|even\ if|whereas|nevertheless|nonetheless
        |(?<!\ba\ )(?<!once\ )(?<!worth\ )(?<!little\ )(?<!long\ )while
        |yet(?=\ (?:{_SUBJECT}|{_DETERMINER}|when|not|still)\b)
        |except(?!ion)|despite|in\ spite\ of|instead\ of|unlike|other\ than\ that|apart\ from|aside\ from
        |on\ the\ other\ hand|on\ the\ plus\ side|on\ the\ downside|unfortunately|sadly|otherwise
    )(?!['\w])
    |,\s*(?P<and>(?:(?:and|so|or|then|plus|also|with)\ )?{_NEW_SUBJECT})
    |\s(?P<bare>(?:and|so|plus)\ (?:{_SUBJECT}\ |{_DETERMINER}\ (?:[\w'-]{{1,20}}\ ){{1,3}}?{_VERB}\b)))""",
    re.VERBOSE,
)


def clauses(text: str) -> list[Span]:
    """Start and end (exclusive) of every clause in order, without overlaps and without the white space between.

    A sentence without a turn in it is one clause. What joins a clause to the one before ("but", "and") stands at its
    beginning, so that the words of all clauses together are those of the text.
    """
    # No other character has a small form of two.
    lowered = text.replace("İ", "i").lower()
    return [clause for start, end in sentences(text) for clause in _clauses(text, lowered, start, end)]


def sentences(text: str) -> list[Span]:
    """Start and end (exclusive) of every sentence in order, without the white space between."""
    found, start = [], 0
    for mark in _ENDS.finditer(text):
        if mark["stop"] is None or _ends_sentence(text, mark):
            found.append((start, mark.end()))
            start = mark.end()
    found.append((start, len(text)))
    return list(_with_words(text, found))


def _ends_sentence(text: str, mark: re.Match) -> bool:
    if mark["stop"] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, mark.start() - _LONGEST_ABBREVIATION), mark.start())
    if word is None:
        return True
    written, rest = word[0], text[mark.end() : mark.end() + 3].lstrip()
    if written.lower() in _NEVER_LAST:
        return False
    if written.lower() in _SELDOM_LAST:
        return not rest or not rest[0].islower()
    if written.lower() == "no":  # "No. 5"
        return not rest[:1].isdigit()
    # An initial: "J. Smith". A lone number is the list's own: "1. Slow".
    is_initial = len(written) == 1 and written.isupper() and written not in "IX"
    is_item = written.isdigit() and len(written) < 3 and _begins_line(text, word.start())
    return not (is_initial or is_item)


def _begins_line(text: str, place: int) -> bool:
    before = text[max(0, place - 3) : place].rstrip(" ")
    return not before or before.endswith("\n")


def _clauses(text: str, lowered: str, start: int, end: int) -> Iterator[Span]:
    """The clauses of one sentence: a turn begins a new one unless nothing was said before it."""
    found = []
    for turn in _TURNS.finditer(lowered, start, end):
        kind = turn.lastgroup
        place = turn.end() if kind is None else turn.start(kind)
        # "However, the staff were nice" is one clause.
        if place > start and not (kind == "and" and " " not in text[start:place].strip()):
            found.append((start, place))
            start = place
    found.append((start, end))
    yield from _with_words(text, found)


def _with_words(text: str, spans: list[Span]) -> Iterator[Span]:
    """The spans without white space around them; one without a letter, digit or emoji belongs to the one before."""
    kept: list[Span] = []
    for start, end in spans:
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        if start >= end:
            continue
        if kept and not any(map(_says_something, text[start:end])):
            kept[-1] = kept[-1][0], end
        else:
            kept.append((start, end))
    yield from kept


def _says_something(character: str) -> bool:
    return character.isalnum() or ord(character) > 0x2190
