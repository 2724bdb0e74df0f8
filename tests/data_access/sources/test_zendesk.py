"""Zendesk tickets: good and bad are a rating of one, and what is written beside it is a piece of its own."""

import json

TICKETS = (
    "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,"
    "Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Satisfaction Score\n"
    "1,101,Ada Brown,9001,,ada@example.com,example.com,Ada,Kim,Support,Parcel is late,late,Closed,,Mail,Incident,"
    '2024-03-01 10:15,2024-03-02 10:15,"Good, I\'m satisfied"\n'
    "1,102,Bo,9002,C-7,bo@example.com,example.com,Bo,Kim,Support,Wrong size,,Open,,Web Widget,,"
    "2024-03-02 11:00,2024-03-02 12:00,Offered\n"
    "1,103,Cy,9003,,,,Cy,Kim,Returns,Refund?,,Closed,,Mail,,2024-03-03 11:00,2024-03-03 12:00,Bad\n"
)


def test_tickets_as_csv(imported):
    result = imported(TICKETS, None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "zendesk", ())
    assert result.column("feedback_id") == ["zendesk-101", "zendesk-102", "zendesk-103"]
    assert result.column("title") == ["Parcel is late", "Wrong size", "Refund?"]
    assert result.column("rating") == [1, None, 0]
    assert result.column("rating_scale") == [1, None, 1]
    assert result.column("rating_lowest") == [0, None, 0]
    assert result.column("rating_type") == ["csat", None, "csat"]
    assert result.column("customer_id") == ["ada@example.com", "C-7", "9003"]
    assert result.column("kind") == ["ticket"] * 3
    assert result.column("channel") == ["Mail", "Web Widget", "Mail"]


def test_tickets_as_json_lines_with_a_comment_beside_the_score(given_file, imported):
    def ticket(number, score):
        return {
            "id": number, "url": f"https://shop.example.com/api/v2/tickets/{number}.json", "subject": "Late parcel",
            "raw_subject": "Late parcel", "description": "Where is my parcel?", "status": "closed", "priority": None,
            "created_at": "2024-03-01T10:15:00Z", "updated_at": "2024-03-02T10:15:00Z", "requester_id": 9001,
            "via": {"channel": "email", "source": {"rel": None}}, "tags": ["late", "parcel"],
            "satisfaction_rating": score,
        }  # fmt: skip

    scored = {"score": "bad", "comment": "Took a week."}
    content = "\n".join(json.dumps(each) for each in (ticket(1, scored), ticket(2, {"score": "unoffered"})))
    result = imported([given_file(content, "tickets.json")], None)
    assert (result.survey.preset, result.survey.questions) == ("zendesk_json", ())
    assert result.column("feedback_id") == ["zendesk-1", "zendesk-1-csat", "zendesk-2"]
    assert result.column("title") == ["Late parcel", None, "Late parcel"]
    assert result.column("text") == ["Where is my parcel?", "Took a week.", "Where is my parcel?"]
    assert result.column("rating") == [None, 0, None]
    assert result.column("kind") == ["ticket", "survey", "ticket"]
    assert result.column("customer_id") == ["9001"] * 3
