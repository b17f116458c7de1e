"""A table of whiteboards"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "boards",
        sa.Column("id", KEY, nullable=False),
        sa.Column("board_id", sa.String(length=16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("template", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["shared_documents.id"], name=op.f("fk_boards_document_id_shared_documents")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_boards_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_boards_participant_id_participants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
        sa.UniqueConstraint("board_id", name=op.f("uq_boards_board_id")),
        sa.UniqueConstraint("document_id", name=op.f("uq_boards_document_id")),
        sa.UniqueConstraint("meeting_id", "participant_id", "key", name=op.f("uq_boards_meeting_id")),
    )
    op.create_index("ix_boards_deleted", "boards", ["deleted_at"])


def downgrade() -> None:
    op.drop_index("ix_boards_deleted", table_name="boards")
    op.drop_table("boards")
