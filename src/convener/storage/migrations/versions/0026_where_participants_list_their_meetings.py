"""A column says under which time a participant's list has the meeting"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participants", sa.Column("listed_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("participants", "listed_at")
