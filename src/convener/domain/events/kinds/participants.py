"""People become participants of a meeting, and cease to be. Whom the event is about is the event's participant."""

from __future__ import annotations

from convener.domain.events.payload import Payload, Word, kind


@kind("meeting:participant:added")
class ParticipantAdded(Payload, frozen=True, kw_only=True):
    """A participant was added."""


@kind("meeting:participant:changed")
class ParticipantChanged(Payload, frozen=True, kw_only=True):
    """A participant's name, address or role has changed."""


@kind("meeting:participant:cancelled")
class ParticipantCancelled(Payload, frozen=True, kw_only=True):
    """A participant was taken off the meeting."""


@kind("meeting:participant:answered")
class ParticipantAnswered(Payload, frozen=True, kw_only=True):
    """A participant has answered the invitation: accept or decline."""

    answer: Word
