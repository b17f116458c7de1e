"""Tables of documents that people write together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "shared_documents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("instance_id", KEY, nullable=True),
        sa.Column("last_instance_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("snapshot_seq", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("snapshot_size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_shared_documents_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["meeting_instances.id"], name=op.f("fk_shared_documents_instance_id_meeting_instances")
        ),
        sa.ForeignKeyConstraint(
            ["last_instance_id"],
            ["meeting_instances.id"],
            name=op.f("fk_shared_documents_last_instance_id_meeting_instances"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_documents")),
        sa.UniqueConstraint("document_id", name=op.f("uq_shared_documents_document_id")),
    )
    op.create_index("ix_shared_documents_meeting", "shared_documents", ["meeting_id", "kind", "id"])
    document = ["document_id"], ["shared_documents.id"]
    op.create_table(
        "document_authors",
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(*document, name=op.f("fk_document_authors_document_id_shared_documents")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_document_authors_participant_id_participants")
        ),
        sa.PrimaryKeyConstraint("document_id", "client_id", name=op.f("pk_document_authors")),
    )
    op.create_table(
        "document_updates",
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=True),
        sa.Column("participant_id", KEY, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(*document, name=op.f("fk_document_updates_document_id_shared_documents")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_document_updates_participant_id_participants")
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_document_updates")),
    )
    op.create_table(
        "document_snapshots",
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("structure", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(*document, name=op.f("fk_document_snapshots_document_id_shared_documents")),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_document_snapshots")),
    )


def downgrade() -> None:
    op.drop_table("document_snapshots")
    op.drop_table("document_updates")
    op.drop_table("document_authors")
    op.drop_index("ix_shared_documents_meeting", table_name="shared_documents")
    op.drop_table("shared_documents")
