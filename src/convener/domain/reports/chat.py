"""The transcript of a meeting's chat, for its organizer: what was written to all, and to hosts and presenters. What two
people wrote to each other is in none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.chat import poll_results
from convener.storage.models import ChatMessage, Content, MeetingInstance, Visit

from .sheets import Sheet

COLUMNS = ("time (UTC)", "name", "to", "text")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message that was not deleted. ``number`` orders those of a meeting; ``audience``: all, or presenters."""

    number: int
    sent_at: datetime
    name: str
    audience: str
    text: str
    """What was written, or the name of the file that was sent, or the results of a poll."""


def list_lines(session: Session, instance: MeetingInstance, *, after: int = 0, most: int | None = None) -> list[Line]:
    """The transcript of one run of a meeting after the message with this number, at most so many messages."""
    query = (
        select(ChatMessage, Visit.name, Visit.name_number, Content.upload_name)
        .join(Visit, Visit.id == ChatMessage.visit_id)
        .outerjoin(Content, Content.resource_id == ChatMessage.file)
        .where(ChatMessage.instance_id == instance.id, ChatMessage.number > after)
        .where(ChatMessage.audience != "person", ChatMessage.deleted_at.is_(None))
        .order_by(ChatMessage.number)
        .limit(most)
    )
    rows = session.execute(query).all()
    shown = poll_results.load(session, {row.ChatMessage.poll for row in rows if row.ChatMessage.poll is not None})
    results = {poll_id: poll_results.describe(found) for poll_id, found in shown.items()}
    return [
        Line(
            number=message.number,
            sent_at=message.sent_at,
            name=text.numbered(name, number),
            audience=message.audience,
            text=message.text or file or results.get(message.poll or "", ""),
        )
        for message, name, number, file in rows
    ]


def sheet(session: Session, instance: MeetingInstance) -> Sheet:
    """The transcript as a table."""
    rows = [(one.sent_at, one.name, one.audience, one.text) for one in list_lines(session, instance)]
    return Sheet(title="Chat", columns=COLUMNS, rows=rows)


def plain_text(session: Session, instance: MeetingInstance) -> bytes:
    """The transcript as UTF-8 text: a line for each message, its further lines behind a tab, so that nobody can write
    what looks like a message of somebody else. Times are UTC."""
    lines = []
    for one in list_lines(session, instance):
        to = " (to hosts and presenters)" if one.audience == "presenters" else ""
        body = "\n\t".join(one.text.splitlines())
        name = " ".join(one.name.split())
        lines.append(f"[{one.sent_at:%Y-%m-%d %H:%M:%S}] {name}{to}: {body}\n")
    return "".join(lines).encode("utf-8", "replace")
