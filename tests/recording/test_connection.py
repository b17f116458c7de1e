"""What a browser sends that is nothing: packets of noise, and addresses without end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiortc import sdp
from aiortc.rtp import RtpPacket

from convener.recording.connection import MOST_CANDIDATES, MediaConnection
from convener.recording.files import CaptureFiles
from convener.recording.port import TrackKind
from convener.recording.timing import SenderClock
from convener.recording.track import TrackCapture
from tests.recording.test_answer import AUDIO, VIDEO, offered


def with_connection(folder: Path, script: Callable[[MediaConnection, list[OSError]], Awaitable[None]]) -> None:
    """A connection with the sections of a browser's offer, over which nothing has come yet."""

    async def play() -> None:
        errors: list[OSError] = []
        connection = MediaConnection([], errors.append)
        files = CaptureFiles.begin(folder, "c1", "m1")
        kinds = (TrackKind.MICROPHONE, TrackKind.CAMERA)
        tracks = [TrackCapture(files, "tom", kind, SenderClock(), connection) for kind in kinds]
        connection.route(list(zip(offered(AUDIO, VIDEO).sections, tracks, strict=True)))
        await script(connection, errors)
        for track in tracks:
            track.close()
        await connection.close()

    asyncio.run(play())


def test_noise_harms_nobody(tmp_path: Path) -> None:
    async def script(connection: MediaConnection, errors: list[OSError]) -> None:
        chance = random.Random(12)
        for number in range(4_000):
            stream, payload_type = chance.choice([(1001, 111), (2001, 96), (2001, 45), (2002, 97), (9, 98)])
            payload = chance.randbytes(chance.randrange(0, 40))
            packet = bytearray(RtpPacket(payload_type, 1, number, number, stream, payload).serialize())
            if chance.random() < 0.5:  # with extensions of any length
                packet[0] |= 0x10
                size = chance.randrange(1, 4)
                packet[12:12] = b"\xbe\xde" + size.to_bytes(2, "big") + chance.randbytes(4 * size)
            connection._on_rtp(bytes(packet))
            connection._on_rtcp(bytes([0x80 | chance.randrange(32), chance.randrange(200, 207), 0, 1]) + payload)
        assert errors == []

    with_connection(tmp_path, script)


def test_a_sender_that_counts_as_it_likes_is_reported_all_the_same(tmp_path: Path) -> None:
    async def script(connection: MediaConnection, errors: list[OSError]) -> None:
        connection._on_rtp(RtpPacket(111, 1, 7, 0, 1001, b"x").serialize())
        # As after a while of sequence numbers that leap ahead, and timestamps that are now the least, now the largest.
        statistics = connection._statistics[1001]
        statistics.cycles, statistics._jitter_q4 = 1 << 32, 1 << 36
        connection._report(1.0)
        assert len(connection._outgoing) == 1

    with_connection(tmp_path, script)


def test_addresses_without_end_are_not_tried(tmp_path: Path) -> None:
    async def script(connection: MediaConnection, errors: list[OSError]) -> None:
        for number in range(3 * MOST_CANDIDATES):
            text = f"1 1 udp 1 192.0.2.{number % 250} {1_000 + number} typ host"
            connection.add_candidate(sdp.candidate_from_sdp(text))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert len(connection._ice.getRemoteCandidates()) == MOST_CANDIDATES

    with_connection(tmp_path, script)
