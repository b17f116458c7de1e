"""How far a recording is, as one table: it is made in a room, then finished by a job, and ready from then on.

The other states of a recording, whether it was deleted or has expired, are those of
:mod:`convener.domain.lifecycle`. One that was made elsewhere and uploaded is ready from its beginning.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from convener.domain.errors import WrongState
from convener.domain.events.kinds.recordings import RecordingProgressed
from convener.domain.events.log import record_in_center
from convener.storage.models import Recording


class RecordingState(StrEnum):
    """How far a recording is."""

    RECORDING = "recording"
    PAUSED = "paused"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class RecordingEvent(StrEnum):
    """What moves a recording on. The values complete "one can be …" in messages."""

    PAUSE = "paused"
    RESUME = "resumed"
    STOP = "stopped"
    FINISH = "finished"
    FAIL = "given up"
    RETRY = "tried again"


_S, _E = RecordingState, RecordingEvent

RUNNING = frozenset({_S.RECORDING, _S.PAUSED})
"""The states in which a recording can still get longer."""

TRANSITIONS: dict[tuple[RecordingState, RecordingEvent], RecordingState] = {
    (_S.RECORDING, _E.PAUSE): _S.PAUSED,
    (_S.PAUSED, _E.RESUME): _S.RECORDING,
    (_S.RECORDING, _E.STOP): _S.PROCESSING,
    (_S.PAUSED, _E.STOP): _S.PROCESSING,
    (_S.PROCESSING, _E.FINISH): _S.READY,
    (_S.PROCESSING, _E.FAIL): _S.FAILED,
    (_S.FAILED, _E.RETRY): _S.PROCESSING,
}
"""(state, event) to the next state; a pair that is absent is not allowed."""


def move(session: Session, recording: Recording, event: RecordingEvent, problem: str = "") -> None:
    """Move the recording on, and record that it moved. ``problem``: a word for why it failed, or ended early. The
    caller has locked its row, or that of its meeting. Raises :class:`WrongState`."""
    state = RecordingState(recording.state)
    following = TRANSITIONS.get((state, event))
    if following is None:
        raise WrongState("recording", f"The recording is {state.value}; it cannot be {event.value}.")
    recording.state, recording.progress = following.value, 0
    if event is not RecordingEvent.FINISH:
        recording.problem = problem
    tell(session, recording, following, 0)


def tell_progress(session: Session, recording: Recording, percent: int) -> None:
    """Record that so many percent of a recording that is being finished are done; nothing where it is not."""
    if recording.state == RecordingState.PROCESSING.value:
        recording.progress = percent
        tell(session, recording, RecordingState.PROCESSING, percent)


def tell(session: Session, recording: Recording, state: RecordingState, percent: int) -> None:
    """Record an event that says how far it is."""
    told = RecordingProgressed(recording=recording.reid, state=state.value, problem=recording.problem, percent=percent)
    record_in_center(session, recording.center_id, told, None)
