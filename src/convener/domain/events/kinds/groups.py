"""Groups of a center, by their IDs."""

from __future__ import annotations

from convener.domain.events.payload import CenterPayload, Id, kind


@kind("center:group:created")
class GroupCreated(CenterPayload, frozen=True, kw_only=True):
    """A group was made."""

    group: Id


@kind("center:group:changed")
class GroupChanged(CenterPayload, frozen=True, kw_only=True):
    """A group has another name or other members; ``before``: its ID until now."""

    group: Id
    before: Id


@kind("center:group:deleted")
class GroupDeleted(CenterPayload, frozen=True, kw_only=True):
    """A group was deleted."""

    group: Id
