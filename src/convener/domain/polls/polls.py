"""Polls: questions to the participants of a meeting, their votes, and the results.

A poll is a draft until it is opened, takes votes while it is open, and is closed for good. Each participant has one
vote and may change it while the poll is open. An anonymous poll stores no link between a participant and an answer: it
records who has voted (not what, and with the poll's opening as the time of all votes) and counts the answers apart, so
such a vote cannot be changed. Comments in an anonymous poll are stored without their author, in rows with random ids,
so that their order tells nothing either.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from convener.domain import text
from convener.domain.authorization import authorize, owned_only
from convener.domain.errors import BadMatch, InvalidParameter, MeetingCancelled, NotAllowed, WrongState
from convener.domain.events.kinds.polls import PollClosed, PollCreated, PollOpened, PollVoted
from convener.domain.events.log import record
from convener.domain.meetings import meetings, participants
from convener.domain.permissions import ObjectAction, ObjectKind, RoomAction, require_room
from convener.domain.room import moderation, namesakes
from convener.domain.search import TimeSearch, time_condition
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.core import insert
from convener.storage.models import Meeting, Participant, Poll, PollComment, PollOption, PollVote, Visit
from convener.storage.rows import AnyUser

LONGEST_QUESTION = 500
LONGEST_ANSWER = 255
LONGEST_COMMENT = 1000
MOST_ANSWERS = 20
CHUNK = 500
"""Polls whose results one statement reads."""


class PollKind(StrEnum):
    """The kinds of answers."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    RATING = "rating"
    TEXT = "text"


FIXED_ANSWERS: dict[PollKind, tuple[str, ...]] = {
    PollKind.TRUE_FALSE: ("True", "False"),
    PollKind.RATING: ("1", "2", "3", "4", "5"),
    PollKind.TEXT: (),
}
"""The answers of the kinds that have fixed ones; those of the others come with the question."""


class PollState(StrEnum):
    """The states of a poll."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class PollChange(StrEnum):
    """What moves a poll to another state."""

    OPENED = "opened"
    CLOSED = "closed"


TRANSITIONS: dict[tuple[PollState, PollChange], PollState] = {
    (PollState.DRAFT, PollChange.OPENED): PollState.OPEN,
    (PollState.OPEN, PollChange.OPENED): PollState.OPEN,
    (PollState.OPEN, PollChange.CLOSED): PollState.CLOSED,
    (PollState.CLOSED, PollChange.CLOSED): PollState.CLOSED,
}
"""(state, change) to the next state; a pair that is absent is not allowed: results that were shown stay."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """The question of a new poll, checked by :meth:`checked`. ``answers``: for kinds single and multiple, 2 to 20.
    ``correct``: positions (from 0) of the right ones, none where no answer is right or wrong."""

    kind: PollKind
    text: str
    answers: tuple[str, ...] = ()
    correct: frozenset[int] = frozenset()
    anonymous: bool = False

    def checked(self) -> Question:
        """The question with trimmed texts and the answers of its kind. Raises :class:`InvalidParameter`."""
        fixed = FIXED_ANSWERS.get(self.kind)
        if fixed is not None and self.answers not in ((), fixed):
            raise InvalidParameter(f"A poll of kind {self.kind.value} has answers of its own.", "answers")
        answers = tuple(text.line("answers", one, LONGEST_ANSWER, shortest=1) for one in self.answers)
        answers = answers if fixed is None else fixed
        if fixed is None and not 2 <= len(answers) <= MOST_ANSWERS:
            raise InvalidParameter(f"A poll has 2 to {MOST_ANSWERS} answers.", "answers")
        if len({text.fold(one) for one in answers}) < len(answers):
            raise InvalidParameter("The answers of a poll must differ.", "answers")
        if not self.correct <= set(range(len(answers))) or (self.correct and self.kind is PollKind.RATING):
            raise InvalidParameter("Only answers of the poll can be correct, and no rating is.", "correct")
        if len(self.correct) > 1 and self.kind is PollKind.TRUE_FALSE:
            raise InvalidParameter("Either True or False can be correct.", "correct")
        return replace(self, text=text.line("question", self.text, LONGEST_QUESTION, shortest=1), answers=answers)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer and the number of votes for it. ``percent`` is of those who voted: with several choices the sum may
    exceed 100. ``correct`` is None where no answer is right or wrong."""

    position: int
    text: str
    votes: int
    percent: float
    correct: bool | None


