"""Google Forms responses: no ids, moments with their zone, questions for columns."""

RESPONSES = (
    "Timestamp,How likely are you to recommend us to a friend?,How satisfied are you with us? [Price],"
    "What could we do better?,Email Address\n"
    "2024/03/01 10:00:00 AM GMT+1,9,5,Open on Sundays,ada@example.com\n"
    "2024/03/02 1:30:00 PM GMT+1,3,,,bo@example.com\n"
)


def test_responses_without_ids_get_the_same_ones_each_time(imported):
    result = imported(RESPONSES, None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "google_forms", ())
    assert result.column("created_at") == ["2024-03-01 09:00:00"] * 2 + ["2024-03-02 12:30:00"]
    assert result.column("rating") == [9, 5, 3]
    assert result.column("rating_scale") == [10, 5, 10]
    assert result.column("text") == ["Open on Sundays", None, None]
    assert result.column("customer_id") == ["ada@example.com"] * 2 + ["bo@example.com"]
    assert len(set(result.column("feedback_id"))) == 3
    assert imported(RESPONSES, None).column("feedback_id") == result.column("feedback_id")
