"""The posts of an X archive, today's and older ones; reposts are another's words."""

import json


def post(number, text):
    return {
        "tweet": {
            "id_str": number, "id": number, "full_text": text, "created_at": "Wed Oct 10 20:19:24 +0000 2018",
            "lang": "en", "favorite_count": "3", "entities": {"hashtags": [], "user_mentions": []},
        }
    }  # fmt: skip


def test_the_posts_of_todays_archive(given_file, imported):
    posts = [post("1050118621198921728", "Meadow &amp; Co were quick"), post("2", "RT @hill: we are quicker")]
    content = f"window.YTD.tweets.part0 = {json.dumps(posts, indent=2)}"
    result = imported([given_file(content, "tweets.js")], None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "x_archive", ())
    assert result.column("feedback_id") == ["1050118621198921728"]
    assert result.column("text") == ["Meadow & Co were quick"]
    assert result.column("created_at") == ["2018-10-10 20:19:24"]
    assert result.column("url") == ["https://x.com/i/web/status/1050118621198921728"]
    assert (result.column("source"), result.column("kind")) == (["X"], ["post"])
    assert result.reasons == ["This repeats another's post (RT), so it is nobody's own words here."]


def test_the_table_of_older_archives(imported):
    result = imported(
        '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text","retweeted_status_id",'
        '"retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"\n'
        '"11","","","2013-01-01 12:00:00 +0000","<a href=""https://example.com"">web</a>","Hello","","","",""\n',
        None,
    )
    assert (result.survey.preset, result.column("source")) == ("x_archive_csv", ["X"])
    assert result.column("created_at") == ["2013-01-01 12:00:00"]
