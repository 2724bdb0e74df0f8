"""Whose customers speak in a file that has no column for it: told by its name, or by a review page's address."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qs, unquote, urlsplit

from data_access.sources.columns import plain

MAX_PAGES = 200  # review pages of one file that are told apart
_LONGEST = 2_000  # characters of an address
_LEAST = 3  # how often texts must write a name for its spelling to count

# Hosts of review sites, and where in the address of a company's page its name stands.
_PAGES = tuple(
    (re.compile(rf"(?:^|\.){host}$"), re.compile(path, re.IGNORECASE))
    for host, path in (
        (r"trustpilot\.com", r"^/review/(?P<name>[^/]+)"),
        (r"yelp\.[a-z.]+", r"^/biz/(?P<name>[^/]+)"),
        (r"apps\.apple\.com", r"^/(?:[a-z]{2}/)?app/(?P<name>[^/]+)/id\d+"),
        (r"airlinequality\.com", r"^/airline-reviews/(?P<name>[^/]+)"),
        (r"g2\.com", r"^/products/(?P<name>[^/]+)"),
        (r"capterra\.[a-z.]+", r"^/(?:p|reviews)/\d+/(?P<name>[^/]+)"),
        (r"sitejabber\.com", r"^/reviews/(?P<name>[^/]+)"),
        (r"reviews\.(?:io|co\.uk)", r"^/company-reviews/store/(?P<name>[^/]+)"),
        (r"feefo\.com", r"^/[a-z-]+/reviews/(?P<name>[^/]+)"),
        (r"trustedshops\.[a-z.]+", r"^/[a-z]+/(?P<name>[^/_]+)_[^/]+\.html"),
        (r"consumeraffairs\.com", r"^/[a-z_-]+/(?P<name>[^/]+)\.html"),
        (r"tripadvisor\.[a-z.]+", r"^/Airline_Review-d\d+-(?:Cheap-Flights-)?Reviews-(?P<name>[^/.]+)"),
    )
)
_ENDINGS = re.compile(r"\.(?:(?:co|com|org|net|ac)\.[a-z]{2}|[a-z]{2,})$")
# What stands behind a name in a company's own address: spotpetins.com is Spot's, and spotify.com is not.
_TRADE = (
    "insurance", "ins", "pets", "pet", "online", "shop", "store", "official", "app", "group", "company", "care",
    "health", "travel", "airlines", "airways", "hotels", "bank", "home", "world", "global", "direct", "inc", "ltd",
    "llc", "gmbh", "usa", "us", "uk", "eu", "de", "hq",
)  # fmt: skip
_BEHIND = re.compile(rf"(?:{'|'.join(_TRADE)})+")
_REVIEWS = frozenset(
    "review reviews trustpilot feedback feedbacks rating ratings comment comments testimonials yelp".split()
)
# Words of files' names that are no brand.
_ORDINARY = _REVIEWS | frozenset(
    "google play business apple appstore app apps store stores airline airlines skytrax zendesk intercom typeform "
    "surveymonkey delighted twitter tweets tweet x nps csat ces survey surveys ticket tickets conversation "
    "conversations response responses answer answers customer customers data dataset export exports exported import "
    "file files list all full part page pages new old final latest raw clean cleaned sample test copy of the our my "
    "and from for to by in csv tsv txt json jsonl xlsx gz zip parquet utf8 utf en us uk jan feb mar apr may jun jul "
    "aug sep sept oct nov dec january february march april june july august september october november december "
    "q1 q2 q3 q4 week month year daily weekly monthly yearly quarter service product products negative positive "
    "download downloads scraped reviewer reviewers public private untitled book sheet sheet1 table report reports "
    "archive takeout nr no v v1 v2 competitor competitors competition rival rivals brand brands".split()
)


def page_of(url: str) -> str | None:
    """A company's page on a review site, as "trustpilot.com/review/example.com"; None for any other address."""
    if not url.startswith(("http://", "https://")) or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if host == "play.google.com" and (package := parse_qs(parts.query).get("id")):
        return f"{host}/store/apps/details?id={package[0].lower()}"
    for site, path in _PAGES:
        if site.search(host) and (found := path.search(parts.path)):
            # Whether the address of the company has a www is the reader's accident.
            before, company = parts.path[: found.start("name")], found["name"].lower().removeprefix("www.")
            return f"{host}{before}{unquote(company)}".lower()
    return None


def brand_of_url(url: str, known: Mapping[str, str]) -> str | None:
    """The brand that a review page is about, as it is known, or as the address has it; None for any other address.

    `known` is plain name -> brand, of the tracked brands and their aliases.
    """
    page = page_of(url)
    return _of_page(page, known, ()) if page else None


