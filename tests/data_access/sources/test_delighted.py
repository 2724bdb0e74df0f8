"""Delighted's answers: the kind of survey gives the scale."""

import json

import pytest

HEADER = "Response ID,Name,Email,Score,Comment,Permalink,Survey Type,Created At\n"
ROW = "{id},Ada,ada@example.com,{score},{comment},https://app.delighted.com/r/{id},{kind},2024-03-01 10:00:00 UTC\n"


def test_each_kind_of_survey_has_its_scale(imported):
    kinds = [("nps", 9), ("csat", 4), ("ces", 7), ("ces5", 5), ("csat3", 3), ("stars_five", 2), ("thumbs", 1)]
    rows = [ROW.format(id=f"r{n}", score=score, comment="", kind=kind) for n, (kind, score) in enumerate(kinds)]
    result = imported(HEADER + "".join(rows), None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "delighted", ())
    assert result.column("rating_type") == ["nps", "csat", "ces", "ces", "csat", "stars", "csat"]
    assert result.column("rating_lowest") == [0, 1, 1, 1, 1, 1, 0]
    assert result.column("rating_scale") == [10, 5, 7, 5, 3, 5, 1]
    assert result.column("rating") == [score for _, score in kinds]
    assert set(result.column("customer_id")) == {"ada@example.com"}
    assert result.column("feedback_id")[0] == "delighted-r0"


@pytest.mark.parametrize(("name", "kind"), [("shop-csat-2024.csv", "csat"), ("responses.csv", "nps")])
def test_where_no_column_tells_the_survey_the_files_name_does(given_file, imported, name, kind):
    content = (
        "Name,Email,Score,Comment,Permalink,Created At\nA,a@example.com,5,Good,https://d.example/r/x1,2024-01-01\n"
    )
    result = imported([given_file(content, name)], None)
    assert result.column("rating_type") == [kind]
    assert result.column("feedback_id") == ["delighted-x1"]


def test_the_apis_answers(given_file, imported):
    one = {"id": "210", "person": "10", "survey_type": "nps", "score": 0, "comment": None, "created_at": 1713418460,
           "permalink": "https://app.delighted.com/r/abc", "updated_at": None, "tags": [], "notes": [],
           "person_properties": {"customer_id": "C-7"}}  # fmt: skip
    result = imported([given_file(json.dumps([one, one | {"id": "211", "score": 8}]), "answers.json")], None)
    assert result.survey.preset == "delighted"
    assert (result.column("rating"), result.column("created_on")) == ([0, 8], ["2024-04-18"] * 2)
    assert result.column("customer_id") == ["C-7", "C-7"]
