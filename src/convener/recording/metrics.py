"""The metrics of the recorder, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

from .messages import Alive

CAPTURES = Gauge("convener_recorder_captures", "Captures that run on this server", multiprocess_mode="livesum")
RUNNING = Gauge("convener_recorder_running", "Whether the recorder process runs", multiprocess_mode="livesum")
RESTARTS = Counter("convener_recorder_restarts", "Restarts of a recorder process that had died")
REFUSED = Counter("convener_recorder_refused", "Captures that could not begin", ["reason"])
ENDED = Counter("convener_recorder_ended", "Captures that ended by themselves", ["reason"])
FRAMES = Gauge(
    "convener_recorder_frames", "Frames written since the recorder process began", multiprocess_mode="livesum"
)
BYTES = Gauge(
    "convener_recorder_bytes", "Bytes of frames written since the recorder process began", multiprocess_mode="livesum"
)
LOST = Gauge(
    "convener_recorder_gaps",
    "Gaps that were not repaired since the recorder process began",
    multiprocess_mode="livesum",
)
CONNECTIONS = Gauge(
    "convener_recorder_connections", "Browsers that send to the recorder process", multiprocess_mode="livesum"
)
TRACKS = Gauge("convener_recorder_tracks", "Tracks that are captured", multiprocess_mode="livesum")


def tell(message: Alive) -> None:
    """What the recorder process says of itself."""
    FRAMES.set(message.frames)
    BYTES.set(message.bytes)
    LOST.set(message.lost)
    CONNECTIONS.set(message.connections)
    TRACKS.set(message.tracks)
