"""The recording of a meeting, as it is begun, paused and ended in the room.

What the room has to know is stored with the meeting (:class:`RoomRecording`); what is captured are stretches
(:mod:`convener.domain.recordings.stretches`), which a node begins and ends as these rows say. A recording belongs to
the run of the meeting in which it was begun. The caller has locked the meeting.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct, structs
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.accounts import profiles
from convener.domain.centers import storage_quota
from convener.domain.centers.settings import settings_of
from convener.domain.errors import NotAllowed, StorageFull
from convener.domain.events.kinds.room_recordings import (
    RoomRecordingAnswered,
    RoomRecordingChanged,
    RoomRecordingRefused,
    RoomRecordingSettingsChanged,
    RoomRecordingStorageScarce,
)
from convener.domain.events.log import record
from convener.domain.meetings.options import MeetingOptions
from convener.domain.recordings import consents, recordings, states, stretches
from convener.domain.recordings.states import RecordingEvent, RecordingState
from convener.domain.site import Site, now
from convener.domain.stored_settings import read_settings
from convener.storage.models import Center, Meeting, Participant, Recording, RecordingStretch, User

from . import feature_settings, showing

NAME = "recording"

NONE, STARTING, RECORDING, PAUSED = "", "starting", "recording", "paused"
"""The states of a recording in the room."""


class RoomRecording(Struct, omit_defaults=True, frozen=True, kw_only=True):
    """What is stored of a meeting. ``from_beginning``: runs are recorded from their beginning; None: as the meeting's
    options say. ``ask_consent``: all are asked before they enter, even where nothing is recorded yet. ``instance``: the
    run to which the rest belongs; the rest is as in :class:`RoomRecordingChanged`; ``warned``: little storage is left,
    which was told; ``answered``: there are answers of participants, so it is worth looking for one."""

    from_beginning: bool | None = None
    ask_consent: bool = False
    instance: int | None = None
    reid: str = ""
    state: str = NONE
    since: datetime | None = None
    recorded: int = 0
    warned: bool = False
    answered: bool = False


def read(meeting: Meeting) -> RoomRecording:
    """The recording in the present run of the meeting; none where it does not run."""
    stored = feature_settings.read(meeting, NAME, RoomRecording)
    if stored.instance != meeting.instance_id:
        return RoomRecording(from_beginning=stored.from_beginning, ask_consent=stored.ask_consent)
    return stored


def is_captured(meeting: Meeting) -> bool:
    """Whether the meeting is recorded at this moment."""
    return read(meeting).state == RECORDING


def is_from_beginning(meeting: Meeting) -> bool:
    """Whether runs of the meeting are recorded from their beginning: as was chosen for its room, else by its option
    ``recordingPreference`` (Live Meeting service API, reference 6.2)."""
    chosen = read(meeting).from_beginning
    if chosen is None:
        return read_settings(MeetingOptions, meeting.options).recording_preference is True
    return chosen


def is_announced(meeting: Meeting) -> bool:
    """Whether a person who is about to enter is to agree to being recorded."""
    room = read(meeting)
    return room.state != NONE or room.ask_consent or is_from_beginning(meeting)


def has_agreed(session: Session, meeting: Meeting, participant: Participant) -> bool:
    """Whether the participant has agreed to being recorded in this run."""
    return read(meeting).answered and consents.find_answer(session, meeting, participant) is True


def configure(
    session: Session,
    meeting: Meeting,
    actor: Participant | None,
    *,
    from_beginning: bool | None,
    ask_consent: bool | None,
) -> None:
    """Change whether runs are recorded from their beginning, and whether all are asked before they enter; None leaves
    one as it is."""
    room = read(meeting)
    before = (is_from_beginning(meeting), room.ask_consent)
    after = (
        before[0] if from_beginning is None else from_beginning,
        before[1] if ask_consent is None else ask_consent,
    )
    if after == before:
        return
    _store(meeting, structs.replace(room, from_beginning=after[0], ask_consent=after[1]))
    changed = RoomRecordingSettingsChanged(from_beginning=after[0], ask_consent=after[1])
    record(session, meeting, changed, actor=actor)


# ------------------------------------------------------------------------------------------ what people do


def start(session: Session, site: Site, meeting: Meeting, actor: Participant | None) -> None:
    """Begin to record, or go on after a pause. Nothing happens where the meeting is recorded. Who starts it agrees to
    it. Raises :class:`NotAllowed` where the owner of the meeting may not record, :class:`StorageFull`."""
    if meeting.instance_id is None:
        raise NotAllowed("The meeting is not under way.")
    room = read(meeting)
    if actor is not None:
        answer(session, meeting, actor, stays=True)
    if room.state in (STARTING, RECORDING):
        return
    _require_privilege(session, meeting)
    storage_quota.require_space(session, site, meeting.center_id, 1)
    recording = _find(session, room)
    if recording is not None and recording.state == RecordingState.PAUSED.value:
        states.move(session, recording, RecordingEvent.RESUME)
    else:
        recording = recordings.begin(session, meeting)
        recording.state = RecordingState.RECORDING.value
        showing.note(session, meeting)
    stretches.ask(session, recording, meeting)
    _change(session, meeting, recording, STARTING, actor)


def start_at_beginning(session: Session, site: Site, meeting: Meeting) -> None:
    """A run of the meeting has begun: record it where that is wanted and possible; a meeting that cannot be recorded is
    held all the same."""
    if not is_from_beginning(meeting):
        return
    try:
        start(session, site, meeting, None)
    except NotAllowed:
        _refuse(session, meeting, "not_allowed")
    except StorageFull:
        _refuse(session, meeting, "quota")


def pause(session: Session, meeting: Meeting, actor: Participant | None, reason: str = "") -> None:
    """Pause the recording; nothing happens where none is under way."""
    room = read(meeting)
    recording = _find(session, room)
    if recording is None or room.state not in (STARTING, RECORDING):
        return
    _end_stretch(session, recording, meeting, reason or "paused")
    states.move(session, recording, RecordingEvent.PAUSE)
    _change(session, meeting, recording, PAUSED, actor, reason)


def stop(session: Session, meeting: Meeting, actor: Participant | None, reason: str = "") -> None:
    """End the recording; nothing happens where there is none. ``reason``: a word where nobody in the room wanted it."""
    room = read(meeting)
    recording = _find(session, room)
    if recording is None or room.state == NONE:
        return
    _end_stretch(session, recording, meeting, reason or "stopped")
    states.move(session, recording, RecordingEvent.STOP, reason if reason in EARLY else "")
    _change(session, meeting, recording, NONE, actor, reason)
    stretches.finish_when_complete(session, recording)


EARLY = frozenset({"quota", "disk", "recorder"})
"""Reasons for an end that nobody wanted."""


def answer(session: Session, meeting: Meeting, participant: Participant, *, stays: bool) -> None:
    """Keep what the participant answers to being recorded in this run."""
    if consents.keep_answer(session, meeting, participant, stays=stays):
        _store(meeting, structs.replace(read(meeting), instance=meeting.instance_id, answered=True))
        record(session, meeting, RoomRecordingAnswered(stays=stays), participant=participant)


# ---------------------------------------------------------------------------------- what the recorder says


def begun(session: Session, meeting: Meeting, recording: Recording, stretch: RecordingStretch) -> None:
    """The capture of this stretch has begun."""
    stretches.begin(stretch)
    if stretch.ended_at is None and read(meeting).reid == recording.reid:
        _change(session, meeting, recording, RECORDING, None)


def refused(session: Session, meeting: Meeting, recording: Recording, stretch: RecordingStretch, reason: str) -> None:
    """The capture of this stretch could not begin: the recording is paused, or where nothing was captured yet, never
    was."""
    stretches.complete(session, recording, stretch)
    current = read(meeting).reid == recording.reid
    if recording.state == RecordingState.RECORDING.value and stretches.list_stretches(session, recording):
        states.move(session, recording, RecordingEvent.PAUSE)
        if current:
            _change(session, meeting, recording, PAUSED, None, reason)
    elif recording.state == RecordingState.RECORDING.value:
        if current:
            _change(session, meeting, recording, NONE, None, reason)
        recordings.discard(session, recording)
    if current:
        _refuse(session, meeting, reason)


def broken(session: Session, meeting: Meeting, recording: Recording, stretch: RecordingStretch, reason: str) -> None:
    """The capture of this stretch has ended by itself, by a recorder or a server that died: another one begins where
    the meeting goes on and is to be recorded, else the recording ends."""
    if stretch.ended_at is None:
        stretches.end(stretch, meeting, reason)
    stretches.complete(session, recording, stretch)
    if recording.state != RecordingState.RECORDING.value:
        return
    if meeting.inside > 0 and read(meeting).reid == recording.reid:
        stretches.ask(session, recording, meeting)
        _change(session, meeting, recording, STARTING, None)
    else:
        states.move(session, recording, RecordingEvent.STOP)
        stretches.finish_when_complete(session, recording)


def warn_of_storage(session: Session, meeting: Meeting, percent: int) -> None:
    """Little is left of the center's storage; told once in a run."""
    room = read(meeting)
    if room.state != NONE and not room.warned:
        _store(meeting, structs.replace(room, warned=True))
        record(session, meeting, RoomRecordingStorageScarce(percent=percent))


