"""Roles that a host gives in the room, for one instance"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("participants", sa.Column("live_role", sa.String(length=16), nullable=True))
    op.add_column("participants", sa.Column("live_role_instance_id", KEY, nullable=True))


def downgrade() -> None:
    op.drop_column("participants", "live_role_instance_id")
    op.drop_column("participants", "live_role")
