"""Files that are sent in the chat"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat_messages", sa.Column("file", sa.String(length=16), nullable=True))
    op.add_column("contents", sa.Column("chat_audience", sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column("contents", "chat_audience")
    op.drop_column("chat_messages", "file")
