"""How far the conversion of a document to pages is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contents", sa.Column("conversion", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("contents", sa.Column("problem", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("contents", sa.Column("pages_size", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("contents", "pages_size")
    op.drop_column("contents", "problem")
    op.drop_column("contents", "conversion")
