"""Batches of messages as frames: a message is encoded once, and a frame once for each audience."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import msgspec

from convener.domain.events.log import RoomEvent
from convener.domain.permissions import MeetingRole

from .audience import Audience, Listener, Person, Roles, Several, Subroom
from .connection import Connection
from .feature import ApartSpec
from .outgoing import OutgoingFrame
from .protocol.messages import EncodedEvents, EncodedPassing
from .protocol.wire import Wire, encode
from .registry import REGISTRY


class Item(NamedTuple):
    """An encoded message for an audience; ``seq`` is the number of the event, or 1.

    ``about``: the people whom it is about, where it is about an attendee, or is told in another way to those who see no
    attendees. ``told``: how it is told to such a person (by public id) of them; None: not at all.
    """

    seq: int
    audience: Audience
    body: bytes
    about: frozenset[str] | None = None
    told: Callable[[str], bytes | None] | None = None

    def body_for(self, listener: Listener) -> bytes | None:
        """What of it is sent to this listener."""
        if not listener.belongs_to(self.audience):
            return None
        if listener.sees_attendees or self.about is None:
            return self.body
        if self.told is not None:
            return self.told(listener.person_id)
        return self.body if listener.person_id in self.about else None


class BatchFrame(NamedTuple):
    """A frame for one connection: ``encoded`` is None where no message is for it, ``messages`` is their number."""

    encoded: OutgoingFrame | None
    messages: int


class Batch:
    """Consecutive messages to several connections, at least one. ``wrap`` makes the message that contains them.

    ``base`` is the number before the first one: connections that know less than that are sent the whole batch.
    """

    def __init__(self, items: Iterable[Item], wrap: Callable[[list[msgspec.Raw]], Wire], base: int = 0) -> None:
        self._items = list(items)
        self._wrap = wrap
        self._base = base
        audiences = [one.audience for one in self._items]
        # What tells listeners apart, for this batch: frames are the same for all who are alike in it.
        self._by_role = any(isinstance(one, Roles) or (isinstance(one, Several) and one.roles) for one in audiences)
        self._by_subroom = any(isinstance(one, Subroom) for one in audiences)
        self._addressed = {one.id for one in audiences if isinstance(one, Person)}.union(
            *(one.people for one in audiences if isinstance(one, Several))
        )
        self._about = {person for one in self._items for person in one.about or ()}
        self._by_sight = any(one.about is not None for one in self._items)
        self._is_told_alike = not (self._by_role or self._by_subroom or self._addressed)
        self._of_all: BatchFrame | None = None
        """The frame of those who know nothing of the batch and see all attendees, where nothing tells them apart."""
        self.frames = 0
        """How many frames were sent or queued."""
        self._frames: dict[tuple[int, str, str, str, bool], BatchFrame] = {}

    def frame(self, listener: Listener, seq: int = 0) -> BatchFrame:
        """The frame for a listener who has the messages up to ``seq``."""
        of_all = self._is_told_alike and seq <= self._base and (listener.sees_attendees or not self._by_sight)
        if of_all and self._of_all is not None:
            return self._of_all
        person, sees = listener.person_id, listener.sees_attendees or not self._by_sight
        key = (
            max(seq, self._base),
            listener.role if self._by_role else "",
            listener.subroom if self._by_subroom else "",
            person if person in self._addressed or (not sees and person in self._about) else "",
            sees,
        )
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._make(listener, key[0])
        if of_all:
            self._of_all = frame
        return frame

    def send_to(self, connection: Connection, seq: int = 0) -> int:
        """Send what of it is for a connection that has the messages up to ``seq``; returns how many they are. The
        caller counts the ``frames``, all at once."""
        frame = self.frame(connection.listener, seq)
        if frame.encoded is not None and connection.send_uncounted(frame.encoded):
            self.frames += 1
        return frame.messages

    def _make(self, listener: Listener, seq: int) -> BatchFrame:
        sent = (one.body_for(listener) for one in self._items if one.seq > seq)
        bodies = [msgspec.Raw(body) for body in sent if body is not None]
        if not bodies:
            return BatchFrame(None, 0)
        return BatchFrame(OutgoingFrame(encode(self._wrap(bodies))), len(bodies))


class EventBatch(Batch):
    """Consecutive events of a meeting."""

    def __init__(self, events: list[RoomEvent], base: int = 0) -> None:
        self.last_seq = events[-1].seq
        self._inside = events[-1].inside
        super().__init__([item for item in map(encode_event, events) if item is not None], self._events, base)

    def _events(self, bodies: list[msgspec.Raw]) -> Wire:
        return EncodedEvents(seq=self.last_seq, events=bodies, people_total=self._inside)


class PassingBatch(Batch):
    """Messages that pass, each with its audience."""

    def __init__(self, messages: list[tuple[Audience, bytes]]) -> None:
        super().__init__(
            [Item(1, audience, body) for audience, body in messages], lambda bodies: EncodedPassing(messages=bodies)
        )


def encode_event(event: RoomEvent) -> Item | None:
    """The event as it is sent; None where no message tells of it."""
    spec = REGISTRY.event_of.get(type(event.payload)) if event.payload is not None else None
    if spec is None:
        return None
    body, audience = encode(spec.make(event, event.payload)), spec.audience_of(event)
    if spec.apart is not None:
        told = partial(_tell_apart, spec.apart, event)
        return Item(event.seq, audience, body, spec.apart.about(event, event.payload), told)
    about = frozenset({event.person or ""}) if event.role == MeetingRole.ATTENDEE.value else None
    return Item(event.seq, audience, body, about)


def _tell_apart(spec: ApartSpec, event: RoomEvent, viewer: str) -> bytes | None:
    message = spec.make(event, event.payload, viewer)
    return None if message is None else encode(message)
