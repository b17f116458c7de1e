"""The picture of a video while it is drawn: planes of luminance and colour (YUV 4:2:0), as encoders take them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np
from av import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import Interpolation, VideoReformatter
from numpy.typing import NDArray
from PIL import Image

from .layout import Box, fitted

Bytes = NDArray[np.uint8]

FORMAT = "yuv420p"


@dataclass(frozen=True)
class Planes:
    """A picture, or a part of one: the second and third plane have half the width and height of the first."""

    y: Bytes
    u: Bytes
    v: Bytes

    def part(self, box: Box) -> Planes:
        """The planes of a part, which change with the whole."""
        x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        half = np.s_[y // 2 : bottom // 2, x // 2 : right // 2]
        return Planes(self.y[y:bottom, x:right], self.u[half], self.v[half])

    def fill(self, color: Planes) -> None:
        """Give all the same colour: that of a picture of 2x2 pixels."""
        self.y[:], self.u[:], self.v[:] = color.y[0, 0], color.u[0, 0], color.v[0, 0]

    def replace_by(self, other: Planes) -> None:
        """Draw another picture of the same size over it."""
        self.y[:], self.u[:], self.v[:] = other.y, other.u, other.v


@dataclass(frozen=True)
class Lettering:
    """A picture with an opacity (0 to 1) for each pixel."""

    planes: Planes
    opacity: NDArray[np.float32]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.opacity.shape[1], self.opacity.shape[0]


def planes_of(image: Image.Image) -> Planes:
    """The planes of a picture of even width and height."""
    frame = VideoFrame.from_ndarray(np.asarray(image.convert("RGB")), format="rgb24")
    return frame_planes(VideoReformatter().reformat(frame, format=FORMAT))


def lettering_of(image: Image.Image) -> Lettering:
    """A picture with transparency (RGBA), to be drawn over others."""
    return Lettering(planes_of(image), np.asarray(image.getchannel("A"), np.float32) / np.float32(255))


def frame_planes(frame: VideoFrame) -> Planes:
    """The planes of a picture of :data:`FORMAT`; they are those of the frame itself."""
    y, u, v = frame.planes
    across, down = -(-frame.width // 2), -(-frame.height // 2)
    return Planes(_plane(y, frame.width, frame.height), _plane(u, across, down), _plane(v, across, down))


def _plane(plane: VideoPlane, width: int, height: int) -> Bytes:
    return _memory(plane)[:height, :width]


def _memory(plane: VideoPlane) -> Bytes:
    """The rows of a plane, as they are in its memory."""
    return np.frombuffer(cast("memoryview", plane), np.uint8).reshape(-1, plane.line_size)


class Scaler:
    """Makes pictures of one source the size of its tile, whatever size they come in."""

    def __init__(self) -> None:
        self._reformatter = VideoReformatter()

    def fit(self, frame: VideoFrame, box: Box) -> tuple[Box, Planes]:
        """The picture, as large as it can be in the middle of the box, and where that is."""
        where = fitted(box, frame.width, frame.height)
        if (where.width, where.height, FORMAT) != (frame.width, frame.height, frame.format.name):
            frame = self._reformatter.reformat(
                frame, width=where.width, height=where.height, format=FORMAT, interpolation=Interpolation.FAST_BILINEAR
            )
        return where, frame_planes(frame)


def blank(width: int, height: int) -> Planes:
    """Black planes of this size."""
    half = (height // 2, width // 2)
    return Planes(np.full((height, width), 16, np.uint8), np.full(half, 128, np.uint8), np.full(half, 128, np.uint8))


def blend(planes: Planes, lettering: Lettering, x: int, y: int) -> None:
    """Draw lettering with its upper left corner at (x, y), which are even."""
    width, height = lettering.size
    under, opacity = planes.part(Box(x, y, width, height)), lettering.opacity
    _mix(under.y, lettering.planes.y, opacity)
    half = opacity[::2, ::2]
    _mix(under.u, lettering.planes.u, half)
    _mix(under.v, lettering.planes.v, half)


def _mix(under: Bytes, over: Bytes, opacity: NDArray[np.float32]) -> None:
    under[:] = (under + (over.astype(np.float32) - under) * opacity).astype(np.uint8)


def encodable(planes: Planes, number: int, rate: int) -> VideoFrame:
    """The picture as a frame, ``number`` of ``rate`` a second."""
    height, width = planes.y.shape
    frame = VideoFrame(width, height, FORMAT)
    for plane, content in zip(frame.planes, (planes.y, planes.u, planes.v), strict=True):
        _memory(plane)[: content.shape[0], : content.shape[1]] = content
    frame.pts, frame.time_base = number, Fraction(1, rate)
    return frame
