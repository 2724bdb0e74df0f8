"""Events: typed in, imported, each once, and gone again with the import that alone brought them."""

import json
from datetime import date

import openpyxl
import pytest

from data_access import coverage, database, event_files, events, fetch, ingest, sources
from data_access.__main__ import main
from data_access.events import event
from data_access.sources import SourceError
from tests.conftest import only_duckdb

LAUNCH = event(date(2026, 3, 3), "  New   shop ", "Opened in Leeds.")
STRIKE = event(date(2026, 4, 1), "Strike")


def told():
    return [(one.on.isoformat(), one.title, one.description) for one in events.known()]


def a_file(folder, text, name="events.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def typed_in(*added):
    assert events.edit([(None, one) for one in added]) == ()


def test_typed_in_changed_and_removed(db):
    typed_in(STRIKE, LAUNCH)
    assert told() == [("2026-03-03", "New shop", "Opened in Leeds."), ("2026-04-01", "Strike", "")]
    drawn = fetch.rows(coverage.happenings())
    assert list(drawn["title"]) == ["New shop", "Strike"]
    state = database.current_version()
    moved = event(date(2026, 3, 4), "New shop", "Opened in York.")
    assert events.edit([(LAUNCH, moved), (STRIKE, None)]) == ()
    assert told() == [("2026-03-04", "New shop", "Opened in York.")]
    assert database.current_version() != state
    assert events.edit([(moved, None)]) == ()
    assert told() == []


def test_two_who_edit_at_once_lose_nothing_and_are_told_what_could_not_be_saved(db):
    """Both began with the same table; the one saved before the other."""
    sale, talk, fair = (event(date(2026, 5, day), title) for day, title in ((1, "Sale"), (2, "Talk"), (3, "Fair")))
    typed_in(LAUNCH, STRIKE, sale, talk)
    longer = event(STRIKE.on, STRIKE.title, "Two days")
    assert events.edit([(LAUNCH, None), (STRIKE, longer), (sale, None), (talk, talk), (None, fair)]) == ()
    late = event(fair.on, fair.title, "Another hall")
    said = events.edit(
        [
            (LAUNCH, event(LAUNCH.on, "Newer shop")),  # removed meanwhile
            (STRIKE, None),  # changed meanwhile
            (sale, None),  # removed by both
            (talk, event(talk.on, "Talks")),
            (None, late),  # typed in by both, with other words
            (None, event(date(2026, 6, 1), "Flood")),
        ]
    )
    assert told() == [
        ("2026-04-01", "Strike", "Two days"),
        ("2026-05-02", "Talks", ""),
        ("2026-05-03", "Fair", ""),
        ("2026-06-01", "Flood", ""),
    ]
    removed, changed, twice = said
    assert removed.startswith("Somebody else removed or renamed “New shop” on 2026-03-03 meanwhile: “Newer shop”")
    assert changed.startswith("Somebody else changed “Strike” on 2026-04-01 meanwhile: it was not removed")
    assert "“Fair” on 2026-05-03 is known already" in twice


@pytest.mark.parametrize(
    "on, title, description, said",
    [
        (None, "Strike", "", "needs a date"),
        (date(2026, 1, 1), " ", "", "needs a title"),
        (date(1066, 1, 1), "Battle", "", "1066"),
        (date(2026, 1, 1), "x" * 81, "", "80 are the most"),
    ],
)
def test_what_is_no_event_is_refused_in_a_sentence(on, title, description, said):
    with pytest.raises(ValueError, match=said):
        event(on, title, description)


def test_one_day_and_title_stands_once(db):
    with pytest.raises(ValueError, match="stands twice"):
        typed_in(LAUNCH, event(LAUNCH.on, LAUNCH.title, "Again"))
    assert told() == []


def test_file_is_imported_each_event_once_and_its_bad_rows_are_listed(db, tmp_path):
    typed_in(STRIKE)
    path = a_file(
        tmp_path,
        "Date,Title,Description\n2026-03-03,New shop,Opened in Leeds.\n2026-04-01,Strike,Two days\n"
        "2026-03-03,New shop,Again\nnever,Flood,\n2026-05-01,,What was it?\n",
    )
    read = event_files.read([path])
    report = event_files.write(read)
    assert (report.rows_read, report.rows_new, report.rows_unchanged, report.rows_refused) == (5, 1, 2, 2)
    assert [(row.line_no, row.column) for row in report.refused.itertuples()] == [(5, "Date"), (6, "Title")]
    kept = fetch.rows(coverage.refused(report.import_run_id))
    assert sorted(kept["line_no"]) == [5, 6]
    assert [title for _, title, _ in told()] == ["New shop", "Strike"]
    # Again brings nothing, and taken back takes only what nobody else says.
    again = event_files.write(event_files.read([path]))
    assert (again.rows_new, again.rows_unchanged) == (0, 3)
    ingest.take_back(report.import_run_id)
    assert [title for _, title, _ in told()] == ["New shop", "Strike"]
    ingest.take_back(again.import_run_id)
    assert told() == [("2026-04-01", "Strike", "")]


@only_duckdb
def test_workbooks_and_json_are_read_alike_and_a_dry_run_keeps_nothing(db, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["When", "What", "Details"])
    book.active.append([date(2026, 3, 3), "New shop", "Opened in Leeds."])
    book.save(tmp_path / "events.xlsx")
    said = [{"happened_on": "2026-03-03", "event": "New shop", "notes": "Opened in Leeds."}]
    (tmp_path / "events.json").write_text(json.dumps(said), encoding="utf-8")
    for name in ("events.xlsx", "events.json"):
        read = event_files.read([tmp_path / name])
        assert read.events == (LAUNCH,)
        assert event_files.write(read, dry_run=True).rows_new == 1
    assert told() == []


def test_days_and_months_that_cannot_be_told_apart_are_asked_for(tmp_path):
    path = a_file(tmp_path, "date,title\n03/04/2026,Strike\n05/04/2026,End of the strike\n")
    open_ = event_files.read([path])
    assert "day or the month first" in open_.question and open_.choices == ("day_first", "month_first")
    with pytest.raises(ValueError, match="day or the month"):
        event_files.write(open_)
    assert [one.on.month for one in event_files.read([path], dates="day_first").events] == [4, 4]
    assert [one.on.month for one in event_files.read([path], dates="month_first").events] == [3, 5]


@pytest.mark.parametrize(
    ("text", "are_events"),
    [
        ("Date,Title\n2026-03-03,New shop\n", True),
        ("when;event;details;owner\n3 Mar 2026;New shop;In Leeds.;Kim\n", True),
        ("Title,Notes,Start,End\nNew shop,In Leeds.,03/04/2026,05/04/2026\n", True),
        ("date,title,rating\n2026-03-03,Never again,1\n", False),
        ("date,title,text\n2026-03-03,Never again,It came late.\n", False),
        ("date,title,customer_id\n2026-03-03,Mug,C1\n", False),
        ("date,title,total\n2026-03-03,Mug,5\n", False),
        ("date,title,opinion\n2026-03-03,Oh,It came late and nobody told me where the parcel was!\n", False),
        ("date,title,headline\n2026-03-03,Oh,No\n", False),
        ("date,subject\n2026-03-03,Where is it?\n", False),
        ("date,title\nsoon,New shop\n", False),
        ("date,title\n", False),
        ("order_id,date,amount\n1,2026-03-03,5\n", False),
    ],
)
def test_what_is_plainly_a_list_of_events_is_told_from_orders_and_feedback(tmp_path, text, are_events):
    (origin,) = sources.origins([a_file(tmp_path, text)])
    columns = tuple(text.splitlines()[0].split(";" if ";" in text else ","))
    assert event_files.are_plainly_events(origin, columns) is are_events


@pytest.mark.parametrize("text, said", [("id,amount\n1,5\n", "none called title"), ("", "empty")])
def test_file_without_date_or_title_says_so(tmp_path, text, said):
    with pytest.raises(SourceError, match=said):
        event_files.read([a_file(tmp_path, text)])


@only_duckdb
def test_command_line_imports_events(db, tmp_path, capsys):
    path = a_file(tmp_path, "date,title\n3 Mar 2026,New shop\n")
    assert main(["import", "events", str(path)]) == 0
    assert "1 rows read: 1 new" in capsys.readouterr().out
    assert [title for _, title, _ in told()] == ["New shop"]
    assert main(["import", "events", str(a_file(tmp_path, "date,title\n03/04/2026,Strike\n"))]) == 1
    assert "--dates day-first" in capsys.readouterr().err
