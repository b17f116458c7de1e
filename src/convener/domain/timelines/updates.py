"""The updates of a shared document, by the clock of a recording."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from convener.domain.shared_documents.history import read_history

from .clock import RecordingClock


def read_updates(
    session: Session, document_id: int, clock: RecordingClock, spans: Sequence[tuple[int, int]]
) -> list[tuple[int, bytes]]:
    """The updates of a document (internal id) until the end of the last of these ``spans`` (from, to), in order, each
    with its time. What was written between two spans, or in a pause, has the time at which it is there first."""
    found: list[tuple[int, bytes]] = []
    at = 0
    for one in read_history(session, document_id):
        # Nodes may have clocks of their own; the order is that of the document.
        at = max(at, clock.time_from(one.at) if one.at is not None else 0)
        span = next((span for span in spans if at < span[1]), None)
        if span is None:
            break
        at = max(at, span[0])
        found.append((at, one.data))
    return found
