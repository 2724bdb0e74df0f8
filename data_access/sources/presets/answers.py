"""Answers to a survey whose questions are its columns: which are scores, which are words, and a piece for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data_access.sources.presets.layout import RecordShaper
from data_access.sources.presets.scores import Score, answer, as_answered, asked, asks_for_words
from data_access.sources.records import Batch

ANSWER_ID = "answer id"
WORDS = "answers in own words"
SCORE, LOWEST, BEST = "score given", "lowest score possible", "best score possible"
TYPE = "what the score is of"
ADDED = (ANSWER_ID, WORDS, SCORE, LOWEST, BEST, TYPE)
COLUMNS = {
    ANSWER_ID: "feedback_id",
    WORDS: "text",
    SCORE: "rating",
    LOWEST: "rating_lowest",
    BEST: "rating_scale",
    TYPE: "rating_type",
}
NOTE = (
    "An answer with several scores becomes one piece of feedback a score; its words stand with the first. A question's "
    "scale is as it is worded, such as (1-10); else NPS is 0 to 10, effort 1 to 7 and others 1 to 5, or as far as the "
    "answers go."
)


@dataclass(frozen=True)
class Questions:
    """Places in a record of what is asked for a score, and of what is answered in own words."""

    scores: tuple[tuple[int, Score], ...]
    words: tuple[int, ...]

    def pieces(self, answer_id: str, row: Sequence[str], words: Sequence[str] = ()) -> list[list[str]]:
        """The values of `ADDED` for each score, else once. All own words stand with the first.

        `words` are further ones. The first question for a score has the answer's own id, further ones add theirs, so
        that a question added to a survey changes no id.
        """
        said = "\n".join(dict.fromkeys(filter(None, (*words, *(row[place].strip() for place in self.words)))))
        suffixes = _suffixes([score.type for _, score in self.scores])
        given = [(suffix, found) for suffix, (place, score) in zip(suffixes, self.scores, strict=True)
                 if (found := answer(row[place], score))]  # fmt: skip
        if not given:
            return [[answer_id, said, "", "", "", ""]]
        pieces = []
        for suffix, (number, score) in given:
            piece_id = answer_id and answer_id + suffix
            pieces.append([piece_id, "" if pieces else said, number, score.lowest, score.best, score.type])
        return pieces


class AnswersShaper(RecordShaper):
    """A shaper of a survey's answers. Scales that no wording tells are as the first batch of answers goes.

    That is the same in every pass, but for files of more answers than the smallest batch.
    """

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self.questions = Questions((), ())
        self._is_settled = False

    def shape(self, batch: Batch) -> Batch:
        if not self._is_settled and batch.rows:
            self._is_settled = True
            scores = tuple(
                (place, as_answered(score, {row[place] for row in batch.rows}))
                for place, score in self.questions.scores
            )
            self.questions = replace(self.questions, scores=scores)
        return super().shape(batch)


def questions(columns: Sequence[str], is_question: Callable[[str], bool]) -> Questions:
    """The questions among the columns, by how they are worded."""
    places = [(place, column) for place, column in enumerate(columns) if is_question(column)]
    scores = tuple((place, score) for place, column in places if (score := asked(column)))
    return Questions(scores, tuple(place for place, column in places if asks_for_words(column)))


def _suffixes(types: Sequence[str]) -> list[str]:
    """Nothing for the first question, then the types, numbered from their second on: "", "-csat", "-csat-2"."""
    times: dict[str, int] = {}
    suffixes = []
    for name in types:
        times[name] = times.get(name, 0) + 1
        suffixes.append(f"-{name}" if times[name] == 1 else f"-{name}-{times[name]}")
    return ["", *suffixes[1:]][: len(types)]
