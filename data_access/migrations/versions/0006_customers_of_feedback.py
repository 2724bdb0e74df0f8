"""What is known of the customer on what they said, filled by the derivation that follows."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = ("feedback", "mentions", "feedback_themes", "preferences")
_DIMENSIONS = ("segment", "region", "country", "origin")


def upgrade() -> None:
    for table in _TABLES:
        for dimension in _DIMENSIONS:
            op.add_column(table, sa.Column(dimension, sa.String()))


def downgrade() -> None:
    for table in _TABLES:
        for dimension in _DIMENSIONS:
            op.drop_column(table, dimension)
