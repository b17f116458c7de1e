"""Visits are found by names, and people of one name have numbers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visits", sa.Column("name_key", sa.String(64), nullable=False, server_default=""))
    op.add_column("visits", sa.Column("name_number", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("visits", sa.Column("guest", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index(op.f("ix_visits_instance_id"), "visits")
    op.create_index("ix_visits_instance_name", "visits", ["instance_id", "name_key"])


def downgrade() -> None:
    op.drop_index("ix_visits_instance_name", "visits")
    op.create_index(op.f("ix_visits_instance_id"), "visits", ["instance_id"])
    for column in ("guest", "name_number", "name_key"):
        op.drop_column("visits", column)
