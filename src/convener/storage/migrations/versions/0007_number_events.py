"""What was there gets its numbers in the order of writing"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = """
UPDATE events SET center_seq = numbered.n
FROM (SELECT id, row_number() OVER (PARTITION BY center_id ORDER BY id) AS n FROM events) AS numbered
WHERE numbered.id = events.id
"""

COUNT = "INSERT INTO event_counters (center_id, last) SELECT center_id, count(*) FROM events GROUP BY center_id"


def upgrade() -> None:
    op.execute(NUMBER)
    op.execute(COUNT)


def downgrade() -> None:
    op.execute("DELETE FROM event_counters")
    op.execute("UPDATE events SET center_seq = NULL")
