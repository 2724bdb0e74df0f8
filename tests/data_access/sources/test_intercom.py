"""Intercom conversations: ratings of five with remarks, the zone in the header, and colleagues who are no customers."""

import json

REPORT = (
    "Conversation ID,Conversation started at (America/New_York),Updated at (America/New_York),Channel,"
    "Conversation rating,Conversation rating remark,User name,User email\n"
    "2001,2024-01-31 20:30:00,2024-01-31 21:00:00,Messenger,5,Great help,Ada,ada@example.com\n"
    "2002,2024-02-01 09:00:00,2024-02-01 10:00:00,Email,2,,Bo,bo@example.com\n"
)
MESSAGES = (
    "message_id,message_body,message_type,message_created_at,message_author_type,message_author_id,"
    "message_author_user_id,message_author_name,message_author_email,conversation_tags,conversation_id\n"
    "m1,Where is it?,conversation_message,2024-01-01 10:00:00,user,1,C-7,Ada,,parcel,2001\n"
    "m2,On its way,comment,2024-01-01 10:05:00,admin,2,,Kim,kim@shop.example.com,,2001\n"
    "m3,We close at six,comment,2024-01-01 10:06:00,bot,3,,Bot,,,2001\n"
)


def test_a_reports_ratings_at_the_clock_of_its_header(imported):
    result = imported(REPORT, None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "intercom", ())
    assert result.column("created_at") == ["2024-02-01 01:30:00", "2024-02-01 14:00:00"]
    assert result.column("rating") == [5, 2]
    assert set(result.column("rating_scale")) == {5} and set(result.column("rating_type")) == {"csat"}
    assert result.column("text") == ["Great help", None]
    assert result.column("customer_id") == ["ada@example.com", "bo@example.com"]


def test_the_apis_conversations_without_tags_and_without_what_colleagues_wrote(given_file, imported):
    def conversation(number, author, body, rating=None):
        by = {"type": author, "id": "u1", "name": "Ada", "email": "ada@example.com"}
        return {
            "type": "conversation", "id": number, "created_at": 1706745600, "updated_at": 1706749200,
            "source": {"type": "conversation", "subject": "<p>Parcel</p>", "body": body, "author": by, "url": None},
            "conversation_rating": rating,
        }  # fmt: skip

    rating = {"rating": 1, "remark": "Too slow", "created_at": 1706832000}
    answer = {
        "type": "conversation.list",
        "conversations": [
            conversation("1", "user", "<p>Where is <b>it</b>?</p><p>Rock &amp; roll</p>", rating),
            conversation("2", "admin", "<p>Hello from us</p>"),
            conversation("3", "admin", "<p>Hello again</p>", {"rating": 5, "remark": "Kind", "created_at": 1706832000}),
        ],
    }
    result = imported([given_file(json.dumps(answer), "conversations.json")], None)
    assert result.survey.preset == "intercom_api"
    assert result.column("feedback_id") == ["intercom-1", "intercom-1-csat", "intercom-3-csat"]
    assert result.column("title") == ["Parcel", None, None]
    assert result.column("text") == ["Where is it?\nRock & roll", "Too slow", "Kind"]
    assert result.column("rating") == [None, 1, 5]
    assert result.column("created_on") == ["2024-02-01", "2024-02-02", "2024-02-02"]
    assert result.column("customer_id") == ["ada@example.com", "ada@example.com", None]
    assert result.column("author") == ["Ada", "Ada", None]
    assert result.reasons == ["Written by a colleague or a machine, so it is no customer's words."]


def test_of_the_messages_those_of_customers_count_even_where_they_are_few(imported):
    result = imported(MESSAGES, None, timezone="Asia/Tokyo")
    assert result.column("created_at") == ["2024-01-01 10:00:00"]
    assert result.survey.preset == "intercom_messages"
    assert result.column("feedback_id") == ["intercom-message-m1"]
    assert (result.column("text"), result.column("customer_id")) == (["Where is it?"], ["C-7"])
    assert result.refused["line_no"].tolist() == [3, 4]
