"""Reads the pictures of a camera or a screen by the time of the recording, decoding each once."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av import VideoFrame

from .decoding import decode, milliseconds
from .plan import Track


class PictureSource:
    """The pictures of a track, whose times only go forward. What cannot be decoded is passed over."""

    def __init__(self, track: Track) -> None:
        self._pieces = track.pieces
        self._container = av.open(track.file)
        self._next: VideoFrame | None = None
        self._frames: Iterator[VideoFrame] | None = None
        self.last: VideoFrame | None = None
        """The picture that was given last."""

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def picture_at(self, time: int) -> VideoFrame | None:
        """The picture that is seen from this time on, null where it is the one that was given before, or there is
        none."""
        piece = next((one for one in self._pieces if one.at <= time < one.end), None)
        if piece is None:
            return None
        wanted = piece.start + time - piece.at
        if self._frames is None:
            self._frames = self._decoded(wanted)
            self._next = next(self._frames, None)
        found = None
        while self._next is not None and milliseconds(self._next) <= wanted:
            found = self._next
            self._next = next(self._frames, None)
        self.last = found or self.last
        return found

    def _decoded(self, start: int) -> Iterator[VideoFrame]:
        streams = self._container.streams.video
        if not streams:
            return
        stream = streams[0]
        stream.thread_type = "NONE"
        stream.codec_context.thread_count = 1
        for frame in decode(self._container, stream, start):
            if isinstance(frame, VideoFrame):
                yield frame
