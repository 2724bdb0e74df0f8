"""Every table, once. The migrations build these; a test holds the two against each other.

Facts carry no primary-key constraint: `ingest` is their only writer and merges by key, and on DuckDB an
index of half a million text keys costs more than the import itself. PostgreSQL gets unique indexes instead.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Index,
    Integer,
    MetaData,
    Numeric,
    Sequence,
    String,
    Table,
    Text,
)

metadata = MetaData()
data_version_seq = Sequence("data_version_seq", metadata=metadata)
import_run_seq = Sequence("import_run_seq", metadata=metadata)

# Four decimals hold unit prices of a tenth of a cent times a quantity without rounding.
Money = Numeric(18, 4)

CUSTOMER_DIMENSIONS = ("segment", "region", "country", "origin")

customers = Table(
    "customers",
    metadata,
    Column("customer_id", String, nullable=False),
    Column("name", String),
    Column("email", String),
    *(Column(dimension, String) for dimension in CUSTOMER_DIMENSIONS),
    Column("referred_by", String),
    Column("joined_at", DateTime),
    # Derived from purchases.
    Column("first_purchased_on", Date),
    Column("second_purchased_on", Date),
    Column("last_purchased_on", Date),
    Column("purchases", Integer, nullable=False, server_default="0"),
    Column("revenue", Money, nullable=False, server_default="0"),
)

# What files said about a customer. Of several values the one with the latest as_of counts, then the greater
# source_id, so that files imported in any order describe the customer alike.
customer_attributes = Table(
    "customer_attributes",
    metadata,
    Column("customer_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("value", String, nullable=False),
    Column("as_of", DateTime, nullable=False),
    Column("source_id", String, nullable=False),
    Column("import_run_id", BigInteger, nullable=False),
)

orders = Table(
    "orders",
    metadata,
    Column("order_id", String, nullable=False),
    Column("customer_id", String),
    Column("ordered_at", DateTime, nullable=False),  # UTC
    Column("ordered_on", Date, nullable=False),  # store-local
    Column("amount", Money, nullable=False),  # net of refunds
    Column("currency", String),
    Column("channel", String),
    Column("campaign", String),
    Column("status", String),
    Column("refunded_amount", Money, nullable=False, server_default="0"),
    Column("category", String),
    Column("is_valid", Boolean, nullable=False),
    Column("import_run_id", BigInteger, nullable=False),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", String, nullable=False),
    # The file's own line number; where it has none, a digest of the line and its occurrence in the order.
    Column("line_key", String, nullable=False),
    Column("product", String),
    Column("category", String),
    Column("quantity", Numeric(18, 4)),
    Column("amount", Money, nullable=False),
    Column("import_run_id", BigInteger, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("feedback_id", String, nullable=False),
    Column("source", String),
    Column("channel", String),
    Column("kind", String),
    Column("brand", String),  # whose customer is speaking; NULL is ours
    Column("customer_id", String),
    Column("author", String),
    Column("created_at", DateTime, nullable=False),  # UTC
    Column("created_on", Date, nullable=False),  # store-local
    Column("title", Text),
    Column("text", Text),
    Column("rating", Double),
    Column("rating_scale", Double),
    Column("product", String),
    Column("category", String),
    Column("url", String),
    # Set by scoring; NULL where there are no words to score.
    Column("language", String),
    Column("sentiment", Double),
    Column("sentiment_label", String),
    Column("scorer", String),
    Column("import_run_id", BigInteger, nullable=False),
)

# Carries its feedback's date and dimensions, so that no chart of mentions needs a join.
mentions = Table(
    "mentions",
    metadata,
    Column("feedback_id", String, nullable=False),
    Column("brand", String, nullable=False),
    Column("sentiment", Double),
    Column("sentiment_label", String),
    Column("relation", String, nullable=False),  # own: the speaker's own brand; other: another one
    Column("created_on", Date, nullable=False),
    Column("source", String),
    Column("channel", String),
    Column("kind", String),
    Column("category", String),
    Column("customer_id", String),
)

feedback_themes = Table(
    "feedback_themes",
    metadata,
    Column("feedback_id", String, nullable=False),
    Column("theme", String, nullable=False),
    Column("sentiment", Double),
)

brands = Table(
    "brands",
    metadata,
    Column("name", String, nullable=False),
    Column("is_ours", Boolean, nullable=False),
    Column("is_demo", Boolean, nullable=False),
)

brand_aliases = Table(
    "brand_aliases",
    metadata,
    Column("brand", String, nullable=False),
    Column("alias", String, nullable=False),
    Column("needs_capital", Boolean, nullable=False),
    Column("context", String),
)

events = Table(
    "events",
    metadata,
    Column("happened_on", Date, nullable=False),
    Column("title", String, nullable=False),
    Column("description", Text),
    Column("is_demo", Boolean, nullable=False),
)

import_runs = Table(
    "import_runs",
    metadata,
    Column("import_run_id", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("files", Text, nullable=False),
    Column("preset", String, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("started_at", DateTime, nullable=False),
    Column("finished_at", DateTime, nullable=False),
    Column("rows_read", BigInteger, nullable=False),
    Column("rows_new", BigInteger, nullable=False),
    Column("rows_changed", BigInteger, nullable=False),
    Column("rows_unchanged", BigInteger, nullable=False),
    Column("rows_refused", BigInteger, nullable=False),
    Column("notes", Text),
    Column("is_demo", Boolean, nullable=False),
)

refused_rows = Table(
    "refused_rows",
    metadata,
    Column("import_run_id", BigInteger, nullable=False),
    Column("file", String, nullable=False),
    Column("line_no", BigInteger, nullable=False),
    Column("column", String, nullable=False),
    Column("value", Text),
    Column("reason", Text, nullable=False),
)

data_version = Table(
    "data_version",
    metadata,
    Column("version", BigInteger, nullable=False),
    Column("changed_at", DateTime, nullable=False),
    Column("database_id", String, nullable=False),  # tells two databases behind one address apart
)

STEPS = ("week", "month", "quarter")

# One row per customer and day with a valid order; the purchase's channel and category are those of its largest
# order. `previous_on` and `next_on` let a period's distinct customers be summed instead of counted distinct, and tell
# where each customer stood on any day: the row whose next purchase is still to come. Of each calendar step its first
# day is stored, for the purchase, the customer's first and their next one: cutting a million days takes longer than
# adding them up.
purchases = Table(
    "purchases",
    metadata,
    Column("customer_id", String, nullable=False),
    Column("purchased_on", Date, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("previous_on", Date),
    Column("next_on", Date),
    Column("first_purchased_on", Date, nullable=False),
    Column("amount", Money, nullable=False),
    Column("currency", String),
    Column("orders", Integer, nullable=False),
    Column("channel", String),
    Column("category", String),
    *(Column(dimension, String) for dimension in CUSTOMER_DIMENSIONS),
    # What the customer had spent by the end of that day, this purchase included, in its currency.
    Column("spent", Money, nullable=False),
    *(Column(step, Date, nullable=False) for step in STEPS),
    *(Column(f"cohort_{step}", Date, nullable=False) for step in STEPS),
    *(Column(f"next_{step}", Date) for step in STEPS),
    *(Column(f"is_first_in_{step}", Boolean, nullable=False) for step in STEPS),
)

KEYS = {
    "customers": ("customer_id",),
    "customer_attributes": ("customer_id", "name"),
    "orders": ("order_id",),
    "order_lines": ("order_id", "line_key"),
    "feedback": ("feedback_id",),
    "mentions": ("feedback_id", "brand"),
    "feedback_themes": ("feedback_id", "theme"),
    "brands": ("name",),
    "brand_aliases": ("brand", "alias"),
    "import_runs": ("import_run_id",),
    "purchases": ("customer_id", "purchased_on"),
}
_READ_BY = {
    "orders": ("customer_id", "ordered_on"),
    "feedback": ("customer_id", "created_on"),
    "mentions": ("created_on",),
    "purchases": ("purchased_on", "first_purchased_on"),
    "refused_rows": ("import_run_id",),
}
for _table, _columns in KEYS.items():
    _key = [metadata.tables[_table].c[name] for name in _columns]
    Index(f"{_table}_key", *_key, unique=True).ddl_if(dialect="postgresql")
for _table, _columns in _READ_BY.items():
    for _name in _columns:
        Index(f"{_table}_{_name}", metadata.tables[_table].c[_name]).ddl_if(dialect="postgresql")
