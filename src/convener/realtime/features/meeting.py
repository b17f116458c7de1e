"""The meeting itself: its title, times and status, the lock, and its end for all."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from convener.domain.events.kinds.meetings import MeetingCancelled
from convener.domain.events.kinds.meetings import MeetingUpdated as MeetingHasChanged
from convener.domain.events.log import RoomEvent
from convener.domain.meetings import state
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation, presence
from convener.realtime.feature import Acting, Feature, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire, wired

FEATURE = Feature("meeting", "The meeting itself: its title, times and status, the lock, and its end for all.")

MeetingStatus = Literal["scheduled", "in_progress", "host_left", "finished"]


class Meeting(Wire, kw_only=True):
    """The state of the meeting. ``started_at`` is when the first participant entered this time."""

    mid: str
    code: str
    title: str
    lang: str
    status: MeetingStatus
    locked: bool
    lobby: bool
    started_at: datetime | None
    ends_at: datetime | None


class MeetingSlice(Wire, kw_only=True):
    """The meeting."""

    meeting: Meeting


class SetLock(Command, tag="setLock", kw_only=True):
    """Lock or unlock the meeting: while it is locked, no new participant enters."""

    locked: bool


class EndMeeting(Command, tag="endMeeting", kw_only=True):
    """End the meeting for all participants."""


class MeetingUpdated(EventMessage, tag="meetingUpdated", kw_only=True):
    """The complete new state of the meeting."""

    meeting: Meeting


@FEATURE.slice(MeetingSlice)
def _slice(view: View) -> MeetingSlice:
    return MeetingSlice(meeting=wired(state.state(view.meeting), Meeting))


@FEATURE.event(MeetingUpdated, MeetingHasChanged, MeetingCancelled)
def _updated(event: RoomEvent, payload: MeetingHasChanged | MeetingCancelled) -> MeetingUpdated:
    return MeetingUpdated(seq=event.seq, at=event.at, by=event.actor, meeting=wired(payload.meeting, Meeting))


@FEATURE.change(SetLock, may=RoomAction.LOCK)
def _set_lock(acting: Acting, command: SetLock) -> None:
    moderation.set_lock(acting.session, acting.insider, command.locked)


@FEATURE.change(EndMeeting, may=RoomAction.END)
def _end(acting: Acting, command: EndMeeting) -> None:
    presence.end_meeting(acting.session, acting.site, acting.meeting)
