"""Messages are deleted as their center says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from convener.domain.site import Site, now
from convener.jobs.kinds.chat import DELETE_OLD_MESSAGES
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center, ChatMessage
from tests.domain.chat.test_messages import Chat
from tests.factories import accounts
from tests.factories.jobs import do_periodic, runner


@pytest.mark.parametrize(("days", "remaining"), [(None, 2), (0, 0), (5, 1), (30, 2)])
def test_messages_are_kept_as_long_as_the_center_says(
    database: Database, site: Site, tmp_path: Path, days: int | None, remaining: int
) -> None:
    chat = Chat(database, site)
    for name in ("host", "ann"):
        chat.enter(name)
    first = chat.send("ann", "old")
    chat.send("ann", "new")
    with database.write() as session:
        ten_days_ago = now() - timedelta(days=10)
        session.execute(update(ChatMessage).where(ChatMessage.public_id == first).values(sent_at=ten_days_ago))
        center = session.scalars(select(Center)).one()
    accounts.change_center_settings(database, center, chat_days=days)

    def left() -> int:
        do_periodic(runner(database, chat.site, Settings(data=tmp_path)), database, DELETE_OLD_MESSAGES)
        with database.read() as session:
            return session.scalar(select(func.count()).select_from(ChatMessage)) or 0

    assert left() == 2, "the meeting is under way"
    chat.act("host", "end_meeting")
    assert left() == remaining
