"""A recording that failed is tried again; one that is being made is left alone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.errors import WrongState
from convener.storage.models import Recording

from . import cuts, states, stretches
from .states import RecordingEvent, RecordingState


def retry(session: Session, recording: Recording) -> None:
    """Try once more to finish a recording that failed, or to cut it. The caller has locked its row. Raises
    :class:`WrongState`."""
    waiting = cuts.states_of(session, [recording]).get(recording.id)
    if waiting is not None and waiting[0] is RecordingState.FAILED:
        cuts.ask(session, recording)
        return
    states.move(session, recording, RecordingEvent.RETRY)
    stretches.finish_when_complete(session, recording)


def require_finished(recording: Recording) -> None:
    """Raise :class:`WrongState` for a recording that is being made: it has to be ended first."""
    if recording.state not in (RecordingState.READY.value, RecordingState.FAILED.value):
        raise WrongState("recording", f"The recording is {recording.state}; it can be deleted when it is finished.")
