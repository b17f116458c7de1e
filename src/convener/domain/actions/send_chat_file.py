"""Send a file in the chat of a meeting's room: it is inspected, put into the blob store, and sent as a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from sqlalchemy.orm import Session

from convener.domain import blobs
from convener.domain.centers import storage_quota
from convener.domain.chat import files
from convener.domain.documents import recognition
from convener.domain.events.kinds.chat import ChatAudience
from convener.domain.meetings import participants
from convener.domain.room import moderation
from convener.domain.site import Site
from convener.storage.blobs import BlobStore
from convener.storage.database import Database


@dataclass(frozen=True, kw_only=True)
class ChatFile:
    """What the sender's browser says of a file: its name, and of the message what
    :func:`convener.domain.chat.messages.send` takes."""

    upload_name: str
    key: str
    audience: ChatAudience = "all"
    recipient: str | None = None
    reply_to: str | None = None


def require_allowed(session: Session, site: Site, person_id: str, size: int, key: str) -> None:
    """Before a file of this size (0: not known) is taken under this key: raise :class:`ParticipantNotFound`, or
    :class:`NotAllowed`, where this participant (by public id) is not in the room now, or may not send files;
    :class:`LimitReached`, :class:`StorageFull`, :class:`InvalidParameter`. One that was sent already is within all
    limits."""
    participant = participants.require_by_public_id(session, person_id)
    visit = moderation.require_visit(session, participant)
    if files.is_sent(session, participant, key):
        return
    files.require_allowed(session, participant.meeting, participant, visit.role)
    storage_quota.require_space(session, site, participant.meeting.center_id, size)


def send(database: Database, store: BlobStore, site: Site, person_id: str, file: IO[bytes], message: ChatFile) -> None:
    """Send the file as a message of this participant (by public id). ``file`` is a real file with the whole content.

    Raises what :func:`convener.domain.chat.files.send` does, :class:`ParticipantNotFound`, :class:`BadFile`,
    :class:`StorageFailed`, :class:`StorageFull`; then nothing of it is left.
    """
    report = recognition.inspect_file(file, recognition.DOCUMENTS)
    size = file.seek(0, 2)
    with blobs.stored(database, store, file) as blob:

        def record(session: Session) -> bool:
            participant = participants.require_by_public_id(session, person_id)
            if not files.is_sent(session, participant, message.key):
                storage_quota.reserve_space(session, site, participant.meeting.center_id, size)
            insider = moderation.inside(session, participant)
            # Once more, now that nobody else sends in this meeting.
            known = files.is_sent(session, insider.participant, message.key)
            if not known:
                files.send(
                    session,
                    insider,
                    report,
                    blob=blob,
                    size=size,
                    upload_name=message.upload_name,
                    key=message.key,
                    audience=message.audience,
                    recipient=message.recipient,
                    reply_to=message.reply_to,
                )
            return known

        if database.transact(record):
            blobs.discard(database, store, blob)
