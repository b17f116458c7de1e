"""The frames of the document socket: a byte that says what it is, then JSON, or a channel (four bytes, big-endian) and
the bytes of a document."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from convener.realtime.protocol.wire import Id, Wire

MAX_UPDATE_BYTES = 256 * 1024
"""Longest update of a document."""

MAX_AWARENESS_BYTES = 2 * 1024
"""Longest awareness message: who points where, which passes and is not stored."""

MAX_CONTROL_BYTES = 2 * 1024
CHANNEL_BYTES = 4
SEQ_BYTES = 8
StructT = TypeVar("StructT", bound=Wire)


class FrameKind(IntEnum):
    """What a frame is; from 0x80 on those of the server."""

    ENTER = 0x01
    OPEN = 0x02
    CLOSE = 0x03
    UPDATE = 0x04
    AWARENESS = 0x05
    PING = 0x06
    ENTERED = 0x81
    OPENED = 0x82
    REFUSED = 0x83
    UPDATED = 0x84
    AWARE = 0x85
    PONG = 0x86
    SYNCED = 0x87
    STORED = 0x88
    AUTHORS = 0x89
    CLOSING = 0x8F


Channel = Annotated[int, Meta(ge=0, lt=2**32)]
ClientId = Annotated[int, Meta(ge=0, lt=2**53)]


class Enter(Wire, kw_only=True):
    """First frame: the room token of the participant and the id of the page, which is in the room."""

    token: Annotated[str, Meta(max_length=512)]
    peer_id: Id


class Open(Wire, kw_only=True):
    """Opens a document of the meeting under a number that the page chooses. ``client_id`` is the client id of Yjs under
    which the page writes. A page that had the document open before says its id (``known``) and the number of the last
    update that it has (``since``)."""

    channel: Channel
    kind: Annotated[str, Meta(min_length=1, max_length=32)]
    document: Id
    client_id: ClientId
    known: Id | None = None
    since: Annotated[int, Meta(ge=0)] = 0


class Close(Wire, kw_only=True):
    """The page needs this document no longer."""

    channel: Channel


class Opened(Wire, kw_only=True):
    """The document is open, its id, and whether the participant may change it; sent again when that changes."""

    channel: Channel
    document_id: str
    may_write: bool


class Author(Wire, kw_only=True):
    """Whose a client id of Yjs is in this document: everything written under it is this participant's."""

    client_id: int
    person_id: str
    name: str


class Authors(Wire, kw_only=True):
    """Authors of the document: all when it is opened, then each new one."""

    channel: Channel
    authors: list[Author]


class Presence(Wire, kw_only=True):
    """Where a participant is in the document: ``state`` is what that page sent, null where it is gone. Who it is the
    server says. ``color`` is the same for all pages of a participant."""

    client_id: int
    person_id: str
    name: str
    color: int
    state: msgspec.Raw | None


class Refused(Wire, kw_only=True):
    """Something was not done; ``channel`` null: it concerns none. The channel of a refused ``open`` is free again."""

    channel: Channel | None
    error: str
    message: str


class BadFrame(Exception):
    """A frame that is none of a browser; the message says why."""


def encode(kind: FrameKind, message: Any = None) -> bytes:
    """A frame with a message in JSON; none where it has no content."""
    return bytes([kind]) + (b"" if message is None else msgspec.json.encode(message))


def encode_data(kind: FrameKind, channel: int, data: bytes) -> bytes:
    """A frame with bytes of the document that is open under this number."""
    return bytes([kind]) + channel.to_bytes(CHANNEL_BYTES, "big") + data


def encode_synced(channel: int, seq: int, state_vector: bytes, updates: list[bytes]) -> bytes:
    """The document from the update on that the page does not have: ``seq``, the number of the last one; what the server
    knows, as a state vector of Yjs; the updates in their order, each with its length (four bytes)."""
    head = seq.to_bytes(SEQ_BYTES, "big") + _sized(state_vector)
    return encode_data(FrameKind.SYNCED, channel, head + b"".join(map(_sized, updates)))


def updates_body(seq: int, updates: list[bytes]) -> bytes:
    """The body of a frame with the next updates: the number of the last one, and each with its length."""
    return seq.to_bytes(SEQ_BYTES, "big") + b"".join(map(_sized, updates))


def encode_stored(channel: int, seq: int, count: int) -> bytes:
    """So many of the updates that the page has sent for this channel are stored, as those up to number ``seq``."""
    return encode_data(FrameKind.STORED, channel, seq.to_bytes(SEQ_BYTES, "big") + count.to_bytes(4, "big"))


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def kind_of(frame: bytes) -> FrameKind:
    """What the frame of a browser is; raises :class:`BadFrame`, also where it is too long for its kind."""
    try:
        kind = FrameKind(frame[0])
    except (IndexError, ValueError):
        raise BadFrame("This is no frame of a document.") from None
    if kind >= FrameKind.ENTERED:
        raise BadFrame("This is a frame of the server.")
    longest = {FrameKind.UPDATE: MAX_UPDATE_BYTES, FrameKind.AWARENESS: MAX_AWARENESS_BYTES}.get(kind)
    if len(frame) > 1 + (MAX_CONTROL_BYTES if longest is None else CHANNEL_BYTES + longest):
        raise BadFrame(f"A frame of this kind may have at most {longest or MAX_CONTROL_BYTES} bytes.")
    return kind


def read_message(frame: bytes, struct: type[StructT]) -> StructT:
    """The message in a frame; raises :class:`BadFrame`."""
    try:
        return msgspec.json.decode(memoryview(frame)[1:], type=struct)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadFrame(str(error)) from None


def read_data(frame: bytes) -> tuple[int, bytes]:
    """The channel and the bytes in a frame; raises :class:`BadFrame`."""
    if len(frame) < 1 + CHANNEL_BYTES:
        raise BadFrame("The channel is missing.")
    return int.from_bytes(frame[1 : 1 + CHANNEL_BYTES], "big"), frame[1 + CHANNEL_BYTES :]
