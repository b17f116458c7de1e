"""How far the work at a recording is: for operators, for its list, and for those who read events."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from convener.domain.recordings.videos import percent
from convener.storage.models import Recording

from .context import JobContext

TOLD_EVERY = 10
"""Percent after which an event says how far it is; it does not before the first of them."""


class RecordingProgress:
    """Called with what is done of what; ``tell`` records percent (below 100), in the transaction that it is given."""

    def __init__(self, context: JobContext, recording_id: int, tell: Callable[[Session, Recording, int], None]) -> None:
        self._context = context
        self._recording_id = recording_id
        self._tell = tell
        self._told = 0

    def __call__(self, done: int, total: int, step: str = "") -> None:
        """As :meth:`JobContext.progress`."""
        self._context.progress(done, total, step)
        told = percent(done, total)
        if told // TOLD_EVERY <= self._told // TOLD_EVERY:
            return
        self._told = told
        with self._context.write() as session:
            recording = session.get(Recording, self._recording_id)
            if recording is not None:
                self._tell(session, recording, told)
