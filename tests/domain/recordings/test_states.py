"""How far a recording is: each pair of state and event."""

from __future__ import annotations

import itertools

import pytest

from convener.domain.errors import WrongState
from convener.domain.recordings import recordings, states
from convener.domain.recordings.states import TRANSITIONS, RecordingEvent, RecordingState
from convener.storage.models import Event
from tests.factories.recordings import Archive


def test_a_recording_moves_by_the_table_alone(archive: Archive) -> None:
    with archive.locked_meeting() as (session, meeting):
        recording = recordings.begin(session, meeting)
        for state, event in itertools.product(RecordingState, RecordingEvent):
            recording.state = state.value
            following = TRANSITIONS.get((state, event))
            if following is None:
                with pytest.raises(WrongState):
                    states.move(session, recording, event)
                assert recording.state == state.value
            else:
                states.move(session, recording, event, "disk")
                assert recording.state == following.value


def test_what_moves_is_recorded(archive: Archive) -> None:
    with archive.locked_meeting() as (session, meeting):
        recording = recordings.begin(session, meeting)
        recording.state = RecordingState.RECORDING.value
        states.move(session, recording, RecordingEvent.STOP, "quota")
        reid = recording.reid
    with archive.database.read() as session:
        event = session.query(Event).filter_by(type="center:recording:progressed").one()
    assert event.data == {"actor": None, "recording": reid, "state": "processing", "problem": "quota", "percent": 0}


def test_an_uploaded_one_is_ready(archive: Archive) -> None:
    assert archive.recording(archive.video()).state == "ready"
