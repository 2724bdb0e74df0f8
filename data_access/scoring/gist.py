"""Texts that say the same: "Great app!!" and "great app 👍" have one gist."""

import re
import unicodedata
from hashlib import blake2b

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+|(?<!\w)@\w+")
_APOSTROPHES = re.compile(r"['’‘ʼ]")
# Vowel signs, as of Hindi or Thai, belong to their letters; Python's \w leaves them out.
_SIGNS = "".join(
    character
    for character in map(chr, range(0x0300, 0xFE00))
    if unicodedata.category(character) in ("Mn", "Mc") and not 0x20D0 <= ord(character) <= 0x20FF
)
_NO_LETTERS = re.compile(rf"[^\w{_SIGNS}]+|[\d_]+")
_RUN = re.compile(r"(\w)\1+")


def gist(text: str) -> str:
    """A short key, alike for texts that say the same in the same words; empty for a text without words.

    Left out of account: case, digits, links, mail addresses, handles, punctuation, emoji, white space, apostrophes, and
    how often a letter is repeated ("sooo" is "so", and "too" is "to"). The order of the words counts.
    """
    without_names = _ADDRESS.sub(" ", text)
    folded = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", without_names)).casefold()
    words = " ".join(_NO_LETTERS.sub(" ", folded).split())
    # 64 bits: among a million texts two of different words share a gist with a chance of 3 in 100 million.
    return blake2b(_RUN.sub(r"\1", words).encode(errors="replace"), digest_size=8).hexdigest() if words else ""
