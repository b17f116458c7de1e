"""What a connection sends, and in which order."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from websockets.frames import Frame, Opcode

from convener.domain.room.presence import Origin
from convener.realtime import close_reasons
from convener.realtime.connection import Connection
from convener.realtime.outgoing import OutgoingFrame
from convener.realtime.protocol.messages import Done, Pong
from convener.realtime.sockets import MAX_QUEUED_FRAMES


class Client:
    """The other side of a connection, which takes frames at once while ``takes`` is set."""

    def __init__(self, *, takes: bool) -> None:
        self.takes = asyncio.Event()
        if takes:
            self.takes.set()
        self.at_once: list[Any] = []
        self.received: list[Any] = []
        self.connection = Connection(self._send, self._write_at_once, Origin())

    def _write_at_once(self, frame: bytes) -> bool:
        if self.takes.is_set():
            self.at_once.append(json.loads(frame[2:]))
            self.received.append(self.at_once[-1])
        return self.takes.is_set()

    async def _send(self, message: Any) -> None:
        await self.takes.wait()
        self.received.append(json.loads(message["text"]))

    def types(self) -> list[str]:
        return [one["type"] for one in self.received]


def _types_sent(act: Callable[[Connection], None], *, takes: bool) -> list[str]:
    """The types of the messages that are sent, when ``act`` has done something to a connection."""

    async def run() -> list[str]:
        client = Client(takes=takes)
        act(client.connection)
        client.takes.set()
        await client.connection.write()
        return client.types()

    return asyncio.run(run())


@pytest.mark.parametrize("takes", [True, False])
def test_the_answer_of_a_command_comes_before_the_end_that_it_caused(takes: bool) -> None:
    def leave(connection: Connection) -> None:
        connection.answering = True
        # The hub has read the event before the thread that committed it has returned.
        connection.close_after_answer(close_reasons.LEFT)
        assert connection.closing, "what happens from now on is not for this page"
        connection.send(Done(ref=1))
        connection.answered()
        connection.send(Pong())

    assert _types_sent(leave, takes=takes) == ["done", "closing"]


@pytest.mark.parametrize("takes", [True, False])
def test_without_a_command_under_way_the_end_comes_at_once(takes: bool) -> None:
    def remove(connection: Connection) -> None:
        connection.answering = True
        connection.answered()
        connection.close_after_answer(close_reasons.REMOVED)
        connection.send(Done(ref=1))

    assert _types_sent(remove, takes=takes) == ["closing"]


def test_what_is_taken_at_once_does_not_overtake_what_waits() -> None:
    async def run() -> None:
        client = Client(takes=True)
        writing = asyncio.create_task(client.connection.write())
        client.connection.send(Done(ref=1))
        assert len(client.at_once) == 1, "nothing waited before it"
        client.takes.clear()
        client.connection.send(Done(ref=2))
        client.connection.send(Done(ref=3))
        while client.connection.queued_frames > 1:  # the first of them is being sent
            await asyncio.sleep(0)
        client.takes.set()
        client.connection.send(Done(ref=4))
        while len(client.received) < 4:
            await asyncio.sleep(0)
        client.connection.send(Done(ref=5))
        assert [one["ref"] for one in client.received] == [1, 2, 3, 4, 5]
        assert [one["ref"] for one in client.at_once] == [1, 5]
        client.connection.close(close_reasons.LEFT)
        await writing
        assert client.types()[-1] == "closing"

    asyncio.run(run())


def test_who_takes_nothing_is_told_and_left() -> None:
    async def run() -> None:
        client, told = Client(takes=False), []
        client.connection.on_closing = lambda: told.append(True)
        for number in range(MAX_QUEUED_FRAMES + 1):
            client.connection.send(Done(ref=number))
        assert client.connection.closing
        assert told == [True]
        assert client.connection.queued_frames == 1
        client.takes.set()
        await client.connection.write()
        assert [(one["type"], one["reason"]) for one in client.received] == [("closing", "slow")]

    asyncio.run(run())


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536, 70_000])
@pytest.mark.parametrize("is_text", [True, False])
def test_a_frame_is_what_the_library_would_have_made(length: int, is_text: bool) -> None:
    frame = OutgoingFrame(b"a" * length, is_text=is_text)
    opcode = Opcode.TEXT if is_text else Opcode.BINARY
    assert frame.wire_bytes == Frame(opcode, frame.payload).serialize(mask=False)
    assert frame.wire_bytes is frame.wire_bytes
    expected = {"text": "a" * length, "bytes": None} if is_text else {"text": None, "bytes": b"a" * length}
    assert frame.event == {"type": "websocket.send", **expected}
