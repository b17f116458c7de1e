"""Files in the chat: who may send them, who gets them, what they are beside the documents of the meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from convener.domain.chat import files, history, messages, retention, settings
from convener.domain.content import contents, conversions
from convener.domain.documents.inspector import Report
from convener.domain.errors import (
    BadMatch,
    ContentNotFound,
    InvalidParameter,
    LimitReached,
    MessageNotFound,
    NotAllowed,
    ParticipantNotFound,
)
from convener.domain.reports import chat as transcript
from convener.domain.room import documents
from convener.domain.site import now
from convener.storage.blobs import new_key
from convener.storage.models import BlobDeletion, ChatMessage, Content, Meeting, MeetingInstance, User

from .test_messages import Chat, chat

__all__ = ["chat"]

PLAN = Report(kind="pdf", content_type="application/pdf", pages=2)


def send(chat: Chat, name: str, *, to: str = "all", key: str = "one", file: str = "Plan.pdf") -> str:
    """Send a file, and return the id of its message; ``to`` is an audience or a name."""
    audience: Any = to if to in ("all", "presenters") else "person"
    recipient = chat.public[to] if audience == "person" else None
    options: dict[str, Any] = {"upload_name": file, "key": key, "audience": audience, "recipient": recipient}
    blob = new_key()
    with chat.database.write() as session:
        session.add(BlobDeletion(blob=blob, due_at=now() + timedelta(hours=1)))
        session.flush()
        files.send(session, chat.insider(session, name), PLAN, blob=blob, size=1000, **options)
    with chat.database.read() as session:
        return session.scalars(select(ChatMessage.public_id).order_by(ChatMessage.number.desc())).first() or ""


def get(chat: Chat, name: str, message_id: str) -> str:
    with chat.database.read() as session:
        return files.find(session, chat.meeting(), chat.reader(session, name), message_id).upload_name


def listed(chat: Chat) -> list[str]:
    """What the owner has in the list of the meeting's documents."""
    with chat.database.read() as session:
        owner = session.get_one(User, chat.meeting().owner_id)
        return [one.upload_name for one in contents.list_of_meeting(session, chat.meeting(), owner)]


def test_who_reads_a_message_gets_its_file(chat: Chat) -> None:
    everybody = send(chat, "ann", file="../Plan <1>.pdf")
    for name in ("host", "ann", "bob"):
        (read,) = chat.page(name).messages
        assert read.file == history.FileState(name="../Plan <1>.pdf", size=1000, kind="pdf")
        assert (read.text, get(chat, name, everybody)) == ("", "../Plan <1>.pdf")
    private = send(chat, "ann", to="bob", key="two", file="Private.pdf")
    leading = send(chat, "ann", to="presenters", key="three", file="Leading.pdf")
    assert (get(chat, "bob", private), get(chat, "pat", leading)) == ("Private.pdf", "Leading.pdf")
    for name, message in (("host", private), ("eve", private), ("eve", leading)):
        with pytest.raises(MessageNotFound):
            get(chat, name, message)
    words = chat.send("ann", "words alone")
    with pytest.raises(ContentNotFound):
        get(chat, "bob", words)


def test_they_are_no_documents_that_are_shown_and_private_ones_are_in_no_list(chat: Chat) -> None:
    send(chat, "ann", file="All.pdf")
    send(chat, "ann", to="bob", key="two", file="Private.pdf")
    with chat.database.read() as session:
        meeting = chat.meeting()
        assert documents.list_visible(session, meeting, "host") == []
        owner = session.get_one(User, meeting.owner_id)
        found = {one.upload_name: one for one in session.scalars(select(Content))}
        assert {one.conversion for one in found.values()} == {""}
        assert contents.find(session, owner, found["All.pdf"].resource_id).upload_name == "All.pdf"
        for one in found.values():
            with pytest.raises(ContentNotFound):
                contents.find_in_room(session, meeting, one.resource_id)
        with pytest.raises(BadMatch):
            contents.find(session, owner, found["Private.pdf"].resource_id)
        instance = session.scalars(select(MeetingInstance)).one()
        assert [one.text for one in transcript.list_lines(session, instance)] == ["All.pdf"]
    assert listed(chat) == ["All.pdf"]


