"""SurveyMonkey's two rows of header: questions, and below them what each column of a question holds."""

RESPONDENTS = (
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,"
    "How likely is it that you would recommend us?,Overall how satisfied are you?,Which of these do you use?,,"
    "Do you have any other comments?\n"
    ",,,,,,,,,Response,Response,App,Shop,Open-Ended Response\n"
    "1180,77,03/01/2024 09:58:00 AM,03/01/2024 10:00:00 AM,192.0.2.1,ada@example.com,,,,10,Very satisfied,App,,"
    "Lovely shop\n"
    "1181,77,03/02/2024 09:58:00 PM,03/02/2024 10:00:00 PM,192.0.2.2,,,,C-7,Not at all likely - 0,"
    "Somewhat dissatisfied,,Shop,\n"
)


def test_two_rows_of_header_and_answers_in_words(imported):
    result = imported(RESPONDENTS, None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "surveymonkey", ())
    assert result.survey.rows == 4
    assert result.column("feedback_id") == [
        f"surveymonkey-{name}" for name in ("1180", "1180-csat", "1181", "1181-csat")
    ]
    assert result.column("rating") == [10, 5, 0, 2]
    assert result.column("rating_scale") == [10, 5, 10, 5]
    assert result.column("text") == ["Lovely shop", None, None, None]
    assert result.column("created_at") == ["2024-03-01 10:00:00"] * 2 + ["2024-03-02 22:00:00"] * 2
    assert result.column("customer_id") == ["ada@example.com"] * 2 + ["C-7"] * 2
    assert result.refused.empty