def brand_of_file(name: str, urls: Iterable[str], known: Mapping[str, str], texts: Sequence[str] = ()) -> str | None:
    """The brand whose customers speak in a file called `name`, or None where nothing tells.

    `urls` are addresses in it; those of two companies' pages tell nothing of the file. A name that nobody tracks is
    spelled as `texts`, what the customers wrote, spell it; without an address it counts only beside a word like
    reviews.
    """
    pages = {page for url in urls if (page := page_of(url))}
    if len(pages) > 1:
        return None
    words = _words(name)
    said = "".join(word for word in words if word not in _ORDINARY)
    if pages:
        (page,) = pages
        if brand := _known(_label(page), known):
            return brand
        # Name and address often tell the same, and the name tells it without the trade behind it.
        return _known(said, known) or _of_page(page, known, texts, said)
    if brand := _known(said, known) or _known("".join(words), known):
        return brand
    if said and not said.isdigit() and _REVIEWS & set(words):
        shown = " ".join(word for word in words if word not in _ORDINARY)
        return _spelled((said,), texts) or capitals(shown)
    return None


def own_words(names: Sequence[str]) -> list[str]:
    """The names of several files without the words that all of them have, which name none of them."""
    words = [_words(name) for name in names]
    shared = set.intersection(*map(set, words)) - _REVIEWS if len(names) > 1 else set()
    return [" ".join(word for word in each if word not in shared) for each in words]


def known_names(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Plain name -> brand, from brand -> its further names."""
    return {plain(name): brand for brand, others in names.items() for name in (*others, brand) if plain(name)}


def _of_page(page: str, known: Mapping[str, str], texts: Sequence[str], said: str = "") -> str:
    label = _label(page)
    if brand := _known(label, known):
        return brand
    whole = plain(label)
    if said and whole.startswith(said) and (whole == said or _BEHIND.fullmatch(whole[len(said) :])):
        return _spelled((said,), texts) or capitals(said)
    shorter, names = whole, [whole]
    while ending := next((word for word in _TRADE if shorter.endswith(word) and len(shorter) - len(word) > 2), None):
        shorter = shorter.removesuffix(ending)
        names.append(shorter)
    return _spelled(names, texts) or capitals(label)


def _label(page: str) -> str:
    """The company's name in the address of its page: of its domain, its app's package, or the page's own."""
    name = page.rsplit("/", 1)[-1].removesuffix(".html")
    if page.startswith("play.google.com/"):
        parts = name.rsplit("=", 1)[-1].split(".")
        return parts[1] if len(parts) > 1 else name
    return _ENDINGS.sub("", name).rsplit(".", 1)[-1] if "." in name else name


def _known(label: str, known: Mapping[str, str]) -> str | None:
    """The tracked brand that is called so, or so with its trade behind it."""
    whole = plain(label)
    if whole in known:
        return known[whole]
    for length in range(len(whole) - 1, 2, -1):
        if whole[:length] in known and _BEHIND.fullmatch(whole[length:]):
            return known[whole[:length]]
    return None


def _words(name: str) -> list[str]:
    """The words of a file's name in lower case, without its endings and numbers."""
    name = re.sub(r"(?:\.(?:csv|tsv|txt|gz|xlsx?|jsonl?|ndjson|parquet|zip|js))+$", "", name, flags=re.IGNORECASE)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = [_without_number(word.lower()) for word in re.split(r"[\W_]+", spaced)]
    return [word for word in words if word and not re.fullmatch(r"\d+|\d+(?:st|nd|rd|th)|fy\d+|h\d", word)]


def _without_number(word: str) -> str:
    """ "part2" and "hill2024" without what numbers them; O2 is a name."""
    bare = word.rstrip("0123456789")
    return bare if bare in _ORDINARY or len(word) - len(bare) >= 4 else word


def _spelled(names: Sequence[str], texts: Sequence[str]) -> str | None:
    """How the texts write one of these plain names most often, with a capital; of as frequent ones the longest."""
    best: tuple[int, int, str] | None = None
    for name in names:
        letters = r"['’\s.&-]{0,2}".join(map(re.escape, name))
        found = re.compile(rf"(?<!\w){letters}(?!\w)", re.IGNORECASE)
        written = Counter(" ".join(each.split()) for text in texts for each in found.findall(text))
        capital = {each: times for each, times in written.items() if each[0].isupper()}
        if capital and (times := sum(capital.values())) >= _LEAST:
            usual = max(capital, key=lambda each: (capital[each], each))
            best = max(best or (0, 0, ""), (times, len(name), usual))
    return best[2] if best else None


def capitals(name: str) -> str:
    """A name out of an address: "healthy-paws" is Healthy Paws, and three letters alone are initials."""
    words = list(filter(None, re.split(r"[\W_]+", name)))
    return words[0].upper() if len(words) == 1 and len(words[0]) <= 3 else " ".join(map(str.capitalize, words))
