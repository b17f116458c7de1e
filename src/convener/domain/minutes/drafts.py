"""Drafts of minutes: what a job makes at the end of a run, and what the next run of a series begins with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain.lifecycle import LifecycleState
from convener.domain.meetings import instances
from convener.domain.notes import documents
from convener.domain.notes.parts import ActionItem, NotesParts, list_parts
from convener.domain.notes.schema import ROOT
from convener.domain.shared_documents import confined, log
from convener.storage.models import Meeting, MeetingInstance

from . import records
from .records import MinutesState
from .text import MinutesText, Task, from_notes, read_text


@dataclass(frozen=True)
class Sources:
    """What a draft is made of: the run, the updates of its notes (None: it has no notes), action items that were open
    when it began. ``goes_on``: it went on, with the notes of the run before, after a short break."""

    instance: MeetingInstance
    notes: list[bytes] | None
    left: tuple[Task, ...]
    goes_on: bool

    def draft(self, *, notes: bool = True) -> MinutesText:
        """The draft; without what is in the ``notes`` where they cannot be read. Takes a second; no transaction should
        be open. Raises :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
        parts = NotesParts()
        if self.notes is not None and notes:
            parts = list_parts(confined.read_content(self.notes, ROOT))
        return from_notes(parts, self.left, goes_on=self.goes_on)


def read_sources(session: Session, instance_id: int) -> Sources | None:
    """What the draft of this run is made of; None where none is to be made: the run goes on, its meeting was removed
    for good, or somebody has worked on its minutes already."""
    instance = session.get(MeetingInstance, instance_id)
    if instance is None or instance.ended_at is None:
        return None
    meeting = session.get_one(Meeting, instance.meeting_id)
    if meeting.life == LifecycleState.REMOVED.value:
        return None
    minutes = records.find(session, instance)
    if minutes is not None and (minutes.version or minutes.state != MinutesState.DRAFT.value):
        return None
    document = documents.find_of_instance(session, instance)
    notes = None if document is None else log.read_log(session, document.id).parts
    goes_on = document is not None and document.instance_id != instance.id
    return Sources(instance, notes, _left_before(session, meeting, instance), goes_on)


def begin_notes(session: Session, meeting_id: int) -> bytes:
    """The first update of the notes of the run that is under way (:func:`convener.domain.notes.documents.begin`): what
    the minutes of the run before have left to do, where there are any."""
    return documents.begin(session, meeting_id, _left_to_do(session, meeting_id))


def _left_to_do(session: Session, meeting_id: int) -> tuple[ActionItem, ...] | None:
    meeting = session.get_one(Meeting, meeting_id)
    runs = instances.list_latest(session, meeting, 2)
    if not documents.is_series(meeting) or len(runs) < 2:
        return None
    minutes = records.find(session, runs[1])
    return None if minutes is None else tuple(one.as_item() for one in read_text(minutes).open_tasks)


def _left_before(session: Session, meeting: Meeting, instance: MeetingInstance) -> tuple[Task, ...]:
    if not documents.is_series(meeting):
        return ()
    minutes = records.find_before(session, instance)
    return () if minutes is None else read_text(minutes).open_tasks
