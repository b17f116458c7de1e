"""Messages of the chat, and reactions to them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MESSAGES, REACTIONS = "chat_messages", "chat_reactions"


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    op.create_table(
        MESSAGES,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("center_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("instance_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("visit_id", KEY, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("recipient_id", KEY, nullable=True),
        sa.Column("recipient_visit_id", KEY, nullable=True),
        sa.Column("reply_to", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        _refers(MESSAGES, "center_id", "centers"),
        _refers(MESSAGES, "meeting_id", "meetings"),
        _refers(MESSAGES, "instance_id", "meeting_instances"),
        _refers(MESSAGES, "participant_id", "participants"),
        _refers(MESSAGES, "visit_id", "visits"),
        _refers(MESSAGES, "recipient_id", "participants"),
        _refers(MESSAGES, "recipient_visit_id", "visits"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{MESSAGES}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{MESSAGES}_public_id")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f(f"uq_{MESSAGES}_meeting_id")),
        sa.UniqueConstraint("participant_id", "key", name=op.f(f"uq_{MESSAGES}_participant_id")),
    )
    op.create_index("ix_chat_messages_instance_number", MESSAGES, ["instance_id", "number"])
    op.create_index("ix_chat_messages_sent", MESSAGES, ["center_id", "sent_at"])
    op.create_table(
        REACTIONS,
        sa.Column("message_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("emoji", sa.String(length=16), nullable=False),
        sa.Column("visit_id", KEY, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _refers(REACTIONS, "message_id", MESSAGES),
        _refers(REACTIONS, "participant_id", "participants"),
        _refers(REACTIONS, "visit_id", "visits"),
        sa.PrimaryKeyConstraint("message_id", "participant_id", "emoji", name=op.f(f"pk_{REACTIONS}")),
    )


def downgrade() -> None:
    op.drop_table(REACTIONS)
    op.drop_table(MESSAGES)
