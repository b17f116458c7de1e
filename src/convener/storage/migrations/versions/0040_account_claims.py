"""A table of links by which owners of invited addresses claim accounts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account_claims",
        sa.Column("id", KEY, nullable=False),
        sa.Column("center_id", KEY, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_account_claims_center_id_centers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_claims")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_claims_token_hash")),
    )
    op.create_index("ix_account_claims_address", "account_claims", ["center_id", "address_folded"])
    op.create_index(op.f("ix_account_claims_expires_at"), "account_claims", ["expires_at"])


def downgrade() -> None:
    op.drop_table("account_claims")
