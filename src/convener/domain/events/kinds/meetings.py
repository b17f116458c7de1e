"""A meeting is made, changes, is cancelled."""

from __future__ import annotations

from convener.domain.events.payload import Payload, kind
from convener.domain.events.states import MeetingState


@kind("meeting:meeting:created")
class MeetingCreated(Payload, frozen=True, kw_only=True):
    """A meeting was made."""

    meeting: MeetingState


@kind("meeting:meeting:updated")
class MeetingUpdated(Payload, frozen=True, kw_only=True):
    """What participants know of the meeting has changed."""

    meeting: MeetingState


@kind("meeting:meeting:cancelled")
class MeetingCancelled(Payload, frozen=True, kw_only=True):
    """The meeting was cancelled, deleted or has expired."""

    meeting: MeetingState
