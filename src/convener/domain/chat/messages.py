"""Writing in the chat: a message is sent, edited, deleted, reacted to. Who acts is an :class:`Insider`, whose role of
this moment the caller has checked; the texts are stored in the table of messages, and events name them by id."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.content import contents
from convener.domain.errors import BadValue, InvalidParameter, MessageNotFound, NotAllowed
from convener.domain.events.kinds.chat import (
    ChatAudience,
    ChatEmoji,
    MessageDeleted,
    MessageEdited,
    MessageReacted,
    MessageSent,
)
from convener.domain.events.log import record
from convener.domain.permissions import MeetingRole, RoomAction, require_room
from convener.domain.room import audience_rights
from convener.domain.room.insiders import Insider
from convener.domain.room.moderation import find_target, not_in_room
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.chat import find_message_of_key
from convener.storage.core import insert
from convener.storage.models import ChatMessage, ChatReaction, Content, Participant, Poll, Visit

from . import history, settings
from .history import Reader

LONGEST_TEXT = 4000
"""Characters of a message."""

LONGEST_KEY = 64


def reader_of(insider: Insider) -> Reader:
    """Who acts, as one who reads."""
    return Reader.of(insider.meeting, insider.participant.id, insider.visit.role)


def send(
    session: Session,
    insider: Insider,
    body: str,
    *,
    key: str,
    audience: ChatAudience,
    recipient: str | None = None,
    reply_to: str | None = None,
    file: Content | None = None,
    poll: Poll | None = None,
) -> None:
    """Send a message to all, to presenters, or to the participant with the public id ``recipient``, who is in the room.

    ``key`` is what the sender calls it: sent again under the same key nothing happens, so a browser that does not know
    whether it arrived sends it again. ``reply_to``: the id of the message that it answers, one of the same
    conversation, because all who read the answer read what it quotes. ``file``: a document that goes with the message
    (:func:`.files.send`), which may have no text then. ``poll``: a closed one whose results are the message, which has
    no text then either.

    Raises :class:`NotAllowed`, :class:`InvalidParameter`, :class:`BadValue`, :class:`ParticipantNotFound`,
    :class:`MessageNotFound`.
    """
    key = text.key("key", key, LONGEST_KEY, shortest=1)
    participant, visit, meeting = insider.participant, insider.visit, insider.meeting
    if find_sent(session, participant, key) is not None:
        return
    settings.require_writing(meeting, visit.role)
    body = check_text(body, may_be_empty=file is not None or poll is not None)
    if audience == "all" and not _sees_attendees(insider):
        raise NotAllowed("Attendees do not see each other here. Write to the hosts and presenters.")
    target = _target(session, insider, recipient) if audience == "person" else None
    quoted = _find_quoted(session, insider, reply_to, audience, target) if reply_to is not None else None
    message = ChatMessage(
        public_id=random_text(LOWERCASE_AND_DIGITS, 16),
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        instance_id=visit.instance_id,
        number=meeting.last_seq + 1,
        participant_id=participant.id,
        visit_id=visit.id,
        key=key,
        audience=audience,
        recipient_id=target.participant_id if target else None,
        recipient_visit_id=target.id if target else None,
        reply_to=quoted.number if quoted else None,
        text=body,
        file=file.resource_id if file is not None else None,
        poll=poll.poll_id if poll is not None else None,
        sent_at=now(),
    )
    insert(session, message)
    record(session, meeting, MessageSent(message=message.public_id, audience=audience), participant=participant)


def edit(session: Session, insider: Insider, message_id: str, body: str) -> None:
    """Change the text of one's own message. Raises :class:`MessageNotFound`, :class:`NotAllowed`,
    :class:`InvalidParameter`."""
    message = history.find_message(session, insider.meeting, reader_of(insider), message_id)
    if message.participant_id != insider.participant.id:
        raise NotAllowed("You can edit your own messages only.")
    if message.poll is not None:
        raise NotAllowed("The results of a poll cannot be edited.")
    if message.deleted_at is not None:
        raise MessageNotFound("This message was deleted.")
    settings.require_writing(insider.meeting, insider.visit.role)
    body = check_text(body, may_be_empty=message.file is not None)
    if body != message.text:
        message.text, message.edited_at = body, now()
        payload = MessageEdited(message=message.public_id, audience=message.audience)  # type: ignore[arg-type]
        record(session, insider.meeting, payload, participant=insider.participant)


def delete_message(session: Session, insider: Insider, message_id: str) -> None:
    """Delete one's own message, or with the permission that of another one which one can read: its text is gone, its
    file or results, and what people reacted. Raises :class:`MessageNotFound`, :class:`NotAllowed`."""
    message = history.find_message(session, insider.meeting, reader_of(insider), message_id)
    own = message.participant_id == insider.participant.id
    if not own:
        require_room(insider.visit.role, RoomAction.MODERATE_CHAT)
    if message.deleted_at is not None:
        return
    message.text, message.poll, message.deleted_at = "", None, now()
    session.execute(delete(ChatReaction).where(ChatReaction.message_id == message.id))
    if message.file is not None:
        contents.delete_of_chat(session, [message.file], insider.participant)
    author = insider.participant if own else session.get_one(Participant, message.participant_id)
    payload = MessageDeleted(message=message.public_id, audience=message.audience)  # type: ignore[arg-type]
    record(session, insider.meeting, payload, participant=author, actor=None if own else insider.participant)


def react(session: Session, insider: Insider, message_id: str, emoji: ChatEmoji, on: bool) -> None:
    """Put an emoji to a message, or take one's own away. Raises :class:`MessageNotFound`, :class:`NotAllowed`."""
    message = history.find_message(session, insider.meeting, reader_of(insider), message_id)
    if message.deleted_at is not None:
        raise MessageNotFound("This message was deleted.")
    settings.require_writing(insider.meeting, insider.visit.role)
    mine = session.get(ChatReaction, (message.id, insider.participant.id, emoji))
    if (mine is not None) == on:
        return
    if mine is not None:
        session.delete(mine)
    else:
        one = ChatReaction(message_id=message.id, participant_id=insider.participant.id, emoji=emoji, at=now())
        one.visit_id = insider.visit.id
        session.add(one)
    session.flush()
    counted = select(func.count()).where(ChatReaction.message_id == message.id, ChatReaction.emoji == emoji)
    payload = MessageReacted(
        message=message.public_id,
        audience=message.audience,  # type: ignore[arg-type]
        emoji=emoji,
        on=on,
        count=session.scalar(counted) or 0,
    )
    record(session, insider.meeting, payload, participant=insider.participant)


