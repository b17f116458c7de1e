"""What of the chat a participant reads: pages of messages, and the messages that events name.

A message to all is read by all who are in its run of the meeting; one to presenters by those who are host or presenter
at this moment, and by its author; one to a person by the two. This rule stands here twice: as the condition of pages
(:func:`_readable`), and as the audience of events (:class:`Readers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar, cast

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import MessageNotFound
from convener.domain.events.kinds.chat import (
    ChatAudience,
    ChatEmoji,
    MessageDeleted,
    MessageEdited,
    MessageReacted,
    MessageSent,
)
from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.domain.permissions import MeetingRole
from convener.domain.room import audience_rights
from convener.storage.chat import MESSAGES, AuthorVisit, MessageRow, RecipientVisit, find_messages, read_messages
from convener.storage.models import ChatMessage, ChatReaction, Meeting, Participant, Visit

from . import poll_results
from .poll_results import PollResults
from .settings import settings_of

PAGE_SIZE = 50
"""Messages in a snapshot, and in each further page."""

PAGE_TEXT = 50_000
"""Characters of all texts of a page, at most, where it has more than one message."""

LONGEST_QUOTE = 200
"""Characters of a message that an answer to it quotes."""

ATTENDEE = MeetingRole.ATTENDEE.value
AnyRow = TypeVar("AnyRow")

PRESENTERS = frozenset({MeetingRole.HOST.value, MeetingRole.PRESENTER.value})
"""The roles that read what is written to presenters."""


class Reader(NamedTuple):
    """Who reads: a participant by primary key, with the role of this moment. ``sees_attendees``: also what other
    attendees write (:mod:`convener.domain.room.audience_rights`)."""

    participant_id: int
    role: str
    sees_attendees: bool = True

    @classmethod
    def of(cls, meeting: Meeting, participant_id: int, role: str) -> Reader:
        """The participant of this meeting with this primary key and role."""
        return cls(participant_id, role, audience_rights.sees_attendees(meeting, role))


class Readers(Struct, frozen=True):
    """Who reads a message: everybody, or these roles and these participants (public ids)."""

    everybody: bool
    roles: frozenset[str]
    people: frozenset[str]


class NamedPerson(Struct, frozen=True, kw_only=True):
    """A participant by public id, with the name that others see."""

    id: str
    name: str


class Quote(Struct, frozen=True, kw_only=True):
    """The beginning of a message that is answered, or the name of its file, or the question of its poll. ``text`` is
    empty where it was deleted."""

    id: str
    number: int
    person_id: str
    name: str
    text: str
    deleted: bool


class EmojiCount(Struct, frozen=True, kw_only=True):
    """How many have put this emoji to a message; ``mine``: the reader too."""

    emoji: ChatEmoji
    count: int
    mine: bool


class FileState(Struct, frozen=True, kw_only=True):
    """A file that was sent with a message: its name, its bytes, and what it is (the kinds of documents)."""

    name: str
    size: int
    kind: str


class MessageState(Struct, frozen=True, kw_only=True):
    """A message as its readers see it. ``earlier``: it is of an earlier run of the meeting."""

    id: str
    number: int
    key: str
    person_id: str
    name: str
    guest: bool
    audience: ChatAudience
    recipient: NamedPerson | None
    text: str
    file: FileState | None
    results: PollResults | None
    sent_at: datetime
    edited: bool
    deleted: bool
    reply_to: Quote | None
    reactions: list[EmojiCount]
    earlier: bool


class Page(NamedTuple):
    """Messages, the oldest first; ``older``: there are more before them."""

    messages: list[MessageState]
    older: bool


class LoadedPayload(Payload, frozen=True, kw_only=True):
    """The base of what is told of an event in place of its payload: the message as it is now, and who reads it.
    ``author`` wrote the message (public id), as an attendee where ``by_attendee``."""

    readers: Readers
    author: str
    by_attendee: bool


class LoadedMessage(LoadedPayload, frozen=True, kw_only=True):
    """A message was sent. It comes without reactions: the events of those follow."""

    message: MessageState
    quotes_attendee: bool


class LoadedChange(LoadedPayload, frozen=True, kw_only=True):
    """A message was edited or deleted."""

    id: str
    number: int
    text: str
    deleted: bool


class LoadedReaction(LoadedPayload, frozen=True, kw_only=True):
    """A participant, whom the event is about, has put an emoji to a message or taken it away."""

    id: str
    number: int
    emoji: ChatEmoji
    on: bool
    count: int


def last_page(session: Session, meeting: Meeting, reader: Reader) -> Page:
    """The last messages of the run that is under way, as they stand in a snapshot."""
    if meeting.instance_id is None:
        return Page([], False)
    of_run = ChatMessage.instance_id == meeting.instance_id
    page = _page(session, reader, of_run)
    first = page.messages[0].number if page.messages else meeting.last_seq + 1
    older = page.older or (settings_of(meeting).earlier and _has_older(session, meeting, reader, first))
    return Page(page.messages, older)


def page_before(session: Session, meeting: Meeting, reader: Reader, number: int) -> Page:
    """The messages before this number: of the run that is under way, or of all where earlier ones can be read."""
    if meeting.instance_id is None:
        return Page([], False)
    within = ChatMessage.instance_id == meeting.instance_id
    if settings_of(meeting).earlier:
        within = ChatMessage.meeting_id == meeting.id
    return _page(session, reader, and_(within, ChatMessage.number < number))


def find_message(session: Session, meeting: Meeting, reader: Reader, public_id: str) -> ChatMessage:
    """The message that the participant names, one of those that :func:`page_before` may give. Raises
    :class:`MessageNotFound`."""
    query = select(ChatMessage).where(ChatMessage.public_id == public_id, ChatMessage.meeting_id == meeting.id)
    found = session.scalar(_readable_of(query, reader))
    if found is None or (found.instance_id != meeting.instance_id and not settings_of(meeting).earlier):
        raise MessageNotFound("This message is not in the chat.")
    return found


def who_reacted(session: Session, message: ChatMessage, reader: Reader) -> list[tuple[ChatEmoji, NamedPerson]]:
    """Who of those whom the reader sees has put which emoji to the message, the first one first."""
    query = (
        select(ChatReaction.emoji, Participant.public_id, Visit.name, Visit.name_number)
        .join(Participant, Participant.id == ChatReaction.participant_id)
        .join(Visit, Visit.id == ChatReaction.visit_id)
        .where(ChatReaction.message_id == message.id)
        .order_by(ChatReaction.at, ChatReaction.participant_id)
    )
    if not reader.sees_attendees:
        query = query.where(or_(Visit.role != ATTENDEE, ChatReaction.participant_id == reader.participant_id))
    return [
        (cast("ChatEmoji", emoji), NamedPerson(id=public_id, name=text.numbered(name, number)))
        for emoji, public_id, name, number in session.execute(query)
    ]


def load(session: Session, events: Sequence[RoomEvent]) -> list[Payload | None]:
    """What is told of these events of one meeting, which have payloads of the chat, by one statement: None where the
    message is not kept any more."""
    named = {event.payload.message for event in events if isinstance(event.payload, _NAME_A_MESSAGE)}
    found = {row.public_id: row for row in find_messages(session, named)}
    shown = _results(session, found.values())
    return [_loaded(event.payload, found, shown) for event in events]


_NAME_A_MESSAGE = MessageSent | MessageEdited | MessageDeleted | MessageReacted


def _loaded(payload: Payload | None, found: dict[str, MessageRow], shown: dict[str, PollResults]) -> Payload | None:
    row = found.get(payload.message) if isinstance(payload, _NAME_A_MESSAGE) else None
    if row is None:
        return None
    readers, author, by_attendee = _readers(row), row.author, row.role == ATTENDEE
    match payload:
        case MessageSent():
            return LoadedMessage(
                readers=readers,
                author=author,
                by_attendee=by_attendee,
                message=_state(row, [], shown),
                quotes_attendee=row.quoted_role == ATTENDEE,
            )
        case MessageReacted(emoji=emoji, on=on, count=count):
            if row.deleted_at is not None:
                return None
            return LoadedReaction(
                readers=readers,
                author=author,
                by_attendee=by_attendee,
                id=row.public_id,
                number=row.number,
                emoji=emoji,
                on=on,
                count=count,
            )
        case _:
            deleted = row.deleted_at is not None
            return LoadedChange(
                readers=readers,
                author=author,
                by_attendee=by_attendee,
                id=row.public_id,
                number=row.number,
                text=row.text,
                deleted=deleted,
            )


def _readers(row: MessageRow) -> Readers:
    match row.audience:
        case "all":
            return Readers(True, frozenset(), frozenset())
        case "presenters":
            return Readers(False, PRESENTERS, frozenset({row.author}))
        case _:
            return Readers(False, frozenset(), frozenset({row.author, row.recipient or ""}))


def _readable_of(query: Select[AnyRow], reader: Reader) -> Select[AnyRow]:
    """Of a query of messages alone those that a participant reads."""
    if not reader.sees_attendees:
        query = query.join(AuthorVisit, AuthorVisit.id == ChatMessage.visit_id)
        query = query.outerjoin(RecipientVisit, RecipientVisit.id == ChatMessage.recipient_visit_id)
    return query.where(_readable(reader))


def _readable(reader: Reader) -> ColumnElement[bool]:
    """The condition for the messages that a participant reads, which asks the visits of author and recipient."""
    conditions = [
        ChatMessage.audience == "all",
        ChatMessage.participant_id == reader.participant_id,
        ChatMessage.recipient_id == reader.participant_id,
    ]
    if reader.role in PRESENTERS:
        conditions.append(ChatMessage.audience == "presenters")
    readable = or_(*conditions)
    if reader.sees_attendees:
        return readable
    own = reader.participant_id
    return and_(
        readable,
        or_(AuthorVisit.role != ATTENDEE, ChatMessage.participant_id == own),
        or_(RecipientVisit.id.is_(None), RecipientVisit.role != ATTENDEE, ChatMessage.recipient_id == own),
    )


def _has_older(session: Session, meeting: Meeting, reader: Reader, number: int) -> bool:
    query = select(ChatMessage.id).where(ChatMessage.meeting_id == meeting.id, ChatMessage.number < number)
    return session.scalar(_readable_of(query, reader).limit(1)) is not None


def _page(session: Session, reader: Reader, *within: ColumnElement[bool]) -> Page:
    latest = MESSAGES.where(*within, _readable(reader)).order_by(ChatMessage.number.desc())
    rows = read_messages(session, latest.limit(PAGE_SIZE + 1))
    shown = _results(session, rows[:PAGE_SIZE])
    fitting = rows[: _fitting(_size(row, shown) for row in rows[:PAGE_SIZE])]
    reactions = _reactions(session, [row.id for row in fitting], reader)
    messages = [_state(row, reactions.get(row.id, []), shown, reader) for row in reversed(fitting)]
    return Page(messages, len(rows) > len(fitting))


def _results(session: Session, rows: Iterable[MessageRow]) -> dict[str, PollResults]:
    """The results that these messages, and those that they answer, show."""
    both = [(row.poll, row.quoted_poll) for row in rows]
    return poll_results.load(session, {poll for polls in both for poll in polls if poll is not None})


def _size(message: MessageRow, shown: dict[str, PollResults]) -> int:
    results = shown.get(message.poll) if message.poll is not None else None
    return len(message.text) + (results.size if results is not None else 0)


def _fitting(sizes: Iterable[int]) -> int:
    """How many of texts of these sizes are sent as one page: at least one."""
    total = number = 0
    for size in sizes:
        total += size
        if number and total > PAGE_TEXT:
            break
        number += 1
    return number


def _reactions(session: Session, messages: list[int], reader: Reader) -> dict[int, list[EmojiCount]]:
    counts: dict[int, list[EmojiCount]] = {}
    if messages:
        mine = func.max(case((ChatReaction.participant_id == reader.participant_id, 1), else_=0))
        query = (
            select(ChatReaction.message_id, ChatReaction.emoji, func.count(), mine)
            .where(ChatReaction.message_id.in_(messages))
            .group_by(ChatReaction.message_id, ChatReaction.emoji)
        )
        for message_id, emoji, count, own in session.execute(query):
            counts.setdefault(message_id, []).append(EmojiCount(emoji=emoji, count=count, mine=bool(own)))
    return counts


def _state(
    row: MessageRow, reactions: list[EmojiCount], shown: dict[str, PollResults], reader: Reader | None = None
) -> MessageState:
    recipient = None
    if row.recipient is not None:
        recipient = NamedPerson(id=row.recipient, name=text.numbered(row.recipient_name, row.recipient_number))
    return MessageState(
        id=row.public_id,
        number=row.number,
        key=row.key,
        person_id=row.author,
        name=text.numbered(row.name, row.name_number),
        guest=row.guest,
        audience=row.audience,  # type: ignore[arg-type]
        recipient=recipient,
        text=row.text,
        file=FileState(name=row.file_name, size=row.file_size, kind=row.file_kind) if row.file_kind else None,
        results=shown.get(row.poll) if row.poll is not None else None,
        sent_at=row.sent_at,
        edited=row.edited_at is not None,
        deleted=row.deleted_at is not None,
        reply_to=_quote(row, shown) if reader is None or _sees_quoted(row, reader) else None,
        reactions=sorted(reactions, key=lambda one: one.emoji),
        earlier=row.instance_id != row.running,
    )


def _sees_quoted(row: MessageRow, reader: Reader) -> bool:
    if reader.sees_attendees or row.quoted_role != ATTENDEE:
        return True
    return row.quoted_participant_id == reader.participant_id


def _quote(row: MessageRow, shown: dict[str, PollResults]) -> Quote | None:
    if row.quoted is None:
        return None
    asked = shown[row.quoted_poll].question if row.quoted_poll in shown else ""
    return Quote(
        id=row.quoted,
        number=row.quoted_number,
        person_id=row.quoted_author,
        name=text.numbered(row.quoted_name, row.quoted_name_number),
        text=(row.quoted_text or row.quoted_file or asked)[:LONGEST_QUOTE],
        deleted=row.quoted_deleted_at is not None,
    )
