"""Alembic's entry: runs the migrations on the connection it is given."""

from __future__ import annotations

from alembic import context  # noqa: TID253 - loaded by alembic alone
from sqlmodel import SQLModel  # noqa: TID253 - as above

import unlist.models  # noqa: F401 - declares the tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
