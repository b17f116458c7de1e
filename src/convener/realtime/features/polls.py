"""Polls: prepared, asked, voted in, and their results.

Those who run polls see drafts and right answers; the others see a poll from its opening on, and its results when they
are shown to all. Results are told at most twice a second for each poll (:mod:`convener.domain.polls.voting`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, field

from convener.domain.events.kinds import polls as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.polls import polls, views, voting
from convener.domain.polls.questions import PollKind, Question, Shown
from convener.domain.polls.views import PollView
from convener.realtime.audience import EVERYBODY, Audience, roles_that_may
from convener.realtime.audience import Person as OnePerson
from convener.realtime.feature import Acting, Asking, Feature, Rate, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire

FEATURE = Feature("polls", "Polls: prepared, asked, voted in, and their results.")

RUNNERS = roles_that_may(RoomAction.RUN_POLLS)
"""Those who see drafts, right answers, and the results of all named polls."""

VOTES = Rate("votes", 2, 20)
"""The rate of votes: a changed one is counted too."""

Kind = Literal["single", "multiple", "true_false", "rating", "text"]
ShownWhen = Literal["live", "closed", "runners"]
State = Literal["draft", "open", "closed"]
PollId = Annotated[str, Meta(min_length=1, max_length=16)]
Key = Annotated[str, Meta(min_length=1, max_length=64)]


class Ballot(Wire, kw_only=True):
    """The own vote: positions of the chosen answers, and what was written. Both are empty in an anonymous poll."""

    positions: list[int]
    comment: str


class Poll(Wire, kw_only=True):
    """A poll as the recipient may see it.

    ``shown``: when those who vote see the results: ``live``, once it is ``closed``, or never (``runners``). ``correct``
    has the positions of the right answers, none where no answer is right or wrong; null where the recipient may not
    know them yet. ``voters`` and ``votes`` (for each answer) are null where the recipient may not see the results;
    ``votes`` also in an anonymous poll that takes votes, or in which fewer than three have voted. ``ballot`` is null
    where the recipient has not voted.
    """

    id: str
    kind: Kind
    question: str
    answers: list[str]
    anonymous: bool
    shown: ShownWhen
    state: State
    opened_at: datetime | None
    closed_at: datetime | None
    correct: list[int] | None
    voters: int | None = None
    votes: list[int] | None = None
    ballot: Ballot | None = None


class PollsSlice(Wire, kw_only=True):
    """The polls of this run of the meeting in the order in which they were made; then, for those who run polls, the
    drafts in their order."""

    polls: list[Poll]


class QuestionFields(Command, kw_only=True):
    """What a poll asks. ``answers``: 2 to 20 for single and multiple, none for the others; ``correct``: positions of
    the right ones, none where no answer is right or wrong."""

    kind: Kind
    question: str
    answers: list[str] = field(default_factory=list)
    correct: list[int] = field(default_factory=list)
    anonymous: bool = False
    shown: ShownWhen = "closed"


class CreatePoll(QuestionFields, tag="createPoll", kw_only=True):
    """Make a poll: a draft, or (``open``) one that takes votes at once. The browser chooses a ``key`` at random; the
    same command with the same key makes no second poll."""

    key: Key
    open: bool = False


class EditPoll(QuestionFields, tag="editPoll", kw_only=True):
    """Ask something else in a draft."""

    poll_id: PollId


class DeletePoll(Command, tag="deletePoll", kw_only=True):
    """Delete a draft."""

    poll_id: PollId


class RepeatPoll(Command, tag="repeatPoll", kw_only=True):
    """Make a draft that asks what this poll asks; ``key`` as in ``createPoll``."""

    poll_id: PollId
    key: Key


class OpenPoll(Command, tag="openPoll", kw_only=True):
    """Let people vote."""

    poll_id: PollId


class ClosePoll(Command, tag="closePoll", kw_only=True):
    """Take no votes any more, for good."""

    poll_id: PollId


class SharePollResults(Command, tag="sharePollResults", kw_only=True):
    """Show all the results of a closed poll that only those who run polls have seen."""

    poll_id: PollId


class Vote(Command, tag="vote", kw_only=True):
    """Cast the own vote, or change it until the poll is closed; one in an anonymous poll cannot be changed."""

    poll_id: PollId
    positions: list[int] = field(default_factory=list)
    comment: str = ""


class ListPollAnswers(Command, tag="listPollAnswers", kw_only=True):
    """Ask for a page of what was answered, without the first ``after`` of it."""

    poll_id: PollId
    after: int = 0


class PollUpdated(EventMessage, tag="pollUpdated", kw_only=True):
    """A poll was made, edited, opened, closed, or its results are shown to all. It says nothing of the results and of
    the own vote, which stay as they are; ``correct`` is null where it stays as it is."""

    poll: Poll


class PollDeleted(EventMessage, tag="pollDeleted", kw_only=True):
    """A draft was deleted."""

    poll_id: str


class PollsOrdered(EventMessage, tag="pollsOrdered", kw_only=True):
    """The drafts were put into this order, by their ids."""

    poll_ids: list[str]


class PollCounted(EventMessage, tag="pollCounted", kw_only=True):
    """The results of a poll. ``votes`` is null where the poll does not tell, ``correct`` where it stays as it is."""

    poll_id: str
    voters: int
    votes: list[int] | None
    correct: list[int] | None


class BallotCast(EventMessage, tag="ballotCast", kw_only=True):
    """The recipient has voted, or changed the vote, perhaps in another tab."""

    poll_id: str
    ballot: Ballot


class PollAnswer(Wire, kw_only=True):
    """What one person answered. ``name`` is null where the recipient may not see it; then there are no ``positions``
    either."""

    name: str | None
    positions: list[int]
    comment: str


class PollAnswers(Wire, tag="pollAnswers", kw_only=True):
    """A page of what was answered, the first of it after ``after`` others; ``next``: where the next page begins, null
    where there is none. Those who run polls see who chose what in a named poll, the others what was written."""

    poll_id: str
    after: int
    answers: list[PollAnswer]
    next: int | None


@FEATURE.slice(PollsSlice)
def _slice(view: View) -> PollsSlice:
    found = views.list_views(view.session, view.meeting, view.participant, view.visit.role)
    return PollsSlice(polls=[_wired(one) for one in found])


def _wired(view: PollView) -> Poll:
    poll = view.poll
    return Poll(
        id=poll.poll_id,
        kind=poll.kind,  # type: ignore[arg-type]
        question=poll.question,
        answers=view.answers,
        anonymous=poll.anonymous,
        shown=poll.shown,  # type: ignore[arg-type]
        state=poll.state,  # type: ignore[arg-type]
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
        correct=view.correct,
        voters=view.voters,
        votes=view.votes,
        ballot=Ballot(positions=view.ballot.positions, comment=view.ballot.comment) if view.ballot else None,
    )


def _who_sees_it(event: RoomEvent, payload: kinds.PollUpdated) -> Audience:
    return RUNNERS if payload.poll.state == "draft" else EVERYBODY


@FEATURE.event(PollUpdated, kinds.PollUpdated, audience=_who_sees_it)
def _updated(event: RoomEvent, payload: kinds.PollUpdated) -> PollUpdated:
    asked = payload.poll
    poll = Poll(
        id=asked.id,
        kind=asked.kind,  # type: ignore[arg-type]
        question=asked.question,
        answers=asked.answers,
        anonymous=asked.anonymous,
        shown=asked.shown,  # type: ignore[arg-type]
        state=asked.state,  # type: ignore[arg-type]
        opened_at=asked.opened_at,
        closed_at=asked.closed_at,
        correct=asked.correct,
    )
    return PollUpdated(seq=event.seq, at=event.at, by=event.actor, poll=poll)


@FEATURE.event(PollDeleted, kinds.PollDeleted, audience=RUNNERS)
def _deleted(event: RoomEvent, payload: kinds.PollDeleted) -> PollDeleted:
    return PollDeleted(seq=event.seq, at=event.at, by=event.actor, poll_id=payload.poll)


@FEATURE.event(PollsOrdered, kinds.PollsOrdered, audience=RUNNERS)
def _ordered(event: RoomEvent, payload: kinds.PollsOrdered) -> PollsOrdered:
    return PollsOrdered(seq=event.seq, at=event.at, by=event.actor, poll_ids=payload.polls)


def _who_sees_results(event: RoomEvent, payload: kinds.PollVoted) -> Audience:
    return EVERYBODY if payload.everybody else RUNNERS


@FEATURE.event(PollCounted, kinds.PollVoted, audience=_who_sees_results)
def _counted(event: RoomEvent, payload: kinds.PollVoted) -> PollCounted:
    return PollCounted(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        poll_id=payload.poll,
        voters=payload.voters,
        votes=payload.votes,
        correct=payload.correct,
    )


def _who_voted(event: RoomEvent, payload: kinds.BallotCast) -> Audience:
    return OnePerson(event.person or "")


@FEATURE.event(BallotCast, kinds.BallotCast, audience=_who_voted)
def _ballot(event: RoomEvent, payload: kinds.BallotCast) -> BallotCast:
    ballot = Ballot(positions=payload.positions, comment=payload.comment)
    return BallotCast(seq=event.seq, at=event.at, by=event.actor, poll_id=payload.poll, ballot=ballot)


def _question(command: QuestionFields) -> Question:
    return Question(
        kind=PollKind(command.kind),
        text=command.question,
        answers=tuple(command.answers),
        correct=frozenset(command.correct),
        anonymous=command.anonymous,
        shown=Shown(command.shown),
    )


@FEATURE.change(CreatePoll, may=RoomAction.RUN_POLLS)
def _create(acting: Acting, command: CreatePoll) -> None:
    insider = acting.insider
    poll = polls.prepare(acting.session, insider.meeting, _question(command), insider.participant, command.key)
    if command.open and poll.opened_at is None:
        polls.open_poll(acting.session, insider, poll.poll_id)


@FEATURE.change(EditPoll, may=RoomAction.RUN_POLLS)
def _edit(acting: Acting, command: EditPoll) -> None:
    insider = acting.insider
    polls.edit(acting.session, insider.meeting, command.poll_id, _question(command), insider.participant)


@FEATURE.change(DeletePoll, may=RoomAction.RUN_POLLS)
def _delete(acting: Acting, command: DeletePoll) -> None:
    insider = acting.insider
    polls.delete_draft(acting.session, insider.meeting, command.poll_id, insider.participant)


@FEATURE.change(RepeatPoll, may=RoomAction.RUN_POLLS)
def _repeat(acting: Acting, command: RepeatPoll) -> None:
    insider = acting.insider
    polls.repeat(acting.session, insider.meeting, command.poll_id, insider.participant, command.key)


@FEATURE.change(OpenPoll, may=RoomAction.RUN_POLLS)
def _open(acting: Acting, command: OpenPoll) -> None:
    polls.open_poll(acting.session, acting.insider, command.poll_id)


@FEATURE.change(ClosePoll, may=RoomAction.RUN_POLLS)
def _close(acting: Acting, command: ClosePoll) -> None:
    polls.close_poll(acting.session, acting.insider, command.poll_id)


@FEATURE.change(SharePollResults, may=RoomAction.RUN_POLLS)
def _share(acting: Acting, command: SharePollResults) -> None:
    polls.share_results(acting.session, acting.insider, command.poll_id)


@FEATURE.change(Vote, may=RoomAction.VOTE, rate=VOTES)
def _vote(acting: Acting, command: Vote) -> None:
    voting.cast_vote(acting.session, acting.insider, command.poll_id, command.positions, command.comment)


FEATURE.reply(PollAnswers)


@FEATURE.ask(ListPollAnswers)
def _list_answers(asking: Asking, command: ListPollAnswers) -> PollAnswers:
    page, following = views.list_answers(asking.session, asking.meeting, asking.role, command.poll_id, command.after)
    answers = [PollAnswer(name=one.name, positions=one.positions, comment=one.comment) for one in page]
    return PollAnswers(poll_id=command.poll_id, after=max(0, command.after), answers=answers, next=following)


FEATURE.due(voting.find_due, voting.do_due)
