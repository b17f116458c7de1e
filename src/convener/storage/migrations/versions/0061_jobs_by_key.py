"""Jobs are found by what they are about, also those that are done"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

WHERE = "key IS NOT NULL"


def upgrade() -> None:
    condition = sa.text(WHERE)
    op.create_index("ix_jobs_key", "jobs", ["kind", "key"], sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    op.drop_index("ix_jobs_key", "jobs")
