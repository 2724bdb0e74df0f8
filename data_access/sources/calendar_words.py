"""Names of months and weekdays in the larger European languages, whole or cut short, with or without accents."""

import unicodedata
from functools import cache

_MONTHS = """
january february march april may june july august september october november december
januar februar marz april mai juni juli august september oktober november dezember
janner feber maerz - - - - - - - - -
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar mars april mai juni juli august september oktober november desember
stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель маи июнь июль август сентябрь октябрь ноябрь декабрь
- - mrt - - - - - sept - - -
"""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend
sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo lunedi
martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta quinta sexta maandag dinsdag woensdag donderdag
vrijdag zaterdag zondag mandag mandag tisdag tirsdag onsdag torsdag fredag lordag sondag poniedzialek wtorek sroda
czwartek piatek sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье
"""
_WITHOUT_MARKS = str.maketrans("łøæ", "loa")


def bare(word: str) -> str:
    """In lower case, without accents and the full stop of an abbreviation."""
    apart = unicodedata.normalize("NFD", word.lower().translate(_WITHOUT_MARKS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).rstrip(".")


def month(word: str) -> int | None:
    """1 to 12, of a month's name or its first three letters or more; None where no month, or several, begin so."""
    return _months().get(bare(word))


def is_weekday(word: str) -> bool:
    """Whether it is a weekday's name or its first letters."""
    return bare(word) in _weekdays()


@cache
def _months() -> dict[str, int]:
    by_start: dict[str, set[int]] = {}
    for line in _MONTHS.strip().splitlines():
        for number, name in enumerate(line.split(), 1):
            for length in range(3, len(bare(name)) + 1):
                by_start.setdefault(bare(name)[:length], set()).add(number)
    return {start: numbers.pop() for start, numbers in by_start.items() if len(numbers) == 1}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(bare(name)[:length] for name in _WEEKDAYS.split() for length in range(2, len(name) + 1))
