"""Participants list meetings of one date under their start, or else when they were made"""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE participants SET listed_at = (SELECT CASE"
        " WHEN recurrence IS NOT NULL OR place_of_id IS NOT NULL OR coalesce(ends_at - starts_at, 0) > 86400000000"
        " THEN NULL ELSE coalesce(starts_at, meetings.created_at) END"
        " FROM meetings WHERE meetings.id = participants.meeting_id)"
        " WHERE user_id IS NOT NULL"
    )


def downgrade() -> None:
    pass
