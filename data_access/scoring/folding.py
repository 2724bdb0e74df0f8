"""A text as names are looked for in it: composed, in lower case, with plain apostrophes, and the way back."""

from unicodedata import combining, is_normalized, normalize

# Unicode's Stream-Safe Text Format (UAX #15): in no language has one character more marks than this.
_MOST_MARKS = 30

Origins = list[tuple[int, int]] | None


def folded(text: str) -> tuple[str, Origins]:
    """The text composed (NFC), in lower case and with plain apostrophes.

    Beside it, where each of its characters stands in `text`, unless they stand in the same places.
    """
    if text.isascii():
        return text.lower(), None
    origins = None
    if not is_normalized("NFC", text):
        text, origins = _composed(text)
    # lower() makes no character longer but "İ", and only the small form of "Σ" depends on where it stands.
    return text.replace("İ", "i").lower().replace("ς", "σ").replace("’", "'"), origins


def in_text(start: int, end: int, origins: Origins) -> tuple[int, int]:
    """Where a stretch of the folded text stands in the text itself."""
    if origins is None:
        return start, end
    return origins[start][0], origins[end - 1][1]


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def _composed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text in NFC, and the start and end in `text` of what each character was composed of."""
    clusters: list[str] = []
    for character in text:
        last = clusters[-1] if clusters else ""
        if last and len(last) <= _MOST_MARKS and (combining(character) or _join(last, character)):
            clusters[-1] += character
        else:
            clusters.append(character)
    composed, origins, end = [], [], 0
    for cluster in clusters:
        start, end = end, end + len(cluster)
        composed.append(normalize("NFC", cluster))
        origins += [(start, end)] * len(composed[-1])
    return "".join(composed), origins


def _join(first: str, second: str) -> bool:
    """Whether NFC joins two characters that are not letter and mark, as it does in Hangul syllables."""
    return normalize("NFC", first + second) != normalize("NFC", first) + normalize("NFC", second)
