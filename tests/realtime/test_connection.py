"""What a connection sends, and in which order."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from convener.domain.room.presence import Origin
from convener.realtime import close_reasons
from convener.realtime.connection import Connection
from convener.realtime.protocol.messages import Done, Pong


def _types_sent(act: Any) -> list[str]:
    """The types of the messages that are sent, when ``act`` has done something to a connection."""
    sent: list[str] = []

    async def send(message: Any) -> None:
        sent.append(json.loads(message["text"])["type"])

    async def run() -> None:
        connection = Connection(send, Origin())
        act(connection)
        await connection.write()

    asyncio.run(run())
    return sent


def test_the_answer_of_a_command_comes_before_the_end_that_it_caused() -> None:
    def leave(connection: Connection) -> None:
        connection.answering = True
        # The hub has read the event before the thread that committed it has returned.
        connection.close_after_answer(close_reasons.LEFT)
        assert connection.closing, "what happens from now on is not for this page"
        connection.send(Done(ref=1))
        connection.answered()
        connection.send(Pong())

    assert _types_sent(leave) == ["done", "closing"]


def test_without_a_command_under_way_the_end_comes_at_once() -> None:
    def remove(connection: Connection) -> None:
        connection.answering = True
        connection.answered()
        connection.close_after_answer(close_reasons.REMOVED)
        connection.send(Done(ref=1))

    assert _types_sent(remove) == ["closing"]
