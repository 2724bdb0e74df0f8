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
# What the tables of what was read in feedback carry of the feedback, so that no chart of them needs a join.
COPIED_FROM_FEEDBACK = ("created_on", "source", "channel", "kind", "category", "customer_id", *CUSTOMER_DIMENSIONS)


def _known_of_the_customer() -> list[Column]:
    return [Column(dimension, String) for dimension in CUSTOMER_DIMENSIONS]


customers = Table(
    "customers",
    metadata,
    Column("customer_id", String, nullable=False),
    Column("name", String),
    Column("email", String),
    *_known_of_the_customer(),
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
    # The order's value before refunds, where a file of lines states it beside them: discounts, tax and postage make it
    # another one than their sum.
    Column("stated_amount", Money),
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
    Column("language", String),  # of title and text; NULL where it cannot be told
    # What charts show unless asked otherwise: the source's calibrated score, else the customer-experience score.
    # NULL where there are no words, or none in a language that the scorer reads: not scored, which is not neutral.
    Column("sentiment", Double),
    Column("sentiment_label", String),
    Column("scorer", String),
    Column("import_run_id", BigInteger, nullable=False),
    # The scores beside each other, -1 to 1: exact VADER, and the customer-experience score.
    Column("vader", Double),
    Column("experience", Double),
    # From the source's own ratings: the label of the class-balanced model, the probabilities of the unbalanced one.
    Column("calibrated_label", String),
    Column("p_negative", Double),
    Column("p_neutral", Double),
    Column("p_positive", Double),
    # What the text seems to be in by itself; where that is not certain, `language` is that of most texts of its source.
    Column("detected_language", String),
    Column("is_language_certain", Boolean),
    Column("is_request", Boolean),  # asks for help or an answer
    Column("gist", String),  # alike for texts that differ only in case, digits, links, names and punctuation
    # What `rating` is a rating on: from the lowest to rating_scale, the best, and which question it answers (stars,
    # nps, csat, ces). Ratings of different ones are never added.
    Column("rating_lowest", Double),
    Column("rating_type", String),
    # What the business wrote back, and when (UTC). These are not the customer's words: nothing scores or searches them.
    Column("reply", Text),
    Column("replied_at", DateTime),
    # Derived: what is known of the customer, so that no chart of feedback looks customers up. So have the tables of
    # what was read in feedback, below.
    *_known_of_the_customer(),
)

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
    *_known_of_the_customer(),
)

feedback_themes = Table(
    "feedback_themes",
    metadata,
    Column("feedback_id", String, nullable=False),
    Column("theme", String, nullable=False),
    Column("sentiment", Double),  # of the clauses that name the theme, where a text names two or more
    Column("sentiment_label", String),
    Column("words", Text),  # as written, each once, joined by "; "; NULL where a person gave the theme
    Column("created_on", Date, nullable=False),
    Column("source", String),
    Column("channel", String),
    Column("kind", String),
    Column("category", String),
    Column("brand", String),  # whose customer is speaking; NULL is ours
    Column("customer_id", String),
    *_known_of_the_customer(),
)

# Of each text that names a competitor, or in which a customer of one names us: whom it favours of the two.
preferences = Table(
    "preferences",
    metadata,
    Column("feedback_id", String, nullable=False),
    Column("rival", String, nullable=False),  # the competitor's name; the other of the pair is always our brand
    Column("favoured", String, nullable=False),  # ours, theirs, equal, unclear
    Column("switching", String),  # toward or away from us
    Column("tense", String),  # of the switch: past, present, future
    Column("evidence", Text),  # the sentence that says so
    Column("created_on", Date, nullable=False),
    Column("source", String),
    Column("channel", String),
    Column("kind", String),
    Column("category", String),
    Column("customer_id", String),
    *_known_of_the_customer(),
)

