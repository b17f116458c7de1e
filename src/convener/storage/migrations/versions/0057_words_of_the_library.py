"""Documents are found by the words of their titles and pages, whiteboards by those of their names

What is written on whiteboards is read by jobs, as documents that people write together are opened in processes of
their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

BATCH = 200
LONGEST = 40
MOST = 20_000
RUN = re.compile(r"[^\W_]+")
WITHOUT_BLANKS = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
)

CONTENTS = sa.table("contents", *map(sa.column, ("id", "center_id", "title", "upload_name", "chat_audience")))
CONTENTS.append_column(sa.column("removed_at"))
PAGES = sa.table("content_pages", *map(sa.column, ("content_id", "text")))
BOARDS = sa.table("boards", *map(sa.column, ("id", "center_id", "meeting_id", "name")))
WORDS = {
    name: sa.table(name, *map(sa.column, ("center_id", "word", "item_id"))) for name in ("content_words", "board_words")
}
JOBS = sa.table(
    "jobs",
    sa.column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    sa.column("again", sa.Boolean()),
    *map(sa.column, ("kind", "key", "state", "run_at", "attempts", "claims", "progress_step", "error", "created_at")),
)


def words_of(value: str) -> Iterator[str]:
    """The words of a text in the form of this version."""
    for run in RUN.findall(unicodedata.normalize("NFKC", value).casefold()):
        for number, piece in enumerate(WITHOUT_BLANKS.split(run)):
            if number % 2 == 0 and piece:
                yield piece[:LONGEST]
            elif piece:
                yield from (piece[at : at + 2] for at in range(len(piece)))


def store(connection: sa.Connection, table: str, center: int, item: int, texts: list[str]) -> None:
    """Store the words of an item."""
    found: set[str] = set()
    for value in texts:
        found.update(word for word, _ in zip(words_of(value), range(MOST), strict=False))
    if found:
        rows = [{"center_id": center, "word": word, "item_id": item} for word in sorted(found)]
        connection.execute(WORDS[table].insert(), rows)


def upgrade() -> None:
    connection = op.get_bind()
    last = 0
    while True:
        listed = sa.select(CONTENTS).where(CONTENTS.c.id > last, CONTENTS.c.removed_at.is_(None))
        rows = connection.execute(listed.order_by(CONTENTS.c.id).limit(BATCH)).all()
        if not rows:
            break
        for row in rows:
            if row.chat_audience != "person":
                pages = connection.scalars(sa.select(PAGES.c.text).where(PAGES.c.content_id == row.id)).all()
                store(connection, "content_words", row.center_id, row.id, [row.title, row.upload_name, *pages])
        last = rows[-1].id
    boards = connection.execute(sa.select(BOARDS).order_by(BOARDS.c.id)).all()
    for row in boards:
        store(connection, "board_words", row.center_id, row.id, [row.name])
    moment = (datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    jobs = [
        {
            "kind": "read_boards",
            "key": str(meeting),
            "payload": {"meeting": meeting},
            "state": "queued",
            "again": False,
            "run_at": moment,
            "attempts": 0,
            "claims": 0,
            "progress_step": "",
            "error": "",
            "created_at": moment,
        }
        for meeting in sorted({row.meeting_id for row in boards})
    ]
    if jobs:
        connection.execute(JOBS.insert(), jobs)


def downgrade() -> None:
    connection = op.get_bind()
    for table in WORDS.values():
        connection.execute(table.delete())
    connection.execute(JOBS.delete().where(JOBS.c.kind == "read_boards"))
