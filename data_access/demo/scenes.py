"""What customers speak of: which subjects, in which tone, given how the order went and what is in the news."""

import numpy as np

_PRAISE = {
    "quality_pos": 0.32,
    "delivery_pos": 0.2,
    "service_pos": 0.14,
    "price_pos": 0.1,
    "range_pos": 0.08,
    "app_pos": 0.06,
    "store_pos": 0.06,
    "returns_pos": 0.04,
}
_COMPLAINTS = {
    "quality_neg": 0.28,
    "service_neg": 0.17,
    "delivery_bad": 0.15,
    "delivery_waiting": 0.1,
    "returns_neg": 0.1,
    "price_neg": 0.08,
    "app_neg": 0.06,
    "range_neg": 0.05,
    "store_neg": 0.03,
}
_BY_SOURCE = {
    "App Store": {"app_pos": 14, "app_neg": 12, "returns_pos": 0.3, "returns_neg": 0.4},
    "Google reviews": {"store_pos": 9, "store_neg": 9},
    "Support e-mail": {
        "delivery_waiting": 2.2, "returns_neg": 2, "quality_neg": 1.3, "price_neg": 0.5, "range_neg": 0.4,
        "service_pos": 3, "returns_pos": 3, "quality_pos": 0.4, "store_pos": 0.4,
    },
    "Instagram": {"quality_pos": 2, "range_pos": 2, "service_pos": 0.4, "returns_pos": 0.3},
}  # fmt: skip
_ELSEWHERE = {  # subjects that a channel knows nothing of
    "Store": ("delivery", "app", "carrier", "repair"),
    "Phone": ("app", "store"),
    "Online shop": ("store",),
    "App": ("store",),
}
_BY_EXPERIENCE = {
    "late": ("carrier", "delivery_waiting", "delivery_bad"),
    "faulty": ("quality_neg", "returns_neg", "service_neg"),
}
# What goes on in one text without contradicting itself: nobody praises the lamp that has not come.
_NEXT = {
    "delivery_waiting": ("service_neg",),
    "carrier": ("service_neg", "delivery_waiting"),
    "delivery_bad": ("service_neg", "returns_neg"),
    "quality_neg": ("service_neg", "returns_neg", "price_neg"),
    "service_neg": ("returns_neg", "range_neg"),
    "returns_neg": ("service_neg",),
    "price_neg": ("range_neg", "quality_neg"),
    "price_rise": ("range_neg", "service_neg"),
    "app_neg": ("service_neg",),
    "range_neg": ("price_neg",),
    "store_neg": ("range_neg", "price_neg"),
    "quality_pos": ("delivery_pos", "price_pos", "service_pos", "range_pos", "app_pos", "store_pos"),
    "delivery_pos": ("quality_pos", "price_pos", "service_pos", "app_pos"),
    "service_pos": ("range_pos", "delivery_pos", "price_pos"),
    "price_pos": ("quality_pos", "delivery_pos", "range_pos"),
    "range_pos": ("quality_pos", "price_pos", "delivery_pos", "store_pos"),
    "app_pos": ("delivery_pos", "quality_pos", "range_pos"),
    "store_pos": ("quality_pos", "range_pos", "price_pos"),
    "returns_pos": ("service_pos", "range_pos"),
    "repair": ("quality_pos", "price_pos", "range_pos"),
    "switch_outage": ("delivery_pos", "quality_pos", "price_pos"),
    "outage_tavorelle": ("service_neg",),
    "rival_neg": ("service_neg", "price_neg"),
    "rival_pos": ("quality_pos", "price_pos"),
}
_MIXED = (
    ("quality_pos", "delivery_bad"), ("quality_pos", "price_neg"), ("quality_pos", "service_neg"),
    ("quality_pos", "app_neg"), ("delivery_pos", "quality_neg"), ("service_pos", "quality_neg"),
    ("range_pos", "price_neg"), ("range_pos", "delivery_bad"), ("app_pos", "quality_neg"),
    ("store_pos", "price_neg"), ("store_pos", "range_neg"), ("price_pos", "quality_neg"),
    ("service_pos", "delivery_waiting"), ("app_pos", "delivery_waiting"),
    ("delivery_bad", "service_pos"), ("delivery_bad", "quality_pos"), ("price_neg", "quality_pos"),
    ("quality_neg", "service_pos"), ("app_neg", "range_pos"), ("store_neg", "quality_pos"),
)  # fmt: skip


