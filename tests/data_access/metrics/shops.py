"""Random shops, each from its seed, and the way they come into the database in use."""

import random
from datetime import date, timedelta

from tests.data_access.metrics.by_hand import Feedback, Order, Shop

BRANDS = ("Meadow", "Figo", "Orchard", "Harbour")  # the first is ours
FIRST, LAST = date(2024, 1, 1), date(2025, 3, 31)
CHANNELS = ("web", "shop", "phone")
CATEGORIES = ("garden", "kitchen", "toys")
SEGMENTS = ("private", "trade", "club")
REGIONS = ("north", "south")
ORIGINS = ("search", "Recommendation", "a FRIEND told me", "Word-of-mouth", "advertisement", "Unknown", None)
SOURCES = ("review site", "survey")
# What VADER says of these is beyond doubt: their signs are the expected values.
WORDS = {1: "I love it, great.", 0: "It came on a weekday.", -1: "Terrible, I hate it."}


def random_shop(seed: int, people: int = 60, orders: int = 260, feedback: int = 160) -> Shop:
    """Customers of very different habits, guests, days with several orders, and gaps in what is known."""
    chance = random.Random(seed)
    names = [f"C{number}" for number in range(people)]
    customers = {
        name: {"segment": chance.choice((*SEGMENTS, None)), "region": chance.choice(REGIONS)} for name in names
    }
    _say_where_from(customers, seed)
    loyal = names[: people // 4]
    made = []
    for number in range(orders):
        who = None if chance.random() < 0.1 else chance.choice(loyal if chance.random() < 0.6 else names)
        day = made[-1].day if made and chance.random() < 0.15 else FIRST + timedelta(days=chance.randrange(456))
        # Amounts differ, so that the largest order of a day is one and the same for everybody.
        amount = 10 * number + chance.randrange(1, 10)
        place = chance.choice(CHANNELS), chance.choice(CATEGORIES)
        made.append(Order(f"{seed}-{number}", who, day, amount, *place))
    return Shop(made, customers, [_feedback(chance, seed, number, names) for number in range(feedback)])


def _say_where_from(customers: dict[str, dict], seed: int) -> None:
    """How each first heard of us, and who of the others sent them; drawn apart, so that all else stays as it is."""
    chance = random.Random(f"origins of {seed}")
    for told in customers.values():
        told["origin"] = chance.choice(ORIGINS)
        told["referred_by"] = chance.choice((*customers, "somebody else")) if chance.random() < 0.5 else None


def _feedback(chance: random.Random, seed: int, number: int, names: list[str]) -> Feedback:
    score = chance.choice((1, 1, 0, -1))
    brands = frozenset(chance.sample(BRANDS, chance.choice((0, 0, 1, 1, 2, 3))))
    # A name that is written twice is one mention.
    said = (*(f"{brand}, {brand}." for brand in sorted(brands)), *_themes(seed, number), *_request(seed, number))
    text = " ".join([WORDS[score], *said, *_move(seed, number, brands)])
    who = chance.choice((None, *names))
    day = FIRST + timedelta(days=chance.randrange(456))
    return Feedback(f"{seed}-{number}", who, day, text, chance.choice(SOURCES), score, brands)


def _move(seed: int, number: int, brands: frozenset[str]) -> list[str]:
    """From one brand to another of those named, which has no tone; drawn apart, too."""
    ours, rivals = BRANDS[0], sorted(brands - {BRANDS[0]})
    if ours not in brands or not rivals:
        return []
    chance = random.Random(f"moves of {seed}-{number}")
    pair = chance.sample((ours, chance.choice(rivals)), 2)
    return chance.choice(([], [f"I switched from {pair[0]} to {pair[1]}."]))


def _themes(seed: int, number: int) -> list[str]:
    """Words that name a theme and have no tone; drawn apart, so that all else stays as it is."""
    chance = random.Random(f"themes of {seed}-{number}")
    return chance.sample(("The price.", "The delivery.", "The staff."), chance.choice((0, 0, 1, 2)))


def _stars(said: Feedback) -> int | None:
    """What most give who feel so; some give none, and some what nobody would expect. Drawn apart, too."""
    chance = random.Random(f"stars of {said.feedback_id}")
    return chance.choice((None, 1, 2, 3, 4, 5, *([3 + 2 * said.score] * 8)))


def _request(seed: int, number: int) -> list[str]:
    """What asks for an answer and has no tone; drawn apart as well."""
    return ["Where is it?"] if random.Random(f"request of {seed}-{number}").random() < 0.2 else []


def import_shop(shop: Shop, given_brands, given_orders, given_feedback) -> None:
    """By the doors that users have."""
    given_brands(*BRANDS)
    given_orders(
        [
            {
                "order_id": order.order_id,
                "customer_id": order.customer_id,
                "ordered_at": order.day.isoformat(),
                "amount": order.amount,
                "channel": order.channel,
                "category": order.category,
                **_of_customer(shop, order.customer_id),
            }
            for order in shop.orders
        ]
    )
    given_feedback(
        [
            {
                "feedback_id": said.feedback_id,
                "customer_id": said.customer_id,
                "created_at": said.day.isoformat(),
                "text": said.text,
                "source": said.source,
                "rating": _stars(said),
                "rating_scale": 5,
                **_of_customer(shop, said.customer_id),
            }
            for said in shop.feedback
        ]
    )


def _of_customer(shop: Shop, customer_id: str | None) -> dict[str, str | None]:
    return shop.customers.get(customer_id, {"segment": None, "region": None})
