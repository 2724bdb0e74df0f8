"""Sentences that hold two brands against each other: "cheaper than", "not as good as", "unlike X", "prefer X to Y"."""

import re
from collections.abc import Iterator

from .comparative_words import (
    BURDENS,
    COUNTED,
    DECAYS,
    HAS,
    LIKES,
    USES_UP,
    VERBS,
    Compound,
    amount,
    direction,
    is_known,
    polarity,
    worth,
)
from .pair import ANY, OTHER, PAIR, Said, Sentence, side
from .preference_phrases import phrases

# Weights: a comparison that names or clearly means both, a phrase about one, a bare comparative or a tone.
PLAIN, PHRASE, HINT = 3, 2, 1

_LISTED = rf"(?:{ANY}(?:'s)?(?:,| and| or| &|/| /)* ?)*?"
_THAN = re.compile(
    r"\b(?P<word>better|worse|superior|inferior|preferable|more|less|fewer|(?!never\b|over\b|under\b"
    r"|after\b)[a-z]{2,12}er)\b"
    r"(?P<following>(?:(?: |-)(?!than\b|but\b|because\b|compared\b)[\w'/%&-]+){0,6}?)"
    rf"(?P<at>(?: (?!than\b)[\w'-]+){{0,2}}? (?:at|with|on|from|in|through|by|for|about"
    rf"|using) (?:the )?(?P<place>{PAIR})"
    r"(?:'s?)?(?: (?!than\b)[\w'-]+){0,3}?)?"
    r"(?P<than>,? (?:than|then)|(?<=superior) to|(?<=inferior) to|(?<=preferable) to"
    r"|,? (?:when )?compared (?:to|with)|,? in comparison (?:to|with))\b"
    rf"(?P<way>(?: (?!{ANY})[\w'/-]+){{0,5}}?) (?:the )?{_LISTED}(?P<object>{PAIR})"
)
_THAN_SOMETHING_ELSE = re.compile(
    r" (?:\d|an? (?:year|month|week|day|hour|few|dozen|couple)\b|half\b|ever\b|expected\b|before\b|usual\b"
    r"|once\b|twice\b"
    r"|one\b|two\b|three\b|happy\b|enough\b|likely\b|the (?:last|first|previous)\b)"
)
_AS = re.compile(
    r"(?P<not>\b(?:not|isn't|aren't|wasn't|weren't|never|nowhere near|don't|doesn't|didn't|ain't|cannot|can't"
    r"|half|nearly)"
    r"(?: (?!as\b)[\w']+){0,4}? )?\bas (?P<word>[\w-]+)(?: (?!as\b)[\w'-]+){0,4}? as"
    rf"(?P<way>(?: (?!{ANY})[\w'-]+){{0,4}}?) (?:the )?{_LISTED}(?P<object>{PAIR})"
)
_BARE = re.compile(
    rf"(?P<subject>{PAIR})(?:'s?)?(?:,[^,;.]{{0,30}},)?"
    rf"(?: (?!than\b|if\b|could\b|should\b|but\b|and (?!so\b|much\b|way\b|far\b)|needs?\b|gets?\b|got\b|until\b"
    rf"|to\b|not\b|no\b|\w+n't\b)[\w'-]+){{0,6}}? "
    r"(?P<word>better|cheaper|faster|quicker|easier|nicer|friendlier|cleaner|superior|worse|slower|pricier"
    r"|dearer|ruder"
    r"|more (?:reliable|expensive|helpful|professional|comfortable|affordable|efficient|responsive|convenient|fun))\b"
    r"(?! (?:than|then|off|yet|not|be|get|have|to|compared|late)|,? (?:but|though|although|yet)\b)"
)
_BETTER_AT = re.compile(
    r"(?P<word>\b(?:better|cheaper|faster|quicker|easier|nicer|friendlier|cleaner|worse|slower))\b"
    rf"(?: (?!{ANY}|than\b|but\b)[\w'/-]+){{0,5}}? (?:at|with|on|from|through|by|via|flying|using|elsewhere like|is) "
    rf"(?:the )?(?P<place>{PAIR})(?! than)"
)
_NEGATED = re.compile(r"(?:\b(?:not?|never|hardly|neither|nor)|n't|\bnowhere near)\b(?: [\w']+){0,3} ?\Z")
_NOTHING = re.compile(
    r"\b(?:nothing|nobody|no one|none|no other|there's no|there is no|no (?:\w+ ){0,2}"
    r"(?:company|airline|bank|app|shop|brand|provider|insurer|carrier|store|insurance|service))\b[^,;]{0,40}\Z"
    r"|\b(?:never|haven't|couldn't|can't|cannot|could not|don't think you|doesn't|does not) (?:\w+ )?"
    r"(?:had|have|seen|found|find|met|experienced|received|gotten|got|been|known|get|ask|be|come"
    r"|treated)\b[^,;]{0,40}\Z"
)
# Said of what somebody thought, claims or asks, which is not what they found.
_HEDGED = re.compile(
    r"\b(?:if|whether|unless|thought|expect\w*|hope\w*|hoping|used to be|supposed|claim\w*|wonder\w*"
    r"|wish (?:you|they|it|this)"
    r"|assum\w+|said to be|allegedly|which (?:\w+ )?(?:is|are)|could be|would like|trying to be)\b[^,;]*\Z"
)
_TURN = re.compile(r";|, (?:but|and|so|yet|while|though|although|whereas)\b|\bbut\b")
_ASIDE = re.compile(rf",? (?:unlike|like|compared (?:to|with)|as opposed to) (?:[\w']+ ){{0,2}}?{ANY}[^,;]{{0,30}},")
_AGAINST = re.compile(
    r"\b(?:unlike|compared (?:to|with)|in comparison (?:to|with)|in contrast (?:to|with)|as opposed to"
    rf"|coming from|than at)(?P<way>(?: (?!{ANY})[\w'-]+){{0,4}}?) (?:the )?{_LISTED}(?P<object>{PAIR})"
    r"(?P<rest>(?:'s?)?(?:,? (?:who|which|that|where)\b[^,;]*)?)"
)
_NOTHING_LIKE = re.compile(rf"\bnothing like (?:[\w']+ ){{0,2}}?(?P<object>{PAIR})")
_DOES_NOT = re.compile(r"\b(?:not|no|never|nobody|cannot|without|lacks?|lacking)\b|n't\b")
_SPARES = re.compile(
    r"(?:\b(?:not|never|without|no)|n't)\b(?: \w+){0,2} "
    r"(?:charg|los[et]|cancel|crash|hid|let|overcharg|fail|delay|rip|hassle|queue)"
)
# "Tastes like dishwater": no liking.
_LIKE = re.compile(r"(?<!i )(?<!we )(?<!really )(?<!would )(?<!don't )(?<!not )\blike\b")
_CLEAR_TONE = 0.2