# ------------------------------------------------------------------------------------------------- parts


def _find(session: Session, room: RoomRecording) -> Recording | None:
    return session.scalar(select(Recording).where(Recording.reid == room.reid)) if room.reid else None


def _end_stretch(session: Session, recording: Recording, meeting: Meeting, reason: str) -> None:
    stretch = stretches.find_open(session, recording)
    if stretch is not None:
        stretches.end(stretch, meeting, reason)
        session.flush()


def _change(
    session: Session, meeting: Meeting, recording: Recording, state: str, actor: Participant | None, reason: str = ""
) -> None:
    room, moment = read(meeting), now()
    recorded = stretches.recorded(session, recording)
    _store(
        meeting,
        structs.replace(
            room,
            instance=meeting.instance_id,
            reid=recording.reid,
            state=state,
            since=moment,
            recorded=recorded,
            warned=room.warned and state != NONE,
        ),
    )
    changed = RoomRecordingChanged(
        recording=recording.reid, state=state, since=moment, recorded=recorded, reason=reason
    )
    record(session, meeting, changed, actor=actor)


def _refuse(session: Session, meeting: Meeting, reason: str) -> None:
    record(session, meeting, RoomRecordingRefused(reason=reason))


def _require_privilege(session: Session, meeting: Meeting) -> None:
    """By the owner's ``recordingPrivilege`` (Live Meeting service API, reference 6.3)."""
    owner = session.get_one(User, meeting.owner_id)
    settings = settings_of(session.get_one(Center, meeting.center_id))
    if profiles.effective_settings(settings, owner).recording_privilege is False:
        raise NotAllowed("Meetings of this owner may not be recorded.")


def _store(meeting: Meeting, room: RoomRecording) -> None:
    feature_settings.write(meeting, NAME, room)
