"""JSON in its usual shapes is a table with dotted columns, and is read with one object in memory at a time."""

import json

import pytest

from data_access import sources
from data_access.sources import encoding, json_walk

ONE = {
    "id": 7,
    "customer": {"email": "ada@example.com", "age": None},
    "tags": ["new", "uk"],
    "total": 12.5,
    "paid": True,
}
TWO = {"id": 12345678901234567890123, "lines": [{"sku": "A", "n": 1}, {"sku": "B", "n": 2}], "empty": []}
COLUMNS = ("id", "customer.email", "customer.age", "tags", "total", "paid", "lines.sku", "lines.n", "empty")
ROWS = [
    ["7", "ada@example.com", "", "new; uk", "12.5", "true", "", "", ""],
    ["12345678901234567890123", "", "", "", "", "", "A; B", "1; 2", ""],
]


def table(path) -> tuple[tuple[str, ...], list[list[str]]]:
    (origin,) = sources.origins([path])
    with origin.open() as opened:
        return opened.columns, [row for batch in opened.batches(1) for row in batch.rows]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ONE, TWO]),
        json.dumps([ONE, TWO], indent=2),
        json.dumps({"count": 2, "page": {"next": None}, "orders": [ONE, TWO]}),
        json.dumps({"data": {"result": {"orders": [ONE, TWO]}}, "ok": True}),
        f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",
        f"{json.dumps(ONE, indent=1)}\r\n{json.dumps(TWO, indent=1)}",
        "\ufeff" + json.dumps([ONE, TWO]),
        f"window.YTD.tweets.part0 = {json.dumps([ONE, TWO], indent=2)};\n",
    ],
)
def test_every_usual_shape_gives_the_same_table(given_file, content):
    assert table(given_file(content, "orders.json")) == (COLUMNS, ROWS)
    assert table(given_file(content, "orders", "utf-16-le" if content[0] == "\ufeff" else "utf-8")) == (COLUMNS, ROWS)


def test_values_cut_by_the_ends_of_blocks_come_out_whole(given_file, monkeypatch):
    monkeypatch.setattr(encoding, "BLOCK", 97)
    content = json.dumps({"a": {"b": "€" * 60}, "orders": [ONE, TWO] * 5})
    assert table(given_file(content, "x.json")) == (COLUMNS, ROWS * 5)


def test_an_object_too_large_for_the_memory_is_walked_through(given_file, monkeypatch):
    monkeypatch.setattr(encoding, "BLOCK", 97)
    monkeypatch.setattr(json_walk, "MAX_LINE", 300)
    path = given_file(json.dumps({"page": {"of": [1, 2]}, "result": {"orders": [ONE, TWO] * 5}, "after": 1}), "x.json")
    assert table(path) == (COLUMNS, ROWS * 5)


def test_two_lists_in_one_object_are_two_tables(given_file):
    path = given_file(json.dumps({"users": [{"id": 1}], "tickets": [{"id": 2, "subject": "Late"}]}), "dump.json")
    assert [origin.name for origin in sources.origins([path])] == ["dump.json, users", "dump.json, tickets"]


def test_a_broken_line_of_json_lines_is_refused_alone(imported, given_file):
    line = {"feedback_id": "F1", "created_at": "2024-01-31", "text": "Good"}
    lines = [json.dumps(line), '{"feedback_id": "F2", "text', "[1]", json.dumps(line | {"feedback_id": "F3"})]
    result = imported([given_file("\n".join(lines), "x.jsonl")], "feedback")
    assert result.column("feedback_id") == ["F1", "F3"]
    assert result.refused["line_no"].tolist() == [2, 3]
    assert [reason.split(".")[0] for reason in result.reasons] == [
        "This line is not valid JSON",
        "This is not an object with names and values, so it is no record",
    ]


def test_json_that_is_not_utf_8_is_read(imported, given_file):
    content = json.dumps([{"created_at": "2024-01-31", "text": "René sagt: schön"}], ensure_ascii=False)
    result = imported([given_file(content, "x.json", "windows-1252")], "feedback")
    assert result.column("text") == ["René sagt: schön"]
    assert "x.json is not UTF-8 and is read as Windows-1252." in result.survey.notes


def test_what_no_database_keeps_is_taken_out(given_file):
    assert table(given_file('[{"a":"x\\u0000y","b":"\\ud83d"},{"a":1,"b":2}]', "x.json"))[1][0] == ["xy", "?"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"a":1},{"b":', "is not valid JSON, or ends too early: character 10"),
        ('{"a":1', "is not valid JSON, or ends too early"),
        ("[]", "holds no objects with values"),
        ('{"a":' * 100_000, "holds lists in lists without end"),
        ('[{"a":' * 100_000, "holds lists in lists without end"),
        ('[{"a":"' + "x" * 20_000_000, "has an object of more than 16,777,216 characters"),
        ('[{"a":"' + "x" * 2_000_000 + '"}]', "has a value of more than 1,000,000 characters"),
        ("[" + ",".join(f'{{"{n}":1}}' for n in range(3_000)) + "]", "more than 2,000 different keys"),
    ],
)
def test_json_that_is_no_table_is_refused_in_a_sentence(given_file, refusal, content, said):
    assert said in refusal(given_file(content, "x.json"))


def test_objects_in_objects_without_end_are_refused_one_by_one(imported, given_file):
    deep = '{"feedback_id":"1","created_at":"2024-01-31","text":"x","a":' + '{"a":' * 90 + "1" + "}" * 91
    flat = '{"feedback_id":"2","created_at":"2024-01-31","text":"y"}'
    result = imported([given_file(f"{deep}\n{flat}\n{flat.replace('2', '3', 1)}", "x.json")], "feedback")
    assert result.column("feedback_id") == ["2", "3"]
    assert result.reasons == ["This object holds objects in objects, deeper than a table can show. Leave them out."]