def choose(
    rng: np.random.Generator, tone: str, source: str, channel: str, chapter: str, experience: str = "", waited: int = 99
) -> tuple[str, ...]:
    """The subjects of one text about us, the main one first (its first two contradict each other when mixed).

    `chapter` is what is on everyone's mind (Story.chapter), `experience` how the order went ("" when
    nobody knows), `waited` the days since the order: nobody misses a parcel before the fifth.
    """
    if tone == "fine":
        return ("fine",)
    if tone == "mixed":
        return _two_sides(rng, channel, chapter, experience, waited)
    weights = dict(_PRAISE if tone == "pos" else _COMPLAINTS)
    _stir(weights, tone, chapter)
    for scene, factor in _BY_SOURCE.get(source, {}).items():
        if scene in weights:
            weights[scene] *= factor
    if tone == "neg" and experience in _BY_EXPERIENCE:
        weights = {scene: weights[scene] for scene in _BY_EXPERIENCE[experience] if scene in weights}
    elif experience in ("fine", "delighted"):
        for scene in _BY_EXPERIENCE["late"]:
            weights.pop(scene, None)
    known = {scene: weight for scene, weight in weights.items() if _is_known(scene, channel, source, waited)}
    main = draw(rng, known or {"service_neg" if tone == "neg" else "service_pos": 1.0})
    return (main, *followers(rng, main, channel, source, waited))


def followers(rng: np.random.Generator, main: str, channel: str, source: str = "", waited: int = 99) -> tuple[str, ...]:
    """Up to two further subjects that suit the main one."""
    near = [scene for scene in _NEXT[main.split(".")[0]] if _is_known(scene, channel, source, waited)]
    order = rng.permutation(len(near))[:2]
    return tuple(near[int(at)] for at in order)


def _stir(weights: dict[str, float], tone: str, chapter: str) -> None:
    """What the story adds to the everyday."""
    if chapter == "failure" and tone == "neg":
        weights |= {"carrier": 0.6, "delivery_waiting": 0.65, "delivery_bad": 0.45}
    elif chapter == "failure":
        weights["delivery_pos"] *= 0.25
    elif chapter == "recovery" and tone == "pos":
        weights |= {"repair": 1.0, "delivery_pos": 0.26}
    elif chapter == "outage" and tone == "pos":
        weights["switch_outage"] = 1.3
    elif chapter == "prices" and tone == "neg":
        weights["price_rise"] = 0.75


def _two_sides(rng: np.random.Generator, channel: str, chapter: str, experience: str, waited: int) -> tuple[str, ...]:
    pairs = list(_MIXED) + [("quality_pos", "price_rise")] * (8 if chapter == "prices" else 0)
    blamed = _BY_EXPERIENCE.get(experience)
    fitting = [
        pair
        for pair in pairs
        if all(_is_known(scene, channel, "", waited) for scene in pair)
        and (not blamed or any(scene in blamed for scene in pair))
    ]
    return fitting[int(rng.random() * len(fitting))] if fitting else ("quality_pos", "price_neg")


def _is_known(scene: str, channel: str, source: str, waited: int) -> bool:
    """Whether someone of this channel can speak of it; a reviewer on a map may have been to a store anyway."""
    if scene in ("delivery_waiting", "carrier") and waited < 5:
        return False
    if scene.startswith("store") and source == "Google reviews":
        return True
    return not scene.startswith(_ELSEWHERE[channel])


def draw(rng: np.random.Generator, weights: dict[str, float]) -> str:
    """One key of `weights`, by its weight."""
    at = rng.random() * sum(weights.values())
    for name, weight in weights.items():
        at -= weight
        if at < 0:
            return name
    return name
