"""Typeform responses: the questions' wording tells scores from words, and each score is a piece."""

RESPONSES = (
    "#,How likely are you to recommend us to a friend or colleague?,What is the main reason for your score?,"
    "How satisfied are you with the delivery?,How easy was it to order? (1-7),Which country do you live in?,"
    "Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags\n"
    "abc1,9,Always on time,4,7,Germany,completed,2024-03-01 23:00:00,,2024-03-01 23:59:00,f00d,\n"
    "abc2,,Too dear,,,France,completed,2024-03-02 10:00:00,,2024-03-02 10:01:00,f00d,\n"
)


def test_a_response_with_three_scores_is_three_pieces_each_on_its_scale(imported):
    result = imported(RESPONSES, None, timezone="Europe/Berlin")
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "typeform", ())
    assert result.column("feedback_id") == ["abc1", "abc1-csat", "abc1-ces", "abc2"]
    assert result.column("rating") == [9, 4, 7, None]
    assert result.column("rating_type") == ["nps", "csat", "ces", None]
    assert result.column("rating_lowest") == [0, 1, 1, None]
    assert result.column("rating_scale") == [10, 5, 7, None]
    assert result.column("text") == ["Always on time", None, None, "Too dear"]
    assert result.column("created_on") == ["2024-03-02"] * 4
    assert result.refused.empty


def test_a_scale_that_no_question_tells_is_as_wide_as_the_answers(imported):
    result = imported(
        "#,How satisfied are you?,Rate our shop,How easy was it (1-10)?,Start Date (UTC),Submit Date (UTC),Network ID\n"
        "a,9,4,5,2024-03-01 10:00:00,2024-03-01 10:01:00,f\n"
        "b,3,,2,2024-03-01 10:00:00,2024-03-01 10:01:00,f\n",
        None,
    )
    assert result.column("feedback_id") == ["a", "a-stars", "a-ces", "b", "b-ces"]
    assert result.column("rating_scale") == [10, 5, 10, 10, 10]
    assert result.column("rating_lowest") == [0, 1, 1, 0, 1]
