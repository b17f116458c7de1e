"""Messages: who may write to whom, who reads what, editing, deleting, reactions; on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from convener.domain.chat import history, messages, settings
from convener.domain.chat.history import MessageState, Page, Reader
from convener.domain.errors import (
    BadValue,
    DomainError,
    InvalidParameter,
    MessageNotFound,
    NotAllowed,
    ParticipantNotFound,
)
from convener.domain.events.kinds.chat import ChatChanged, MessageDeleted, MessageReacted, MessageSent
from convener.domain.permissions import MeetingRole
from convener.domain.room import moderation
from convener.domain.room.insiders import Insider
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import ChatMessage, ChatReaction, Event, Participant, Visit
from tests.factories.room import RoomFactory


class Chat(RoomFactory):
    """A meeting whose people write; they are called by name."""

    def insider(self, session: Any, name: str) -> Insider:
        return moderation.inside(session, session.get_one(Participant, self.ids[name]))

    def send(self, name: str, body: str, *, to: str = "all", key: str | None = None, reply: str | None = None) -> str:
        """Send, and return the id of the newest message; ``to`` is an audience or a name."""
        audience: Any = to if to in ("all", "presenters") else "person"
        with self.database.write() as session:
            messages.send(
                session,
                self.insider(session, name),
                body,
                key=key or f"{name} {body[:20]!r}",
                audience=audience,
                recipient=self.public[to] if audience == "person" else None,
                reply_to=reply,
            )
        with self.database.read() as session:
            return session.scalars(select(ChatMessage.public_id).order_by(ChatMessage.number.desc())).first() or ""

    def do(self, name: str, function: Any, *arguments: Any, **options: Any) -> None:
        with self.database.write() as session:
            function(session, self.insider(session, name), *arguments, **options)

    def reader(self, session: Any, name: str) -> Reader:
        visit = session.scalars(select(Visit).where(Visit.participant_id == self.ids[name]).order_by(Visit.id.desc()))
        return Reader.of(self.meeting(), self.ids[name], visit.first().role)

    def page(self, name: str, before: int | None = None) -> Page:
        with self.database.read() as session:
            meeting, reader = self.meeting(), self.reader(session, name)
            if before is None:
                return history.last_page(session, meeting, reader)
            return history.page_before(session, meeting, reader, before)

    def reads(self, name: str) -> list[str]:
        return [one.text for one in self.page(name).messages]

    def last(self, name: str) -> MessageState:
        return self.page(name).messages[-1]


@pytest.fixture
def chat(database: Database, site: Site) -> Chat:
    chat = Chat(database, site)
    chat.add("pat", MeetingRole.PRESENTER)
    for name in ("host", "pat", "ann", "bob", "eve"):
        chat.enter(name)
    return chat


def test_each_reads_what_is_meant_for_them(chat: Chat) -> None:
    chat.send("ann", "to all")
    chat.send("ann", "to those who lead", to="presenters")
    chat.send("ann", "between us", to="bob")
    chat.send("host", "among us", to="presenters")
    assert chat.reads("ann") == ["to all", "to those who lead", "between us"]
    assert chat.reads("bob") == ["to all", "between us"]
    assert chat.reads("eve") == ["to all"]
    assert chat.reads("host") == chat.reads("pat") == ["to all", "to those who lead", "among us"]
    assert chat.page("bob").messages[1].recipient == history.NamedPerson(id=chat.public["bob"], name="bob")


def test_a_role_decides_at_each_moment(chat: Chat) -> None:
    chat.send("host", "among us", to="presenters")
    chat.act("host", "set_role", chat.public["ann"], "presenter")
    chat.act("host", "set_role", chat.public["pat"], "attendee")
    assert chat.reads("ann") == ["among us"]
    assert chat.reads("pat") == []


def test_one_key_is_one_message(chat: Chat) -> None:
    first = chat.send("ann", "once", key="k")
    assert chat.send("ann", "twice", key="k") == first
    assert chat.reads("bob") == ["once"]
    chat.send("bob", "mine", key="k")
    assert chat.reads("ann") == ["once", "mine"], "keys are of one person"


@pytest.mark.parametrize("body", ["", "  \n ", "\u200b", "x" * 4001, "a\x00b"])
def test_texts_that_are_refused(chat: Chat, body: str) -> None:
    with pytest.raises(InvalidParameter):
        chat.send("ann", body)
    sent = chat.send("ann", "good")
    with pytest.raises(InvalidParameter):
        chat.do("ann", messages.edit, sent, body)
    assert chat.reads("ann") == ["good"]


def test_a_long_text_with_lines_stays_as_it_is(chat: Chat) -> None:
    body = "<b>\n" + "語" * 3996
    chat.send("ann", body)
    assert chat.reads("bob") == [body]


def test_private_messages_need_somebody_who_is_there(chat: Chat) -> None:
    chat.leave("bob")
    with pytest.raises(ParticipantNotFound):
        chat.send("ann", "hello", to="bob")
    with pytest.raises(BadValue):
        chat.send("ann", "hello", to="ann")
    with chat.database.write() as session, pytest.raises(ParticipantNotFound):
        messages.send(session, chat.insider(session, "ann"), "hello", key="k", audience="person", recipient=None)


def test_an_answer_quotes_and_stays_among_its_readers(chat: Chat) -> None:
    asked = chat.send("ann", "what?" + "x" * 300)
    chat.send("bob", "that", reply=asked)
    quote = chat.last("eve").reply_to
    assert quote is not None
    assert (quote.id, quote.name, quote.text, quote.deleted) == (asked, "ann", "what?" + "x" * 195, False)
    secret = chat.send("ann", "between us", to="bob")
    for to in ("all", "presenters", "eve"):
        with pytest.raises(BadValue):
            chat.send("bob", "look!", to=to, reply=secret)
    chat.send("bob", "yes", to="ann", reply=secret)
    with pytest.raises(MessageNotFound):
        chat.send("eve", "I know", to="ann", reply=secret)
    chat.do("ann", messages.delete_message, asked)
    with pytest.raises(MessageNotFound):
        chat.send("bob", "too late", reply=asked)
    quote = next(one.reply_to for one in chat.page("eve").messages if one.reply_to)
    assert (quote.text, quote.deleted) == ("", True)


def test_edits_and_deletes_of_ones_own(chat: Chat) -> None:
    sent = chat.send("ann", "frist")
    chat.do("ann", messages.edit, sent, "first")
    assert (chat.last("bob").text, chat.last("bob").edited) == ("first", True)
    seq = chat.seq()
    chat.do("ann", messages.edit, sent, "first")
    assert chat.seq() == seq, "nothing has changed"
    for name in ("bob", "host"):
        with pytest.raises(NotAllowed):
            chat.do(name, messages.edit, sent, "worst")
    with pytest.raises(NotAllowed):
        chat.do("bob", messages.delete_message, sent)
    chat.do("bob", messages.react, sent, "heart", True)
    chat.do("ann", messages.delete_message, sent)
    last = chat.last("bob")
    assert (last.text, last.deleted, last.reactions) == ("", True, [])
    for function, *arguments in ((messages.edit, "again"), (messages.react, "heart", True)):
        with pytest.raises(MessageNotFound):
            chat.do("ann", function, sent, *arguments)
    with chat.database.read() as session:
        assert session.scalar(select(func.count()).select_from(ChatReaction)) == 0
        texts = [str(data) for data in session.scalars(select(Event.data))]
    assert not any("first" in one or "frist" in one for one in texts), "events name messages by id"


def test_moderators_delete_what_they_read(chat: Chat) -> None:
    sent, secret = chat.send("ann", "rude"), chat.send("ann", "secret", to="bob")
    seq = chat.seq()
    chat.do("pat", messages.delete_message, sent)
    assert [type(one.payload) for one in chat.since(seq)] == [MessageDeleted]
    assert chat.since(seq)[0].actor == chat.public["pat"]
    chat.do("host", messages.delete_message, sent)
    assert len(chat.since(seq)) == 1, "it is deleted already"
    with pytest.raises(MessageNotFound):
        chat.do("host", messages.delete_message, secret)


@pytest.mark.parametrize(
    "act",
    [
        lambda chat, sent: chat.do("eve", messages.edit, sent, "x"),
        lambda chat, sent: chat.do("eve", messages.delete_message, sent),
        lambda chat, sent: chat.do("eve", messages.react, sent, "heart", True),
        lambda chat, sent: chat.send("eve", "x", reply=sent),
    ],
)
def test_a_message_that_one_does_not_read_is_as_one_that_is_not_there(chat: Chat, act: Any) -> None:
    errors = []
    for sent in (chat.send("ann", "between us", to="bob"), chat.send("host", "among us", to="presenters"), "nothing"):
        with pytest.raises(DomainError) as failed:
            act(chat, sent)
        errors.append((failed.type, str(failed.value)))
    assert len(set(errors)) == 1
    assert errors[0][0] is MessageNotFound


def test_reactions_are_counted(chat: Chat) -> None:
    sent = chat.send("ann", "done")
    seq = chat.seq()
    for name, on in (("bob", True), ("eve", True), ("bob", True), ("eve", False), ("ann", True)):
        chat.do(name, messages.react, sent, "party", on)
    chat.do("bob", messages.react, sent, "heart", True)
    told = [one.payload for one in chat.since(seq) if isinstance(one.payload, MessageReacted)]
    assert [(one.emoji, one.on, one.count) for one in told] == [
        ("party", True, 1),
        ("party", True, 2),
        ("party", False, 1),
        ("party", True, 2),
        ("heart", True, 1),
    ]
    counts = {one.emoji: (one.count, one.mine) for one in chat.last("bob").reactions}
    assert counts == {"heart": (1, True), "party": (2, True)}
    assert {one.emoji: one.mine for one in chat.last("eve").reactions} == {"heart": False, "party": False}
    with chat.database.read() as session:
        message = session.scalars(select(ChatMessage)).one()
        who = [
            (emoji, person.name) for emoji, person in history.who_reacted(session, message, chat.reader(session, "bob"))
        ]
    assert who == [("party", "bob"), ("party", "ann"), ("heart", "bob")]


def test_a_closed_chat_is_for_those_who_lead(chat: Chat) -> None:
    sent = chat.send("ann", "before")
    seq = chat.seq()
    chat.do("pat", settings.change, open=False)
    chat.do("pat", settings.change, open=False)
    assert [one.payload for one in chat.since(seq)] == [ChatChanged(open=False, earlier=False)]
    for act in (
        lambda: chat.send("ann", "after"),
        lambda: chat.do("ann", messages.edit, sent, "after"),
        lambda: chat.do("ann", messages.react, sent, "heart", True),
    ):
        with pytest.raises(NotAllowed, match="closed the chat"):
            act()
    chat.send("host", "order!")
    chat.do("ann", messages.delete_message, sent)
    chat.do("host", settings.change, open=True)
    chat.send("ann", "again")
    assert chat.reads("bob") == ["", "order!", "again"]


def test_pages_of_a_long_chat(chat: Chat) -> None:
    for number in range(history.PAGE_SIZE * 2 + 1):
        chat.send("ann" if number % 2 else "bob", f"m{number}")
    chat.send("ann", "not yours", to="bob")
    page = chat.page("eve")
    assert [one.text for one in page.messages] == [f"m{n}" for n in range(51, 101)]
    assert page.older
    page = chat.page("eve", page.messages[0].number)
    assert [one.text for one in page.messages] == [f"m{n}" for n in range(1, 51)]
    page = chat.page("eve", page.messages[0].number)
    assert ([one.text for one in page.messages], page.older) == (["m0"], False)


def test_a_page_of_long_texts_is_shorter(chat: Chat) -> None:
    for number in range(20):
        chat.send("ann", f"{number:4}" + "x" * 3996, key=str(number))
    page = chat.page("bob")
    assert sum(len(one.text) for one in page.messages) <= history.PAGE_TEXT
    assert page.older
    assert len(chat.page("bob", page.messages[0].number).messages) == 20 - len(page.messages)


def test_the_next_run_begins_empty_until_the_host_lets_people_read_on(chat: Chat) -> None:
    old = chat.send("ann", "yesterday")
    chat.send("ann", "between us", to="bob")
    chat.act("host", "end_meeting")
    for name in ("host", "ann", "bob", "new"):
        chat.enter(name)
    assert chat.page("new") == Page([], False)
    assert chat.page("ann", 10_000) == Page([], False)
    with pytest.raises(MessageNotFound):
        chat.do("ann", messages.react, old, "heart", True)
    chat.send("host", "today")
    chat.do("host", settings.change, earlier=True)
    page = chat.page("new")
    assert ([one.text for one in page.messages], page.older) == (["today"], True)
    page = chat.page("new", page.messages[0].number)
    assert [(one.text, one.earlier) for one in page.messages] == [("yesterday", True)]
    assert [one.text for one in chat.page("bob", page.messages[0].number + 1000).messages] == [
        "yesterday",
        "between us",
        "today",
    ]
    chat.do("ann", messages.react, old, "heart", True)


def test_events_are_told_as_the_message_is_now(chat: Chat) -> None:
    seq = chat.seq()
    sent, other = chat.send("ann", "frist"), chat.send("ann", "between us", to="bob")
    chat.do("bob", messages.react, sent, "heart", True)
    chat.do("ann", messages.edit, sent, "first")
    chat.do("bob", messages.react, other, "heart", True)
    chat.do("ann", messages.delete_message, other)
    events = chat.since(seq)
    with chat.database.read() as session:
        told: list[Any] = history.load(session, events)
    assert told[0].message.text == "first"
    assert told[0].readers.everybody
    assert told[1].message.deleted
    assert told[1].readers.people == {chat.public["ann"], chat.public["bob"]}
    assert (told[3].text, told[3].deleted) == ("first", False)
    assert told[4] is None, "what was reacted to a deleted message is gone"
    assert (told[5].text, told[5].deleted) == ("", True)


def test_an_event_of_a_message_that_is_not_kept_is_told_to_nobody(chat: Chat) -> None:
    seq = chat.seq()
    chat.send("ann", "gone")
    with chat.database.write() as session:
        session.delete(session.scalars(select(ChatMessage)).one())
    events = chat.since(seq)
    assert isinstance(events[0].payload, MessageSent)
    with chat.database.read() as session:
        assert history.load(session, events) == [None]
