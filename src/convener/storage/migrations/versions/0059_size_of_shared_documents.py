"""What is drawn and written together counts as stored by its center"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNT = (
    "UPDATE shared_documents SET counted_size = size, center_id = COALESCE("
    "(SELECT center_id FROM meetings WHERE meetings.id = shared_documents.meeting_id),"
    " (SELECT center_id FROM boards WHERE boards.document_id = shared_documents.id),"
    # One of which nothing is left counts for somebody.
    " (SELECT min(id) FROM centers))"
)


def upgrade() -> None:
    with op.batch_alter_table("shared_documents") as batch:
        batch.add_column(sa.Column("center_id", KEY, nullable=True))
        batch.add_column(sa.Column("counted_size", sa.BigInteger(), nullable=False, server_default="0"))
        batch.create_foreign_key(op.f("fk_shared_documents_center_id_centers"), "centers", ["center_id"], ["id"])
    op.execute(COUNT)
    with op.batch_alter_table("shared_documents") as batch:
        batch.alter_column("center_id", existing_type=KEY, nullable=False)
    op.create_index("ix_shared_documents_stored", "shared_documents", ["center_id", "counted_size"])


def downgrade() -> None:
    op.drop_index("ix_shared_documents_stored", table_name="shared_documents")
    with op.batch_alter_table("shared_documents") as batch:
        batch.drop_constraint(op.f("fk_shared_documents_center_id_centers"), type_="foreignkey")
        batch.drop_column("counted_size")
        batch.drop_column("center_id")
