"""One piece of feedback, decided and written: tone, source, subjects, words, rating, title, author."""

from dataclasses import dataclass

import numpy as np

from data_access.demo import scenes
from data_access.demo.orders import MEDIANS
from data_access.demo.story import OURS, RIVALS, Story
from data_access.demo.words.people import AGENTS, NAMES
from data_access.demo.words.products import PRODUCTS
from data_access.demo.writing import Brief, Writer

KINDS = {
    "Trustpilot": "review", "Google reviews": "review", "App Store": "review",
    "Survey": "survey", "Support e-mail": "ticket", "Instagram": "post",
}  # fmt: skip
_SOURCES = {
    "Online shop": {
        "Trustpilot": 0.4, "Survey": 0.26, "Support e-mail": 0.16, "Instagram": 0.12, "Google reviews": 0.06,
    },
    "App": {"App Store": 0.4, "Survey": 0.24, "Support e-mail": 0.14, "Instagram": 0.14, "Trustpilot": 0.08},
    "Store": {"Google reviews": 0.58, "Survey": 0.24, "Instagram": 0.1, "Support e-mail": 0.08},
    "Phone": {"Survey": 0.45, "Support e-mail": 0.3, "Trustpilot": 0.25},
}  # fmt: skip
_RIVAL_SOURCES = {"Trustpilot": 0.52, "Google reviews": 0.26, "Instagram": 0.14, "App Store": 0.08}
_RIVAL_TROUBLE = {"Attic": 0.52, "Tavorelle": 0.46, "Ostermoy": 0.34}  # share of complaints
_SOURCE_BY_TONE = {"Support e-mail": {"neg": 2.4, "pos": 0.35, "fine": 0.1}, "Instagram": {"neg": 0.55, "pos": 1.4}}
_LENGTHS = {
    "Trustpilot": {"tiny": 0.04, "short": 0.26, "medium": 0.42, "long": 0.28},
    "Google reviews": {"tiny": 0.2, "short": 0.36, "medium": 0.3, "long": 0.14},
    "App Store": {"tiny": 0.22, "short": 0.45, "medium": 0.24, "long": 0.09},
    "Survey": {"tiny": 0.36, "short": 0.42, "medium": 0.18, "long": 0.04},
    "Support e-mail": {"tiny": 0.0, "short": 0.3, "medium": 0.43, "long": 0.27},
    "Instagram": {"tiny": 0.32, "short": 0.45, "medium": 0.2, "long": 0.03},
}
_TONES = {  # pos, mixed, fine, neg; by how the order went, or for strangers by what is in the news
    "late": (0.0, 0.12, 0.04, 0.84),
    "faulty": (0.0, 0.2, 0.05, 0.75),
    "fine": (0.42, 0.14, 0.34, 0.1),
    "delighted": (0.8, 0.08, 0.12, 0.0),
    "": (0.45, 0.14, 0.26, 0.15),
    "failure": (0.32, 0.1, 0.08, 0.5),
    "recovery": (0.62, 0.1, 0.16, 0.12),
    "outage": (0.8, 0.07, 0.05, 0.08),
    "prices": (0.42, 0.13, 0.1, 0.35),
}
_PRICE_SENSITIVE = {"Students": 0.42, "Households": 0.22}  # chance to complain in the weeks after the rise
_RATINGS = {"pos": (5, 5, 5, 4), "mixed": (3, 3, 3, 4, 2), "fine": (3, 3, 3, 4), "neg": (1, 1, 1, 2, 2)}
_SCORES = {"pos": (10, 10, 9, 9, 8), "mixed": (7, 6, 6, 5), "fine": (7, 6, 8), "neg": (0, 1, 2, 3, 3, 4)}
# By the number itself; longer counts stay in figures.
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass
class Piece:
    """One piece of feedback before it is written."""

    day: int
    channel: str
    category: str
    brand: str = OURS.name
    experience: str = ""
    order: object = None  # the row it speaks of, when we know its writer
    waited: int = 99


