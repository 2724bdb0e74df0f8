"""Which encoding a file that is not UTF-8 is in, by how likely it makes the words that are in it."""

import codecs
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from data_access.sources.byte_file import ByteFile
from data_access.sources.encoding import BLOCK, MAX_LINE, MIXED
from data_access.sources.errors import SourceError

MOST_WORDS = 5_000
SURE = 3.0  # natural logarithm of how many times likelier the best must be than the next: twenty times
MOST_EXAMPLES = 5

# How often each letter stands among those with accents, in per cent: one line a language, as its writers use them.
_LATIN = {
    "windows-1252": (
        "é55 è11 à15 ç5 ê6 â2 î2 ô3 û1 ù1 ë1 ï1 œ1",  # French
        "ä32 ö18 ü36 ß14 é1",  # German
        "á20 é15 í20 ó27 ú5 ñ12 ü1",  # Spanish
        "ã22 á14 ç16 é14 í10 ó8 ê8 õ6 ú4 â3 à3 ô1",  # Portuguese
        "à28 è28 ù16 ò14 é8 ì10",  # Italian
        "ä45 å25 ö30 é2",  # Swedish and Finnish
        "ø35 å35 æ28 é3",  # Danish and Norwegian
        "é35 ë35 ï15 ü5 ö5 è5",  # Dutch
        "á17 ð17 é7 í15 ó11 ú8 ý4 þ8 æ8 ö10",  # Icelandic
    ),
    "windows-1250": (
        "ą14 ć6 ę18 ł27 ń3 ó13 ś9 ź1 ż10",  # Polish
        "á18 č8 é11 ě12 í25 ř10 š7 ů5 ú2 ý8 ž8 ď1 ť1 ň1",  # Czech
        "á20 č11 é9 í12 š10 ž10 ý10 ú9 ľ4 ť4 ň2 ď2 ô2 ä1",  # Slovak
        "á33 é29 í6 ó9 ö11 ő8 ü5 ű2 ú3",  # Hungarian
        "ă33 â8 î17 ș15 ț13 ş16 ţ14",  # Romanian
        "č33 ć13 š30 ž21 đ4",  # Croatian, Slovene and Serbian
    ),
}
_LATIN["windows-1254"] = ("ı26 ş14 ğ9 ü18 ö8 ç12 İ5 â1",)  # Turkish
_LATIN["iso-8859-15"] = _LATIN["mac_roman"] = _LATIN["windows-1252"]
CALLED = {
    "windows-1252": "Windows-1252",
    "iso-8859-15": "ISO 8859-15",
    "windows-1250": "Windows-1250",
    "windows-1251": "Windows-1251",
    "windows-1253": "Windows-1253",
    "windows-1254": "Windows-1254",
    "mac_roman": "Mac Roman",
    "cp932": "Shift-JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
}
# The same of writings of their own, in which every letter counts; per mille.
_OTHER = {
    "windows-1251": (
        "о110 е85 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16 б16 ч14 й12 х10 ж9 ш7 ю6 ц5 "
        "щ4 э3 ф3 ё1 ъ1",  # Russian and Bulgarian
        "о94 а72 и61 і57 н65 в54 т47 е45 р45 с40 к36 л34 д33 у33 м31 п29 я22 з23 ь18 г16 б17 ч14 х12 й14 ж9 ї7 ц6 ю8 "
        "є6 ш8 щ4 ф4 ґ1",  # Ukrainian
    ),
    "windows-1253": (
        "α100 ο80 ε65 ι60 τ77 σ60 ν65 η38 υ38 ρ42 π40 κ40 ς37 μ33 λ30 θ13 δ17 γ17 χ12 ω16 φ8 β7 ξ5 ζ4 ψ2 ά20 έ20 ή15 "
        "ί25 ό20 ύ10 ώ10",  # Greek
    ),
}
_SYLLABLES = math.log(1 / 100)  # of Korean, fewer than the signs of the others
_BEFOREHAND = {"windows-1252": 2, "mac_roman": 0.1}  # by far the most used, and one of old machines
_SIGNS = frozenset("“”‘’‚„–—…«»€£©®°·•™¿¡§²³½¼¾´ªº№×\xa0、。「」！？（），：；～ー・％")

