"""Composes what a customer writes: sentences drawn from the pools without early repetition, joined in a voice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from data_access.demo.deck import Deck
from data_access.demo.words import delivery, everyday, products, rivals, shop, titles
from data_access.demo.words.people import AGENTS

POOLS = {
    name: lines
    for module in (delivery, everyday, products, rivals, shop, titles)
    for name, lines in module.POOLS.items()
}
TYPOS = dict(pair.split(">") for line in POOLS["typo"] for pair in line.split("|"))

_VERDICT = re.compile(r"(?<=[.!?]) \[[^\[\]]*[.!?]\]$")  # "... by {weekday}. [Great.|Perfect.]"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[A-Za-z']+")
_LOUD = frozenset("never still love so not finally again nobody worst best great three very twice nothing".split())
# Words that keep their capital in mid-sentence.
_PROPER = frozenset(
    """I I'm I've I'd I'll Attic Tavorelle Ostermoy Wendlecote Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday""".split()
    + list(AGENTS)
)


@dataclass(frozen=True)
class Brief:
    """What is to be written. `scenes` come in the order in which they are spoken of; in a `mixed` text the second
    contradicts the first. `slots` fills what the sentences leave open."""

    scenes: tuple[str, ...]
    tone: str  # pos, neg, mixed or fine
    length: str  # tiny, short, medium or long
    source: str
    category: str
    product: str
    slots: dict[str, str] = field(repr=False)
    mention: str = ""  # a pool of sentences naming a competitor
    nth: int = 0  # the customer's how many-th order; 0 when nobody knows


class Writer:
    """Writes texts one after the other, in the order of time, so that neighbours differ most."""

    def __init__(self, rng: np.random.Generator):
        self._rng = rng
        self._decks: dict[str, Deck] = {}
        self._written: set[str] = set()
        self._is_named = False  # whether this text has said what "it" is
        self._verdicts = 0  # how many times this text has said "Terrible." or the like

    def write(self, brief: Brief) -> str:
        """A text of three words or more that has not been written before, as far as ten attempts can."""
        for _ in range(10):
            text = self._dress(self._compose(brief), brief)
            if text.lower() not in self._written and len(text.split()) > 2:
                break
        self._written.add(text.lower())
        return text

    def line(self, pool: str, brief: Brief) -> str:
        """One line of a pool with its choices made and its slots filled."""
        return self._fill(self._deal(pool), brief, spares=pool.endswith(".tiny"))

    # What is said, in which order

    def _compose(self, brief: Brief) -> list[str]:
        self._is_named, self._verdicts = False, 0
        if brief.tone == "mixed":
            said = self._two_sided(brief)
        elif brief.length == "tiny":
            said = [self.line("fine.tiny" if brief.tone == "fine" else f"{brief.scenes[0]}.tiny", brief)]
        else:
            said = self._one_sided(brief)
        if brief.mention:
            said.append(self.line(brief.mention, brief))
        chance = {"tiny": 0.0, "short": 0.3, "medium": 0.55, "long": 0.9}[brief.length]
        if self._happens(chance):
            said.append(self.line(self._closer(brief), brief))
        return said

    def _one_sided(self, brief: Brief) -> list[str]:
        first, others = brief.scenes[0], brief.scenes[1:]
        is_medium, is_long = brief.length == "medium", brief.length == "long"
        said = self._opening(brief)
        said.append(self._core(first, brief))
        if self._happens({"short": 0.3, "medium": 0.6, "long": 1.0}[brief.length]):
            said.append(self._more(first, brief))
        has_come = first not in ("delivery_waiting", "carrier", "outage_tavorelle")
        if has_come and self._happens({"medium": 0.2, "long": 0.6}.get(brief.length, 0.0)):
            said.append(self.line("aside", brief))
        for scene in others[: 2 if is_long else int(is_medium and self._happens(0.6))]:
            said.append(self._core(scene, brief))
            if is_long and self._happens(0.55):
                said.append(self._more(scene, brief))
        return said

    def _two_sided(self, brief: Brief) -> list[str]:
        praise_first = brief.scenes[0].endswith("_pos")
        said = self._opening(brief) if brief.length in ("medium", "long") else []
        said.append(self._core(brief.scenes[0], brief))
        if brief.length == "long":
            said.append(self._more(brief.scenes[0], brief))
        turn = self._deal("turn" if praise_first else "turn_back")
        said.append(f"{turn} {_lower_first(self._core(brief.scenes[1], brief))}")
        if brief.length in ("medium", "long") and self._happens(0.5):
            said.append(self._more(brief.scenes[1], brief))
        return said

    def _opening(self, brief: Brief) -> list[str]:
        if not self._happens({"short": 0.12, "medium": 0.35, "long": 0.75}.get(brief.length, 0.0)):
            return []
        if brief.scenes[0].startswith("rival"):
            return []
        # "Bought it for ..." makes no sense before "it has not come".
        waiting = brief.scenes[0] in ("delivery_waiting", "carrier") or brief.scenes[0].startswith("outage")
        pool = "opener.any"
        if brief.scenes[0][:7] in ("quality", "price_p", "fine") and self._happens(0.5):
            pool = "opener.use"
        elif brief.nth and (waiting or self._happens(0.5)):
            pool = "opener.first" if brief.nth == 1 else "opener.again"
        return [] if waiting and pool == "opener.any" else [self.line(pool, brief)]

    def _core(self, scene: str, brief: Brief) -> str:
        """What the scene is about; of the goods, mostly something only this product can do."""
        if scene in ("quality_pos", "quality_neg") and self._happens(0.72):
            lines = products.PRODUCTS[brief.category][brief.product][scene[-3:]]
            return self._fill(self._deal(f"{brief.product}.{scene}", lines), brief)
        return self.line(f"{scene}.core", brief)

    def _more(self, scene: str, brief: Brief) -> str:
        general = "quality_pos.more" if scene.startswith("rival_pos") else "service_neg.more"
        return self.line(f"{scene}.more" if f"{scene}.more" in POOLS else general, brief)

    def _closer(self, brief: Brief) -> str:
        if brief.tone == "neg" and brief.scenes[0] in ("delivery_waiting", "carrier", "returns_neg"):
            return "closer.wait" if self._happens(0.5) else "closer.neg"
        return f"closer.{brief.tone}"

    # How the lines are chosen and filled

    def _happens(self, chance: float) -> bool:
        return self._rng.random() < chance

    def _deal(self, pool: str, lines: Iterable[str] | None = None) -> str:
        if pool not in self._decks:
            self._decks[pool] = Deck(lines or POOLS[pool], self._rng)
        return self._decks[pool].deal()

    def _fill(self, line: str, brief: Brief, spares: bool = False) -> str:
        def chosen(match: re.Match) -> str:
            choices = match[1].split("|")
            return choices[int(self._rng.random() * len(choices))]

        def filled(match: re.Match) -> str:
            return self._name(match[1]) if match[1] in ("it", "It") else brief.slots[match[1]]

        if not spares and _VERDICT.search(line):
            if self._happens(0.15 if self._verdicts else 0.62):
                self._verdicts += 1
            else:
                line = _VERDICT.sub("", line)
        while "[" in line:
            line = _CHOICE.sub(chosen, line)
        self._called = brief.slots["thing"]
        text = _SLOT.sub(filled, line)
        self._is_named = self._is_named or self._called in text
        text = text.replace("  ", " ").replace("..", ".").replace("?.", "?").replace("!.", "!").strip()
        return text[:1].upper() + text[1:] + ("" if text[-1:] in '.!?:")' else ".")

    def _name(self, slot: str) -> str:
        """The thing by its name when it first comes up, "it" afterwards."""
        if self._is_named and self._happens(0.85):
            return slot
        self._is_named = True
        article = ("the", "my", "this", "the", "our")[int(self._rng.random() * 5)]
        return f"{article if slot == 'it' else article.capitalize()} {self._called}"

    # In which voice

    def _dress(self, said: list[str], brief: Brief) -> str:
        """The lines as this source's writers would send them: greetings, hashtags, typos, shouting, emoji."""
        text = " ".join(said)
        if self._happens(0.05):
            text = self._shout(text)
        if self._happens(0.09):
            text = self._mistype(text)
        if self._happens(0.12) and text.endswith("."):
            text = text[:-1]
        elif self._happens(0.08) and text.endswith("."):
            text = text[:-1] + ("!!" if self._happens(0.3) else "!")
        if self._happens(0.07) and brief.source != "Support e-mail":
            text = _careless(text)
        if brief.source == "Support e-mail":
            return self._letter(text, brief)
        if self._happens({"Instagram": 0.28, "App Store": 0.07}.get(brief.source, 0.025)):
            tone = "mixed" if brief.tone == "fine" else brief.tone
            faces = POOLS[f"emoji.{tone}"][0].split("|")
            text += " " + faces[int(self._rng.random() * len(faces))]
        if brief.source == "Instagram" and self._happens(0.35):
            text += " " + self.line("hashtag", brief).rstrip(".")
        return text

    def _letter(self, text: str, brief: Brief) -> str:
        parts = [self.line("greeting", brief).rstrip(".")] if self._happens(0.7) else []
        body = [text]
        if brief.slots["order"] and self._happens(0.4):
            body.insert(0 if self._happens(0.5) else 1, self.line("ticket", brief))
        parts.append(" ".join(body))
        if self._happens(0.6):
            parts.append(self.line("signoff", brief).rstrip("."))
        return ("\n\n" if self._happens(0.5) else " ").join(parts)

    def _shout(self, text: str) -> str:
        loud = [m for m in _WORD.finditer(text) if m[0].lower() in _LOUD and m[0] != "I"]
        if not loud:
            return text
        word = loud[int(self._rng.random() * len(loud))]
        return text[: word.start()] + word[0].upper() + text[word.end() :]

    def _mistype(self, text: str) -> str:
        known = [m for m in _WORD.finditer(text) if m[0].lower() in TYPOS]
        if not known:
            return text
        word = known[int(self._rng.random() * len(known))]
        wrong = TYPOS[word[0].lower()]
        wrong = wrong.capitalize() if word[0][0].isupper() else wrong
        return text[: word.start()] + wrong + text[word.end() :]


def _lower_first(sentence: str) -> str:
    """The sentence as it stands after "But": small, unless it begins with a name."""
    first = _WORD.match(sentence)
    if not first or first[0] in _PROPER or first[0].isupper() and len(first[0]) > 1:
        return sentence
    return sentence[:1].lower() + sentence[1:]


def _careless(text: str) -> str:
    """All in small letters, as on a phone; a name that is also a word keeps its capital, as people's thumbs do."""
    return _WORD.sub(lambda word: word[0] if word[0].startswith("Attic") else word[0].lower(), text)
