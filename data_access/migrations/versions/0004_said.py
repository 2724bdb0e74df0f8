"""What each import said, sources that are synced, layouts to use again, and scales of ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MONEY = sa.Numeric(18, 4)
_ORDER = (
    ("order_id", sa.String),
    ("customer_id", sa.String),
    ("ordered_at", sa.DateTime),
    ("ordered_on", sa.Date),
    ("amount", sa.Double),
    ("currency", sa.String),
    ("channel", sa.String),
    ("campaign", sa.String),
    ("status", sa.String),
    ("category", sa.String),
)
_SAID = {
    "said_orders": (*_ORDER, ("refunded_amount", sa.Double)),
    "said_order_lines": (
        *_ORDER,
        ("file", sa.String),
        ("line_no", sa.String),
        ("product", sa.String),
        ("quantity", sa.Double),
        ("order_amount", sa.Double),
        ("refunded_amount", sa.Double),
    ),
    "said_feedback": (
        ("feedback_id", sa.String),
        ("source", sa.String),
        ("channel", sa.String),
        ("kind", sa.String),
        ("brand", sa.String),
        ("customer_id", sa.String),
        ("author", sa.String),
        ("created_at", sa.DateTime),
        ("created_on", sa.Date),
        ("title", sa.String),
        ("text", sa.String),
        ("rating", sa.Double),
        ("rating_scale", sa.Double),
        ("rating_lowest", sa.Double),
        ("rating_type", sa.String),
        ("product", sa.String),
        ("category", sa.String),
        ("url", sa.String),
    ),
}
_ADDED = {
    "orders": (("stated_amount", _MONEY),),
    "brands": (("import_run_id", sa.BigInteger()),),
    "feedback": (("rating_lowest", sa.Double()), ("rating_type", sa.String())),
    "import_runs": (("fields", sa.Text()), ("source", sa.String()), ("taken_back_at", sa.DateTime())),
}
_UNIQUE = {
    "sync_positions": ("source", "entity"),
    "synced_files": ("source", "path", "digest"),
    "layouts": ("signature",),
}


def _column(name: str, kind, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, kind() if isinstance(kind, type) else kind, nullable=nullable)


def _needed(name: str, kind=sa.String) -> sa.Column:
    return _column(name, kind, nullable=False)


def upgrade() -> None:
    for table, columns in _ADDED.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind))
    for table, (key, *others) in _SAID.items():
        op.create_table(
            table,
            _needed("import_run_id", sa.BigInteger),
            _needed(*key),
            *(_column(name, kind) for name, kind in others),
        )
    op.create_table(
        "said_attributes",
        _needed("import_run_id", sa.BigInteger),
        *map(_needed, ("customer_id", "name", "value")),
        _needed("as_of", sa.DateTime),
        _needed("source_id"),
    )
    op.create_table(
        "sync_positions",
        _needed("source"),
        _needed("entity"),
        _column("watermark", sa.String),
        _needed("synced_at", sa.DateTime),
        _column("import_run_id", sa.BigInteger),
    )
    op.create_table(
        "synced_files",
        *map(_needed, ("source", "path", "digest")),
        _needed("bytes", sa.BigInteger),
        _needed("synced_at", sa.DateTime),
        _column("import_run_id", sa.BigInteger),
    )
    op.create_table(
        "layouts",
        *map(_needed, ("signature", "kind", "preset")),
        *(_needed(name, sa.Text) for name in ("mapping", "answers", "constants", "files")),
        _needed("saved_at", sa.DateTime),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in (*_SAID, "said_attributes"):
            op.create_index(f"{table}_import_run_id", table, ["import_run_id"])
        for table, key in _UNIQUE.items():
            op.create_index(f"{table}_key", table, list(key), unique=True)
    _say_what_is_known()


def _say_what_is_known() -> None:
    """What earlier imports said is taken to be what they left: so that later ones can be taken back without it."""
    metadata = sa.MetaData()
    bind = op.get_bind()
    tables = ("orders", "order_lines", "feedback", "customer_attributes", "said_attributes", *_SAID)
    orders, lines, feedback, attributes, said_attributes, *said = (
        sa.Table(name, metadata, autoload_with=bind) for name in tables
    )
    said = dict(zip(_SAID, said, strict=True))
    has_lines = orders.c.order_id.in_(sa.select(lines.c.order_id))
    gross = sa.cast(orders.c.amount + orders.c.refunded_amount, sa.Double)
    told = {**{column.name: column for column in orders.c}, "amount": gross}
    _say(said["said_orders"], told, orders, ~has_lines)
    # A digest with an occurrence behind it is made again from the line.
    number = sa.case((lines.c.line_key.not_like("%#%"), lines.c.line_key))
    of_line = {name: lines.c[name] for name in ("product", "category", "quantity", "amount", "import_run_id")}
    told = {**{column.name: column for column in orders.c}, **of_line, "line_no": number}
    told["refunded_amount"] = None
    _say(said["said_order_lines"], told, lines.join(orders, orders.c.order_id == lines.c.order_id))
    _say(said["said_feedback"], {column.name: column for column in feedback.c}, feedback)
    _say(said_attributes, {column.name: column for column in attributes.c}, attributes)


def _say(target: sa.Table, told: dict, source, *where) -> None:
    columns = [column for column in target.c if told.get(column.name) is not None]
    values = sa.select(*(sa.cast(told[column.name], column.type) for column in columns)).select_from(source)
    op.execute(target.insert().from_select([column.name for column in columns], values.where(*where)))


def downgrade() -> None:
    for table in (*_SAID, "said_attributes", "sync_positions", "synced_files", "layouts"):
        op.drop_table(table)
    for table, columns in _ADDED.items():
        for name, _ in columns:
            op.drop_column(table, name)
