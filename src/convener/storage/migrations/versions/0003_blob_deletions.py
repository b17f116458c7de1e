"""The table of blobs to delete is named blob_deletions"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _move("doomed_blobs", "blob_deletions")


def downgrade() -> None:
    _move("blob_deletions", "doomed_blobs")


def _move(old: str, new: str) -> None:
    """Create the table anew and copy its few rows: SQLite cannot rename the constraints of a table."""
    op.create_table(
        new,
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("blob", name=op.f(f"pk_{new}")),
    )
    op.create_index(op.f(f"ix_{new}_due_at"), new, ["due_at"])
    op.execute(f"INSERT INTO {new} (blob, due_at) SELECT blob, due_at FROM {old}")  # noqa: S608 - names of this file
    op.drop_table(old)
