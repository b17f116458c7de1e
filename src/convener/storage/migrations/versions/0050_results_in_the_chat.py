"""Results of polls that are shown in the chat"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat_messages", sa.Column("poll", sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column("chat_messages", "poll")
