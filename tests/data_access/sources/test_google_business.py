"""Reviews of a Google business profile, as Takeout and readers of maps write them."""

import json


def review(name, **more):
    return {
        "reviewer": {"displayName": "Ada Brown"},
        "starRating": "FOUR",
        "createTime": "2024-01-05T10:00:00.123456Z",
        "updateTime": "2024-01-06T10:00:00Z",
        "name": f"accounts/1/locations/2/reviews/{name}",
        **more,
    }


def test_takeouts_reviews_with_stars_in_words_and_translations(given_file, imported):
    # fmt: off
    reviews = [
        review("a", comment="Great bread.\n\n(Translated by Google)\nTolles Brot."),
        review("b", comment="(Translated by Google) Too dear.\n\n(Original)\nZu teuer.", starRating="TWO",
               reviewReply={"comment": "Schade!\n\n(Translated by Google)\nPity!",
                            "updateTime": "2024-01-07T10:00:00.5Z"}),
        review("c", starRating="FIVE"),
    ]
    # fmt: on
    result = imported([given_file(json.dumps({"reviews": reviews}), "reviews.json")], None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "google_business", ())
    assert result.column("feedback_id") == ["a", "b", "c"]
    assert result.column("text") == ["Great bread.", "Zu teuer.", None]
    assert result.column("rating") == [4, 2, 5]
    assert result.column("rating_scale") == [5, 5, 5]
    assert result.column("created_on") == ["2024-01-05"] * 3
    assert result.column("author") == ["Ada Brown"] * 3
    assert result.column("reply") == [None, "Schade!", None]
    assert [at and at[:19] for at in result.column("replied_at")] == [None, "2024-01-07 10:00:00", None]


def test_a_table_of_several_places_reviews_has_the_place_for_a_brand(imported):
    result = imported(
        "name,place_id,author_title,review_id,review_text,review_rating,review_datetime_utc,review_link,owner_answer,"
        "owner_answer_timestamp,owner_answer_timestamp_datetime_utc\n"
        "Meadow Bakery,p1,Ada,r1,Good bread,5,01/05/2024 10:20:30,https://www.google.com/maps/reviews/r1,,,\n"
        "Hill Bakery,p2,Bo,r2,Stale,2,01/06/2024 10:20:30,https://www.google.com/maps/reviews/r2,We are sorry.,"
        "1704625200,01/07/2024 11:00:00\n",
        None,
        timezone="Europe/Berlin",
    )
    assert result.column("reply") == [None, "We are sorry."]
    assert result.column("replied_at") == [None, "2024-01-07 11:00:00"]
    assert result.survey.preset == "google_maps"
    assert result.column("brand") == ["Meadow Bakery", "Hill Bakery"]
    assert result.column("created_on") == ["2024-01-05", "2024-01-06"]
    assert result.column("source") == ["Google"] * 2
