"""Who acts in the room."""

from __future__ import annotations

from dataclasses import dataclass

from convener.domain.errors import NotAllowed
from convener.storage.models import Meeting, Participant, Visit


@dataclass(frozen=True)
class Insider:
    """A participant who acts in the room. The meeting is locked; ``visit`` has the role of this moment."""

    meeting: Meeting
    participant: Participant
    visit: Visit

    @classmethod
    def of(cls, meeting: Meeting, participant: Participant, visit: Visit | None) -> Insider:
        """The participant of a locked meeting with this visit; raises :class:`NotAllowed` where there is none."""
        if visit is None:
            raise not_inside()
        return cls(meeting, participant, visit)


def not_inside() -> NotAllowed:
    """The error of a participant who acts and is not in the room."""
    return NotAllowed("You are not in the room.")