def check_text(body: str, *, may_be_empty: bool = False) -> str:
    """The text to store; raises :class:`InvalidParameter` for one that is empty, or too long."""
    body = text.lines("text", body, LONGEST_TEXT)
    if not (body or may_be_empty):
        raise InvalidParameter("text must not be empty.", "text")
    return body


def _sees_attendees(insider: Insider) -> bool:
    return audience_rights.sees_attendees(insider.meeting, insider.visit.role)


def find_sent(session: Session, participant: Participant, key: str) -> int | None:
    """The primary key of the message that this participant has sent under this key, None where there is none."""
    return find_message_of_key(session, participant.id, key)


def _target(session: Session, insider: Insider, recipient: str | None) -> Visit:
    """The visit of the participant to whom a private message goes."""
    require_room(insider.visit.role, RoomAction.CHAT_PRIVATELY)
    found = find_target(session, insider.meeting, recipient or "")
    if found.participant_id == insider.participant.id:
        raise BadValue("You cannot write to yourself.", "personId")
    if found.role == MeetingRole.ATTENDEE.value and not _sees_attendees(insider):
        raise not_in_room()
    return found


def _find_quoted(
    session: Session, insider: Insider, message_id: str, audience: ChatAudience, target: Visit | None
) -> ChatMessage:
    """The message that is answered; refused where somebody would read the quote who does not read the message."""
    quoted = history.find_message(session, insider.meeting, reader_of(insider), message_id)
    if quoted.deleted_at is not None:
        raise MessageNotFound("This message was deleted.")
    both = {insider.participant.id, target.participant_id if target else None}
    if quoted.audience != audience or (audience == "person" and {quoted.participant_id, quoted.recipient_id} != both):
        raise BadValue("An answer goes to those who read the message that it answers.", "replyTo")
    return quoted
