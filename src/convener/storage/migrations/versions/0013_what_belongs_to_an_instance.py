"""Visits, recordings, polls and events can belong to an instance of their meeting"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("visits", "recordings", "polls", "events")
INDEXED = ("visits", "recordings", "polls")


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("instance_id", KEY, nullable=True))
            name = op.f(f"fk_{table}_instance_id_meeting_instances")
            batch.create_foreign_key(name, "meeting_instances", ["instance_id"], ["id"])
            if table in INDEXED:
                batch.create_index(op.f(f"ix_{table}_instance_id"), ["instance_id"])


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            if table in INDEXED:
                batch.drop_index(op.f(f"ix_{table}_instance_id"))
            batch.drop_constraint(op.f(f"fk_{table}_instance_id_meeting_instances"), type_="foreignkey")
            batch.drop_column("instance_id")
