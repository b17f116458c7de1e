"""Documents that were deleted can be restored until their files are removed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

STORED = sa.text("removed_at IS NULL")
RESTORABLE = sa.text("deleted_at IS NOT NULL AND removed_at IS NULL")


def upgrade() -> None:
    op.add_column("contents", sa.Column("removed_at", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_contents_stored",
        "contents",
        ["center_id", "size", "pages_size"],
        sqlite_where=STORED,
        postgresql_where=STORED,
    )
    op.create_index(
        "ix_contents_restorable",
        "contents",
        ["center_id", "deleted_at"],
        sqlite_where=RESTORABLE,
        postgresql_where=RESTORABLE,
    )


def downgrade() -> None:
    op.drop_index("ix_contents_restorable", table_name="contents")
    op.drop_index("ix_contents_stored", table_name="contents")
    op.drop_column("contents", "removed_at")