@dataclass(frozen=True, kw_only=True)
class Results:
    """The results of a poll: the number of voters, the answers, the comments (of an anonymous poll in random order)."""

    poll: Poll
    voters: int
    answers: list[Answer]
    comments: list[str]


@dataclass(frozen=True, kw_only=True)
class CastVote:
    """A participant's vote. ``vid``: the visit during which it was cast; ``answers``: texts of the chosen answers."""

    name: str
    user_id: str | None
    email: str
    vid: str | None
    answers: list[str]
    comment: str
    at: datetime


def create(session: Session, participant: Participant, question: Question) -> Poll:
    """Create a poll as a draft. Those who may run polls may also prepare them before the meeting.

    Raises :class:`NotAllowed`, :class:`MeetingCancelled`, :class:`InvalidParameter`.
    """
    question = question.checked()
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("The meeting was cancelled.")
    if participant.cancelled_at is not None or participants.is_removed(meeting, participant):
        raise NotAllowed("You have no place in this meeting.")
    require_room(participant.role, RoomAction.RUN_POLLS)
    poll = insert(
        session,
        Poll(
            poll_id=random_text(LOWERCASE_AND_DIGITS, 16),
            center_id=meeting.center_id,
            meeting_id=meeting.id,
            instance_id=meeting.instance_id,
            kind=question.kind.value,
            question=question.text,
            anonymous=question.anonymous,
            state=PollState.DRAFT.value,
            created_at=now(),
        ),
    )
    for position, answer in enumerate(question.answers):
        correct = position in question.correct if question.correct else None
        insert(session, PollOption(poll_id=poll.id, position=position, text=answer, correct=correct))
    record(session, meeting, PollCreated(poll=poll.poll_id), actor=participant)
    return poll


def open_poll(session: Session, participant: Participant, poll_id: str) -> Poll:
    """Open the poll for votes. Opening an open poll changes nothing.

    Raises :class:`NotAllowed`, :class:`BadMatch` (no such poll in this meeting), :class:`WrongState` (it was closed).
    """
    return _move(session, participant, poll_id, PollChange.OPENED)


def close_poll(session: Session, participant: Participant, poll_id: str) -> Poll:
    """Close the poll for good. Closing a closed poll changes nothing; raises what :func:`open_poll` raises."""
    return _move(session, participant, poll_id, PollChange.CLOSED)


def vote(
    session: Session, participant: Participant, poll_id: str, positions: Collection[int], comment: str = ""
) -> None:
    """Cast the participant's vote, or change it: ``positions`` of the chosen answers, from 0. For kind text ``comment``
    is the answer, for the others it is optional. The same vote again changes nothing.

    Raises :class:`NotAllowed` (not in the room), :class:`BadMatch` (no such poll in this meeting),
    :class:`InvalidParameter`, :class:`WrongState` (not open, or a second vote in an anonymous poll).
    """
    insider = moderation.inside(session, participant, RoomAction.VOTE)
    meeting, visit = insider.meeting, insider.visit
    poll = _of_meeting(session, meeting, poll_id)
    if poll.state != PollState.OPEN.value:
        raise WrongState("poll", f"The poll is {poll.state}; only an open one takes votes.")
    comment = text.lines("comment", comment, LONGEST_COMMENT)
    offered = list(session.scalars(select(PollOption.position).where(PollOption.poll_id == poll.id)))
    chosen = _checked_choice(PollKind(poll.kind), offered, positions, comment)
    query = select(PollVote).where(PollVote.poll_id == poll.id, PollVote.participant_id == participant.id)
    cast = session.scalar(query)
    if cast is None:
        _cast(session, poll, participant, visit, chosen, comment)
    elif poll.anonymous:
        raise WrongState("poll", "You have voted. A vote in an anonymous poll cannot be changed.")
    elif (cast.answer["positions"], cast.comment) == (chosen, comment):
        return
    else:
        _count(session, poll, cast.answer["positions"], -1)
        cast.answer, cast.comment, cast.at, cast.visit_id = {"positions": chosen}, comment, now(), visit.id
        session.flush()
    _count(session, poll, chosen, +1)
    # Without the participant: events must not reveal what an anonymous poll does not.
    record(session, meeting, PollVoted(poll=poll.poll_id, voters=_voters(session, poll)))


