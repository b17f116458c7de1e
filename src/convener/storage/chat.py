"""Messages of the chat with what is told of them. Each message that is sent is looked for and read once by statements
that bypass the ORM, as in :mod:`convener.storage.core`: to put a query of ten tables together anew, and to make mapped
objects of its row, took longer than all else of reading an event."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from .driver import connection_of
from .models import ChatMessage, Content, Meeting, Participant, Visit
from .prepared import Prepared


class MessageRow(Struct, frozen=True, gc=False):
    """A message: its columns; its author, and the recipient where there is one (public ids, names and what tells
    namesakes apart); the message that it answers (``quoted``: its public id); the run of the meeting that is under way
    (``running``); the files that are there."""

    id: int
    public_id: str
    instance_id: int
    number: int
    key: str
    audience: str
    text: str
    poll: str | None
    sent_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    author: str
    name: str
    name_number: int
    guest: bool
    role: str
    recipient: str | None
    recipient_name: str
    recipient_number: int
    quoted: str | None
    quoted_number: int
    quoted_participant_id: int
    quoted_text: str
    quoted_poll: str | None
    quoted_deleted_at: datetime | None
    quoted_author: str
    quoted_name: str
    quoted_name_number: int
    quoted_role: str | None
    quoted_file: str | None
    running: int | None
    file_name: str
    file_size: int
    file_kind: str | None


_Author, AuthorVisit = aliased(Participant), aliased(Visit)
_Recipient, RecipientVisit = aliased(Participant), aliased(Visit)
_Quoted, _QuotedAuthor, _QuotedVisit = aliased(ChatMessage, name="quoted"), aliased(Participant), aliased(Visit)
_QuotedFile = aliased(Content)

_NAMED: dict[str, Any] = {
    "author": _Author.public_id,
    "name": AuthorVisit.name,
    "name_number": AuthorVisit.name_number,
    "guest": AuthorVisit.guest,
    "role": AuthorVisit.role,
    "recipient": _Recipient.public_id,
    "recipient_name": RecipientVisit.name,
    "recipient_number": RecipientVisit.name_number,
    "quoted": _Quoted.public_id,
    "quoted_number": _Quoted.number,
    "quoted_participant_id": _Quoted.participant_id,
    "quoted_text": _Quoted.text,
    "quoted_poll": _Quoted.poll,
    "quoted_deleted_at": _Quoted.deleted_at,
    "quoted_author": _QuotedAuthor.public_id,
    "quoted_name": _QuotedVisit.name,
    "quoted_name_number": _QuotedVisit.name_number,
    "quoted_role": _QuotedVisit.role,
    "quoted_file": _QuotedFile.upload_name,
    "running": Meeting.instance_id,
    "file_name": Content.upload_name,
    "file_size": Content.size,
    "file_kind": Content.kind,
}
"""What a row has beside the columns of the message."""

MESSAGES: Select[Any] = (
    select(*(_NAMED[name] if name in _NAMED else getattr(ChatMessage, name) for name in MessageRow.__struct_fields__))
    .select_from(ChatMessage)
    .join(Meeting, Meeting.id == ChatMessage.meeting_id)
    .join(_Author, _Author.id == ChatMessage.participant_id)
    .join(AuthorVisit, AuthorVisit.id == ChatMessage.visit_id)
    .outerjoin(_Recipient, _Recipient.id == ChatMessage.recipient_id)
    .outerjoin(RecipientVisit, RecipientVisit.id == ChatMessage.recipient_visit_id)
    .outerjoin(_Quoted, and_(_Quoted.meeting_id == ChatMessage.meeting_id, _Quoted.number == ChatMessage.reply_to))
    .outerjoin(_QuotedAuthor, _QuotedAuthor.id == _Quoted.participant_id)
    .outerjoin(_QuotedVisit, _QuotedVisit.id == _Quoted.visit_id)
    .outerjoin(_QuotedFile, and_(_QuotedFile.resource_id == _Quoted.file, _QuotedFile.deleted_at.is_(None)))
    .outerjoin(Content, and_(Content.resource_id == ChatMessage.file, Content.deleted_at.is_(None)))
)
"""All messages, to be narrowed by conditions, for :func:`read_messages`."""

_ONE = Prepared(MESSAGES.where(ChatMessage.public_id == bindparam("message")))
_OF_KEY = Prepared(
    select(ChatMessage.id).where(
        ChatMessage.participant_id == bindparam("participant"), ChatMessage.key == bindparam("key")
    )
)


def read_messages(session: Session, query: Select[Any]) -> list[MessageRow]:
    """The messages that a query made of :data:`MESSAGES` finds, in its order."""
    return [MessageRow(*row) for row in session.execute(query)]


def find_messages(session: Session, public_ids: Collection[str]) -> list[MessageRow]:
    """Those of these messages that are there, by one statement; nearly always it is one message, which was just sent.
    What was changed of them in this session must be flushed."""
    if len(public_ids) > 1:
        return read_messages(session, MESSAGES.where(ChatMessage.public_id.in_(public_ids)))
    connection = connection_of(session)
    return [MessageRow(*row) for one in public_ids for row in _ONE.all(connection, {"message": one})]


def find_message_of_key(session: Session, participant_id: int, key: str) -> int | None:
    """The primary key of the message that the participant has sent under this key, None where there is none."""
    row = _OF_KEY.first(connection_of(session), {"participant": participant_id, "key": key})
    return None if row is None else int(row[0])