# The taxonomy as edited; while there are no rows, the one that ships counts.
themes = Table(
    "themes",
    metadata,
    Column("theme", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("terms", Text, nullable=False),  # one a line
)

# What people said of a text, kept for good; the latest of one person counts, and of several people the latest.
corrections = Table(
    "corrections",
    metadata,
    Column("feedback_id", String, nullable=False),
    Column("about", String, nullable=False),  # sentiment, request, theme, favoured
    Column("subject", String, nullable=False),  # the theme or the competitor; empty otherwise
    Column("value", String, nullable=False),
    Column("person", String, nullable=False),
    Column("corrected_at", DateTime, nullable=False),
)

# The latest calibrated model of each source, in use or not, with what was measured.
scorer_models = Table(
    "scorer_models",
    metadata,
    Column("source", String, nullable=False),
    Column("scorer", String, nullable=False),  # name and version, as feedback.scorer has it
    Column("trained_at", DateTime, nullable=False),
    Column("training_hash", String, nullable=False),
    Column("labelled", Integer, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("why", Text, nullable=False),  # a sentence: why it is in use, or not
    Column("quality", Text, nullable=False),  # JSON: macro-F1 and confusion counts of each score
    Column("model", Text),  # arrays and vocabulary, never code
)

# Scores being made anew, until all of them are there and take the old ones' place at once.
pending_scores = Table(
    "pending_scores",
    metadata,
    Column("feedback_id", String, nullable=False),
    Column("attempt", String, nullable=False),  # digest of scorer, aliases, taxonomy and models
    Column("answer", Text, nullable=False),  # JSON
)

brands = Table(
    "brands",
    metadata,
    Column("name", String, nullable=False),
    Column("is_ours", Boolean, nullable=False),
    Column("is_demo", Boolean, nullable=False),
    Column("import_run_id", BigInteger),  # the import that brought it; NULL once a person has edited the brands
)

brand_aliases = Table(
    "brand_aliases",
    metadata,
    Column("brand", String, nullable=False),
    Column("alias", String, nullable=False),
    Column("needs_capital", Boolean, nullable=False),
    # For a name that is an ordinary word too: words beside it that make it the brand, and words that unmake it.
    Column("context", String),
    Column("counter_context", String),
)

events = Table(
    "events",
    metadata,
    Column("happened_on", Date, nullable=False),
    Column("title", String, nullable=False),
    Column("description", Text),
    Column("is_demo", Boolean, nullable=False),
    Column("import_run_id", BigInteger),  # the import that brought it; NULL where somebody typed it in
)


def _said_of_orders() -> list[Column]:
    return [
        Column("import_run_id", BigInteger, nullable=False),
        Column("order_id", String, nullable=False),
        Column("customer_id", String),
        Column("ordered_at", DateTime),
        Column("ordered_on", Date),
        Column("amount", Double),
        Column("currency", String),
        Column("channel", String),
        Column("campaign", String),
        Column("status", String),
        Column("category", String),
    ]


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
    Column("fields", Text),  # JSON: the fields that its files filled; NULL: imported before this was kept
    Column("source", String),  # the name of the source that was synced; NULL: files that somebody chose
    Column("taken_back_at", DateTime),
)

# What each import said, as it said it: what an import changed can be taken back, as if it had never been.
said_orders = Table("said_orders", metadata, *_said_of_orders(), Column("refunded_amount", Double))
said_order_lines = Table(
    "said_order_lines",
    metadata,
    *_said_of_orders(),
    Column("file", String),
    Column("line_no", String),
    Column("product", String),
    Column("quantity", Double),
    Column("order_amount", Double),
    Column("refunded_amount", Double),
)
said_feedback = Table(
    "said_feedback",
    metadata,
    Column("import_run_id", BigInteger, nullable=False),
    Column("feedback_id", String, nullable=False),
    Column("source", String),
    Column("channel", String),
    Column("kind", String),
    Column("brand", String),
    Column("customer_id", String),
    Column("author", String),
    Column("created_at", DateTime),
    Column("created_on", Date),
    Column("title", String),
    Column("text", String),
    Column("rating", Double),
    Column("rating_scale", Double),
    Column("rating_lowest", Double),
    Column("rating_type", String),
    Column("product", String),
    Column("category", String),
    Column("url", String),
    Column("reply", String),
    Column("replied_at", DateTime),
)
# Of what an import says of a customer, the latest.
said_attributes = Table(
    "said_attributes",
    metadata,
    Column("import_run_id", BigInteger, nullable=False),
    Column("customer_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("value", String, nullable=False),
    Column("as_of", DateTime, nullable=False),
    Column("source_id", String, nullable=False),
)

# How far each synced source was read: the greatest value of its watermark column that is in the database.
sync_positions = Table(
    "sync_positions",
    metadata,
    Column("source", String, nullable=False),
    Column("entity", String, nullable=False),  # orders, order_lines or feedback
    Column("watermark", String),
    Column("synced_at", DateTime, nullable=False),
    Column("import_run_id", BigInteger),
)

# The files that a synced folder gave, each once.
synced_files = Table(
    "synced_files",
    metadata,
    Column("source", String, nullable=False),
    Column("path", String, nullable=False),  # below the folder
    Column("digest", String, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("synced_at", DateTime, nullable=False),
    Column("import_run_id", BigInteger),
)

# What somebody chose for files with these columns, for the next ones.
layouts = Table(
    "layouts",
    metadata,
    Column("signature", String, nullable=False),  # digest of the columns' names, whatever their order and case
    Column("kind", String, nullable=False),
    Column("preset", String, nullable=False),
    Column("mapping", Text, nullable=False),  # JSON, as are answers and constants
    Column("answers", Text, nullable=False),
    Column("constants", Text, nullable=False),
    Column("files", Text, nullable=False),  # of the import it comes from
    Column("saved_at", DateTime, nullable=False),
)

# What a business wants a headline number to reach.
targets = Table(
    "targets",
    metadata,
    Column("headline", String, nullable=False),
    Column("value", Double, nullable=False),  # in the metric's own unit: 0.3 is 30 %
    Column("set_at", DateTime, nullable=False),
)

# Groups of customers that somebody named: conditions, never the customers themselves.
segments = Table(
    "segments",
    metadata,
    Column("segment_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("rules", Text, nullable=False),  # as the address of a page has them
    Column("saved_at", DateTime, nullable=False),
)

presentations = Table(
    "presentations",
    metadata,
    Column("presentation_id", String, nullable=False),
    Column("title", String, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("changed_at", DateTime, nullable=False),
)

slides = Table(
    "slides",
    metadata,
    Column("slide_id", String, nullable=False),
    Column("presentation_id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("snapshot_id", String, nullable=False),
)

# A view as it was when somebody put it on a slide; never changed afterwards.
snapshots = Table(
    "snapshots",
    metadata,
    Column("snapshot_id", String, nullable=False),
    Column("taken_at", DateTime, nullable=False),
    Column("as_of", Date),  # the data's last day
    Column("database_id", String, nullable=False),  # with version: the state of the data
    Column("version", BigInteger, nullable=False),
    Column("page", String, nullable=False),  # with query: the address that shows the view as it is now
    Column("query", Text, nullable=False),  # JSON
    Column("content", Text, nullable=False),  # JSON: texts, numbers and picture
    Column("card", String, nullable=False),  # what the view is called on its page, "" where it is the page
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
    *_known_of_the_customer(),
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
    "preferences": ("feedback_id", "rival"),
    "themes": ("theme",),
    "scorer_models": ("source",),
    "pending_scores": ("feedback_id",),
    "brands": ("name",),
    "brand_aliases": ("brand", "alias"),
    "import_runs": ("import_run_id",),
    "sync_positions": ("source", "entity"),
    "synced_files": ("source", "path", "digest"),
    "layouts": ("signature",),
    "targets": ("headline",),
    "segments": ("segment_id",),
    "presentations": ("presentation_id",),
    "slides": ("slide_id",),
    "snapshots": ("snapshot_id",),
    "purchases": ("customer_id", "purchased_on"),
}
_READ_BY = {
    "orders": ("customer_id", "ordered_on"),
    "feedback": ("customer_id", "created_on"),
    "mentions": ("created_on",),
    "feedback_themes": ("created_on",),
    "preferences": ("created_on",),
    "corrections": ("feedback_id",),
    "purchases": ("purchased_on", "first_purchased_on"),
    "refused_rows": ("import_run_id",),
    "said_orders": ("import_run_id",),
    "said_order_lines": ("import_run_id",),
    "said_feedback": ("import_run_id",),
    "said_attributes": ("import_run_id",),
    "slides": ("presentation_id",),
}
for _table, _columns in KEYS.items():
    _key = [metadata.tables[_table].c[name] for name in _columns]
    Index(f"{_table}_key", *_key, unique=True).ddl_if(dialect="postgresql")
for _table, _columns in _READ_BY.items():
    for _name in _columns:
        Index(f"{_table}_{_name}", metadata.tables[_table].c[_name]).ddl_if(dialect="postgresql")
