"""Which notes belong to which run of a meeting, how they begin, and what is in them.

A meeting that is held once has one text, which goes on when it is entered again. A series has a text for each date: it
goes on after a break of an hour at most; a later run begins a new one, with the action items of the last one that are
still open. A personal room has a new, empty text in each run, because others meet in it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from convener.domain.meetings import meetings
from convener.domain.shared_documents import confined, log
from convener.domain.shared_documents.content import Content
from convener.domain.shared_documents.encoding import AnyValue, Element, UpdateWriter
from convener.domain.site import now
from convener.storage.models import Meeting, MeetingInstance, SharedDocument

from .parts import ActionItem, NotesParts, list_parts
from .schema import ACTION_ITEM, KIND, ROOT

BREAK = timedelta(hours=1)
"""So long the run of a series may be interrupted without a new text."""


def find_current(session: Session, meeting_id: int) -> SharedDocument | None:
    """The notes of the run that is under way; None where there are none yet, or they are those of the run before."""
    document = log.find_latest(session, meeting_id, KIND)
    meeting = session.get_one(Meeting, meeting_id)
    return document if document is not None and document.last_instance_id == meeting.instance_id else None


def find_of_instance(session: Session, instance: MeetingInstance) -> SharedDocument | None:
    """The notes of this run of a meeting; None where nobody opened any."""
    return log.find_of_instance(session, instance.id, instance.meeting_id, KIND)


def read_content(session: Session, document: SharedDocument) -> Content:
    """The text of notes. Raises :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
    return confined.read_content(log.read_log(session, document.id).parts, ROOT)


def read_parts(session: Session, instance: MeetingInstance) -> NotesParts:
    """Agenda, decisions and action items in the notes of this run; none where it has no notes. Raises
    :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
    document = find_of_instance(session, instance)
    return list_parts(read_content(session, document)) if document is not None else NotesParts()


def begin(session: Session, meeting_id: int, left: tuple[ActionItem, ...] | None = None) -> bytes:
    """The first update of the notes of the run that is under way: what the run before has left to do (``left``, where
    that is known, else what its notes say), and a line to write on. Empty where they are to go on."""
    meeting = session.get_one(Meeting, meeting_id)
    before = log.find_latest(session, meeting_id, KIND)
    if not is_series(meeting):
        return first_update(())
    if before is not None and _goes_on(session, meeting, before):
        return b""
    if before is None or left is not None:
        return first_update(left or ())
    return first_update(list_parts(read_content(session, before)).open_action_items)


def open_current(session: Session, meeting_id: int, first: bytes) -> SharedDocument:
    """The notes of the run that is under way, made or continued; ``first`` is what :func:`begin` gave."""
    meeting = meetings.lock_meeting(session, meeting_id)
    before = log.find_latest(session, meeting_id, KIND)
    if before is not None and (before.last_instance_id == meeting.instance_id or _goes_on(session, meeting, before)):
        before.last_instance_id = meeting.instance_id
        return before
    return log.create(session, meeting, KIND, first or first_update(()))


def first_update(action_items: tuple[ActionItem, ...]) -> bytes:
    """The update with which notes begin. It is the server's, so that two people who type first do not each begin a
    text."""
    writer = UpdateWriter(log.SERVER_CLIENT, ROOT)
    for one in action_items:
        attributes: dict[str, AnyValue] = {"id": one.id, "done": False}
        attributes |= {"assignee": one.assignee} if one.assignee else {}
        attributes |= {"person": one.person} if one.person else {}
        attributes |= {"due": one.due.isoformat()} if one.due else {}
        writer.append(Element(ACTION_ITEM, attributes, one.text))
    writer.append(Element("paragraph"))
    return writer.update()


def is_series(meeting: Meeting) -> bool:
    """Whether each date of this meeting goes on where the last one ended."""
    return meeting.recurrence is not None and meeting.place_of_id is None


def _goes_on(session: Session, meeting: Meeting, before: SharedDocument) -> bool:
    if meeting.place_of_id is not None:
        return False
    if meeting.recurrence is None:
        return True
    last = session.get(MeetingInstance, before.last_instance_id)
    return last is None or last.ended_at is None or now() - last.ended_at <= BREAK
