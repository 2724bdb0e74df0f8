"""The first tables: facts, what is derived from them, and the record of imports."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UNIQUE = {
    "customers": ["customer_id"],
    "customer_attributes": ["customer_id", "name"],
    "orders": ["order_id"],
    "order_lines": ["order_id", "line_key"],
    "feedback": ["feedback_id"],
    "mentions": ["feedback_id", "brand"],
    "feedback_themes": ["feedback_id", "theme"],
    "brands": ["name"],
    "brand_aliases": ["brand", "alias"],
    "import_runs": ["import_run_id"],
    "purchases": ["customer_id", "purchased_on"],
}
READ_BY = {
    "orders": ["customer_id", "ordered_on"],
    "feedback": ["customer_id", "created_on"],
    "mentions": ["created_on"],
    "purchases": ["purchased_on", "first_purchased_on"],
    "refused_rows": ["import_run_id"],
}


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("data_version_seq")))
    op.execute(sa.schema.CreateSequence(sa.Sequence("import_run_seq")))
    op.create_table(
        "customers",
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("email", sa.String()),
        sa.Column("segment", sa.String()),
        sa.Column("region", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("origin", sa.String()),
        sa.Column("referred_by", sa.String()),
        sa.Column("joined_at", sa.DateTime()),
        sa.Column("first_purchased_on", sa.Date()),
        sa.Column("second_purchased_on", sa.Date()),
        sa.Column("last_purchased_on", sa.Date()),
        sa.Column("purchases", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revenue", sa.Numeric(18, 4), server_default="0", nullable=False),
    )
    op.create_table(
        "customer_attributes",
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("as_of", sa.DateTime(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("import_run_id", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "orders",
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String()),
        sa.Column("ordered_at", sa.DateTime(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(18, 4), nullable=False),
        sa.Column("currency", sa.String()),
        sa.Column("channel", sa.String()),
        sa.Column("campaign", sa.String()),
        sa.Column("status", sa.String()),
        sa.Column("refunded_amount", sa.Numeric(18, 4), server_default="0", nullable=False),
        sa.Column("category", sa.String()),
        sa.Column("is_valid", sa.Boolean(), nullable=False),
        sa.Column("import_run_id", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "order_lines",
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("line_key", sa.String(), nullable=False),
        sa.Column("product", sa.String()),
        sa.Column("category", sa.String()),
        sa.Column("quantity", sa.Numeric(18, 4)),
        sa.Column("amount", sa.Numeric(18, 4), nullable=False),
        sa.Column("import_run_id", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("feedback_id", sa.String(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("channel", sa.String()),
        sa.Column("kind", sa.String()),
        sa.Column("brand", sa.String()),
        sa.Column("customer_id", sa.String()),
        sa.Column("author", sa.String()),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("rating", sa.Double()),
        sa.Column("rating_scale", sa.Double()),
        sa.Column("product", sa.String()),
        sa.Column("category", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("language", sa.String()),
        sa.Column("sentiment", sa.Double()),
        sa.Column("sentiment_label", sa.String()),
        sa.Column("scorer", sa.String()),
        sa.Column("import_run_id", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "mentions",
        sa.Column("feedback_id", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("sentiment", sa.Double()),
        sa.Column("sentiment_label", sa.String()),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("channel", sa.String()),
        sa.Column("kind", sa.String()),
        sa.Column("category", sa.String()),
        sa.Column("customer_id", sa.String()),
    )
    op.create_table(
        "feedback_themes",
        sa.Column("feedback_id", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("sentiment", sa.Double()),
    )
    op.create_table(
        "brands",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "brand_aliases",
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("needs_capital", sa.Boolean(), nullable=False),
        sa.Column("context", sa.String()),
    )
    op.create_table(
        "events",
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "import_runs",
        sa.Column("import_run_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=False),
        sa.Column("rows_read", sa.BigInteger(), nullable=False),
        sa.Column("rows_new", sa.BigInteger(), nullable=False),
        sa.Column("rows_changed", sa.BigInteger(), nullable=False),
        sa.Column("rows_unchanged", sa.BigInteger(), nullable=False),
        sa.Column("rows_refused", sa.BigInteger(), nullable=False),
        sa.Column("notes", sa.Text()),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "refused_rows",
        sa.Column("import_run_id", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "data_version",
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("database_id", sa.String(), nullable=False),
    )
    op.create_table(
        "purchases",
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("purchased_on", sa.Date(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("previous_on", sa.Date()),
        sa.Column("next_on", sa.Date()),
        sa.Column("first_purchased_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(18, 4), nullable=False),
        sa.Column("currency", sa.String()),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String()),
        sa.Column("category", sa.String()),
        sa.Column("segment", sa.String()),
        sa.Column("region", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("origin", sa.String()),
    )
    op.execute(
        sa.text(
            "INSERT INTO data_version (version, changed_at, database_id) "
            "VALUES (nextval('data_version_seq'), CAST(now() AS TIMESTAMP), :database_id)"
        ).bindparams(database_id=uuid.uuid4().hex)
    )
    if op.get_bind().dialect.name == "postgresql":
        _create_indexes()


def _create_indexes() -> None:
    for table, columns in UNIQUE.items():
        op.create_index(f"{table}_key", table, columns, unique=True)
    for table, columns in READ_BY.items():
        for column in columns:
            op.create_index(f"{table}_{column}", table, [column])


def downgrade() -> None:
    op.drop_table("purchases")
    op.drop_table("data_version")
    op.drop_table("refused_rows")
    op.drop_table("import_runs")
    op.drop_table("events")
    op.drop_table("brand_aliases")
    op.drop_table("brands")
    op.drop_table("feedback_themes")
    op.drop_table("mentions")
    op.drop_table("feedback")
    op.drop_table("order_lines")
    op.drop_table("orders")
    op.drop_table("customer_attributes")
    op.drop_table("customers")
    op.execute(sa.schema.DropSequence(sa.Sequence("import_run_seq")))
    op.execute(sa.schema.DropSequence(sa.Sequence("data_version_seq")))
