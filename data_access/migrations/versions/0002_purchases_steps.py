"""What a customer had spent, and calendar steps, on each purchase; `migrations.upgrade` derives the rows anew."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STEPS = ("week", "month", "quarter")


def upgrade() -> None:
    _make(
        sa.Column("spent", sa.Numeric(18, 4), nullable=False),
        *(sa.Column(step, sa.Date(), nullable=False) for step in STEPS),
        *(sa.Column(f"cohort_{step}", sa.Date(), nullable=False) for step in STEPS),
        *(sa.Column(f"next_{step}", sa.Date()) for step in STEPS),
        *(sa.Column(f"is_first_in_{step}", sa.Boolean(), nullable=False) for step in STEPS),
    )


def downgrade() -> None:
    _make()


def _make(*further: sa.Column) -> None:
    """A new table: DuckDB adds no column that must hold a value."""
    op.drop_table("purchases")
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
        *(sa.Column(dimension, sa.String()) for dimension in ("segment", "region", "country", "origin")),
        *further,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("purchases_key", "purchases", ["customer_id", "purchased_on"], unique=True)
        for name in ("purchased_on", "first_purchased_on"):
            op.create_index(f"purchases_{name}", "purchases", [name])