def test_sent_twice_under_one_key_it_is_one(chat: Chat) -> None:
    assert send(chat, "ann") == send(chat, "ann")
    assert listed(chat) == ["Plan.pdf"]
    with pytest.raises(InvalidParameter):
        send(chat, "ann", key="a\0b")


def test_who_may_not_write_sends_no_files(chat: Chat) -> None:
    chat.do("host", settings.change, files=False)
    with pytest.raises(NotAllowed, match="switched off"):
        send(chat, "ann")
    chat.do("host", settings.change, open=False, files=True)
    with pytest.raises(NotAllowed, match="closed"):
        send(chat, "ann")
    send(chat, "pat")
    chat.public["gone"] = "nobody"
    with pytest.raises(ParticipantNotFound):
        send(chat, "pat", to="gone", key="two")
    assert listed(chat) == ["Plan.pdf"]


def test_nobody_floods_the_chat_with_files(chat: Chat) -> None:
    for number in range(files.MOST_FILES):
        send(chat, "ann", key=str(number))
    with pytest.raises(LimitReached):
        send(chat, "ann", key="more")
    send(chat, "bob")
    with chat.database.write() as session:
        session.execute(update(ChatMessage).values(sent_at=now() - files.PERIOD - timedelta(seconds=1)))
    send(chat, "ann", key="later")


def deleted_blobs(chat: Chat) -> int:
    with chat.database.read() as session:
        blobs = session.scalars(select(Content.blob).where(Content.removed_at.is_not(None))).all()
        return len(session.scalars(select(BlobDeletion).where(BlobDeletion.blob.in_(blobs))).all())


def test_a_file_goes_with_its_message(chat: Chat) -> None:
    sent = send(chat, "ann")
    answer = chat.send("bob", "Thanks", reply=sent)
    quoted = chat.last("eve").reply_to
    assert quoted is not None
    assert quoted.text == "Plan.pdf"
    chat.do("ann", messages.edit, sent, "Our plan")
    chat.do("ann", messages.edit, sent, "")
    chat.do("host", messages.delete_message, sent)
    first, last = chat.page("ann").messages
    assert (first.file, first.deleted, last.id) == (None, True, answer)
    with pytest.raises(ContentNotFound):
        get(chat, "ann", sent)
    assert (listed(chat), deleted_blobs(chat)) == ([], 1)
    with chat.database.read() as session:
        assert [(one.title, one.upload_name) for one in session.scalars(select(Content))] == [("", "")]


def test_a_file_that_its_owner_deleted_goes_with_its_message_too(chat: Chat) -> None:
    sent = send(chat, "ann")
    with chat.database.write() as session:
        owner = session.get_one(User, chat.meeting().owner_id)
        contents.delete(session, session.scalars(select(Content)).one(), owner)
    assert deleted_blobs(chat) == 0
    chat.do("ann", messages.delete_message, sent)
    assert deleted_blobs(chat) == 1


def test_no_pages_are_made_of_them(chat: Chat) -> None:
    send(chat, "ann")
    with chat.database.write() as session:
        content = session.scalars(select(Content)).one()
        conversions.request(session, content)
        assert content.conversion == ""
        seq = chat.meeting().last_seq
        conversions.announce(session, session.get_one(Meeting, content.meeting_id), content)
    assert chat.meeting().last_seq == seq


def test_files_are_kept_no_longer_than_messages(chat: Chat) -> None:
    send(chat, "ann")
    send(chat, "bob")
    with chat.database.write() as session:
        retention.erase_person(session, [chat.ids["ann"]])
    assert deleted_blobs(chat) == 1
    chat.act("host", "end_meeting")
    with chat.database.write() as session:
        session.execute(update(ChatMessage).values(sent_at=now() - timedelta(days=2)))
        assert retention.delete_sent_before(session, chat.center_id, now() - timedelta(days=1), 100) == 2
    assert (listed(chat), deleted_blobs(chat)) == ([], 2)
