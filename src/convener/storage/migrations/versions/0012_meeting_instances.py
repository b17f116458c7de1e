"""Each run of a meeting is a row"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "meeting_instances"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("center_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.Column("peak", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f(f"fk_{TABLE}_center_id_centers")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f(f"fk_{TABLE}_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
    )
    op.create_index("ix_meeting_instances_meeting", TABLE, ["meeting_id", "started_at"])
    op.create_index("ix_meeting_instances_start", TABLE, ["center_id", "started_at"])
    under_way = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_meeting_instances_under_way",
        TABLE,
        ["meeting_id"],
        unique=True,
        sqlite_where=under_way,
        postgresql_where=under_way,
    )
    op.add_column("meetings", sa.Column("peak", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("meetings", sa.Column("instance_id", KEY, nullable=True))


def downgrade() -> None:
    op.drop_column("meetings", "instance_id")
    op.drop_column("meetings", "peak")
    op.drop_table(TABLE)
