"""Sound and picture in the room."""

from __future__ import annotations

from msgspec import field

from convener.domain.events.payload import Id, Payload, kind


@kind("room:media:places")
class MeshSlotsChanged(Payload, frozen=True, kw_only=True):
    """Other connections than before have the slots in the mesh. ``peers``: pairs of peer id and participant's id.
    ``apart``: the participants among them who do not see each other, because they are attendees. ``recorders``: the ids
    of hidden peers, to which all of them send."""

    peers: list[list[Id]]
    apart: list[Id] = field(default_factory=list)
    recorders: list[Id] = field(default_factory=list)
