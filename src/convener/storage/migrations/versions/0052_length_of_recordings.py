"""How long recordings are that were made here, before they are trimmed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("full_duration", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("recordings", "full_duration")
