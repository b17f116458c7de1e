"""The table of connections to rooms is named room_connections"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = "peer_id, meeting_id, participant_id, visit_id, node, opened_at, media"


def upgrade() -> None:
    _move("connections", "room_connections")


def downgrade() -> None:
    _move("room_connections", "connections")


def _move(old: str, new: str) -> None:
    """Create the table anew and copy its few rows: SQLite cannot rename the constraints of a table."""
    op.create_table(
        new,
        sa.Column("peer_id", sa.String(length=64), nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("visit_id", KEY, nullable=True),
        sa.Column("node", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("media", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f(f"fk_{new}_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f(f"fk_{new}_participant_id_participants")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f(f"fk_{new}_visit_id_visits")),
        sa.PrimaryKeyConstraint("peer_id", name=op.f(f"pk_{new}")),
    )
    for column in ("meeting_id", "participant_id", "node"):
        op.create_index(op.f(f"ix_{new}_{column}"), new, [column])
    op.execute(f"INSERT INTO {new} ({COLUMNS}) SELECT {COLUMNS} FROM {old}")  # noqa: S608 - names of this file
    op.drop_table(old)
