"""The metrics of the room, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

SOCKETS = Gauge("convener_room_sockets", "Room sockets that are open", multiprocess_mode="livesum")
MEETINGS = Gauge("convener_room_meetings", "Meetings with a room socket on this node", multiprocess_mode="livesum")
COMMANDS = Counter("convener_room_commands", "Commands of browsers", ["type", "outcome"])
DELIVERED = Counter("convener_room_events_delivered", "Events handed to room sockets")
PASSED = Counter("convener_room_messages_passed", "Passing messages handed to room sockets")
FRAMES = Counter("convener_room_frames_sent", "Frames put into the queues of room sockets")
SIGNALS = Counter("convener_room_signals", "Negotiation steps passed between browsers")
SLOW = Counter("convener_room_slow_readers_cut", "Room sockets cut off because they read too slowly")
ENTERED = Counter("convener_room_entered", "Room sockets that came into a room", ["how"])
DOCUMENT_SOCKETS = Gauge("convener_document_sockets", "Document sockets that are open", multiprocess_mode="livesum")
DOCUMENTS = Gauge("convener_documents_open", "Documents that pages have open", multiprocess_mode="livesum")
DOCUMENT_FRAMES = Counter("convener_document_frames", "Frames of document sockets", ["kind", "outcome"])
DOCUMENT_UPDATES = Counter("convener_document_updates", "Updates of shared documents that were stored")
LAG = Histogram(
    "convener_room_delivery_lag_seconds",
    "Time from an event to its being put into the queues of this node",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
