"""Alembic's entry point: runs on the connection that `upgrade` hands over."""

from alembic import context

from data_access.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
