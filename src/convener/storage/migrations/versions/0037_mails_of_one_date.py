"""Mails about one date of a series"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mails", sa.Column("date", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("mails", "date")
