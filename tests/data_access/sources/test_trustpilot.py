"""Trustpilot's layouts: what a business exports of itself, and what is read off the public pages."""

import json

BUSINESS = (
    "Review Id,Review Created (UTC),Review Consumer User Id,Review Title,Review Content,Review Stars,"
    "Source Of Review,Review Language,Company Reply Date (UTC),Review Username,Review User Email,Reference Id\n"
    '64aa01,2024-03-01 23:30:10,u1,Quick,"Arrived a day early,\nand well packed.",5,Automatic invitation,en,,'
    "Ada B.,Ada@Example.com,A-1\n"
    "64aa02,2024-03-02 08:00:00,u2,Never again,,1,Organic,en,2024-03-02 09:00:00,Bo,,\n"
)
PAGES = "id,filtered,pending,text,rating,title,likes,experienced,published,source\n"
ROW = "{id},False,False,{text},4,Fine,0,2024-02-01T00:00:00.000Z,2024-02-05T10:00:00.000Z,{url}\n"


def test_a_business_export_is_recognised_and_its_times_are_in_utc(imported):
    result = imported(BUSINESS, None, timezone="Europe/Berlin")
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "trustpilot", ())
    assert result.column("feedback_id") == ["64aa01", "64aa02"]
    assert result.column("created_at") == ["2024-03-01 23:30:10", "2024-03-02 08:00:00"]
    assert result.column("created_on") == ["2024-03-02", "2024-03-02"]
    assert result.column("text") == ["Arrived a day early,\nand well packed.", None]
    assert result.column("rating") == [5, 1]
    assert set(result.column("rating_scale")) == {5} and set(result.column("rating_lowest")) == {1}
    assert set(result.column("rating_type")) == {"stars"}
    assert set(result.column("source")) == {"Trustpilot"}
    assert result.column("channel") == ["Automatic invitation", "Organic"]
    assert result.column("author") == ["Ada B.", "Bo"]
    # The export of some accounts tells when the business replied, and not what.
    assert result.column("replied_at") == [None, "2024-03-02 09:00:00"] and "reply" not in result.rows


def test_what_the_business_replied_is_read_where_the_file_has_it(given_file, imported):
    told = BUSINESS.replace("Company Reply Date (UTC)", "Company Reply Date (UTC),Company Reply")
    told = told.replace(",en,,", ",en,,,").replace("09:00:00,", "09:00:00,We are sorry.,")
    result = imported(told, None)
    assert result.column("reply") == [None, "We are sorry."]
    # A file without these columns is silent about replies.
    silent = imported(BUSINESS.replace("Company Reply Date (UTC)", "Locale"), None)
    assert not {"reply", "replied_at"} & set(silent.rows)

    review = {"id": "a", "stars": 2, "text": "Late.", "createdAt": "2024-03-01T10:00:00Z",
              "consumer": {"displayName": "Bo"},
              "companyReply": {"text": "We are sorry.", "createdAt": "2024-03-02T09:00:00Z"}}  # fmt: skip
    result = imported([given_file(json.dumps({"reviews": [review, review | {"id": "b", "companyReply": None}]}))], None)
    assert result.survey.preset == "trustpilot_api"
    assert result.column("reply") == ["We are sorry.", None]
    assert result.column("replied_at") == ["2024-03-02 09:00:00", None]


def test_of_the_two_days_on_the_pages_the_one_of_writing_counts(imported):
    url = "https://www.trustpilot.com/review/meadow.example?page=1"
    result = imported(PAGES + ROW.format(id="a", text="Good", url=url), None)
    assert result.survey.preset == "trustpilot_pages"
    assert result.column("created_at") == ["2024-02-05 10:00:00"]
    assert result.column("url") == [url]
    assert result.column("source") == ["Trustpilot"]