def comparisons(sentence: Sentence, compound: Compound) -> Iterator[Said]:
    """Everything that the sentence says of the one brand as held against the other."""
    if sentence.is_question:
        yield from _rhetorical(sentence)
        return
    for each in sentence.readings():
        yield from _than(each, compound)
        yield from _as_good_as(each, compound)
        yield from _phrases(each, "A over B", PLAIN)
        yield from _held_against(each, compound)
    yield from _phrases(sentence, "A is favoured", PHRASE)
    yield from _phrases(sentence, "A is not favoured", PHRASE)
    yield from _bare(sentence)
    if any(pattern.search(sentence.masked) for pattern in phrases("equal")):
        yield Said("equal", PHRASE)


def _than(sentence: Sentence, compound: Compound) -> Iterator[Said]:
    for matches in _candidates(sentence.masked):
        values = [_value(each, sentence.masked[: each.start()], compound) for each in matches]
        match, value = next((pair for pair in zip(matches, values, strict=True) if pair[1]), (None, 0))
        if match is None or _THAN_SOMETHING_ELSE.match(match["way"] + " "):
            continue
        before, thing = sentence.masked[: match.start()], match["object"]
        subject = match["place"] or _subject(sentence, before, thing)
        if not value or subject is None or subject == thing or _HEDGED.search(_clause(before)):
            continue
        if _NOTHING.search(_clause(before)) and not match["place"]:
            # "Nothing is better than X", "never had worse service than at X": the object is the best, or the worst.
            yield Said(side(thing if value > 0 else sentence.opposite(thing)), PLAIN)
        elif _NEGATED.search(_clause(before)):
            yield Said("equal", PLAIN)
        else:
            yield Said(side(subject if value > 0 else thing), PLAIN)


