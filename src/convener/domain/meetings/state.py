"""The status of a meeting as one table, and what participants in the room may know of the meeting."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from convener.domain.events.kinds.meetings import MeetingUpdated
from convener.domain.events.log import record
from convener.domain.events.states import MeetingState
from convener.domain.site import now
from convener.storage.models import Meeting, Participant
from convener.storage.rows import AnyMeeting

from .series import title_at


class MeetingStatus(StrEnum):
    """Whether a meeting has begun, goes on or has finished."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    HOST_LEFT = "host_left"
    FINISHED = "finished"


class MeetingChange(StrEnum):
    """Events that move a meeting from one status to another."""

    HOST_ENTERS = "the host enters"
    OTHER_ENTERS = "somebody else enters"
    HOST_LEAVES = "the last host leaves, others remain"
    EMPTY_TOO_LONG = "everybody left and the grace ran out"
    ENDED = "the host ends it for all"
    CANCELLED = "it is cancelled"


_S, _C = MeetingStatus, MeetingChange

TRANSITIONS: dict[tuple[MeetingStatus, MeetingChange], MeetingStatus] = {
    (_S.SCHEDULED, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.SCHEDULED, _C.OTHER_ENTERS): _S.IN_PROGRESS,
    (_S.SCHEDULED, _C.CANCELLED): _S.FINISHED,
    (_S.SCHEDULED, _C.ENDED): _S.FINISHED,
    (_S.IN_PROGRESS, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.IN_PROGRESS, _C.OTHER_ENTERS): _S.IN_PROGRESS,
    (_S.IN_PROGRESS, _C.HOST_LEAVES): _S.HOST_LEFT,
    (_S.IN_PROGRESS, _C.EMPTY_TOO_LONG): _S.FINISHED,
    (_S.IN_PROGRESS, _C.ENDED): _S.FINISHED,
    (_S.IN_PROGRESS, _C.CANCELLED): _S.FINISHED,
    (_S.HOST_LEFT, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.HOST_LEFT, _C.OTHER_ENTERS): _S.HOST_LEFT,
    (_S.HOST_LEFT, _C.EMPTY_TOO_LONG): _S.FINISHED,
    (_S.HOST_LEFT, _C.ENDED): _S.FINISHED,
    (_S.HOST_LEFT, _C.CANCELLED): _S.FINISHED,
    (_S.FINISHED, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.FINISHED, _C.OTHER_ENTERS): _S.IN_PROGRESS,
    (_S.FINISHED, _C.CANCELLED): _S.FINISHED,
}
"""(status, change) to the next status; what is not here cannot happen. A cancelled meeting takes no change at all."""


def next_status(status: str, change: MeetingChange) -> MeetingStatus | None:
    """The status after ``change``, None where it cannot happen in this status."""
    return TRANSITIONS.get((MeetingStatus(status), change))


def move(meeting: Meeting, change: MeetingChange) -> bool:
    """Apply ``change`` to the status; returns whether the status is another one now."""
    following = next_status(meeting.status, change)
    if following is None:
        raise ValueError(f"{change.value} cannot happen to a meeting that is {meeting.status}")
    different = following.value != meeting.status
    meeting.status = following.value
    return different


def record_update(session: Session, meeting: Meeting, *, actor: Participant | None = None) -> None:
    """Record that the meeting has changed; ``actor`` is the participant who did it."""
    record(session, meeting, MeetingUpdated(meeting=state(meeting)), actor=actor)


def state(meeting: AnyMeeting) -> MeetingState:
    """What participants in the room may know of the meeting."""
    return MeetingState(
        mid=meeting.mid,
        code=meeting.name,
        title=title_now(meeting),
        lang=meeting.language,
        status=meeting.status,
        locked=meeting.locked,
        lobby=meeting.lobby,
        started_at=meeting.started_at,
        ends_at=meeting.ends_at,
    )


def title_now(meeting: AnyMeeting) -> str:
    """The title that people in the room see: of a series that of the date for which they have met, else of the next."""
    under_way = meeting.started_at if meeting.instance_id is not None else None
    return title_at(meeting, under_way or now())
