"""Users can be merged into others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    merged = sa.text("merged_into_id IS NOT NULL")
    op.create_index("ix_users_merged", "users", ["merged_into_id"], sqlite_where=merged, postgresql_where=merged)


def downgrade() -> None:
    op.drop_index("ix_users_merged", "users")
    op.drop_column("users", "merged_into_id")