def find(session: Session, center_id: int, poll_id: str) -> Poll:
    """The center's poll with this id. Raises :class:`BadMatch`."""
    query = select(Poll).where(Poll.center_id == center_id, Poll.poll_id == poll_id).options(joinedload(Poll.meeting))
    poll = session.scalar(query) if text.is_storable(poll_id) else None
    if poll is None:
        raise BadMatch("poll", 0)
    return poll


def list_of_meeting(session: Session, meeting: Meeting) -> list[Poll]:
    """The polls of a meeting in the order of their creation, drafts included."""
    query = select(Poll).where(Poll.meeting_id == meeting.id).options(joinedload(Poll.meeting))
    return list(session.scalars(query.order_by(Poll.id)))


def find_for(session: Session, caller: AnyUser, poll_id: str) -> Poll:
    """As :func:`find`, for a user who asks for the results. Raises :class:`NotOwner` unless the meeting is the caller's
    own or the caller is an administrator."""
    poll = find(session, caller.center_id, poll_id)
    authorize(caller, ObjectAction.MANAGE, poll)
    return poll


def find_opened(session: Session, caller: AnyUser, search: TimeSearch) -> list[Poll]:
    """The polls of the caller's center that were opened in the interval, in that order: administrators find all (or
    their own, with ``owned_only``), other users those of their own meetings."""
    query = select(Poll).join(Meeting, Meeting.id == Poll.meeting_id)
    query = query.where(Poll.center_id == caller.center_id, time_condition(Poll.opened_at, search))
    query = query.where(*owned_only(caller, ObjectAction.MANAGE, ObjectKind.POLL, always=search.owned_only))
    return list(session.scalars(query.options(contains_eager(Poll.meeting)).order_by(Poll.opened_at, Poll.id)))


def results(session: Session, polls: Sequence[Poll]) -> list[Results]:
    """The results of each of these polls, in their order."""
    # In parts: there may be more polls than a statement can have parameters.
    parts = (polls[start : start + CHUNK] for start in range(0, len(polls), CHUNK))
    return [found for part in parts for found in _results_of(session, part)]


def _results_of(session: Session, polls: Sequence[Poll]) -> list[Results]:
    ids = [poll.id for poll in polls]
    answers: dict[int, list[PollOption]] = defaultdict(list)
    options = select(PollOption).where(PollOption.poll_id.in_(ids)).order_by(PollOption.poll_id, PollOption.position)
    # Votes are counted by statements, so the objects of the session may be out of date.
    for option in session.scalars(options.execution_options(populate_existing=True)):
        answers[option.poll_id].append(option)
    counted = select(PollVote.poll_id, func.count()).where(PollVote.poll_id.in_(ids)).group_by(PollVote.poll_id)
    voters = dict(session.execute(counted).all())
    comments: dict[int, list[str]] = defaultdict(list)
    written = select(PollVote.poll_id, PollVote.comment).where(PollVote.poll_id.in_(ids), PollVote.comment != "")
    for poll_id, comment in session.execute(written.order_by(PollVote.at, PollVote.id)):
        comments[poll_id].append(comment)
    apart = select(PollComment.poll_id, PollComment.text).where(PollComment.poll_id.in_(ids))
    for poll_id, comment in session.execute(apart.order_by(PollComment.id)):
        comments[poll_id].append(comment)
    return [_results(poll, voters.get(poll.id, 0), answers[poll.id], comments[poll.id]) for poll in polls]


