"""Which language a text is in, and what a scorer of English may say of it."""

import pytest

from data_access.scoring.language import Detection, believed, detect, majority, settle

OTHERS = {
    "de": [
        "Das Paket kam zwei Tage zu spät an.",
        "Sehr freundlicher Kundenservice",
        "Die Lieferung war leider zu spät",
    ],
    "fr": ["Livraison rapide et soignée", "Je ne recommande pas ce magasin", "Mon remboursement n'est jamais arrivé"],
    "es": ["Muy buen servicio, lo recomiendo", "No me han devuelto el dinero", "La aplicación no funciona nunca"],
    "it": ["Consegna veloce e prodotto ottimo", "Il pacco non è mai arrivato", "Servizio clienti pessimo"],
    "pt": ["Péssimo atendimento, não recomendo", "Gostei muito da qualidade", "A entrega foi muito rápida"],
    "nl": ["Het was slecht en de service is traag", "We hebben het pakket of de brief niet gehad"],
    "sv": ["Jag väntar fortfarande på mina pengar"],
    "pl": ["Bardzo dobra obsługa klienta", "To nie działa i nie polecam"],
    "ru": ["плохо", "Очень хороший сервис"],
    "zh": ["很好", "物流很快，包装也很好"],
    "ja": ["配送が遅い"],
}
ENGLISH = """
The parcel arrived two days late and the box was open.
Terrible, never again. Waste of money.
Good app but it crashes often
Staff friendly, room spotless, breakfast delicious
I’ve been with them for years and it’s fine
awesome product highly recommended
@shop where is my order? https://example.org/pedido/la/entrega
The crème brûlée was the best of it
"""


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in OTHERS.items() for text in texts])
def test_a_sentence_of_another_language_is_known(language, text):
    assert detect(text) == Detection(language, True)


@pytest.mark.parametrize("text", ENGLISH.strip().splitlines())
def test_english_is_known(text):
    assert detect(text) == Detection("en", True)


def test_a_short_text_is_in_the_language_of_its_source():
    short = [detect(text) for text in ("Super!", "Toll", "ok")]
    assert not any(found.is_certain for found in short)
    german = [*short, detect("Das Paket kam zu spät und war beschädigt"), detect("很好"), detect("👍")]
    assert majority([*german, *map(detect, OTHERS["de"])]) == "de"
    assert settle(german, "de") == ["de", "de", "de", "de", "zh", None]


def test_guesses_count_toward_the_language_of_a_source():
    english = [detect(text) for text in ("very good", "worst ever", "happy so far")]
    assert not any(found.is_certain for found in english)
    assert majority([*english, detect(OTHERS["de"][0])]) == "en"


def test_where_nothing_is_known_of_the_source_a_guess_counts_and_then_english():
    assert majority([detect("xyz"), detect("👍")]) is None
    assert settle([detect("Die Lieferung war gut"), detect("xyz"), detect("Great service")], None) == ["de", "en", "en"]


def test_what_cannot_be_read_is_not_scored_and_never_neutral():
    assert believed(-0.83, "de") is None and believed(0.0, "und") is None
    assert believed(0.0, "en") == 0.0


def test_a_text_without_letters_is_scored_by_its_emoji_alone():
    assert detect("👍👍") == detect("10/10 ★★★") == Detection(None, True)
    assert believed(0.7, None) == 0.7 and believed(0.0, None) is None
