"""How many lines the videos of recordings have"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("video_height", sa.Integer(), nullable=False, server_default="720"))


def downgrade() -> None:
    op.drop_column("recordings", "video_height")