# For each writing of many signs, the first bytes of those that are most in use.
_COMMON = {"cp932": (0x88, 0x98), "gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "cp949": (0xB0, 0xC8)}

_UNLIKELY, _SENSELESS = math.log(1e-4), math.log(1e-3)
_SIGN, _IDEOGRAPH, _ALONE = math.log(1 / 20), math.log(1 / 300), math.log(1e-3)


@dataclass(frozen=True)
class Reading:
    """The encoding of a file. `rivals` are those that explain it equally well, none where it is clear.

    `examples` show a word in each of the rivals. `lines` counts those in Windows-1252, in a file mostly of UTF-8.
    """

    encoding: str
    rivals: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    lines: int = 0


def reading(file: ByteFile) -> Reading:
    """What a file that is not UTF-8 is in. Reads all of it, and keeps some of its words."""
    possible, words, sound, broken, is_marked = list(CALLED), {}, 0, 0, False
    for line in _lines(file):
        is_marked = is_marked or line.startswith(codecs.BOM_UTF8)
        try:
            line.decode()
            sound += 1
            continue
        except UnicodeDecodeError:
            broken += 1
        possible = [name for name in possible if _decoded(line, name) is not None]
        if len(words) < MOST_WORDS:
            words |= dict.fromkeys(word for word in re.split(rb"[\s,;|\"]+", line[:10_000]) if not word.isascii())
    if not broken:
        return Reading("utf-8")
    if sound >= broken or is_marked:
        return Reading(MIXED, lines=broken)
    likely = {name: _likelihood(_texts(words, name), name) for name in possible}
    for name, before in _BEFOREHAND.items():
        if name in likely:
            likely[name] += math.log(before)
    best = max(possible, key=likely.__getitem__)
    letters = sum(1 for text in _texts(words, best) for _ in _foreign(text))
    if likely[best] < letters * _SENSELESS:
        raise SourceError(f"{file.name} is not UTF-8, nor in another encoding that is known here: save it as UTF-8.")
    rivals = _rivals(words, best, likely)
    if sound and best == "windows-1252":
        return Reading(MIXED, lines=broken)
    return Reading(best, *rivals)


def _lines(file: ByteFile) -> Iterator[bytes]:
    """The lines that are not all ASCII. A longer one than a table can have is cut."""
    rest = b""
    while block := file.read(BLOCK):
        *lines, rest = (rest + block).split(b"\n")
        yield from (line for line in lines if not line.isascii())
        if len(rest) > MAX_LINE:
            yield rest
            rest = b""
    if not rest.isascii():
        yield rest


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _texts(words, encoding: str) -> list[str]:
    return [raw.decode(encoding, "replace") for raw in words]


def _rivals(words, best: str, likely: dict[str, float]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ours, rivals, examples = _texts(words, best), [best], []
    seen = [ours]
    for name in likely:
        theirs = _texts(words, name)
        if likely[best] - likely[name] >= SURE or theirs in seen:
            continue
        rivals.append(name)
        seen.append(theirs)
        pairs = (f"{one} or {other}" for one, other in zip(ours, theirs, strict=True) if one != other)
        examples += [pair for pair, _ in zip(pairs, range(MOST_EXAMPLES), strict=False)]
    return (tuple(rivals), tuple(examples[:MOST_EXAMPLES])) if len(rivals) > 1 else ((), ())


def _likelihood(texts: list[str], encoding: str) -> float:
    """The logarithm of how likely these words are, in the language of this encoding that makes them likeliest."""
    if encoding in _COMMON:
        return sum(_ideographic(text, encoding) for text in texts)
    judge = _latin if encoding in _LATIN else _alphabetic
    languages = map(_weights, _LATIN.get(encoding) or _OTHER[encoding])
    return max(sum(judge(text, weights) for text in texts) for weights in languages)


def _weights(language: str) -> dict[str, float]:
    shares = {pair[0]: int(pair[1:]) for pair in language.split()}
    total = sum(shares.values())
    return {letter: math.log(share / total) for letter, share in shares.items()}


def _latin(text: str, weights: dict[str, float]) -> float:
    total = 0.0
    for place, letter in _foreign(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if letter in _SIGNS:
            total += _UNLIKELY if before.isalpha() and after.isalpha() and letter != "’" else _SIGN
        elif (letter.isupper() and before.islower()) or (letter.islower() and after.isupper()):
            total += _UNLIKELY
        elif len(text) == 1 and letter.isupper():
            total += _ALONE
        else:
            total += weights.get(letter if letter in weights else letter.lower(), _UNLIKELY)
    return total


def _alphabetic(text: str, weights: dict[str, float]) -> float:
    """Of a writing of its own, whose letters stand beside no others."""
    total = 0.0
    for place, letter in _foreign(text):
        beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        is_mixed = any(other.isascii() and other.isalpha() for other in beside)
        is_odd = letter.isupper() and text[place - 1 : place].islower()
        if letter in _SIGNS:
            total += _SIGN
        elif len(text) == 1:
            total += _ALONE
        else:
            total += _UNLIKELY if is_mixed or is_odd else weights.get(letter.lower(), _UNLIKELY)
    return total


def _ideographic(text: str, encoding: str) -> float:
    total = 0.0
    for place, letter in _foreign(text):
        beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        is_lone = bool(beside) and all(other.isascii() and other.isalnum() for other in beside)
        if letter in _SIGNS:
            total += _SIGN
        else:
            likely = _SYLLABLES if encoding == "cp949" else _IDEOGRAPH
            total += likely if _is_common(letter, encoding) and not is_lone else 2 * _UNLIKELY
    return total


def _is_common(letter: str, encoding: str) -> bool:
    """Kana, or one of the few thousand characters that the standards put first because they are in use."""
    if "\u3040" <= letter <= "\u30ff":
        return encoding == "cp932"
    try:
        lead = letter.encode("gb2312" if encoding == "gb18030" else encoding)[0]
    except UnicodeEncodeError:
        return False
    first, last = _COMMON[encoding]
    return first <= lead <= last


def _foreign(text: str) -> Iterator[tuple[int, str]]:
    return ((place, letter) for place, letter in enumerate(text) if letter > "\x7f")
