"""Since when the ends of recordings are cut off"""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("trimmed_at", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_recordings_trimmed",
        "recordings",
        ["trimmed_at"],
        sqlite_where=sa.text("trimmed_at IS NOT NULL"),
        postgresql_where=sa.text("trimmed_at IS NOT NULL"),
    )
    trimmed = sa.text("UPDATE recordings SET trimmed_at = :now WHERE trim_start IS NOT NULL OR trim_end IS NOT NULL")
    op.get_bind().execute(trimmed, {"now": time.time_ns() // 1_000})


def downgrade() -> None:
    op.drop_index("ix_recordings_trimmed", "recordings")
    op.drop_column("recordings", "trimmed_at")
