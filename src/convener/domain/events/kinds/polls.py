"""Polls of a meeting, by their ids, and what the room is told of them."""

from __future__ import annotations

from msgspec import field

from convener.domain.events.payload import Id, Payload, PersonalText, kind
from convener.domain.events.states import QuestionState


@kind("meeting:poll:created")
class PollCreated(Payload, frozen=True, kw_only=True):
    """A poll was made, as a draft."""

    poll: Id


@kind("meeting:poll:updated")
class PollUpdated(Payload, frozen=True, kw_only=True):
    """A poll is from now on as ``poll`` says; without its results."""

    poll: QuestionState


@kind("meeting:poll:deleted")
class PollDeleted(Payload, frozen=True, kw_only=True):
    """A draft was deleted."""

    poll: Id


@kind("meeting:poll:ordered")
class PollsOrdered(Payload, frozen=True, kw_only=True):
    """The drafts of the meeting were put into this order."""

    polls: list[Id]


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
    """The votes were counted, after some were cast or changed, or the poll was opened or closed. It names nobody.

    ``voters``: how many have voted now; ``votes``: for each answer, None where the poll does not tell; ``correct``: the
    right answers, None before the poll is closed; ``everybody``: all may see it, not only those who run polls.
    """

    poll: Id
    voters: int
    votes: list[int] | None = None
    correct: list[int] | None = None
    everybody: bool = False


@kind("meeting:ballot:cast")
class BallotCast(Payload, frozen=True, kw_only=True):
    """The participant has voted, or changed the vote. ``positions`` and ``comment``: what was voted; nothing in an
    anonymous poll."""

    poll: Id
    positions: list[int] = field(default_factory=list)
    comment: PersonalText = ""
