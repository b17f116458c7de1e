"""Files that are sent in the chat. Each is a document of the meeting (:mod:`convener.domain.content.contents`) that
belongs to its message: it is read by those who read that, and deleted with it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.content import contents
from convener.domain.documents.inspector import Report
from convener.domain.errors import ContentNotFound, LimitReached
from convener.domain.events.kinds.chat import ChatAudience
from convener.domain.room.insiders import Insider
from convener.domain.site import now
from convener.storage.models import ChatMessage, Content, Meeting, Participant

from . import history, messages, settings
from .history import Reader

MOST_FILES = 20
PERIOD = timedelta(minutes=10)
"""A participant sends at most ``MOST_FILES`` within this time."""


def require_allowed(session: Session, meeting: Meeting, participant: Participant, role: str) -> None:
    """Before a file is taken: raise :class:`NotAllowed` where the participant may not send files,
    :class:`LimitReached` where too many came already."""
    settings.require_files(meeting, role)
    query = select(func.count()).where(
        ChatMessage.participant_id == participant.id,
        ChatMessage.file.is_not(None),
        ChatMessage.sent_at > now() - PERIOD,
    )
    if (session.scalar(query) or 0) >= MOST_FILES:
        raise LimitReached(f"At most {MOST_FILES} files can be sent within {PERIOD // timedelta(minutes=1)} minutes.")


def is_sent(session: Session, participant: Participant, key: str) -> bool:
    """Whether the participant has sent a message under this key. Raises :class:`InvalidParameter` for what is no
    key."""
    key = text.key("key", key, messages.LONGEST_KEY, shortest=1)
    return messages.find_sent(session, participant, key) is not None


def send(
    session: Session,
    insider: Insider,
    report: Report,
    *,
    blob: str,
    size: int,
    upload_name: str,
    key: str,
    audience: ChatAudience,
    recipient: str | None = None,
    reply_to: str | None = None,
) -> bool:
    """Send a file as a message of its own (:func:`.messages.send` says what ``key`` and the rest are). It is in the
    blob store and was inspected, as for :func:`~convener.domain.content.contents.add_in_room`. False where a message
    was sent under this key already: the blob is not used then.

    Raises what :func:`.messages.send` does, and :class:`LimitReached`.
    """
    meeting, participant = insider.meeting, insider.participant
    if is_sent(session, participant, key):
        return False
    require_allowed(session, meeting, participant, insider.visit.role)
    file = contents.add_in_room(
        session, meeting, participant, report, blob=blob, size=size, upload_name=upload_name, chat_audience=audience
    )
    messages.send(session, insider, "", key=key, audience=audience, recipient=recipient, reply_to=reply_to, file=file)
    return True


def find(session: Session, meeting: Meeting, reader: Reader, message_id: str) -> Content:
    """The file of a message that the participant reads. Raises :class:`MessageNotFound`, :class:`ContentNotFound` where
    it has none."""
    message = history.find_message(session, meeting, reader, message_id)
    if message.file is None:
        raise ContentNotFound("There is no file with this message.")
    return contents.find_undeleted(session, message.file)
