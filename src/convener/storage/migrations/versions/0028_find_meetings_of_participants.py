"""An index finds the meetings of a participant by their time; it serves where the one by the user alone did"""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_participants_user_listed", "participants", ["user_id", "listed_at", "meeting_id"])
    op.drop_index("ix_participants_user_id", "participants")


def downgrade() -> None:
    op.create_index("ix_participants_user_id", "participants", ["user_id"])
    op.drop_index("ix_participants_user_listed", "participants")
