"""How far folders of a mail account were looked at, and passwords.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa  # noqa: TID253 - migrations are loaded when a home is opened for the first time only
from alembic import op  # noqa: TID253 - as above

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two tables."""
    op.create_table(
        "foldermark",
        sa.Column("folder_blind", sa.String(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("folder_blind"),
    )
    op.create_table(
        "password",
        sa.Column("account_blind", sa.String(), nullable=False),
        sa.Column("value_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("account_blind"),
    )
