"""The doctor: what is well, what is wrong, and what to do about it, in sentences and without secrets."""

import re

import pytest
from sqlalchemy import text

from data_access import brands, database, doctor, migrations
from data_access.brands import Brand
from data_access.schema import feedback, import_runs


def wrong() -> str:
    """What is wrong, as one text; every part of it is a sentence, or ends in a command."""
    _, found = doctor.examine()
    for sentence in found:
        assert re.fullmatch(r"[A-Z0-9].*(\.|Run: (python|pip) .*)", sentence)
    return " ".join(found)


def elsewhere(monkeypatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)


def test_a_database_with_data_is_well_and_its_contents_are_counted(db, given_orders, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_orders("customer_id | ordered_at\nC1 | 2025-04-01\n | 2025-04-02")
    given_feedback("created_at | text\n2025-04-01 | Figo is better.")
    well, ill = doctor.examine()
    assert ill == []
    told = " ".join(well)
    assert "DuckDB" in told if db == "duckdb" else "PostgreSQL" in told
    assert "2 orders (2 valid, 1 of them without a customer) by 1 customer, 1 piece of feedback, 1 mention." in told


def test_an_empty_database_is_well_and_the_doctor_says_how_to_fill_it(db):
    well, ill = doctor.examine()
    assert ill == []
    assert "no orders and no feedback yet" in well[-1]


def test_a_database_without_tables_is_told_apart_from_one_that_does_not_answer(monkeypatch, tmp_path):
    elsewhere(monkeypatch, f"duckdb:///{tmp_path / 'new.duckdb'}")
    assert wrong() == "The database has no tables yet. Run: python -m data_access refresh"
    database.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ada:s3cret@127.0.0.1:1/shop",
        "postgresql+psycopg://ada:s3cret@nowhere.invalid/shop",
        "postgres://ada:s3cret@127.0.0.1:1/shop",
    ],
)
def test_a_server_that_does_not_answer_is_said_without_its_address(monkeypatch, url):
    elsewhere(monkeypatch, url)
    assert wrong().startswith("No database answers at the address in DATABASE_URL.")
    assert not re.search("s3cret|ada|127|nowhere", str(doctor.examine()))


def test_an_address_of_no_database_is_said_without_repeating_it(monkeypatch):
    elsewhere(monkeypatch, "mongodb://ada:s3cret@host/shop")
    assert wrong().startswith("DATABASE_URL is not an address this app understands.")
    assert "s3cret" not in str(doctor.examine())


def test_a_file_that_is_no_database_and_a_folder_are_told_so(monkeypatch, tmp_path):
    (tmp_path / "notes.duckdb").write_text("Dear diary, " * 1000)
    elsewhere(monkeypatch, f"duckdb:///{tmp_path / 'notes.duckdb'}")
    assert wrong() == "The file in DATABASE_URL is not a DuckDB database that this version can read."
    elsewhere(monkeypatch, f"duckdb:///{tmp_path}")
    assert wrong().startswith("The DuckDB file in DATABASE_URL cannot be opened.")
    elsewhere(monkeypatch, f"duckdb:///{tmp_path / 'notes.duckdb' / 'deeper.duckdb'}")
    assert wrong().startswith("The folder of the DuckDB file in DATABASE_URL cannot be made")


def test_a_database_the_server_has_not_is_said(db, monkeypatch):
    if db == "postgresql":
        url = database.engine().url.set(database="nowhere")
        elsewhere(monkeypatch, url.render_as_string(hide_password=False))
        assert wrong().startswith("The server has no database of the name in DATABASE_URL.")


def _at_revision(revision: str) -> None:
    with database.connecting() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_tables_of_an_older_version_are_to_be_brought_up_and_of_a_newer_one_need_a_newer_app(db):
    _at_revision("0000")
    assert wrong() == (
        f"The tables are at revision 0000, this version needs {migrations.newest()}. Run: python -m data_access refresh"
    )
    _at_revision("9999")
    assert "newer" in wrong() and "Run:" not in wrong()


def test_packages_of_other_versions_and_missing_ones_are_named(db, monkeypatch, tmp_path):
    pins = tmp_path / "requirements.txt"
    pins.write_text("# why\npandas==0.1  # held back\npsycopg[binary]==0.2\nno-such-package==1.0\n\n-r other.txt\n")
    monkeypatch.setattr(doctor, "_PINS", pins)
    told = wrong()
    assert "tested with 0.1" in told and "psycopg is " in told and "no-such-package is not installed." in told


def test_demo_data_beside_ones_own_is_wrong_since_every_figure_mixes_them(db, given_orders):
    given_orders("customer_id | ordered_at\nC1 | 2025-04-01")
    assert wrong() == ""
    given_orders("customer_id | ordered_at\nC2 | 2025-04-01")
    with database.writing() as connection:
        newest = connection.execute(import_runs.select().order_by(import_runs.c.import_run_id.desc())).first()
        chosen = import_runs.c.import_run_id == newest.import_run_id
        connection.execute(import_runs.update().values(is_demo=True).where(chosen))
    assert wrong().startswith("Demo data stands beside your own")


def test_feedback_while_no_brand_is_ours_leaves_share_of_voice_unknown(db, given_feedback):
    brands.save([Brand("Figo", False)])
    given_feedback("created_at | text\n2025-04-01 | Figo is better.")
    assert "No tracked brand is marked as yours" in wrong()


def test_feedback_that_another_scorer_scored_is_counted(db, given_feedback, given_brands):
    given_brands("Meadow")
    given_feedback("created_at | text\n2025-04-01 | Great.\n2025-04-01 | Bad.")
    with database.writing() as connection:
        connection.execute(feedback.update().values(scorer="vader 0.1").where(feedback.c.text == "Great."))
    assert wrong().startswith("1 piece of feedback was not read by the present scorers")
