"""Indexes find the meetings of a user by their time, and the few that last; one by their id alone is used no more"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

LASTING = (
    "cancelled_at IS NULL AND (recurrence IS NOT NULL OR place_of_id IS NOT NULL"
    " OR status IN ('in_progress', 'host_left') OR coalesce(ends_at - starts_at, 0) > 86400000000)"
)


def _create(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "meetings", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    op.drop_index("ix_meetings_owner_created", "meetings")
    _create("ix_meetings_owner_undated", ["owner_id", "created_at", "mid"], "starts_at IS NULL")
    _create("ix_meetings_owner_lasting", ["owner_id"], LASTING)
    _create("ix_meetings_owner_restorable", ["owner_id", "cancelled_at", "mid"], "life IN ('deleted', 'expired')")


def downgrade() -> None:
    for name in ("undated", "lasting", "restorable"):
        op.drop_index(f"ix_meetings_owner_{name}", "meetings")
    op.create_index("ix_meetings_owner_created", "meetings", ["owner_id", "id"])
