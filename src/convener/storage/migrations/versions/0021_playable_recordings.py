"""Files of recordings say whether browsers play them; of those that are there only the container is known"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recording_files", sa.Column("playable", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("recording_files", "playable")
