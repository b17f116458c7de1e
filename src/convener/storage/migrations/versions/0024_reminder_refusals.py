"""A table of people who want no reminders"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reminder_refusals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("center_id", KEY, nullable=False),
        sa.Column("person", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_reminder_refusals_center_id_centers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_refusals")),
        sa.UniqueConstraint("center_id", "person", name=op.f("uq_reminder_refusals_center_id")),
    )


def downgrade() -> None:
    op.drop_table("reminder_refusals")
