"""Whether a text asks for something: a question that wants an answer, or a plea for help.

To VADER "please help" is praise. Here it is told by its form, sentence by sentence: by how a sentence begins, since
"Can you call me" asks and "the best you can get" does not. Questions that want no answer ("Who wouldn't love this?",
"Are you kidding me?", "Worth it? Absolutely.") are none, nor is help that was given ("Thanks for your help").

The forms stand in words/requests.tsv, one a line: its kind, its words, and what must not follow them.

* Kinds: the form is at the beginning of a sentence (asks), of a clause (tells), or anywhere (says, has). With a
  question mark it counts only in a sentence that ends with one.
* Words: "/" is between alternatives, "_" within one of several words; what is in parentheses may be missing; "*" is
  any word, or any ending of one. <name> stands for the alternatives of the line whose kind it is.
"""

import re
from collections import defaultdict
from pathlib import Path

PATH = Path(__file__).with_name("words") / "requests.tsv"

_SENTENCE = re.compile(r"[^.!?…\n]*[^\s.!?…][^.!?…\n]*[.!?…]*")
# What may stand before a sentence's own beginning: a greeting, a handle, a joint, a list's number.
_LEAD = re.compile(
    r"""^(?:(?:@\w+|\#\w+|hi|hello|hey|dear|good\ (?:morning|afternoon|evening|day)|there|team|guys|all|everyone|folks
    |so|and|but|also|ok|okay|well|now|then|just|oh|or|because|sorry|excuse\ me|thanks|thank\ you|fyi|ps|question
    |urgent|again|anyway|however|seriously|still|u?h?m+|\d+[.):]?)(?:[\s,:;!–—-]+|$)
    |[-–—*•>("',:;/]\s*)+""",
    re.VERBOSE,
)
_CLAUSE = re.compile(r"^|[,;:(–—-]\s*|\b(?:but|so|then|please|pls|plz|just|kindly)\s+")
# "Hard to please", "when I need help": said of somebody else's pleasure, or of another time.
_OTHERWISE = re.compile(r"\b(?:(?:to|yes) please|(?:when|whenever|time|anytime|that|what|if) (?:i|we)) (?!\W)")
# An answer right after the question: the speaker gave it.
_ANSWERED = re.compile(
    r"""^(?:yes|yep|yeah|yup|no|nope|nah|absolutely|definitely|of\ course|certainly|nothing|never|none|not|always|hell
    |heck|probably|nobody|everything|sure|totally|you\ bet|without\ a\ doubt|i\ (?:did|do|would|will|think|don't))\b""",
    re.VERBOSE,
)
# Said by the other side.
_REPORTED = re.compile(r"\bhow (?:can|may) (?:i|we) help|\b(?:can|may) i help")
_BETWEEN = r"[\s,]+"


def is_request(text: str) -> bool:
    """Whether any sentence of the text asks for help or an answer; of texts in English alone it can be told."""
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text.lower().replace("’", "'"))]
    followings = [*sentences[1:], ""]
    return any(_asks(sentence, following) for sentence, following in zip(sentences, followings, strict=False))


def _asks(sentence: str, following: str) -> bool:
    if _REPORTED.search(sentence):
        return False
    body = _OTHERWISE.sub("~ ", _LEAD.sub("", sentence)).strip()
    if _matches(body, ""):
        return True
    is_answered = _ANSWERED.match(following) and "?" not in following
    return "?" in sentence and not is_answered and _matches(body, "?")


def _matches(body: str, mark: str) -> bool:
    return bool(
        _FORMS["asks" + mark].match(body)
        or _FORMS["says" + mark].search(body)
        or any(_FORMS["tells" + mark].match(body, clause.end()) for clause in _CLAUSE.finditer(body))
    )


def _forms() -> dict[str, re.Pattern]:
    """One pattern a kind, of all its lines."""
    names: dict[str, str] = {}
    written: dict[str, list[str]] = defaultdict(list)
    for line in PATH.read_text(encoding="utf-8").splitlines()[1:]:
        kind, words, exceptions = line.split("\t")
        for name, alternatives in names.items():
            words = words.replace(name, alternatives)
        if kind.startswith("<"):
            names[kind] = words
        else:
            written[kind.replace("has", "says")].append(_pattern(words, exceptions))
    return {kind: re.compile(rf"\b(?:{'|'.join(patterns)})") for kind, patterns in written.items()}


def _pattern(words: str, exceptions: str) -> str:
    pattern, is_first = "", True
    for part in words.split():
        alternatives = f"(?:{'|'.join(map(_word, part.strip('()').split('/')))})"
        if not part.startswith("("):
            pattern += alternatives if is_first else _BETWEEN + alternatives
            is_first = False
        else:
            # What may be missing brings along the space beside it.
            pattern += f"(?:{alternatives}{_BETWEEN})?" if is_first else f"(?:{_BETWEEN}{alternatives})?"
    return pattern + (rf"(?!{_BETWEEN}(?:{'|'.join(map(_word, exceptions.split('/')))}))" if exceptions else "")


def _word(word: str) -> str:
    """A word or, with "_", several of them, as a pattern: whole words."""
    pattern = re.escape(word).replace("_", r"\s").replace(r"\*", r"[\w']*")
    # "What" is not the beginning of "what's".
    return pattern + (r"(?![\w'])" if word[-1].isalnum() else "") if word != "*" else r"[\w'-]+"


_FORMS = _forms()
