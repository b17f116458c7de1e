"""What attendees may send in the room is changed, for all or for one of them."""

from __future__ import annotations

from convener.domain.events.payload import Payload, kind


@kind("room:audience-rights:changed")
class AudienceRightsChanged(Payload, frozen=True, kw_only=True):
    """What attendees may send from now on; ``see``: whether they see each other."""

    microphone: bool
    camera: bool
    screen: bool
    see: bool = True


@kind("room:audience-rights:sight-changed")
class AudienceSightChanged(Payload, frozen=True, kw_only=True):
    """Attendees see other people than before: whether they see each other has changed, or, while they do not, who is
    one of them."""


@kind("room:audience-rights:unmute-asked")
class UnmuteAsked(Payload, frozen=True, kw_only=True):
    """The event's participant was asked to unmute, and may do so."""


@kind("room:audience-rights:unmute-ended")
class UnmuteEnded(Payload, frozen=True, kw_only=True):
    """The event's participant, who had been asked to unmute, was muted again."""
