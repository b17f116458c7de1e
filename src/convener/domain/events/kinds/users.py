"""Users of a center, by their user IDs, and their tickets."""

from __future__ import annotations

from convener.domain.events.payload import CenterPayload, UserId, Word, kind


@kind("center:user:created")
class UserCreated(CenterPayload, frozen=True, kw_only=True):
    """An account was made."""

    user: UserId


@kind("center:user:changed")
class UserChanged(CenterPayload, frozen=True, kw_only=True):
    """Fields of an account have changed; ``changed`` holds their names."""

    user: UserId
    changed: list[Word]


@kind("center:user:deleted")
class UserDeleted(CenterPayload, frozen=True, kw_only=True):
    """An account was deleted."""

    user: UserId


@kind("center:user:merged")
class UserMerged(CenterPayload, frozen=True, kw_only=True):
    """Two users were the same person: all that belonged to ``merged`` is the other one's now. ``participations``: in
    how many meetings both took part, where both stayed what they were."""

    user: UserId
    merged: UserId
    participations: int = 0


@kind("center:person:erased")
class PersonErased(CenterPayload, frozen=True, kw_only=True):
    """The personal data of somebody were erased. ``users``: what the users who the person was are called from now on;
    ``participations``: in how many meetings the person took part."""

    users: list[UserId]
    participations: int


@kind("center:ticket:created")
class TicketCreated(CenterPayload, frozen=True, kw_only=True):
    """A ticket was made with which the user signs in."""

    user: UserId
