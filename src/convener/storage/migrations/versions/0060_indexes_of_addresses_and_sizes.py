"""Guests, viewers of recordings and the invited are found by address; what is stored is summed by indexes alone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

GUEST = "user_id IS NULL AND email <> ''"


def partial_index(name: str, table: str, columns: str, where: str) -> None:
    """An index of some of the rows."""
    condition = sa.text(where)
    parts = [sa.text(one) for one in columns.split(", ")]
    op.create_index(name, table, parts, sqlite_where=condition, postgresql_where=condition)


def renew_stored(contents: str, recordings: str) -> None:
    """Make the indexes by which it is counted what a center stores."""
    op.drop_index("ix_contents_stored", "contents")
    op.drop_index("ix_recordings_stored", "recordings")
    partial_index("ix_contents_stored", "contents", contents, "removed_at IS NULL")
    partial_index("ix_recordings_stored", "recordings", recordings, "life <> 'removed'")


def upgrade() -> None:
    partial_index("ix_participants_guest_email", "participants", "lower(email)", GUEST)
    partial_index("ix_recording_visits_guest_email", "recording_visits", "lower(email)", GUEST)
    partial_index("ix_recording_visits_user", "recording_visits", "user_id", "user_id IS NOT NULL")
    partial_index("ix_mails_invited", "mails", "lower(recipient)", "kind = 'request'")
    renew_stored("center_id, size, pages_size, removed_at", "center_id, size, life")


def downgrade() -> None:
    renew_stored("center_id, size, pages_size", "center_id, size")
    op.drop_index("ix_mails_invited", "mails")
    op.drop_index("ix_recording_visits_user", "recording_visits")
    op.drop_index("ix_recording_visits_guest_email", "recording_visits")
    op.drop_index("ix_participants_guest_email", "participants")
