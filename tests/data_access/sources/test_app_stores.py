"""Reviews of apps as the stores' consoles write them."""

import json

import pytest

PLAY = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,"
    "Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,"
    "Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,"
    "Developer Reply Text,Review Link\n"
    "com.example.meadow,12,1.2,de,pixel,2024-05-01T10:00:00Z,1714557600000,2024-05-01T10:00:00Z,1714557600000,"
    '4,,"Schön, aber langsam",,,,https://play.google.com/console/app/user-feedback/review-details?reviewId=gp%3Aa1\n'
    "com.example.meadow,12,1.2,en,pixel,2024-05-02T10:00:00Z,1714644000000,2024-05-02T10:00:00Z,1714644000000,"
    "2,,,2024-05-03T08:00:00Z,1714723200000,Please tell us more.,\n"
)


def test_google_plays_monthly_file_in_utf_16_with_ratings_without_words(given_file, imported):
    path = given_file("\ufeff" + PLAY, "reviews_com.example.meadow_202405.csv", "utf-16-le")
    result = imported([path], None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "google_play", ())
    ids = result.column("feedback_id")
    assert ids[0] == "gp%3Aa1" and len(ids[1]) == 16
    assert result.column("created_at") == ["2024-05-01 10:00:00", "2024-05-02 10:00:00"]
    assert result.column("text") == ["Schön, aber langsam", None]
    assert result.column("rating") == [4, 2]
    assert result.column("source") == ["Google Play"] * 2
    assert result.column("product") == ["com.example.meadow"] * 2
    assert result.column("reply") == [None, "Please tell us more."]
    assert result.column("replied_at") == [None, "2024-05-03 08:00:00"]


def test_app_store_connects_answer(given_file, imported):
    about = {"rating": 3, "title": "Okay", "body": "Crashes at times.", "reviewerNickname": "bee",
             "createdDate": "2024-06-01T08:00:00-07:00", "territory": "USA"}  # fmt: skip
    answer = {"data": [{"type": "customerReviews", "id": "00000001-a", "attributes": about}], "links": {"self": "x"}}
    result = imported([given_file(json.dumps(answer), "reviews.json")], None)
    assert result.survey.preset == "app_store_connect"
    assert result.column("created_at") == ["2024-06-01 15:00:00"]
    assert (result.column("rating"), result.column("rating_scale")) == ([3], [5])
    assert (result.column("author"), result.column("country")) == (["bee"], ["USA"])
    assert result.column("source") == ["App Store"]


def test_a_table_of_app_store_reviews(imported):
    result = imported(
        ",date,review,rating,isEdited,userName,title\n0,2024-06-01 08:00:00,Lovely,5,False,bee,Buy it\n", None
    )
    assert result.survey.preset == "app_store"
    assert (result.column("title"), result.column("text"), result.column("author")) == (["Buy it"], ["Lovely"], ["bee"])
    assert not {"reply", "replied_at"} & set(result.rows)


@pytest.mark.parametrize(
    ("kept", "reply"),
    [
        ("{'id': 7, 'body': \"It's back,\\nsorry.\", 'modified': '2024-06-03T08:00:00Z'}", "It's back,\nsorry."),
        ("{'id': 7, 'body': 'It\\'s \"back\"', 'modified': '2024-06-03T08:00:00Z'}", "It's \"back\""),
        ('{"id": 7, "body": "Back: \'body\'", "modified": "2024-06-03T08:00:00Z"}', "Back: 'body'"),
        ("{'body': 'never ends", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_developers_answer_is_read_out_of_the_cell_that_holds_it(imported, kept, reply):
    cell = kept.replace('"', '""')
    result = imported(
        f'date,review,rating,isEdited,userName,title,developerResponse\n2024-06-01,Gone,1,False,bee,Oh,"{cell}"\n', None
    )
    assert result.survey.preset == "app_store" and "developerResponse" not in result.survey.unused_columns
    assert result.column("reply") == [reply]
    assert result.column("replied_at") == [reply and "2024-06-03 08:00:00"]
