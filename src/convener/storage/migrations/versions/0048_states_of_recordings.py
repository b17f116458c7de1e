"""How far recordings are, and where they were trimmed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("state", sa.String(length=16), nullable=False, server_default="ready"))
    op.add_column("recordings", sa.Column("problem", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("recordings", sa.Column("progress", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("recordings", sa.Column("trim_start", sa.Integer(), nullable=True))
    op.add_column("recordings", sa.Column("trim_end", sa.Integer(), nullable=True))
    op.create_index(
        "ix_recordings_unfinished",
        "recordings",
        ["meeting_id"],
        sqlite_where=sa.text("state <> 'ready'"),
        postgresql_where=sa.text("state <> 'ready'"),
    )


def downgrade() -> None:
    op.drop_index("ix_recordings_unfinished", table_name="recordings")
    for column in ("trim_end", "trim_start", "progress", "problem", "state"):
        op.drop_column("recordings", column)
