"""A table of images on whiteboards and on pages of documents"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "drawing_images",
        sa.Column("id", KEY, nullable=False),
        sa.Column("center_id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("file_id", sa.String(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_drawing_images_center_id_centers")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["shared_documents.id"], name=op.f("fk_drawing_images_document_id_shared_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawing_images")),
        sa.UniqueConstraint("document_id", "file_id", name=op.f("uq_drawing_images_document_id")),
    )
    op.create_index("ix_drawing_images_stored", "drawing_images", ["center_id", "size"])


def downgrade() -> None:
    op.drop_table("drawing_images")
