"""Batches of events as frames: an event is encoded once, and a frame once for each audience."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from convener.domain.events.log import RoomEvent

from .messages import Events, encode
from .views import encode_event


class EventFrame(NamedTuple):
    """A frame for one audience: ``text`` is None where it has no events, ``events`` is how many it has."""

    text: str | None
    events: int


class EventBatch:
    """Consecutive events of a meeting, at least one, to be sent to several connections.

    ``base`` is the number before the first event: connections that know less than that are sent the whole batch.
    """

    def __init__(self, events: list[RoomEvent], base: int = 0) -> None:
        self.last_seq = events[-1].seq
        self._base = base
        self._inside = events[-1].inside
        self._events = [one for one in map(encode_event, events) if one is not None]
        self._addressed = {one.person_only for one in self._events if one.person_only}
        self._frames: dict[tuple[int, bool, str], EventFrame] = {}

    def frame(self, person_id: str, sees_lobby: bool, seq: int) -> EventFrame:
        """The frame for a person who knows the events up to ``seq``."""
        key = (max(seq, self._base), sees_lobby, person_id if person_id in self._addressed else "")
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._encode(person_id, sees_lobby, key[0])
        return frame

    def _encode(self, person_id: str, sees_lobby: bool, seq: int) -> EventFrame:
        bodies = [one.body for one in self._events if one.seq > seq and one.is_for(person_id, sees_lobby)]
        if not bodies:
            return EventFrame(None, 0)
        message = _EncodedEvents(
            seq=self.last_seq, events=[msgspec.Raw(body) for body in bodies], people_total=self._inside
        )
        return EventFrame(encode(message).decode(), len(bodies))


class _EncodedEvents(msgspec.Struct, tag="events", rename="camel", kw_only=True):
    """:class:`Events` whose events are encoded already; its fields are compared below."""

    seq: int
    events: list[msgspec.Raw]
    people_total: int


assert _EncodedEvents.__struct_encode_fields__ == Events.__struct_encode_fields__  # noqa: S101 - checked at import
