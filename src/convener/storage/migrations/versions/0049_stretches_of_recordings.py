"""Tables of what recordings that are made here consist of, and of who agreed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "recording_stretches",
        sa.Column("id", KEY, nullable=False),
        sa.Column("recording_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.String(length=32), nullable=False),
        sa.Column("node", sa.String(length=32), nullable=True),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("completed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_stretches_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_stretches")),
        sa.UniqueConstraint("capture_id", name=op.f("uq_recording_stretches_capture_id")),
        sa.UniqueConstraint("recording_id", "number", name=op.f("uq_recording_stretches_recording_id")),
    )
    op.create_index(
        "ix_recording_stretches_open",
        "recording_stretches",
        ["recording_id"],
        sqlite_where=sa.text("completed_at IS NULL"),
        postgresql_where=sa.text("completed_at IS NULL"),
    )
    op.create_table(
        "recording_parts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("recording_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_parts_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_parts")),
        sa.UniqueConstraint("recording_id", "name", name=op.f("uq_recording_parts_recording_id")),
    )
    op.create_table(
        "recording_consents",
        sa.Column("instance_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("stays", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["meeting_instances.id"],
            name=op.f("fk_recording_consents_instance_id_meeting_instances"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_recording_consents_participant_id_participants")
        ),
        sa.PrimaryKeyConstraint("instance_id", "participant_id", name=op.f("pk_recording_consents")),
    )


def downgrade() -> None:
    op.drop_table("recording_consents")
    op.drop_table("recording_parts")
    op.drop_index("ix_recording_stretches_open", table_name="recording_stretches")
    op.drop_table("recording_stretches")
