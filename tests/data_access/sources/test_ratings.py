"""Ratings: every one is kept with its scale, which the column tells or the reader is asked."""

import pytest

from data_access import sources

STARS = "created,text,rating\n"


def rated(imported, *ratings: str, column: str = "rating", **options):
    """What is kept of such a column: ratings with their scale, as "lowest-best"."""
    lines = (f"2024-01-01\tx{n}\t{each}\n" for n, each in enumerate(ratings))
    content = f'created_at\ttext\t"{column}"\n' + "".join(lines)
    result = imported(content, "feedback", mapping={column: "rating"}, **options)
    scales = [
        None if lowest is None else f"{lowest:g}-{best:g}"
        for lowest, best in zip(result.column("rating_lowest"), result.column("rating_scale"), strict=True)
    ]
    return list(zip(result.column("rating"), scales, strict=True))


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["4/5", "8 out of 10", "97%", ""], [(4, "1-5"), (8, "0-10"), (97, "0-100"), (None, None)]),
        (["★★★★☆", "⭐⭐⭐", "4,5 / 5"], [(4, "1-5"), (3, "1-5"), (4.5, "1-5")]),
        (["five stars", "4 stars", "Rated 1 out of 5 stars"], [(5, "1-5"), (4, "1-5"), (1, "1-5")]),
        (["FIVE", "ONE"], [(5, "1-5"), (1, "1-5")]),
        (["Very satisfied", "dissatisfied", "-"], [(5, "1-5"), (2, "1-5"), (None, None)]),
        (["Very satisfied", "Satisfied", "Somewhat satisfied"], [(7, "1-7"), (6, "1-7"), (5, "1-7")]),
        (["Excellent", "Great", "Bad"], [(5, "1-5"), (4, "1-5"), (1, "1-5")]),
        (["good", "bad", "offered"], [(1, "0-1"), (0, "0-1"), (None, None)]),
        (["5", "4"], [(5, "1-5"), (4, "1-5")]),
        (["9", "0"], [(9, "0-10"), (0, "0-10")]),
        (["87", "100"], [(87, "0-100"), (100, "0-100")]),
        (["10 - Extremely likely", "0 - Not at all likely"], [(10, "0-10"), (0, "0-10")]),
        (["4/5", "3"], [(4, "1-5"), (3, "1-5")]),
    ],
)
def test_a_column_tells_its_scale(imported, texts, kept):
    assert rated(imported, *texts) == kept


@pytest.mark.parametrize(
    ("column", "scale"),
    [
        ("Rating (1-7)", "1-7"),
        ("score_out_of_10", "0-10"),
        ("How likely are you to recommend us?", "0-10"),
        ("starRating", "1-5"),
        ("Score %", "0-100"),
    ],
)
def test_a_columns_name_tells_its_scale(imported, column, scale):
    assert rated(imported, "4", "3", column=column) == [(4, scale), (3, scale)]


def test_what_is_not_told_is_asked_once_with_examples(imported, given_file):
    (question,) = sources.survey([given_file(STARS + "2024-01-01,x,9\n2024-01-01,y,10\n")], "feedback").questions
    assert (question.field, question.column, question.examples) == ("rating_scale", "rating", ("9", "10"))
    assert question.choices == ("0-10", "1-10", "0-100")
    assert rated(imported, "9", "10", answers={"rating_scale": "1-10"}) == [(9, "1-10"), (10, "1-10")]


def test_many_ratings_without_a_lower_or_a_better_one_show_the_scale(imported):
    assert rated(imported, *["7", "6", "1"] * 20)[0] == (7, "1-7")
    assert rated(imported, *["10", "8", "1"] * 20)[0] == (10, "1-10")
    assert rated(imported, *["4", "3"] * 10)[0] == (4, "1-5")


def test_a_scale_that_stands_beside_the_rating_is_its_own(imported):
    content = "created_at,text,rating,rating_scale\n2024-01-01,a,4,5\n2024-01-01,b,9,10\n2024-01-01,c,0,10\n"
    result = imported(content, "feedback")
    assert result.column("rating_scale") == [5, 10, 10]
    assert result.column("rating_lowest") == [1, 0, 0]


def test_a_given_lowest_rating_is_kept_and_checked(imported):
    constants = {"rating_scale": "10", "rating_lowest": "1", "rating_type": "stars"}
    content = STARS + "2024-01-01,a,7\n2024-01-01,b,0\n2024-01-01,c,\n"
    result = imported(content, "feedback", constants=constants)
    assert result.column("rating") == [7, None]
    assert result.column("rating_lowest") == [1, None]
    assert result.reasons == ["The rating is outside its scale, 1 to 10."]


def test_the_question_that_was_answered_is_kept_beside_the_score(imported):
    content = "created_at,text,nps\n2024-01-01,a,9\n2024-01-01,b,\n"
    assert imported(content, "feedback").column("rating_type") == ["nps", None]


def test_our_own_template_means_five_stars_unless_told(imported, given_file):
    content = "created_at,text,rating\n2024-01-01,a,{}\n"
    result = imported(content.format(4), "feedback")
    assert (result.column("rating_lowest"), result.column("rating_scale")) == ([1], [5])
    assert sources.survey([given_file(content.format(9))], "feedback").questions


def test_what_is_no_rating_says_so(imported):
    content = STARS + "2024-01-01,a,5\n2024-01-01,b,lovely\n2024-01-01,c,4\n"
    result = imported(content, "feedback")
    assert result.column("rating") == [5, 4]
    assert result.refused[["line_no", "column", "value"]].values.tolist() == [[3, "rating", "lovely"]]
    assert "cannot be read as a rating" in result.reasons[0]
