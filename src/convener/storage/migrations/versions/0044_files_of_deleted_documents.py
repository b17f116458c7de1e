"""The files of documents that were deleted until now are removed"""

from __future__ import annotations

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE contents SET removed_at = deleted_at WHERE deleted_at IS NOT NULL")


def downgrade() -> None:
    """What is deleted stays so."""
