"""Polls of a meeting, by their ids."""

from __future__ import annotations

from convener.domain.events.payload import Id, Payload, kind


@kind("meeting:poll:created")
class PollCreated(Payload, frozen=True, kw_only=True):
    """A poll was made, as a draft."""

    poll: Id


@kind("meeting:poll:opened")
class PollOpened(Payload, frozen=True, kw_only=True):
    """A poll takes votes."""

    poll: Id


@kind("meeting:poll:closed")
class PollClosed(Payload, frozen=True, kw_only=True):
    """A poll takes votes no longer."""

    poll: Id


@kind("meeting:poll:voted")
class PollVoted(Payload, frozen=True, kw_only=True):
    """A vote was cast or changed; ``voters``: how many have voted now. It names nobody: polls may be anonymous."""

    poll: Id
    voters: int
