"""Whether a caller's role allows an action in the center; what one may do with one object is asked of the domain."""

from __future__ import annotations

from convener.domain.authorization import Actor, user_of
from convener.domain.permissions import CenterAction, CenterRole, center_allows

from .protocol.faults import Fault


def require(actor: Actor, action: CenterAction) -> None:
    """Raise the Fault for a role that may not do this."""
    user = user_of(actor)
    if user is not None and center_allows(user.role, action):
        return
    if center_allows(CenterRole.ORGANIZER.value, action):
        raise Fault("Client.Authorization.NotOrganizer", "Only organizers and administrators may do this.")
    raise Fault("Client.Authorization.NotAdministrator", "Only administrators may do this.")
