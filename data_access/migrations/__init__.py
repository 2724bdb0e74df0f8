"""The way from one version of the tables to the next: `upgrade` on the engine in use, nothing from a shell."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data_access import database
from data_access.derive import derive
from data_access.schema import customers, purchases

_one_at_a_time = threading.Lock()


def _config(connection=None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head()


def current() -> str | None:
    """The database's revision, or None when it has no tables yet."""
    with database.connecting() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade() -> None:
    """Bring the tables to the newest revision; nothing happens when they are there already.

    Raises:
        DatabaseProblem: with a sentence, when a newer version of the app made them.
    """
    # Alembic keeps its context in module globals, and two readers may come at once after a start.
    with _one_at_a_time:
        if (made := current() or "") > newest():
            raise database.DatabaseProblem("The tables were made by a newer version of Earshot. Update this one.")
        if made == newest():
            return
        with database.connecting() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                # Two processes may start at once; the second waits and finds the work done. Any number would do.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4127701)")
            had_tables = MigrationContext.configure(connection).get_current_revision() is not None
            command.upgrade(_config(connection), "head")
            if had_tables:
                derive(connection)  # a revision may leave derived tables empty
                database.analyze(connection, customers, purchases)
