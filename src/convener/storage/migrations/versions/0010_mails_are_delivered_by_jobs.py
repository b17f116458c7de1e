"""Mails that wait are delivered by jobs: one for the mails of each participant, or user"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MAILS = sa.table(
    "mails",
    sa.column("participant_id", sa.BigInteger()),
    sa.column("user_id", sa.BigInteger()),
    sa.column("state", sa.String()),
    sa.column("next_attempt_at", sa.BigInteger()),
)
JOBS = sa.table(
    "jobs",
    sa.column("kind", sa.String()),
    sa.column("key", sa.Text()),
    sa.column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    sa.column("state", sa.String()),
    sa.column("again", sa.Boolean()),
    sa.column("run_at", sa.BigInteger()),
    sa.column("attempts", sa.Integer()),
    sa.column("claims", sa.Integer()),
    sa.column("progress_step", sa.Text()),
    sa.column("error", sa.Text()),
    sa.column("created_at", sa.BigInteger()),
)


def upgrade() -> None:
    """A mail that was claimed has not been handed over, and is queued; one that was being handed over is left so, and
    its job says what becomes of it. Each is due when it was."""
    connection = op.get_bind()
    moment = (datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    waiting = (
        sa.select(MAILS.c.participant_id, MAILS.c.user_id, sa.func.min(MAILS.c.next_attempt_at))
        .where(MAILS.c.state.in_(("queued", "claimed", "sending")))
        .group_by(MAILS.c.participant_id, MAILS.c.user_id)
        .order_by(MAILS.c.participant_id, MAILS.c.user_id)
    )
    rows = [
        {
            "kind": "mail",
            "key": f"user {user}" if participant is None else f"participant {participant}",
            "payload": {"participant": participant, "user": user},
            "state": "queued",
            "again": False,
            "run_at": moment if due is None else due,
            "attempts": 0,
            "claims": 0,
            "progress_step": "",
            "error": "",
            "created_at": moment,
        }
        for participant, user, due in connection.execute(waiting)
    ]
    if rows:
        connection.execute(JOBS.insert(), rows)
    connection.execute(MAILS.update().where(MAILS.c.state == "claimed").values(state="queued"))


def downgrade() -> None:
    connection = op.get_bind()
    connection.execute(JOBS.delete().where(JOBS.c.kind == "mail"))
    due = MAILS.update().where(MAILS.c.state.in_(("queued", "sending")), MAILS.c.next_attempt_at.is_(None))
    connection.execute(due.values(next_attempt_at=0))
