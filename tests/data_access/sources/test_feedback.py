"""Feedback: the customer's words as they are, ratings within their scale, and pieces without an id."""

import pytest

HEADER = "feedback_id,created_at,author,title,text,rating,rating_scale\n"


def test_words_are_kept_as_written(imported):
    text = "Fast &amp; friendly,\r\n\r\n<b>said</b> “Ann” 😀 -- NULL"
    result = imported(HEADER + f'1,2024-01-01,Ann,"  a ""quoted"" title ","{text}",5,5\n', "feedback")
    assert result.column("text") == [text]
    assert result.column("title") == ['a "quoted" title']


def test_a_piece_with_any_content_is_kept_and_one_without_is_refused(imported):
    content = HEADER + "1,2024-01-01,,,text,,\n2,2024-01-01,,title,,,\n3,2024-01-01,,,,4,\n4,2024-01-01,Ann,,  ,,5\n"
    result = imported(content, "feedback")
    assert result.column("feedback_id") == ["1", "2", "3"]
    assert result.column("rating") == [None, None, 4.0]
    assert result.reasons == ["There is neither a text nor a title nor a rating. Fill in one of them."]


@pytest.mark.parametrize(
    ("rating", "scale", "reason"),
    [
        ("6", "5", "The rating is outside its scale, 0 to 5."),
        ("-1", "", "A rating cannot be below 0."),
        ("-1", "10", "outside its scale, 0 to 10"),
    ],
)
def test_a_rating_outside_its_scale_is_refused(imported, rating, scale, reason):
    result = imported(
        HEADER + f"1,2024-01-01,,,x,{rating},{scale}\n2,2024-01-01,,,x,10,10\n3,2024-01-01,,,x,0,5\n", "feedback"
    )
    assert result.column("feedback_id") == ["2", "3"]
    assert reason in result.reasons[0]
    assert result.refused[["line_no", "column", "value"]].values.tolist() == [[2, "rating", rating]]


def test_a_scale_given_for_all_is_checked(imported):
    content = "created_at,rating\n2024-01-01,5\n2024-01-01,7\n2024-01-02,-\n"
    result = imported(content, "feedback", constants={"rating_scale": "5"})
    assert result.column("rating") == [5.0]
    assert result.column("rating_scale") == [5.0]
    assert len(result.refused) == 2


def test_a_text_of_more_than_100000_characters_is_refused(imported):
    content = HEADER + f"1,2024-01-01,,,{'é' * 100_001},5,5\n2,2024-01-01,,,{'é' * 100_000},5,5\n"
    result = imported(content, "feedback")
    assert result.column("feedback_id") == ["2"]
    assert result.reasons == ["This is longer than 100,000 characters. Shorten it."]
    assert result.refused["value"].str.len().tolist() == [500]


def test_pieces_without_an_id_get_the_same_one_each_time_and_each_its_own(imported):
    content = "created_at,text\n2024-01-01,good\n2024-01-01,good\n2024-01-01,bad\n"
    first, again = imported(content, "feedback"), imported(content, "feedback", chunk_rows=1)
    ids = first.column("feedback_id")
    assert ids == again.column("feedback_id")
    assert ids[1] == f"{ids[0]}#2"
    assert "#" not in ids[0] + ids[2]
    assert "There is no feedback id" in first.survey.notes[0]


def test_a_made_id_does_not_depend_on_the_brand_given(imported):
    content = "created_at,text\n2024-01-01,good\n"
    ids = [imported(content, "feedback", constants={"brand": brand}).column("feedback_id") for brand in ("A", "B")]
    assert ids[0] == ids[1]


def test_a_piece_whose_id_is_empty_gets_one_beside_those_that_have_theirs(imported):
    result = imported(HEADER + "7,2024-01-01,,,a,,\n,2024-01-01,,,b,,\n", "feedback")
    ids = result.column("feedback_id")
    assert ids[0] == "7"
    assert len(ids[1]) == 16


def test_a_review_exported_twice_is_one_and_a_changed_one_is_refused(imported):
    row = "1,2024-01-01,Ann,,good,5,5\n"
    result = imported(HEADER + row + row + row.replace("good", "bad"), "feedback")
    assert result.column("text") == ["good"]
    assert result.duplicates == 1
    assert result.refused["line_no"].tolist() == [4]
