"""Events can have a number in the order of their center"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("events", sa.Column("center_seq", sa.BigInteger(), nullable=True))
    op.create_table(
        "event_counters",
        sa.Column("center_id", KEY, autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_event_counters_center_id_centers")),
        sa.PrimaryKeyConstraint("center_id", name=op.f("pk_event_counters")),
    )


def downgrade() -> None:
    op.drop_table("event_counters")
    op.drop_column("events", "center_seq")