class Teller:
    """Tells one piece after the other, in the order of time."""

    def __init__(self, rng: np.random.Generator, persons: list, story: Story):
        self._rng, self._persons, self._story = rng, persons, story
        self._writer = Writer(rng)
        self._turns: dict[str, float] = {}

    def tell(self, piece: Piece) -> dict:
        """A piece's fields but for its id and its time."""
        chapter, is_ours = self._story.chapter(piece.day), piece.brand == OURS.name
        person = None if piece.order is None else self._persons[piece.order.person]
        decide = self._about_us if is_ours else self._about_rival
        tone, source, subjects = decide(piece, person, chapter)
        channel = {"App Store": "App"}.get(source, piece.channel)
        length = self._of(_LENGTHS[source])
        if length == "tiny" and (tone == "mixed" or not is_ours):
            length = "short"
        product = self._of(list(PRODUCTS[piece.category]))
        slots = self._slots(piece, person, subjects[0], product, "app" if channel == "App" else "website")
        mention = self._mention(tone, subjects[0], chapter) if is_ours else ""
        nth = 0 if piece.order is None else int(piece.order.nth)
        brief = Brief(subjects, tone, length, source, piece.category, product, slots, mention, nth)
        rating, scale = self._rating(tone, source)
        return {
            "source": source,
            "channel": channel,
            "kind": KINDS[source],
            "brand": piece.brand,
            "author": self._author(brief),
            "title": self._title(brief),
            "text": self._writer.write(brief),
            "rating": rating,
            "rating_scale": scale,
            "product": product,
            "category": piece.category,
            **{field: getattr(person, field, None) for field in ("customer_id", "segment", "region", "country")},
        }

    # What it is about

    def _about_us(self, piece: Piece, person, chapter: str) -> tuple[str, str, tuple[str, ...]]:
        """(tone, source, subjects)"""
        relieved = chapter == "recovery" and piece.experience == "fine"
        tone = self._tone(chapter if relieved else piece.experience or chapter)
        chance = 0.0 if person is None else _PRICE_SENSITIVE.get(person.segment, 0.05)
        hurt = chapter == "prices" and piece.experience in ("fine", "delighted") and self._rng.random() < chance
        if hurt:
            tone = self._of(("neg", "neg", "neg", "mixed"))
        weights = _SOURCES[piece.channel]
        source = scenes.draw(
            self._rng, {name: weight * _SOURCE_BY_TONE.get(name, {}).get(tone, 1.0) for name, weight in weights.items()}
        )
        if hurt and tone == "neg":
            return tone, source, ("price_rise", *scenes.followers(self._rng, "price_rise", piece.channel))
        # A customer gives thanks for a repair only where there was something to repair, and comes over only once.
        spared = chapter == "recovery" and person is not None and person.region not in Story.carrier_regions
        settled = chapter == "outage" and person is not None and piece.order.nth > 1
        news = "" if spared or settled else chapter
        about = scenes.choose(self._rng, tone, source, piece.channel, news, piece.experience, piece.waited)
        return tone, source, about

    def _about_rival(self, piece: Piece, person, chapter: str) -> tuple[str, str, tuple[str, ...]]:
        """(tone, source, subjects)"""
        source = scenes.draw(self._rng, _RIVAL_SOURCES)
        if piece.experience == "outage":
            return "neg", source, ("outage_tavorelle", "service_neg")
        tone = "neg" if self._rng.random() < _RIVAL_TROUBLE[piece.brand] else "pos"
        main = f"rival_{tone}.{piece.brand}"
        return tone, source, (main, *scenes.followers(self._rng, main, piece.channel))

    def _tone(self, mood: str) -> str:
        """By the mood's shares, spread evenly over time: chance without its lumps, which would pass for events."""
        at = self._turns[mood] = (self._turns.get(mood, self._rng.random()) + 0.6180339887) % 1.0
        return ("pos", "mixed", "fine", "neg")[int(np.searchsorted(np.cumsum(_TONES[mood])[:3], at, side="right"))]

    def _mention(self, tone: str, main: str, chapter: str) -> str:
        """A pool of sentences naming a competitor, or "": in one text in ten, more when there is a reason."""
        u, which, side = self._rng.random(3)
        if main == "switch_outage" or u > {"outage": 0.28, "prices": 0.22}.get(chapter, 0.104):
            return ""
        if chapter == "outage" and tone == "pos" and which < 0.85:
            return "mention.Tavorelle.outage"
        if main == "price_rise" or (chapter == "prices" and tone == "neg"):
            return "mention.Attic.price"
        rival = RIVALS[0].name if which < 0.42 else RIVALS[1].name if which < 0.78 else RIVALS[2].name
        if tone == "pos":
            return "mention.two" if side < 0.09 else f"mention.{rival}.{'us' if side < 0.72 else 'plain'}"
        if tone == "neg":
            return "mention.two_neg" if side < 0.09 else f"mention.{rival}.{'them' if side < 0.92 else 'plain'}"
        return f"mention.{rival}.{'plain' if side < 0.7 else 'them'}"

    # What goes with the words

    def _of(self, choices):
        """One of a sequence, each as likely; of a mapping, by its weights."""
        if isinstance(choices, dict):
            return scenes.draw(self._rng, choices)
        return choices[int(self._rng.random() * len(choices))]

    def _rating(self, tone: str, source: str) -> tuple[float, float]:
        """(rating, scale): of five in reviews, nought to ten in surveys, none elsewhere."""
        if KINDS[source] not in ("review", "survey"):
            return np.nan, np.nan
        if source == "Survey":
            return float(self._of(_SCORES[tone])), 10.0
        return float(self._of(_RATINGS[tone])), 5.0

    def _slots(self, piece: Piece, person, main: str, product: str, app: str) -> dict[str, str]:
        """What the sentences leave open, as far as possible true of the order they speak of."""
        rng, order = self._rng, piece.order
        days = int(rng.integers(6, 22)) if order is None else piece.waited
        if main not in ("delivery_waiting", "carrier"):
            days = int(rng.integers(2, 5) if main.endswith("_pos") else rng.integers(4, 9))
        spelled = _NUMBERS[days] if days < len(_NUMBERS) and rng.random() < 0.7 else str(days)
        amount = rng.uniform(0.7, 1.8) * MEDIANS[piece.category] if order is None else order.amount
        first_names, last_names = NAMES[self._of(list(NAMES))]
        nth = 2 if order is None else int(order.nth)
        ordinal = _ORDINALS[nth] if nth < len(_ORDINALS) else "umpteenth"
        thing = PRODUCTS[piece.category][product]["name"][0]
        return {
            "thing": thing,
            "thing_cap": thing[:1].upper() + thing[1:],
            "shop": piece.brand,
            "days": f"{spelled} days",
            "Days": f"{spelled.capitalize()} days",
            "amount": str(max(5, round(amount))),
            "weekday": self._of(_WEEKDAYS),
            "order_day": self._of(_WEEKDAYS) if order is None else _WEEKDAYS[order.ordered_on.weekday()],
            "agent": self._of(AGENTS),
            "app": app,
            "app_cap": app.capitalize(),
            "in_app": "in the app" if app == "app" else "on the website",
            "ordinal": ordinal,
            "Ordinal": ordinal.capitalize(),
            "order": "" if order is None else order.order_id,
            "first_name": self._of(first_names) if person is None else person.first_name,
            "last_name": self._of(last_names) if person is None else person.last_name,
        }

    def _author(self, brief: Brief) -> str | None:
        """As the source shows its writers: by name, by a name of their own making, or not at all."""
        first, last = brief.slots["first_name"], brief.slots["last_name"]
        if brief.source == "Survey":
            return None
        if brief.source in ("App Store", "Instagram"):
            return self._writer.line("nickname", brief).rstrip(".").lower()
        return f"{first} {last}" if brief.source == "Support e-mail" else f"{first} {last[0].upper()}."

    def _title(self, brief: Brief) -> str | None:
        """A review's title or an e-mail's subject; other sources have none."""
        if brief.source == "Support e-mail":
            u, tone = self._rng.random(), {"mixed": "neg"}.get(brief.tone, brief.tone)
            pool = f"title.{brief.scenes[0]}" if brief.tone == "neg" and u > 0.6 else f"subject.{tone}"
            pool = "subject.order" if brief.slots["order"] and u < 0.3 else pool
        elif brief.source in ("Trustpilot", "App Store"):
            pool = "title.fine" if brief.tone == "mixed" else f"title.{brief.scenes[0].split('.')[0]}"
        else:
            return None
        return self._writer.line(pool, brief).rstrip(".")
