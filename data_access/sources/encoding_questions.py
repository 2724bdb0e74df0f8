"""Which encoding a file is read in where it is not UTF-8, and what is asked where two explain it equally well."""

from collections.abc import Mapping, Sequence

from data_access.sources.encoding import MIXED
from data_access.sources.encoding_evidence import CALLED
from data_access.sources.errors import SourceError, listed
from data_access.sources.mapping import Question
from data_access.sources.tables import Origin

FIELD = "encoding"


def encoding_of(origin: Origin, answers: Mapping[str, str], is_alone: bool) -> str:
    """The encoding of a file that may not be UTF-8: as told, else as it seems. Raises SourceError for an unknown one.

    An answer is meant for the files that were asked about, and for a file that `is_alone` whatever it seems to be.
    """
    told, found = answers.get(FIELD), origin.judge()
    if told and told not in CALLED:
        raise SourceError(f"There is no encoding {told!r} here; there are {listed(CALLED)}.")
    is_meant = told in found.rivals or (is_alone and found.encoding not in (MIXED, "utf-8"))
    return told if told and is_meant else found.encoding


def encoding_questions(origins: Sequence[Origin], answers: str | Mapping[str, str] | None) -> list[Question]:
    """One question for all files whose encoding is open, none where it is answered."""
    if isinstance(answers, Mapping) and answers.get(FIELD):
        return []
    readings = [(origin.name, found) for origin in origins if (found := getattr(origin, "reading", None))]
    readings = [(name, found) for name, found in readings if found.rivals]
    if not readings:
        return []
    choices = tuple(dict.fromkeys(rival for _, found in readings for rival in found.rivals))
    examples = tuple(dict.fromkeys(example for _, found in readings for example in found.examples))[:5]
    names = listed((name for name, _ in readings), 3)
    text = (
        f"In which encoding is {names} written: {' or '.join(CALLED[choice] for choice in choices)}? "
        f"It is not UTF-8, and its words can be read in each, for example {listed(examples, 3)}."
    )
    return [Question(FIELD, "", examples, choices, text)]