def _candidates(text: str) -> Iterator[tuple[re.Match, ...]]:
    """Every "... than brand"; of several comparatives before one "than" the last one first."""
    for match in _THAN.finditer(text):
        found = [match]
        while inner := _THAN.search(text, found[0].start("following"), match.end()):
            found.insert(0, inner)
        # Only "than" makes a comparative of any word in -er: not "tastes like dishwater compared to".
        is_plain = match["than"].lstrip(", ") in ("than", "then")
        yield tuple(each for each in found if is_plain or is_known(each["word"]))


def _value(match: re.Match, before: str, compound: Compound) -> int:
    """Whether the comparative is praise (1) or blame (-1): by itself, by its noun, or by what stands before it."""
    word, following = match["word"], match["following"].replace("-", " ").strip()
    verb = _verb(before)
    if word not in COUNTED:
        return worth(word, following, compound) * (
            -1 if verb in DECAYS and word in ("faster", "quicker", "easier") else 1
        )
    if following in ("easily", "quickly", "often", "frequently", "regularly"):
        value = -1 if verb in BURDENS else 1 if following in ("easily", "quickly") else 0
    elif verb in USES_UP and following:
        value = -1
    else:
        value = (
            amount(following, compound)
            or _noun(before)
            or (1 if verb in HAS or verb in LIKES else -1 if verb in BURDENS else 0)
        )
    return value * direction(word)


def _noun(before: str) -> int:
    """Whether much of what was just spoken of is good or bad: "your fees are higher than"."""
    known = [polarity(word, lambda _: 0.0) for word in re.findall(r"[a-z]+", before)[-6:]]
    return next((value for value in reversed(known) if value), 0)


def _verb(before: str) -> str:
    """The last verb that says what more or less of something is worth, without its ending."""
    for word in reversed(re.findall(r"[a-z]+", before)[-7:]):
        for stem in (
            word,
            word.removesuffix("s"),
            word.removesuffix("es"),
            word.removesuffix("d"),
            word.removesuffix("ed"),
        ):
            if stem in VERBS and word != "used":
                return stem
    return ""


def _subject(sentence: Sentence, before: str, thing: str) -> str | None:
    """Which brand the words before a comparative speak of: the last one named, else the one that is meant."""
    plain = _ASIDE.sub(",", before)
    named = re.findall(ANY, _clause(plain)) or [brand for brand in re.findall(ANY, plain) if brand != thing]
    if named:
        return None if named[-1] == OTHER else named[-1]
    other = sentence.opposite(thing)
    return other if other == sentence.implied or other in sentence.masked else None


def _clause(before: str) -> str:
    """What stands after the last turn ("but", ";") of the words before."""
    return before[max((turn.end() for turn in _TURN.finditer(before)), default=0) :]


def _as_good_as(sentence: Sentence, compound: Compound) -> Iterator[Said]:
    for match in _AS.finditer(sentence.masked):
        before, thing = sentence.masked[: match.start()], match["object"]
        value = polarity(match["word"], compound)
        if match["word"] in ("high", "low", "long", "big", "many", "much"):
            value = _noun(before + (match["not"] or "")) * (-1 if match["word"] == "low" else 1)
        _, thing = sentence.masked[: match.start()], match["object"]
        subject = _subject(sentence, before, thing)
        if match["word"] in ("soon", "long", "far", "well", "same") and not match["not"]:
            continue
        if subject is None or subject == thing or _HEDGED.search(_clause(before)):
            continue
        if match["not"] is None and not _NEGATED.search(_clause(before)):
            times = re.search(r"\b(?:twice|two times|three times|\d+x|\d+ times|ten times) ?\Z", before)
            yield Said(side(subject if value >= 0 else thing) if times else "equal", PLAIN)
        elif _NOTHING.search(_clause(before)):
            yield Said(side(thing if value >= 0 else sentence.opposite(thing)), PLAIN)
        else:
            yield Said(side(thing if value >= 0 else subject), PLAIN)


