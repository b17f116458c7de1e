"""What a participant may see of the polls of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.permissions import RoomAction, room_allows
from convener.storage.models import Meeting, Participant, Poll, PollVote

from . import results
from .counting import results_are_for_all
from .polls import find_in_meeting, is_current
from .prepared import in_order
from .questions import PollState
from .results import Results

PAGE_SIZE = 50
"""Answers in a page of :func:`list_answers`."""


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """A participant's own vote; nothing of it is known in an anonymous poll."""

    positions: list[int]
    comment: str


@dataclass(frozen=True, kw_only=True)
class PollView:
    """A poll as one participant may see it. ``correct``, ``voters`` and ``votes`` are None where they may not be seen
    (yet), ``votes`` also where the poll does not tell. ``ballot`` is None where the participant has not voted."""

    poll: Poll
    answers: list[str]
    correct: list[int] | None
    voters: int | None
    votes: list[int] | None
    ballot: Ballot | None


@dataclass(frozen=True, kw_only=True)
class GivenAnswer:
    """What one person answered; ``name`` is None where it may not be seen."""

    name: str | None
    positions: list[int]
    comment: str


def list_views(session: Session, meeting: Meeting, participant: Participant, role: str) -> list[PollView]:
    """The polls of the run that is under way in the order of their creation, for a participant of this role; then, for
    those who may run polls, the drafts of the meeting in their order."""
    runs = room_allows(role, RoomAction.RUN_POLLS)
    query = select(Poll).where(Poll.meeting_id == meeting.id, is_current(meeting)).order_by(Poll.id)
    if not runs:
        query = query.where(Poll.state != PollState.DRAFT.value)
    found = in_order(meeting, list(session.scalars(query)))
    if not found:
        return []
    own = select(PollVote).where(PollVote.participant_id == participant.id)
    own = own.where(PollVote.poll_id.in_([poll.id for poll in found]))
    ballots = {
        cast.poll_id: Ballot(positions=cast.answer.get("positions", []), comment=cast.comment)
        for cast in session.scalars(own)
    }
    return [_view(tally, ballots.get(tally.poll.id), runs) for tally in results.tallies(session, found)]


def list_answers(
    session: Session, meeting: Meeting, role: str, poll_id: str, after: int
) -> tuple[list[GivenAnswer], int | None]:
    """A page of what was answered in a poll, without the first ``after`` of it, and where the next page begins (None:
    there is none): who chose what for those who run polls, else the comments without names, and nothing where the
    results may not be seen. Raises :class:`BadMatch`."""
    poll = find_in_meeting(session, meeting, poll_id)
    runs = room_allows(role, RoomAction.RUN_POLLS)
    after, most = max(0, after), PAGE_SIZE + 1
    if runs and not poll.anonymous:
        votes = results.list_votes(session, poll, after=after, most=most)
        found = [GivenAnswer(name=one.name, positions=one.positions, comment=one.comment) for one in votes]
    elif runs or results_are_for_all(poll):
        comments = results.list_comments(session, poll, after=after, most=most)
        found = [GivenAnswer(name=None, positions=[], comment=one) for one in comments]
    else:
        found = []
    return found[:PAGE_SIZE], after + PAGE_SIZE if len(found) > PAGE_SIZE else None


def _view(tally: Results, ballot: Ballot | None, runs: bool) -> PollView:
    poll = tally.poll
    draft, closed = poll.state == PollState.DRAFT.value, poll.state == PollState.CLOSED.value
    visible = not draft and (runs or results_are_for_all(poll))
    return PollView(
        poll=poll,
        answers=[one.text for one in tally.answers],
        correct=tally.correct if runs or (visible and closed) else None,
        voters=tally.voters if visible else None,
        votes=tally.votes if visible else None,
        ballot=ballot,
    )
