"""The hidden peer of a mesh, towards one browser: it only ever answers, and captures what is offered.

The numbers of a step are those of the room's protocol: connections are numbered by both sides together, offers by their
sender; what is sent again is answered again (``client/src/room/media/mesh/negotiation.ts`` is the other side).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import structlog
from aiortc import sdp
from aiortc.rtcconfiguration import RTCIceServer

from .answer import BadOffer, Section, read_offer
from .connection import MediaConnection
from .files import CaptureFiles
from .messages import Candidate, Description, Step
from .port import TrackKind
from .timing import SenderClock
from .track import TrackCapture

log = structlog.get_logger("convener.recording.peer")

MOST_EARLY = 64
"""Candidates that are kept for a connection whose first offer is on its way."""

MOST_TRACKS = 8
"""Sections of one browser that are captured at once; a room sends four."""


class SendingPeer:
    """A browser that sends. ``send`` tells it a step, ``on_error`` is called where a file cannot be written."""

    def __init__(
        self,
        files: CaptureFiles,
        person: str,
        kinds: frozenset[TrackKind],
        servers: Sequence[RTCIceServer],
        send: Callable[[Step], None],
        on_error: Callable[[OSError], None],
    ) -> None:
        self._files = files
        self._person = person
        self._kinds = kinds
        self._servers = servers
        self._send = send
        self._on_error = on_error
        self._sender = SenderClock()
        self._number = 0
        self._media: MediaConnection | None = None
        self._tracks: dict[tuple[str, str, str], TrackCapture] = {}
        self._streams: dict[str, str] = {}
        self._answered = 0
        self._answer: Step | None = None
        self._early: list[Step] = []
        self._steps: asyncio.Queue[Step] = asyncio.Queue(maxsize=400)
        self._task = asyncio.create_task(self._work())
        self._closing: set[asyncio.Task[None]] = set()
        self.frames = self.bytes = self.lost = 0
        """Of tracks that have ended."""

    @property
    def tracks(self) -> list[TrackCapture]:
        """What is captured now."""
        return list(self._tracks.values())

    @property
    def is_connected(self) -> bool:
        """Whether packets can come."""
        return self._media is not None and self._media.is_connected

    def receive(self, step: Step) -> None:
        """Take a step of the browser; where too many wait it is left out, and sent again by the browser."""
        if not self._steps.full():
            self._steps.put_nowait(step)

    def tick(self, moment: float) -> None:
        """Several times a second."""
        try:
            for track in self._tracks.values():
                track.tick(moment)
        except OSError as error:
            self._on_error(error)
        if self._media is not None:
            self._media.tick(moment)

    async def close(self) -> None:
        """The browser is gone, or the capture has ended: the files are complete when this returns."""
        self._task.cancel()
        self._end_tracks(set())
        if self._media is not None:
            await self._media.close()
        if self._closing:
            await asyncio.wait(self._closing, timeout=1.0)

    async def _work(self) -> None:
        while True:
            step = await self._steps.get()
            try:
                await self._apply(step)
            except BadOffer as error:
                log.warning("an offer was not taken", reason=str(error))
            except ConnectionError as error:
                log.info("an offer came to nothing", reason=repr(error))
            except OSError as error:
                self._on_error(error)
            except Exception:
                log.exception("a step of negotiation failed")

    async def _apply(self, step: Step) -> None:
        description = step.description
        is_offer = description is not None and description.type == "offer"
        if step.connection > self._number:
            if not is_offer or step.number != 1:
                if step.candidate is not None and len(self._early) < MOST_EARLY:
                    self._early.append(step)
                return
            self._begin(step.connection)
        if step.connection != self._number or self._media is None:
            return
        if is_offer and description is not None:
            await self._apply_offer(self._media, step, description)
        elif step.candidate is not None:
            self._add_candidate(step.candidate)

    def _begin(self, number: int) -> None:
        """The browser begins a connection; what was sent over the last one has ended."""
        self._end_tracks(set())
        self._replace_media()
        self._number, self._answered, self._answer = number, 0, None

    def _replace_media(self) -> MediaConnection:
        before, media = self._media, MediaConnection(self._servers, self._on_error)
        self._media = media
        if before is not None:
            task = asyncio.create_task(before.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
        return media

    async def _apply_offer(self, media: MediaConnection, step: Step, description: Description) -> None:
        if step.number <= self._answered:
            if step.number == self._answered and self._answer is not None:
                self._send(self._answer)
            return
        offer = read_offer(description.sdp)
        if media.is_dead:
            # It restarts ICE, but there is nothing left to restart: it meets a new transport.
            media = self._replace_media()
        for note in step.tracks:
            self._streams[note.stream_id] = note.kind
        self._route(media, offer.sections)
        text = await media.answer(offer)
        self._answered = step.number
        self._answer = Step(
            connection=self._number, number=step.number, description=Description(type="answer", sdp=text)
        )
        self._send(self._answer)
        early = [one for one in self._early if one.connection == self._number]
        self._early = [one for one in self._early if one.connection > self._number]
        for one in early:
            if one.candidate is not None:
                self._add_candidate(one.candidate)

    def _route(self, media: MediaConnection, sections: Sequence[Section]) -> None:
        """Capture what is sent; what is sent no more has ended."""
        routes: list[tuple[Section, TrackCapture]] = []
        staying: set[tuple[str, str, str]] = set()
        for section in sections:
            kind = self._kind(section)
            if not section.sends or kind not in self._kinds or len(routes) >= MOST_TRACKS:
                continue
            key = (section.mid, section.stream_id, section.track_id)
            track = self._tracks.get(key)
            if track is None:
                track = self._tracks[key] = TrackCapture(self._files, self._person, kind, self._sender, media)
            track.feedback = media
            staying.add(key)
            routes.append((section, track))
        self._end_tracks(staying)
        media.route(routes)

    def _kind(self, section: Section) -> TrackKind:
        is_screen = self._streams.get(section.stream_id) == "screen"
        if section.kind == "audio":
            return TrackKind.SCREEN_SOUND if is_screen else TrackKind.MICROPHONE
        return TrackKind.SCREEN if is_screen else TrackKind.CAMERA

    def _end_tracks(self, staying: set[tuple[str, str, str]]) -> None:
        for key in [one for one in self._tracks if one not in staying]:
            track = self._tracks.pop(key)
            self.frames += track.frames
            self.bytes += track.bytes
            self.lost += track.lost
            try:
                track.close()
            except OSError as error:
                self._on_error(error)

    def _add_candidate(self, candidate: Candidate) -> None:
        text = candidate.candidate.removeprefix("candidate:")
        if not text or self._media is None:
            return
        try:
            parsed = sdp.candidate_from_sdp(text)
        except (AssertionError, ValueError, IndexError):
            log.debug("a candidate could not be read")
            return
        parsed.sdpMid, parsed.sdpMLineIndex = candidate.sdp_mid, candidate.sdp_m_line_index
        self._media.add_candidate(parsed)
