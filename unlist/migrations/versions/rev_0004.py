"""When a queued letter may leave, and which tries there were: what sending in paces needs.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa  # noqa: TID253 - migrations are loaded when a home is opened for the first time only
from alembic import op  # noqa: TID253 - as above

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables, and the instant to the projection, whose rows are made anew from the events."""
    op.create_table(
        "departure",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_departure_at", "departure", ["at"])
    op.create_table(
        "mailhosts",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("owners", sa.String(), nullable=False),
        sa.Column("looked_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("domain"),
    )
    op.add_column("projection", sa.Column("leaves_at", sa.String(), nullable=True))
    op.create_index("projection_leaving", "projection", ["leaves_at"], sqlite_where=sa.text("leaves_at IS NOT NULL"))
