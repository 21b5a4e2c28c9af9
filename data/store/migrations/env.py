"""What Alembic runs: the revisions, in the transaction that `data.store.migrate` holds."""

from alembic import context

from data.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
