"""Yelp's reviews: the open dataset, and the API's."""

import json


def test_the_open_datasets_lines(given_file, imported):
    lines = [
        {"review_id": f"r{n}", "user_id": "u1", "business_id": "b1", "stars": stars, "useful": 0, "funny": 0, "cool": 0,
         "text": "Good\nnoodles.", "date": "2018-07-07 22:09:11"}
        for n, stars in enumerate((3.0, 5.0))
    ]  # fmt: skip
    content = "".join(json.dumps(line) + "\n" for line in lines)
    result = imported([given_file(content, "yelp_academic_dataset_review.json")], None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "yelp", ())
    assert result.column("feedback_id") == ["r0", "r1"]
    assert (result.column("rating"), result.column("rating_scale")) == ([3, 5], [5, 5])
    assert result.column("text") == ["Good\nnoodles."] * 2
    assert result.column("created_at") == ["2018-07-07 22:09:11"] * 2
    assert "customer_id" not in result.rows


def test_the_apis_reviews(given_file, imported):
    one = {"id": "x1", "rating": 4, "user": {"id": "u", "name": "Ella A."}, "text": "Went back again.",
           "time_created": "2016-08-29 00:41:13", "url": "https://www.yelp.com/biz/meadow?hrid=x1"}  # fmt: skip
    answer = {"reviews": [one], "total": 1, "possible_languages": ["en"]}
    result = imported([given_file(json.dumps(answer), "reviews.json")], None)
    assert result.survey.preset == "yelp_api"
    assert (result.column("author"), result.column("rating")) == (["Ella A."], [4])
