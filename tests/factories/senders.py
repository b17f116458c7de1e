"""Somebody whose browser sends, played by aiortc over loopback: flashes and beeps at the seconds of its own clock."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from unittest.mock import patch

import aioice.ice
import av
import numpy as np
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.rtcconfiguration import RTCBundlePolicy
from aiortc.rtcrtpsender import RTCRtpSender

from convener.recording.messages import Description, Step, TrackNote

from .captures import shade
from .looped import due, reports_by_capture

FLASH = 0.2
"""Seconds at the beginning of each second that are bright and loud."""

BRIGHT, DARK = 220, 30


@contextmanager
def on_loopback() -> Iterator[None]:
    """This process is reached on this machine alone, and its senders report as browsers do."""
    addresses = patch.object(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])
    with addresses, reports_by_capture():
        yield


class FlashingCamera(MediaStreamTrack):
    """20 pictures a second, whose brightness says the time: bright at the beginning of each second."""

    kind = "video"

    def __init__(self, begun: float, width: int = 160, height: int = 120) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._begun, self._number = begun, 0

    async def recv(self) -> av.VideoFrame:
        self._number = self._number or max(0, math.ceil((time.time() - self._begun) * 20))
        at = self._number / 20
        self._number += 1
        await asyncio.sleep(max(0.0, self._begun + at - time.time()))
        due(self._begun + at, 90_000)
        frame = shade(BRIGHT if at % 1 < FLASH else DARK, self.width, self.height)
        frame.pts, frame.time_base = round(at * 90_000), Fraction(1, 90_000)
        return frame


class BeepingMicrophone(MediaStreamTrack):
    """A tone at the beginning of each second. While it is off nothing comes and its clock stands still, as a browser's
    does."""

    kind = "audio"

    def __init__(self, begun: float, hertz: float = 440.0) -> None:
        super().__init__()
        self.is_off = False
        self._begun, self._number, self._sent, self._hertz = begun, 0, 0, hertz

    @property
    def at(self) -> float:
        """Milliseconds after it begun at which its next sound is due."""
        return self._number * 20.0

    async def recv(self) -> av.AudioFrame:
        self._number = self._number or max(0, math.ceil((time.time() - self._begun) * 50))
        while True:
            at = self._number / 50
            self._number += 1
            await asyncio.sleep(max(0.0, self._begun + at - time.time()))
            if not self.is_off:
                break
        due(self._begun + at, 48_000)
        level = 20_000 if at % 1 < FLASH else 200
        wave = np.sin(2 * np.pi * self._hertz * (at + np.arange(960) / 48_000))
        frame = av.AudioFrame(format="s16", layout="stereo", samples=960)
        frame.planes[0].update(np.rint(level * wave).astype(np.int16).repeat(2).tobytes())
        frame.sample_rate, frame.pts, frame.time_base = 48_000, self._sent * 960, Fraction(1, 48_000)
        self._sent += 1
        return frame


class SendingBrowser:
    """The page of a participant in the mesh, towards the hidden peer: it offers. ``send``: takes its steps."""

    def __init__(self, send: Callable[[Step], None], connection: int = 2) -> None:
        self._send = send
        self._connection = connection
        self._number = 0
        self._answered = asyncio.Event()
        self._streams: list[TrackNote] = []
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))

    def add(self, track: MediaStreamTrack, kind: str = "camera", codec: str = "") -> None:
        """Send a track, of the camera's or the screen's stream, from the next offer on."""
        transceiver = self.pc.addTransceiver(track, direction="sendrecv")
        transceiver.sender._stream_id = f"stream-of-{kind}"
        if codec:
            known = RTCRtpSender.getCapabilities("video").codecs
            transceiver.setCodecPreferences([one for one in known if one.mimeType in (codec, "video/rtx")])

    async def end(self, kind: str) -> None:
        """Send no more of this stream, which is said at once."""
        for transceiver in self.pc.getTransceivers():
            if transceiver.sender._stream_id == f"stream-of-{kind}" and transceiver.direction == "sendrecv":
                transceiver.direction = "inactive"
                transceiver.sender.replaceTrack(None)
        await self.offer()

    async def offer(self) -> None:
        """Offer what is sent, and wait until it is answered."""
        await self.pc.setLocalDescription(await self.pc.createOffer())
        self._number += 1
        self._answered.clear()
        self.repeat()
        async with asyncio.timeout(60):
            await self._answered.wait()

    def repeat(self) -> None:
        """Send the last offer again."""
        notes = [TrackNote(stream_id=f"stream-of-{kind}", kind=kind) for kind in ("camera", "screen")]
        description = Description(type="offer", sdp=self.pc.localDescription.sdp)
        self._send(Step(connection=self._connection, number=self._number, description=description, tracks=notes))

    async def receive(self, step: Step) -> None:
        """Take a step of the hidden peer."""
        if step.description is not None and step.number == self._number and not self._answered.is_set():
            await self.pc.setRemoteDescription(RTCSessionDescription(step.description.sdp, step.description.type))
            self._answered.set()

    async def close(self) -> None:
        """Leave."""
        await self.pc.close()