def list_votes(session: Session, poll: Poll) -> list[CastVote]:
    """The votes in the order of casting; none for an anonymous poll."""
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
    )
    return [_cast_vote(cast, visit, offered) for cast, visit in session.execute(query)]


def _move(session: Session, participant: Participant, poll_id: str, change: PollChange) -> Poll:
    meeting = moderation.inside(session, participant, RoomAction.RUN_POLLS).meeting
    poll = _of_meeting(session, meeting, poll_id)
    next_state = TRANSITIONS.get((PollState(poll.state), change))
    if next_state is None:
        raise WrongState("poll", f"A poll that is {poll.state} cannot be {change.value}.")
    if next_state.value != poll.state:
        poll.state = next_state.value
        if next_state is PollState.OPEN:
            poll.opened_at, poll.instance_id = now(), meeting.instance_id
            record(session, meeting, PollOpened(poll=poll.poll_id), actor=participant)
        else:
            poll.closed_at = now()
            record(session, meeting, PollClosed(poll=poll.poll_id), actor=participant)
    return poll


def _of_meeting(session: Session, meeting: Meeting, poll_id: str) -> Poll:
    query = select(Poll).where(Poll.meeting_id == meeting.id, Poll.poll_id == poll_id)
    found = session.scalar(query.execution_options(populate_existing=True)) if text.is_storable(poll_id) else None
    if found is None:
        raise BadMatch("poll", 0)
    return found


def _checked_choice(kind: PollKind, offered: list[int], positions: Collection[int], comment: str) -> list[int]:
    chosen = sorted(set(positions))
    if len(chosen) < len(positions) or not set(chosen) <= set(offered):
        raise InvalidParameter("A choice must be an answer of the poll, once.", "positions")
    if kind is PollKind.TEXT:
        if not comment:
            raise InvalidParameter("An answer must not be empty.", "comment")
    elif not chosen or (len(chosen) > 1 and kind is not PollKind.MULTIPLE):
        wanted = "one answer or more" if kind is PollKind.MULTIPLE else "one answer"
        raise InvalidParameter(f"Choose {wanted}.", "positions")
    return chosen


def _cast(
    session: Session, poll: Poll, participant: Participant, visit: Visit, chosen: list[int], comment: str
) -> None:
    cast = PollVote(poll_id=poll.id, participant_id=participant.id)
    if not poll.anonymous:
        cast.visit_id, cast.answer, cast.comment, cast.at = visit.id, {"positions": chosen}, comment, now()
    else:
        cast.at = poll.opened_at or poll.created_at
        if comment:
            session.add(PollComment(id=secrets.randbits(62), poll_id=poll.id, text=comment))
    insert(session, cast)


def _count(session: Session, poll: Poll, positions: list[int], change: int) -> None:
    if positions:
        chosen = (PollOption.poll_id == poll.id, PollOption.position.in_(positions))
        counted = update(PollOption).where(*chosen).values(votes=PollOption.votes + change)
        session.execute(counted, execution_options={"synchronize_session": False})


def _voters(session: Session, poll: Poll) -> int:
    return session.scalar(select(func.count()).select_from(PollVote).where(PollVote.poll_id == poll.id)) or 0


def _results(poll: Poll, voters: int, options: list[PollOption], comments: list[str]) -> Results:
    answers = [
        Answer(
            position=one.position,
            text=one.text,
            votes=one.votes,
            percent=round(100 * one.votes / voters, 1) if voters else 0.0,
            correct=one.correct,
        )
        for one in options
    ]
    return Results(poll=poll, voters=voters, answers=answers, comments=comments)


def _cast_vote(cast: PollVote, visit: Visit | None, offered: dict[int, str]) -> CastVote:
    person, user = cast.participant, cast.participant.user
    return CastVote(
        name=namesakes.shown_name(visit) if visit else participants.display_name(person),
        user_id=(user.external_id or user.user_id) if user else None,
        email=(visit.email if visit else "") or person.email or (user.email if user else ""),
        vid=visit.vid if visit else None,
        answers=[offered[position] for position in cast.answer["positions"]],
        comment=cast.comment,
        at=cast.at,
    )
