"""Targets, segments, presentations with their frozen views, where events come from, and replies to feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEYS = {
    "targets": "headline",
    "segments": "segment_id",
    "presentations": "presentation_id",
    "slides": "slide_id",
    "snapshots": "snapshot_id",
}
_REPLIED = ("feedback", "said_feedback")


def _needed(name: str, kind=sa.String) -> sa.Column:
    return sa.Column(name, kind(), nullable=False)


def upgrade() -> None:
    op.add_column("events", sa.Column("import_run_id", sa.BigInteger()))
    for table in _REPLIED:
        op.add_column(table, sa.Column("reply", sa.Text()))
        op.add_column(table, sa.Column("replied_at", sa.DateTime()))
    op.create_table("targets", _needed("headline"), _needed("value", sa.Double), _needed("set_at", sa.DateTime))
    op.create_table(
        "segments",
        _needed("segment_id"),
        _needed("name"),
        _needed("rules", sa.Text),
        _needed("saved_at", sa.DateTime),
    )
    op.create_table(
        "presentations",
        _needed("presentation_id"),
        _needed("title"),
        _needed("made_at", sa.DateTime),
        _needed("changed_at", sa.DateTime),
    )
    op.create_table(
        "slides",
        _needed("slide_id"),
        _needed("presentation_id"),
        _needed("position", sa.Integer),
        _needed("headline", sa.Text),
        _needed("notes", sa.Text),
        _needed("snapshot_id"),
    )
    op.create_table(
        "snapshots",
        _needed("snapshot_id"),
        _needed("taken_at", sa.DateTime),
        sa.Column("as_of", sa.Date()),
        _needed("database_id"),
        _needed("version", sa.BigInteger),
        _needed("page"),
        _needed("query", sa.Text),
        _needed("content", sa.Text),
        _needed("card"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, key in _KEYS.items():
            op.create_index(f"{table}_key", table, [key], unique=True)
        op.create_index("slides_presentation_id", "slides", ["presentation_id"])


def downgrade() -> None:
    for table in _KEYS:
        op.drop_table(table)
    op.drop_column("events", "import_run_id")
    for table in _REPLIED:
        op.drop_column(table, "replied_at")
        op.drop_column(table, "reply")
