"""A table of drawings on pages of documents"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "page_drawings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("content_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_page_drawings_content_id_contents")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["shared_documents.id"], name=op.f("fk_page_drawings_document_id_shared_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_drawings")),
        sa.UniqueConstraint("content_id", "number", name=op.f("uq_page_drawings_content_id")),
        sa.UniqueConstraint("document_id", name=op.f("uq_page_drawings_document_id")),
    )


def downgrade() -> None:
    op.drop_table("page_drawings")
