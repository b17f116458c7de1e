"""One connection with a browser that sends: ICE and DTLS by aiortc, encoded packets to those who capture them.

aiortc's peer connection is not used: its receivers decode, its answers do not survive shared screens that end (see
:mod:`answer`), and receivers that are added while the handshake runs stay deaf. What is used below that is in part
internal to it, so its version is pinned exactly.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import aioice.ice
import structlog
from aiortc.rate import RemoteBitrateEstimator
from aiortc.rtcconfiguration import RTCIceServer
from aiortc.rtcdtlstransport import RTCCertificate, RTCDtlsParameters, RTCDtlsTransport
from aiortc.rtcicetransport import RTCIceCandidate, RTCIceGatherer, RTCIceTransport
from aiortc.rtcrtpparameters import RTCRtpParameters
from aiortc.rtcrtpreceiver import StreamStatistics
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    AnyRtcpPacket,
    HeaderExtensionsMap,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    RtpPacket,
    pack_remb_fci,
)

from .answer import Offer, Section, write_answer
from .reorder import Packet
from .track import TrackCapture

log = structlog.get_logger("convener.recording.connection")

REPORT_EVERY = 1.0
"""Seconds between two receiver reports."""

CONNECT_WITHIN = 30.0
"""Seconds that ICE and the handshake may take; the browser begins anew before."""

NO_SOUND = 127
"""The level of digital silence (RFC 6464 3): what browsers send while a microphone is muted."""

GATHER_WITHIN = 2
"""Seconds that a STUN or TURN server may take to answer: without it the browser is answered all the same."""

UNREADABLE = (ValueError, KeyError, IndexError, struct.error)
"""What the parsers of aiortc raise for packets that are none."""

MOST_CANDIDATES = 100
"""Addresses of one browser that are tried; it has a few."""

_MOST = 0xFFFF_FFFF
"""The largest number of a report: senders count as they like."""

_MOST_STREAMS = 64
"""SSRCs of which statistics are kept: a browser has a handful."""


@dataclass(frozen=True)
class _Route:
    """Where the packets of a section go."""

    section: Section
    track: TrackCapture


class _Transport(RTCDtlsTransport):
    """A DTLS transport that hands over what it has decrypted as it is."""

    def __init__(
        self,
        ice: RTCIceTransport,
        certificate: RTCCertificate,
        on_rtp: Callable[[bytes], None],
        on_rtcp: Callable[[bytes], None],
    ) -> None:
        super().__init__(ice, [certificate])
        self._on_rtp, self._on_rtcp = on_rtp, on_rtcp

    async def _handle_rtp_data(self, data: bytes, arrival_time_ms: int) -> None:
        self._on_rtp(data)

    async def _handle_rtcp_data(self, data: bytes) -> None:
        self._on_rtcp(data)


def also_on_loopback() -> None:
    """Have this process offer addresses on which this machine alone is reached, too: people sit at it."""
    usual = aioice.ice.get_host_addresses

    def addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
        return [*usual(use_ipv4, use_ipv6), *(["127.0.0.1"] if use_ipv4 else [])]

    aioice.ice.get_host_addresses = addresses


class MediaConnection:
    """A connection that a browser has offered. ``on_error`` is called once where a file cannot be written.

    Everything runs on one event loop; moments are seconds of the monotonic clock.
    """

    def __init__(self, servers: Sequence[RTCIceServer], on_error: Callable[[OSError], None]) -> None:
        gatherer = RTCIceGatherer(list(servers))
        connection = gatherer._connection
        connection.get_component_candidates = partial(  # type: ignore[method-assign]
            connection.get_component_candidates, timeout=GATHER_WITHIN
        )
        self._ice = RTCIceTransport(gatherer)
        self._transport = _Transport(self._ice, RTCCertificate.generateCertificate(), self._on_rtp, self._on_rtcp)
        self._on_error = on_error
        self._extensions = HeaderExtensionsMap()
        self._by_mid: dict[str, _Route] = {}
        self._by_stream: dict[int, _Route] = {}
        self._repair_streams: dict[int, int] = {}
        self._statistics: dict[int, StreamStatistics] = {}
        self._reports: dict[int, tuple[int, float]] = {}
        self._estimator = RemoteBitrateEstimator()
        self._own_stream = random.getrandbits(32)
        self._outgoing: list[bytes] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._ufrag: str | None = None
        self._answers = self._candidates = 0
        self._reported_at = 0.0
        self._failed = False
        self.is_closed = False

    @property
    def is_connected(self) -> bool:
        """Whether packets can come."""
        return self._transport.state == "connected"

    @property
    def is_dead(self) -> bool:
        """Whether it was connected, or tried to, and never will be again."""
        return self._transport.state in ("closed", "failed") or self._ice.state in ("closed", "failed")

    async def answer(self, offer: Offer) -> str:
        """Take an offer, the first or a later one; returns the answer. Tracks are set by :meth:`route`."""
        connection = self._ice._connection
        if self._ufrag is None:
            await self._ice.iceGatherer.gather()
            if self.is_closed:
                raise ConnectionError("the connection was closed")
            self._ufrag = offer.ice.usernameFragment
            self._transport._set_role("client")
            self._spawn(self._connect(offer))
        elif offer.ice.usernameFragment != self._ufrag:
            # The browser restarts ICE. It is the one that chooses the way: its new checks need its new credentials.
            self._ufrag = offer.ice.usernameFragment
            connection.remote_username, connection.remote_password = self._ufrag, offer.ice.password
        for candidate in offer.candidates:
            self.add_candidate(candidate)
        self._answers += 1
        gatherer = self._ice.iceGatherer
        fingerprints = self._transport.getLocalParameters().fingerprints
        return write_answer(
            offer, gatherer.getLocalParameters(), gatherer.getLocalCandidates(), fingerprints, self._answers
        )

    def route(self, routes: Sequence[tuple[Section, TrackCapture]]) -> None:
        """From now on these sections go to these tracks, and nothing else."""
        self._by_mid = {section.mid: _Route(section, track) for section, track in routes}
        self._by_stream, self._repair_streams = {}, {}
        extensions = {one.id: one for section, _ in routes for one in section.extensions}
        self._extensions.configure(RTCRtpParameters(headerExtensions=list(extensions.values())))
        for route in self._by_mid.values():
            self._repair_streams.update(route.section.repair_streams)
            for stream in [*route.section.streams, *route.section.repair_streams]:
                self._by_stream[stream] = route

    def add_candidate(self, candidate: RTCIceCandidate) -> None:
        """The browser can be reached there, too."""
        if not self.is_closed and self._candidates < MOST_CANDIDATES:
            self._candidates += 1
            self._spawn(self._add_candidate(candidate))

    def tick(self, moment: float) -> None:
        """Several times a second: send reports and what was asked for."""
        if self.is_connected and moment - self._reported_at >= REPORT_EVERY:
            self._reported_at = moment
            self._report(moment)
        self._flush()

    async def close(self) -> None:
        """End it; the tracks are the caller's."""
        self.is_closed = True
        self._by_mid, self._by_stream = {}, {}
        for task in list(self._tasks):
            task.cancel()
        with contextlib.suppress(ConnectionError):
            await self._transport.stop()
        await self._ice.stop()

    # ------------------------------------------------------------------------------- what the tracks ask for

    def request_packets(self, ssrc: int, sequences: list[int]) -> None:
        """Ask for packets again."""
        self._send(RtcpRtpfbPacket(RTCP_RTPFB_NACK, self._own_stream, ssrc, sorted(sequences)))

    def request_keyframe(self, ssrc: int) -> None:
        """Ask for a keyframe."""
        self._send(RtcpPsfbPacket(RTCP_PSFB_PLI, self._own_stream, ssrc))

    # ------------------------------------------------------------------------------- what comes

    def _on_rtp(self, data: bytes) -> None:
        try:
            self._receive(RtpPacket.parse(data, self._extensions), time.monotonic())
        except OSError as error:
            self._fail(error)
        except UNREADABLE as error:
            log.debug("a packet could not be read", reason=repr(error))
        self._flush()

    def _receive(self, packet: RtpPacket, moment: float) -> None:
        sent_at = packet.extensions.abs_send_time
        if sent_at is not None:
            size = len(packet.payload) + packet.padding_size
            estimate = self._estimator.add(int(moment * 1_000), sent_at, size, packet.ssrc)
            if estimate is not None:
                self._send(RtcpPsfbPacket(RTCP_PSFB_APP, self._own_stream, 0, pack_remb_fci(*estimate)))
        route = self._by_stream.get(packet.ssrc) or self._learn(packet)
        if route is None:
            return
        section = route.section
        statistics = self._statistics.get(packet.ssrc)
        if statistics is None:
            if len(self._statistics) >= _MOST_STREAMS:
                self._statistics.clear()
            rate = 48_000 if section.kind == "audio" else 90_000
            statistics = self._statistics[packet.ssrc] = StreamStatistics(rate)
        statistics.add(packet)
        ssrc, payload, sequence = packet.ssrc, packet.payload, packet.sequence_number
        payload_type, arrived = packet.payload_type, moment
        original = section.repairs.get(payload_type)
        if original is not None:
            repaired = self._repair_streams.get(ssrc)
            if repaired is None or len(payload) < 2:
                return
            ssrc, sequence, payload, arrived = repaired, int.from_bytes(payload[:2], "big"), payload[2:], 0.0
            payload_type = original
        codec = section.payloads.get(payload_type)
        if codec is None:
            return
        level = packet.extensions.audio_level
        silent = level is not None and level[1] == NO_SOUND
        took = Packet(sequence, packet.timestamp, bool(packet.marker), payload, arrived, silent)
        route.track.receive(ssrc, codec, took, moment, repairs=section.is_repaired)

    def _learn(self, packet: RtpPacket) -> _Route | None:
        """The section of a stream that no offer has named: the packet names it, or only one fits."""
        mid = packet.extensions.mid
        route = self._by_mid.get(mid) if mid is not None else None
        if route is None and mid is None:
            fitting = [one for one in self._by_mid.values() if packet.payload_type in one.section.payloads]
            route = fitting[0] if len(fitting) == 1 else None
        if route is not None and len(self._by_stream) < _MOST_STREAMS:
            self._by_stream[packet.ssrc] = route
        return route

    def _on_rtcp(self, data: bytes) -> None:
        moment = time.monotonic()
        try:
            packets = RtcpPacket.parse(data)
        except UNREADABLE as error:
            log.debug("a report could not be read", reason=repr(error))
            return
        for packet in packets:
            if isinstance(packet, RtcpSrPacket):
                info = packet.sender_info
                self._reports[packet.ssrc] = (info.ntp_timestamp >> 16 & _MOST, moment)
                route = self._by_stream.get(packet.ssrc)
                if route is not None:
                    route.track.report(packet.ssrc, info.ntp_timestamp, info.rtp_timestamp, moment)

    # ------------------------------------------------------------------------------- what is sent

    def _report(self, moment: float) -> None:
        reports: list[RtcpReceiverInfo] = []
        for ssrc, stream in list(self._statistics.items())[:31]:  # RFC 3550: so many in one packet
            last, delay = 0, 0
            if ssrc in self._reports:
                last, arrived = self._reports[ssrc]
                delay = min(int((moment - arrived) * 65_536), _MOST)
            reports.append(
                RtcpReceiverInfo(
                    ssrc,
                    stream.fraction_lost,
                    stream.packets_lost,
                    (stream.cycles + (stream.max_seq or 0)) & _MOST,
                    min(stream.jitter, _MOST),
                    last,
                    delay,
                )
            )
        if reports:
            self._send(RtcpRrPacket(self._own_stream, reports))

    def _send(self, packet: AnyRtcpPacket) -> None:
        self._outgoing.append(bytes(packet))

    def _flush(self) -> None:
        if self._outgoing and not self.is_closed:
            outgoing, self._outgoing = self._outgoing, []
            if self.is_connected:
                self._spawn(self._send_all(outgoing))

    async def _send_all(self, packets: list[bytes]) -> None:
        with contextlib.suppress(ConnectionError):
            for packet in packets:
                await self._transport._send_rtp(packet)

    # ------------------------------------------------------------------------------- the way

    async def _connect(self, offer: Offer) -> None:
        try:
            async with asyncio.timeout(CONNECT_WITHIN):
                await self._ice.start(offer.ice)
                if self._ice.state == "completed":
                    await self._transport.start(RTCDtlsParameters(fingerprints=offer.fingerprints))
        except (TimeoutError, ConnectionError) as error:
            log.info("a browser is not reached", reason=repr(error))

    async def _add_candidate(self, candidate: RTCIceCandidate) -> None:
        try:
            await self._ice.addRemoteCandidate(candidate)
        except (ValueError, OSError, AssertionError) as error:
            log.debug("a candidate is of no use", reason=repr(error))

    def _fail(self, error: OSError) -> None:
        if not self._failed:
            self._failed = True
            self._on_error(error)

    def _spawn(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("a connection failed", exc_info=error)
