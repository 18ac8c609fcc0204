"""Mail that may belong to several requests waits, sealed for the home; what is nobody's is asked about once.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa  # noqa: TID253 - migrations are loaded when a home is opened for the first time only
from alembic import op  # noqa: TID253 - as above

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two tables."""
    op.create_table(
        "unassigned",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
        ),
        sa.PrimaryKeyConstraint("message_id"),
    )
    op.create_table(
        "forgotten",
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
