"""How much a center stores, and whether its administrators were told that little is left"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STORED = sa.text("life <> 'removed'")


def upgrade() -> None:
    op.create_table(
        "storage_warnings",
        sa.Column("center_id", KEY, nullable=False),
        sa.Column("warned_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_storage_warnings_center_id_centers")),
        sa.PrimaryKeyConstraint("center_id", name=op.f("pk_storage_warnings")),
    )
    op.create_index(
        "ix_recordings_stored", "recordings", ["center_id", "size"], sqlite_where=STORED, postgresql_where=STORED
    )


def downgrade() -> None:
    op.drop_index("ix_recordings_stored", table_name="recordings")
    op.drop_table("storage_warnings")
