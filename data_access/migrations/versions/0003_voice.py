"""Three scores, language, requests, themes, preferences, corrections and models; scoring fills them on `refresh`."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SCORES = (
    ("vader", sa.Double()),
    ("experience", sa.Double()),
    ("calibrated_label", sa.String()),
    ("p_negative", sa.Double()),
    ("p_neutral", sa.Double()),
    ("p_positive", sa.Double()),
    ("detected_language", sa.String()),
    ("is_language_certain", sa.Boolean()),
    ("is_request", sa.Boolean()),
    ("gist", sa.String()),
)


def _about_feedback(*further: str) -> list[sa.Column]:
    copied = ("source", "channel", "kind", "category", *further, "customer_id")
    return [sa.Column("created_on", sa.Date(), nullable=False), *(sa.Column(name, sa.String()) for name in copied)]


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def _long(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=nullable)


def upgrade() -> None:
    for name, kind in _SCORES:
        op.add_column("feedback", sa.Column(name, kind))
    feedback = sa.table("feedback", sa.column("vader"), sa.column("sentiment"))
    op.execute(feedback.update().values(vader=feedback.c.sentiment))
    op.add_column("brand_aliases", sa.Column("counter_context", sa.String()))

    op.drop_table("feedback_themes")
    op.create_table(
        "feedback_themes",
        _text("feedback_id"),
        _text("theme"),
        sa.Column("sentiment", sa.Double()),
        _text("sentiment_label", nullable=True),
        _long("words", nullable=True),
        *_about_feedback("brand"),
    )
    op.create_table(
        "preferences",
        _text("feedback_id"),
        _text("rival"),
        _text("favoured"),
        _text("switching", nullable=True),
        _text("tense", nullable=True),
        _long("evidence", nullable=True),
        *_about_feedback(),
    )
    op.create_table("themes", _text("theme"), sa.Column("position", sa.Integer(), nullable=False), _long("terms"))
    op.create_table(
        "corrections",
        *(_text(name) for name in ("feedback_id", "about", "subject", "value", "person")),
        sa.Column("corrected_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "scorer_models",
        _text("source"),
        _text("scorer"),
        sa.Column("trained_at", sa.DateTime(), nullable=False),
        _text("training_hash"),
        sa.Column("labelled", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        _long("why"),
        _long("quality"),
        _long("model", nullable=True),
    )
    op.create_table("pending_scores", _text("feedback_id"), _text("attempt"), _long("answer"))
    if op.get_bind().dialect.name == "postgresql":
        _index()


def _index() -> None:
    keys = {
        "feedback_themes": ["feedback_id", "theme"],
        "preferences": ["feedback_id", "rival"],
        "themes": ["theme"],
        "scorer_models": ["source"],
        "pending_scores": ["feedback_id"],
    }
    for table, key in keys.items():
        op.create_index(f"{table}_key", table, key, unique=True)
    for table, column in (
        ("feedback_themes", "created_on"),
        ("preferences", "created_on"),
        ("corrections", "feedback_id"),
    ):
        op.create_index(f"{table}_{column}", table, [column])


def downgrade() -> None:
    for table in ("pending_scores", "scorer_models", "corrections", "themes", "preferences", "feedback_themes"):
        op.drop_table(table)
    op.create_table("feedback_themes", _text("feedback_id"), _text("theme"), sa.Column("sentiment", sa.Double()))
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("feedback_themes_key", "feedback_themes", ["feedback_id", "theme"], unique=True)
    op.drop_column("brand_aliases", "counter_context")
    for name, _ in reversed(_SCORES):
        op.drop_column("feedback", name)
