"""Polls say who sees their results, and when these were told last"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.add_column("polls", sa.Column("shown", sa.String(length=16), server_default="closed", nullable=False))
    op.add_column("polls", sa.Column("counted_at", sa.BigInteger(), nullable=True))
    op.add_column("polls", sa.Column("uncounted", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index("ix_polls_open", "polls", ["meeting_id"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("ix_polls_open", "polls")
    for column in ("uncounted", "counted_at", "shown"):
        op.drop_column("polls", column)
