"""Calendar entries have UIDs that prove an answer; those that were sent keep theirs, by which calendars know them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mails") as batch_op:
        batch_op.add_column(sa.Column("signed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("mails") as batch_op:
        batch_op.alter_column("signed", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("mails") as batch_op:
        batch_op.drop_column("signed")
