"""Sign-ins say in which browser they are, as far as it says so itself"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sign_ins") as batch_op:
        batch_op.add_column(sa.Column("user_agent", sa.String(length=255), nullable=False, server_default=""))
    with op.batch_alter_table("sign_ins") as batch_op:
        batch_op.alter_column("user_agent", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("sign_ins") as batch_op:
        batch_op.drop_column("user_agent")
