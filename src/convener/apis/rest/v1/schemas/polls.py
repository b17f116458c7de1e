"""Polls that an organizer prepares."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from convener.domain.polls.questions import PollKind, Question, Shown

from .wire import RequestBody, Wire

Kind = Literal["single", "multiple", "true_false", "rating", "text"]
ShownWhen = Literal["live", "closed", "runners"]
Answers = Annotated[list[Annotated[str, Meta(max_length=255)]], Meta(max_length=20)]
Positions = Annotated[list[Annotated[int, Meta(ge=0, le=19)]], Meta(max_length=20)]


class NewPoll(RequestBody, kw_only=True):
    """What a poll asks. ``answers``: 2 to 20 for ``single`` and ``multiple``, none for the others, which have their
    own; ``correct``: positions (from 0) of the right ones, none where no answer is right or wrong. ``shown``: when
    those who vote see the results: while they vote, once it is closed, or never (``runners``: hosts and presenters
    alone do)."""

    kind: Kind
    question: Annotated[str, Meta(max_length=500)]
    answers: Answers = field(default_factory=list)
    correct: Positions = field(default_factory=list)
    anonymous: bool = False
    shown: ShownWhen = "closed"

    def to_question(self) -> Question:
        """The question in the words of the domain, not checked yet."""
        return Question(
            kind=PollKind(self.kind),
            text=self.question,
            answers=tuple(self.answers),
            correct=frozenset(self.correct),
            anonymous=self.anonymous,
            shown=Shown(self.shown),
        )


class NewKeyedPoll(NewPoll, kw_only=True):
    """A new poll. ``key``: one of the caller's own; sent again under the same key it makes no second poll."""

    key: Annotated[str, Meta(max_length=64)] = ""


class PreparedPoll(Wire, kw_only=True):
    """A poll that is prepared in a meeting, and not opened yet."""

    id: str
    kind: Kind
    question: str
    answers: list[str]
    correct: list[int]
    anonymous: bool
    shown: ShownWhen


class PreparedPolls(Wire, kw_only=True):
    """The prepared polls of a meeting in the order in which they are shown to those who run polls."""

    polls: list[PreparedPoll]


class PollOrder(RequestBody, kw_only=True):
    """The ids of all prepared polls of the meeting in their new order."""

    polls: Annotated[list[Annotated[str, Meta(max_length=16)]], Meta(max_length=400)]
