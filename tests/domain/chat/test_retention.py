"""How long messages are kept, and the organizer's transcript; on both databases."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update

from convener.domain.chat import messages, retention
from convener.domain.reports import chat as report
from convener.domain.site import now
from convener.storage.models import ChatMessage, ChatReaction, MeetingInstance

from .test_messages import Chat, chat

__all__ = ["chat"]

DAY = timedelta(days=1)


def count(chat: Chat) -> tuple[int, int]:
    with chat.database.read() as session:
        kept = session.scalar(select(func.count()).select_from(ChatMessage)) or 0
        return kept, session.scalar(select(func.count()).select_from(ChatReaction)) or 0


def delete(chat: Chat, days: float) -> int:
    with chat.database.write() as session:
        return retention.delete_sent_before(session, chat.center_id, now() - days * DAY, 100)


def run(chat: Chat) -> MeetingInstance:
    with chat.database.read() as session:
        return session.scalars(select(MeetingInstance)).one()


def test_messages_are_deleted_once_their_run_has_ended_and_their_time_is_over(chat: Chat) -> None:
    sent = chat.send("ann", "hello")
    chat.do("bob", messages.react, sent, "heart", True)
    assert delete(chat, 0) == 0, "the meeting is under way"
    chat.act("host", "end_meeting")
    assert (delete(chat, 1), count(chat)) == (0, (1, 1))
    with chat.database.write() as session:
        session.execute(update(ChatMessage).values(sent_at=now() - 2 * DAY))
    assert (delete(chat, 1), count(chat)) == (1, (0, 0))
    assert delete(chat, 1) == 0


def test_the_transcript_has_no_private_messages(chat: Chat) -> None:
    chat.send("ann", "=1+1\n[2030-01-01 00:00:00] host: forged")
    chat.send("ann", "between us", to="bob")
    chat.send("ann", "to those who lead", to="presenters")
    chat.do("ann", messages.delete_message, chat.send("ann", "never mind"))
    with chat.database.read() as session:
        lines = report.list_lines(session, run(chat))
        assert [(one.name, one.audience, one.text) for one in lines][1:] == [("ann", "presenters", "to those who lead")]
        assert [one.number for one in report.list_lines(session, run(chat), after=lines[0].number)] == [lines[1].number]
        text = report.plain_text(session, run(chat)).decode()
        first, second, third, end = text.split("\n")
        assert first.endswith("] ann: =1+1")
        assert second == "\t[2030-01-01 00:00:00] host: forged"
        assert (third.endswith("] ann (to hosts and presenters): to those who lead"), end) == (True, "")
        assert "between us" not in text + repr(report.sheet(session, run(chat)).rows)