def _phrases(sentence: Sentence, section: str, weight: int) -> Iterator[Said]:
    is_praise = section != "A is not favoured"
    for pattern in phrases(section):
        for match in pattern.finditer(sentence.masked):
            brand = match["a"]
            if "b" in pattern.groupindex and match["b"] == brand:
                continue
            if not _HEDGED.search(_clause(sentence.masked[: match.start()])):
                yield Said(side(brand if is_praise else sentence.opposite(brand)), weight)


def _held_against(sentence: Sentence, compound: Compound) -> Iterator[Said]:
    """ "Unlike X", "compared to X", "nothing like X": the tone of what is said besides tells for whom."""
    for match in _AGAINST.finditer(sentence.masked):
        thing = match["object"]
        rest = f"{sentence.masked[: match.start()]} {sentence.masked[match.end() :]}"
        named = [brand for brand in re.findall(ANY, rest) if brand != thing]
        subject = sentence.opposite(thing)
        if (subject not in named and subject != sentence.implied) or _THAN.search(sentence.masked):
            continue
        tone = _tone(rest, compound) - (compound(match["rest"]) if match["rest"] else 0.0)
        if abs(tone) >= _CLEAR_TONE:
            yield Said(side(subject if tone > 0 else thing), PHRASE)
    for match in _NOTHING_LIKE.finditer(sentence.masked):
        thing = match["object"]
        tone = compound(_NOTHING_LIKE.sub("", sentence.masked))
        if abs(tone) >= _CLEAR_TONE:
            yield Said(side(sentence.opposite(thing) if tone > 0 else thing), PHRASE)


def _tone(words: str, compound: Compound) -> float:
    """The score of the words; blame where they have none but say what is not done."""
    if _SPARES.search(words):
        return 0.4
    score = compound(_LIKE.sub("as", re.sub(ANY, "", words)))
    if _DOES_NOT.search(words):
        # Praise beside a negation may be either.
        return -0.3 if abs(score) < 0.05 else min(score, 0.0)
    return score


def _bare(sentence: Sentence) -> Iterator[Said]:
    """A comparative that leaves the other side unsaid: "X is so much cheaper", "better service at X"."""
    for pattern, brand in ((_BARE, "subject"), (_BETTER_AT, "place")):
        for match in pattern.finditer(sentence.masked):
            before = _clause(sentence.masked[: match.start()])
            if _HEDGED.search(before) or _NEGATED.search(before):
                continue
            is_praise = match["word"] not in ("worse", "slower", "pricier", "dearer", "ruder", "more expensive")
            yield Said(side(match[brand] if is_praise else sentence.opposite(match[brand])), HINT)


_WHY = re.compile(
    rf"\bwhy (?:can't|cant|can not|cannot|couldn't|aren't|isn't|don't|not|doesn't) .*\b(?:like|as \w+ as"
    rf"|from) (?P<a>{PAIR})"
    rf"|\b(?:if|how come|how is it that) (?P<d>{PAIR}) (?:can|could|manages|is able)"
    rf"|\bwhy did (?:i|we) (?:ever )?(?:leave|switch from|cancel|drop|not (?:\w+ )?(?:with|to)?) ?(?P<b>{PAIR})"
    rf"|\bwhy (?:didn't|not|don't|didnt) (?:i|we|you)?(?: just)? ?(?:\w+ ){{0,2}}?(?:with|to|use|fly|choose"
    rf"|try) (?P<c>{PAIR})"
)


def _rhetorical(sentence: Sentence) -> Iterator[Said]:
    """Questions ask, and say nothing, but "why can't you be more like X?"."""
    for match in _WHY.finditer(sentence.masked):
        yield Said(side(match["a"] or match["b"] or match["c"] or match["d"]), PHRASE)
