"""The recording of the meeting: begun, paused and ended by hosts and presenters, shown to all, who agree or leave."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, cast

from convener.domain.events.kinds import room_recordings as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import recording
from convener.realtime.audience import Audience, Person, roles_that_may
from convener.realtime.feature import Acting, Feature, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire

FEATURE = Feature(
    recording.NAME,
    "The recording of the meeting: hosts and presenters begin, pause and end it; all see that it runs, and agree or"
    " leave.",
)

State = Literal["", "starting", "recording", "paused"]


class RecordingSlice(Wire, kw_only=True):
    """The recording. ``state``: empty where there is none; ``since``: when the state began; ``recorded``: milliseconds
    that were recorded before. ``agreed``: the participant has agreed to being recorded in this run.
    ``fromBeginning``: runs of the meeting are recorded from their beginning; ``askConsent``: all are asked before they
    enter, even where nothing is recorded yet."""

    state: State
    since: datetime | None
    recorded: int
    agreed: bool
    from_beginning: bool
    ask_consent: bool


class StartRecording(Command, tag="startRecording", kw_only=True):
    """Begin to record, or go on after a pause. `recordingChanged` says when it runs, `recordingRefused` why it does
    not."""


class PauseRecording(Command, tag="pauseRecording", kw_only=True):
    """Pause the recording."""


class StopRecording(Command, tag="stopRecording", kw_only=True):
    """End the recording; it can be played some seconds later."""


class AnswerRecording(Command, tag="answerRecording", kw_only=True):
    """Answer to being recorded: agree (``stays``), or not; then the page leaves the meeting."""

    stays: bool


class SetRecording(Command, tag="setRecording", kw_only=True):
    """Change whether runs of the meeting are recorded from their beginning, and whether all are asked before they
    enter; an absent one is unchanged."""

    from_beginning: bool | None = None
    ask_consent: bool | None = None


class RecordingChanged(EventMessage, tag="recordingChanged", kw_only=True):
    """The recording is in this state from now on, as in the slice. ``reason``: why it ended or paused where nobody in
    the room wanted it: `empty`, `ended`, `quota`, `disk`, or what `recordingRefused` says."""

    state: State
    since: datetime
    recorded: int
    reason: str


class RecordingRefused(EventMessage, tag="recordingRefused", kw_only=True):
    """Nothing can be recorded. ``reason``: `not_installed`, `turned_off`, `disk`, `too_many`, `no_process`, `quota`,
    `not_allowed`."""

    reason: str


class RecordingStorageScarce(EventMessage, tag="recordingStorageScarce", kw_only=True):
    """Of the storage of the center so much (``percent``) is in use; at 100 the recording ends."""

    percent: int


class RecordingAnswered(EventMessage, tag="recordingAnswered", kw_only=True):
    """The participant who is told has answered to being recorded, perhaps in another tab."""

    stays: bool


class RecordingSettingsChanged(EventMessage, tag="recordingSettingsChanged", kw_only=True):
    """``fromBeginning`` and ``askConsent`` are so from now on."""

    from_beginning: bool
    ask_consent: bool


@FEATURE.slice(RecordingSlice)
def _slice(view: View) -> RecordingSlice:
    room = recording.read(view.meeting)
    return RecordingSlice(
        state=cast("State", room.state),
        since=room.since if room.state else None,
        recorded=room.recorded if room.state else 0,
        agreed=recording.has_agreed(view.session, view.meeting, view.participant),
        from_beginning=recording.is_from_beginning(view.meeting),
        ask_consent=room.ask_consent,
    )


@FEATURE.event(RecordingChanged, kinds.RoomRecordingChanged)
def _changed(event: RoomEvent, payload: kinds.RoomRecordingChanged) -> RecordingChanged:
    return RecordingChanged(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        state=cast("State", payload.state),
        since=payload.since,
        recorded=payload.recorded,
        reason=payload.reason,
    )


RECORDERS = roles_that_may(RoomAction.RECORD)


@FEATURE.event(RecordingRefused, kinds.RoomRecordingRefused, audience=RECORDERS)
def _refused(event: RoomEvent, payload: kinds.RoomRecordingRefused) -> RecordingRefused:
    return RecordingRefused(seq=event.seq, at=event.at, by=event.actor, reason=payload.reason)


@FEATURE.event(RecordingStorageScarce, kinds.RoomRecordingStorageScarce, audience=RECORDERS)
def _scarce(event: RoomEvent, payload: kinds.RoomRecordingStorageScarce) -> RecordingStorageScarce:
    return RecordingStorageScarce(seq=event.seq, at=event.at, by=event.actor, percent=payload.percent)


def _who_answers(event: RoomEvent, payload: kinds.RoomRecordingAnswered) -> Audience:
    return Person(event.person or "")


@FEATURE.event(RecordingAnswered, kinds.RoomRecordingAnswered, audience=_who_answers)
def _answered(event: RoomEvent, payload: kinds.RoomRecordingAnswered) -> RecordingAnswered:
    return RecordingAnswered(seq=event.seq, at=event.at, by=event.actor, stays=payload.stays)


@FEATURE.event(RecordingSettingsChanged, kinds.RoomRecordingSettingsChanged)
def _settings(event: RoomEvent, payload: kinds.RoomRecordingSettingsChanged) -> RecordingSettingsChanged:
    return RecordingSettingsChanged(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        from_beginning=payload.from_beginning,
        ask_consent=payload.ask_consent,
    )


@FEATURE.change(StartRecording, may=RoomAction.RECORD)
def _start(acting: Acting, command: StartRecording) -> None:
    recording.start(acting.session, acting.site, acting.insider.meeting, acting.participant)


@FEATURE.change(PauseRecording, may=RoomAction.RECORD)
def _pause(acting: Acting, command: PauseRecording) -> None:
    recording.pause(acting.session, acting.insider.meeting, acting.participant)


@FEATURE.change(StopRecording, may=RoomAction.RECORD)
def _stop(acting: Acting, command: StopRecording) -> None:
    recording.stop(acting.session, acting.insider.meeting, acting.participant)


@FEATURE.change(AnswerRecording)
def _answer(acting: Acting, command: AnswerRecording) -> None:
    recording.answer(acting.session, acting.insider.meeting, acting.participant, stays=command.stays)


@FEATURE.change(SetRecording, may=RoomAction.CONFIGURE)
def _set(acting: Acting, command: SetRecording) -> None:
    recording.configure(
        acting.session,
        acting.insider.meeting,
        acting.participant,
        from_beginning=command.from_beginning,
        ask_consent=command.ask_consent,
    )
