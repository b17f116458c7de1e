"""The results of polls, and who voted what.

What an anonymous poll must not tell is left out here, for every reader: as long as it is open a new result differs from
the one before by one vote, and where fewer than :data:`FEWEST_ANONYMOUS` have voted one of them who knows the own vote
knows those of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session, joinedload

from convener.domain.attendance import visits
from convener.domain.meetings import participants
from convener.domain.room import namesakes
from convener.storage.models import Participant, Poll, PollComment, PollOption, PollVote, Visit

CHUNK = 500
"""Polls whose results one statement reads."""

FEWEST_ANONYMOUS = 3
"""So many must have voted in an anonymous poll before anybody sees the results."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer and the number of votes for it. ``percent`` is of those who voted: with several choices the sum may
    exceed 100. Both are None where the poll does not tell. ``correct`` is None where no answer is right or wrong."""

    position: int
    text: str
    votes: int | None
    percent: float | None
    correct: bool | None


@dataclass(frozen=True, kw_only=True)
class Results:
    """The results of a poll: the number of voters, the answers, the comments (of an anonymous poll in random order).
    ``withheld``: the poll does not tell what was voted, see :func:`is_withheld`."""

    poll: Poll
    voters: int
    answers: list[Answer]
    comments: list[str]
    withheld: bool

    @property
    def votes(self) -> list[int] | None:
        """The votes for each answer; None where the poll does not tell."""
        return None if self.withheld else [one.votes or 0 for one in self.answers]

    @property
    def correct(self) -> list[int]:
        """The positions of the right answers."""
        return [one.position for one in self.answers if one.correct]


@dataclass(frozen=True, kw_only=True)
class CastVote:
    """A participant's vote. ``vid``: the visit during which it was cast; ``positions`` and ``answers``: the chosen
    answers."""

    name: str
    user_id: str | None
    email: str
    vid: str | None
    positions: list[int]
    answers: list[str]
    comment: str
    at: datetime


def is_withheld(poll: Poll, voters: int) -> bool:
    """Whether nobody may know yet what was voted: in an anonymous poll that takes votes or had too few."""
    return poll.anonymous and (poll.closed_at is None or voters < FEWEST_ANONYMOUS)


def results(session: Session, polls: Sequence[Poll]) -> list[Results]:
    """The results of each of these polls, in their order."""
    comments: dict[int, list[str]] = defaultdict(list)
    ids = [poll.id for poll in polls]
    # In parts: there may be more polls than a statement can have parameters.
    for part in (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)):
        written = select(PollVote.poll_id, PollVote.comment).where(PollVote.poll_id.in_(part), PollVote.comment != "")
        for poll_id, comment in session.execute(written.order_by(PollVote.at, PollVote.id)):
            comments[poll_id].append(comment)
        apart = select(PollComment.poll_id, PollComment.text).where(PollComment.poll_id.in_(part))
        for poll_id, comment in session.execute(apart.order_by(PollComment.id)):
            comments[poll_id].append(comment)
    return [_with_comments(found, comments[found.poll.id]) for found in tallies(session, polls)]


def tallies(session: Session, polls: Sequence[Poll]) -> list[Results]:
    """As :func:`results`, without the comments."""
    parts = (polls[start : start + CHUNK] for start in range(0, len(polls), CHUNK))
    return [found for part in parts for found in _tallies_of(session, part)]


def _tallies_of(session: Session, polls: Sequence[Poll]) -> list[Results]:
    ids = [poll.id for poll in polls]
    answers: dict[int, list[PollOption]] = defaultdict(list)
    options = select(PollOption).where(PollOption.poll_id.in_(ids)).order_by(PollOption.poll_id, PollOption.position)
    # Votes are counted by statements, so the objects of the session may be out of date.
    for option in session.scalars(options.execution_options(populate_existing=True)):
        answers[option.poll_id].append(option)
    counted = select(PollVote.poll_id, func.count()).where(PollVote.poll_id.in_(ids)).group_by(PollVote.poll_id)
    voters = dict(session.execute(counted).all())
    return [_tally(poll, voters.get(poll.id, 0), answers[poll.id]) for poll in polls]


def list_votes(session: Session, poll: Poll, *, after: int = 0, most: int | None = None) -> list[CastVote]:
    """The votes in the order of casting, at most ``most`` of them without the first ``after``; none for an anonymous
    poll."""
    if poll.anonymous:
        return []
    options = select(PollOption.position, PollOption.text).where(PollOption.poll_id == poll.id)
    offered = dict(session.execute(options).all())
    query = (
        select(PollVote, Visit)
        .outerjoin(Visit, Visit.id == PollVote.visit_id)
        .where(PollVote.poll_id == poll.id)
        .options(joinedload(PollVote.participant).joinedload(Participant.user))
        .order_by(PollVote.at, PollVote.id)
        .offset(after)
        .limit(most)
    )
    return [_cast_vote(cast, visit, offered) for cast, visit in session.execute(query)]


def list_comments(session: Session, poll: Poll, *, after: int = 0, most: int | None = None) -> list[str]:
    """What people wrote, at most ``most`` of it without the first ``after``; nothing where the poll does not tell."""
    (tally,) = tallies(session, [poll])
    if tally.withheld:
        return []
    query = select(PollVote.comment).where(PollVote.poll_id == poll.id, PollVote.comment != "")
    query = query.order_by(PollVote.at, PollVote.id)
    if poll.anonymous:
        query = select(PollComment.text).where(PollComment.poll_id == poll.id).order_by(PollComment.id)
    return list(session.scalars(query.offset(after).limit(most)))


def _tally(poll: Poll, voters: int, options: list[PollOption]) -> Results:
    withheld = is_withheld(poll, voters)
    answers = [
        Answer(
            position=one.position,
            text=one.text,
            votes=None if withheld else one.votes,
            percent=None if withheld else round(100 * one.votes / voters, 1) if voters else 0.0,
            correct=one.correct,
        )
        for one in options
    ]
    return Results(poll=poll, voters=voters, answers=answers, comments=[], withheld=withheld)


def _with_comments(tally: Results, comments: list[str]) -> Results:
    shown = [] if tally.withheld else comments
    return Results(poll=tally.poll, voters=tally.voters, answers=tally.answers, comments=shown, withheld=tally.withheld)


def _cast_vote(cast: PollVote, visit: Visit | None, offered: dict[int, str]) -> CastVote:
    person, user = cast.participant, cast.participant.user
    positions: list[int] = cast.answer["positions"]
    return CastVote(
        name=namesakes.shown_name(visit) if visit else participants.display_name(person),
        user_id=(user.external_id or user.user_id) if user else None,
        email=(visit.email if visit else "") or person.email or (user.email if user else ""),
        vid=visit.vid if visit else None,
        positions=positions,
        answers=[offered[position] for position in positions],
        comment=cast.comment,
        at=cast.at,
    )


def in_meetings_of(participant_ids: Collection[int]) -> ColumnElement[bool]:
    """The condition that a vote is in a poll of the meetings of these participants (primary keys)."""
    meetings = visits.select_meetings(participant_ids)
    return PollVote.poll_id.in_(select(Poll.id).where(Poll.meeting_id.in_(meetings)))


def erase_comments(session: Session, participant_ids: Collection[int]) -> None:
    """Blank what these participants (primary keys) have voted in their own words; what they chose counts on."""
    votes = in_meetings_of(participant_ids), PollVote.participant_id.in_(participant_ids)
    session.execute(update(PollVote).where(*votes).values(comment=""))
