"""When a mail is tried is in its job, not in the table of mails"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

DUE = sa.text("next_attempt_at IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_mails_due", table_name="mails")
    for column in ("attempts", "next_attempt_at", "claimed_by", "claimed_at"):
        op.drop_column("mails", column)


def downgrade() -> None:
    op.add_column("mails", sa.Column("claimed_at", sa.BigInteger(), nullable=True))
    op.add_column("mails", sa.Column("claimed_by", sa.String(length=32), nullable=True))
    op.add_column("mails", sa.Column("next_attempt_at", sa.BigInteger(), nullable=True))
    op.add_column("mails", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_mails_due", "mails", ["next_attempt_at"], sqlite_where=DUE, postgresql_where=DUE)
