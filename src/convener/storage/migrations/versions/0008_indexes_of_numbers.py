"""Indexes find the events that have a number and those that need one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    without, having = sa.text("center_seq IS NULL"), sa.text("center_seq IS NOT NULL")
    op.create_index(
        "ix_events_without_number",
        "events",
        ["center_id", "id"],
        sqlite_where=without,
        postgresql_where=without,
    )
    op.create_index(
        "ix_events_number",
        "events",
        ["center_id", "center_seq"],
        unique=True,
        sqlite_where=having,
        postgresql_where=having,
    )


def downgrade() -> None:
    op.drop_index("ix_events_number", "events")
    op.drop_index("ix_events_without_number", "events")
