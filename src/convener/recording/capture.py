"""A capture that runs in the recorder process: its folder, and the browsers that send."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog
from aiortc.rtcconfiguration import RTCIceServer

from .files import CaptureFiles
from .messages import IceServer, Senders, SignalOut, Start, Step
from .peer import SendingPeer

log = structlog.get_logger("convener.recording.capture")

MOST_SENDERS = 64
"""Browsers that are captured at once; a mesh has far fewer."""


class Capture:
    """``send`` tells the server of steps for pages; ``on_error`` is called once where a file cannot be written.

    Raises :class:`OSError` and :class:`index.CaptureDamaged` where it cannot begin.
    """

    def __init__(self, start: Start, send: Callable[[SignalOut], None], on_error: Callable[[], None]) -> None:
        self.id = start.capture
        self.files = CaptureFiles.begin(Path(start.folder), start.capture, start.meeting)
        self._kinds = frozenset(start.kinds)
        self._send = send
        self._on_error = on_error
        self._failed = False
        self._peers: dict[str, SendingPeer] = {}
        self._persons: dict[str, str] = {}
        self._early: dict[str, list[Step]] = {}
        self._gone = [0, 0, 0]

    async def set_senders(self, message: Senders) -> None:
        """These send from now on."""
        listed = {one.peer_id: one.person_id for one in message.senders[:MOST_SENDERS]}
        gone = [peer_id for peer_id in self._peers if peer_id not in listed]
        servers = _servers(message.ice_servers)
        for peer_id, person in listed.items():
            if peer_id in self._peers:
                continue
            peer = SendingPeer(self.files, person, self._kinds, servers, self._sending_to(peer_id), self._fail)
            self._peers[peer_id] = peer
            for step in self._early.pop(peer_id, []):
                peer.receive(step)
        self._early = {peer_id: steps for peer_id, steps in self._early.items() if peer_id in listed}
        await asyncio.gather(*(self._remove(peer_id) for peer_id in gone))

    def receive(self, sender: str, step: Step) -> None:
        """Take a step of a page; where it has not been named yet it is kept for a moment."""
        peer = self._peers.get(sender)
        if peer is not None:
            peer.receive(step)
        elif sender in self._early or len(self._early) < MOST_SENDERS:
            steps = self._early.setdefault(sender, [])
            if len(steps) < MOST_SENDERS:
                steps.append(step)

    def tick(self, moment: float) -> None:
        """Several times a second."""
        for peer in self._peers.values():
            try:
                peer.tick(moment)
            except Exception:  # of what one browser has sent: all others are captured as before
                log.exception("a sender could not be looked after")

    async def close(self) -> None:
        """End it: all files are complete when this returns."""
        await asyncio.gather(*(self._remove(peer_id) for peer_id in list(self._peers)), return_exceptions=True)
        try:
            self.files.close()
        except OSError as error:
            log.warning("a capture could not be ended as it should", reason=str(error))

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """Frames, bytes, gaps that were not repaired; connections and tracks now."""
        frames, size, lost = self._gone
        for peer in self._peers.values():
            frames, size, lost = frames + peer.frames, size + peer.bytes, lost + peer.lost
            for track in peer.tracks:
                frames, size, lost = frames + track.frames, size + track.bytes, lost + track.lost
        peers = self._peers.values()
        return frames, size, lost, sum(one.is_connected for one in peers), sum(len(one.tracks) for one in peers)

    async def _remove(self, peer_id: str) -> None:
        peer = self._peers.pop(peer_id)
        await peer.close()
        self._gone = [self._gone[0] + peer.frames, self._gone[1] + peer.bytes, self._gone[2] + peer.lost]

    def _sending_to(self, peer_id: str) -> Callable[[Step], None]:
        return lambda step: self._send(SignalOut(capture=self.id, to=peer_id, data=step))

    def _fail(self, error: OSError) -> None:
        if not self._failed:
            self._failed = True
            log.error("a capture cannot be written", capture=self.id[:6], reason=str(error))
            self._on_error()


def _servers(servers: list[IceServer]) -> list[RTCIceServer]:
    return [RTCIceServer(one.urls, one.username, one.credential) for one in servers]
