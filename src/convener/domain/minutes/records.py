"""Minutes as records: found, edited, released.

They are a draft until a host releases them. Both can be changed afterwards; what the release was mailed to, cannot.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec.structs import replace
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from convener.domain.errors import DomainError, WrongState
from convener.domain.events.kinds.minutes import MinutesEdited, MinutesReleased
from convener.domain.events.log import record
from convener.domain.meetings import meetings
from convener.domain.site import now
from convener.storage.models import Meeting, MeetingInstance, Minutes, Participant

from .text import MinutesText, TextChanges, changed, read_text, stored_form


class MinutesState(StrEnum):
    """How far minutes have come."""

    DRAFT = "draft"  # hosts and presenters read them
    RELEASED = "released"  # all who were there or are invited read them


class Mailed(StrEnum):
    """To whom the release is mailed."""

    THERE = "there"  # those who were there
    NOBODY = "nobody"


class MinutesNotFound(DomainError):
    """There are no such minutes, not yet, or not for the caller."""

    word = "no_minutes"


class MinutesChanged(DomainError):
    """Somebody else has changed the minutes meanwhile."""

    word = "changed_meanwhile"


def find(session: Session, instance: MeetingInstance) -> Minutes | None:
    """The minutes of this run; None where there are none yet."""
    return session.scalar(select(Minutes).where(Minutes.instance_id == instance.id))


def find_before(session: Session, instance: MeetingInstance) -> Minutes | None:
    """The newest minutes of earlier runs of the same meeting."""
    query = select(Minutes).where(Minutes.meeting_id == instance.meeting_id, Minutes.instance_id < instance.id)
    return session.scalar(query.order_by(Minutes.instance_id.desc()).limit(1))


def list_of_instances(session: Session, instances: list[MeetingInstance]) -> dict[int, Minutes]:
    """The minutes of these runs, by the internal ids of the runs."""
    query = select(Minutes).where(Minutes.instance_id.in_([one.id for one in instances]))
    return {one.instance_id: one for one in session.scalars(query)}


def _lock_minutes(session: Session, instance: MeetingInstance) -> tuple[Meeting, Minutes]:
    meeting = meetings.lock_meeting(session, instance.meeting_id)
    query = select(Minutes).where(Minutes.instance_id == instance.id).execution_options(populate_existing=True)
    minutes = session.scalar(query)
    if minutes is None:
        raise MinutesNotFound("There are no minutes of this run yet.")
    return meeting, minutes


def edit(
    session: Session, instance: MeetingInstance, actor: Participant | None, version: int, changes: TextChanges
) -> Minutes:
    """Change the text. ``version``: the one that the editor has seen. Raises :class:`MinutesNotFound`,
    :class:`MinutesChanged` where there is a newer one, :class:`InvalidParameter`."""
    meeting, minutes = _lock_minutes(session, instance)
    if minutes.version != version:
        raise MinutesChanged("Somebody else has changed these minutes meanwhile. Please load them again.")
    before = read_text(minutes)
    after = changed(before, changes)
    if after != before:
        minutes.text, minutes.edited_at = stored_form(after), now()
        minutes.version += 1
        record(session, meeting, MinutesEdited(instance=instance.public_id), actor=actor)
    return minutes


def release(session: Session, instance: MeetingInstance, actor: Participant | None, mailed: Mailed) -> Minutes:
    """Release a draft: from now on all who were there or are invited read it. The caller queues the mails. Raises
    :class:`MinutesNotFound`, :class:`WrongState` where it was released before."""
    meeting, minutes = _lock_minutes(session, instance)
    if minutes.state != MinutesState.DRAFT.value:
        raise WrongState("minutes", "These minutes were released before.")
    minutes.state, minutes.released_at, minutes.mailed = MinutesState.RELEASED.value, now(), mailed.value
    record(session, meeting, MinutesReleased(instance=instance.public_id, mailed=mailed.value), actor=actor)
    return minutes


def write_draft(session: Session, instance: MeetingInstance, content: MinutesText) -> bool:
    """Store what a job has drafted; returns whether it was: minutes that somebody has edited or released stay as they
    are."""
    meetings.lock_meeting(session, instance.meeting_id)
    minutes = find(session, instance)
    if minutes is None:
        minutes = Minutes(meeting_id=instance.meeting_id, instance_id=instance.id, created_at=now())
        minutes.state = MinutesState.DRAFT.value
        session.add(minutes)
    elif minutes.version or minutes.state != MinutesState.DRAFT.value:
        return False
    minutes.text = stored_form(content)
    session.flush()
    return True


def remove_all_of_meeting(session: Session, meeting_id: int) -> None:
    """Remove the minutes of a meeting for good."""
    session.execute(delete(Minutes).where(Minutes.meeting_id == meeting_id))


def erase_person(session: Session, meeting_id: int, public_ids: Collection[str]) -> None:
    """Take the names of these participants (public ids) out of the action items of a meeting's minutes; the items
    stay. The caller has locked the meeting. Who is editing them has to load them again."""
    for minutes in session.scalars(select(Minutes).where(Minutes.meeting_id == meeting_id)):
        before = read_text(minutes)
        tasks = tuple(replace(one, assignee="", person="") if one.person in public_ids else one for one in before.tasks)
        if tasks != before.tasks:
            minutes.text = stored_form(replace(before, tasks=tasks))
            minutes.version += 1
