"""Polls: questions to the participants of a meeting.

A poll is a draft until it is opened, takes votes while it is open, and is closed for good: with the run of the meeting
in which it was opened at the latest. Each participant has one vote and may change it while the poll is open
(:mod:`.voting`). An anonymous poll stores no link between a participant and an answer: it records who has voted (not
what, and with the poll's opening as the time of all votes) and counts the answers apart, so such a vote cannot be
changed. Comments in an anonymous poll are stored without their author, in rows with random ids, so that their order
tells nothing either. Results are shown as :mod:`.results` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from convener.domain import text
from convener.domain.authorization import authorize, owned_only
from convener.domain.errors import BadMatch, LimitReached, MeetingCancelled, NotAllowed, WrongState
from convener.domain.events.kinds.polls import PollClosed, PollCreated, PollDeleted, PollOpened, PollUpdated
from convener.domain.events.log import record
from convener.domain.events.states import QuestionState
from convener.domain.meetings import meetings, participants
from convener.domain.permissions import ObjectAction, ObjectKind, RoomAction, require_room
from convener.domain.room.insiders import Insider
from convener.domain.search import TimeSearch, time_condition
from convener.domain.secrets import LOWERCASE_AND_DIGITS, derived_text, random_text
from convener.domain.site import now
from convener.storage.core import insert
from convener.storage.models import Meeting, Participant, Poll, PollOption
from convener.storage.rows import AnyUser

from .counting import record_count
from .questions import PollKind, PollState, Question, Shown

MOST_POLLS = 200
"""Drafts of a meeting and polls of the run under way together: so many are in a snapshot at most."""


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


def create(session: Session, participant: Participant, question: Question, key: str = "") -> Poll:
    """Create a poll as a draft. Those who may run polls may also prepare them before the meeting.

    Raises :class:`NotAllowed`, and what :func:`prepare` raises.
    """
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    if participant.cancelled_at is not None or participants.is_removed(meeting, participant):
        raise NotAllowed("You have no place in this meeting.")
    require_room(participant.role, RoomAction.RUN_POLLS)
    return prepare(session, meeting, question, participant, key)


def prepare(
    session: Session, meeting: Meeting, question: Question, actor: Participant | None = None, key: str = ""
) -> Poll:
    """Create a poll as a draft in a meeting that the caller has locked. Called again by the same actor with the same
    ``key`` it gives the same poll.

    Raises :class:`MeetingCancelled`, :class:`InvalidParameter`, :class:`LimitReached`.
    """
    question = question.checked()
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("The meeting was cancelled.")
    poll_id = _id_of(meeting, actor, key) if key else random_text(LOWERCASE_AND_DIGITS, 16)
    found = session.scalar(_in_meeting(meeting, poll_id)) if key else None
    if found is not None:
        return found
    count = select(func.count()).select_from(Poll).where(Poll.meeting_id == meeting.id, is_current(meeting))
    if (session.scalar(count) or 0) >= MOST_POLLS:
        raise LimitReached(f"A meeting may have at most {MOST_POLLS} polls. Delete some that are prepared.")
    poll = insert(
        session,
        Poll(
            poll_id=poll_id,
            center_id=meeting.center_id,
            meeting_id=meeting.id,
            instance_id=meeting.instance_id,
            kind=question.kind.value,
            question=question.text,
            anonymous=question.anonymous,
            shown=question.shown.value,
            state=PollState.DRAFT.value,
            created_at=now(),
        ),
    )
    _insert_answers(session, poll, question)
    record(session, meeting, PollCreated(poll=poll.poll_id), actor=actor)
    _record_update(session, meeting, poll, question, actor)
    return poll


def edit(
    session: Session, meeting: Meeting, poll_id: str, question: Question, actor: Participant | None = None
) -> Poll:
    """Ask something else in a draft. The caller has locked the meeting.

    Raises :class:`BadMatch` (no such poll in this meeting), :class:`InvalidParameter`, :class:`WrongState` (not a
    draft).
    """
    question = question.checked()
    poll = _draft(session, meeting, poll_id)
    if question_of(session, poll) == question:
        return poll
    poll.kind, poll.question = question.kind.value, question.text
    poll.anonymous, poll.shown = question.anonymous, question.shown.value
    session.execute(delete(PollOption).where(PollOption.poll_id == poll.id))
    _insert_answers(session, poll, question)
    _record_update(session, meeting, poll, question, actor)
    return poll


def delete_draft(session: Session, meeting: Meeting, poll_id: str, actor: Participant | None = None) -> None:
    """Delete a draft; where there is none of this id nothing happens. The caller has locked the meeting. Raises
    :class:`WrongState` for a poll that was opened."""
    try:
        poll = _draft(session, meeting, poll_id)
    except BadMatch:
        return
    session.execute(delete(PollOption).where(PollOption.poll_id == poll.id))
    session.delete(poll)
    session.flush()
    record(session, meeting, PollDeleted(poll=poll.poll_id), actor=actor)


def repeat(session: Session, meeting: Meeting, poll_id: str, actor: Participant | None = None, key: str = "") -> Poll:
    """A draft that asks what a poll of the meeting asks. Raises :class:`BadMatch`, and what :func:`prepare` raises."""
    return prepare(session, meeting, question_of(session, find_in_meeting(session, meeting, poll_id)), actor, key)


def open_poll(session: Session, insider: Insider, poll_id: str) -> Poll:
    """Open the poll for votes, as a participant who may run polls. Opening an open poll changes nothing.

    Raises :class:`BadMatch` (no such poll in this meeting), :class:`WrongState` (it was closed).
    """
    return _move(session, insider, poll_id, PollChange.OPENED)


def close_poll(session: Session, insider: Insider, poll_id: str) -> Poll:
    """Close the poll for good, as a participant who may run polls. Closing a closed poll changes nothing; raises what
    :func:`open_poll` raises."""
    return _move(session, insider, poll_id, PollChange.CLOSED)


def share_results(session: Session, insider: Insider, poll_id: str) -> Poll:
    """Show all the results of a closed poll that only those who run polls have seen, one of whom the participant is.
    Raises :class:`BadMatch`, and :class:`WrongState` where it is not closed."""
    meeting, participant = insider.meeting, insider.participant
    poll = find_in_meeting(session, meeting, poll_id)
    if poll.state != PollState.CLOSED.value:
        raise WrongState("poll", f"The poll is {poll.state}; only the results of a closed one are shared.")
    if poll.shown == Shown.RUNNERS.value:
        poll.shown = Shown.CLOSED.value
        _record_update(session, meeting, poll, question_of(session, poll), participant)
        record_count(session, meeting, poll, now())
    return poll


def close(session: Session, meeting: Meeting, poll: Poll, actor: Participant | None, at: datetime) -> None:
    """Close an open poll of a meeting that the caller has locked."""
    poll.state, poll.closed_at = PollState.CLOSED.value, at
    record(session, meeting, PollClosed(poll=poll.poll_id), actor=actor)
    _record_update(session, meeting, poll, question_of(session, poll), actor)
    record_count(session, meeting, poll, at)


def find(session: Session, center_id: int, poll_id: str) -> Poll:
    """The center's poll with this id. Raises :class:`BadMatch`."""
    query = select(Poll).where(Poll.center_id == center_id, Poll.poll_id == poll_id).options(joinedload(Poll.meeting))
    poll = session.scalar(query) if text.is_storable(poll_id) else None
    if poll is None:
        raise BadMatch("poll", 0)
    return poll


def find_in_meeting(session: Session, meeting: Meeting, poll_id: str) -> Poll:
    """The meeting's poll with this id. Raises :class:`BadMatch`."""
    query = _in_meeting(meeting, poll_id).execution_options(populate_existing=True)
    found = session.scalar(query) if text.is_storable(poll_id) else None
    if found is None:
        raise BadMatch("poll", 0)
    return found


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


def is_current(meeting: Meeting) -> ColumnElement[bool]:
    """That a poll of the meeting is a draft, or belongs to the run that is under way."""
    draft = Poll.state == PollState.DRAFT.value
    return draft if meeting.instance_id is None else or_(draft, Poll.instance_id == meeting.instance_id)


def question_of(session: Session, poll: Poll) -> Question:
    """What the poll asks."""
    return questions_of(session, [poll])[0]


def questions_of(session: Session, found: Sequence[Poll]) -> list[Question]:
    """What each of the polls asks, in their order."""
    answers: dict[int, list[tuple[str, bool | None]]] = defaultdict(list)
    query = select(PollOption.poll_id, PollOption.text, PollOption.correct)
    query = query.where(PollOption.poll_id.in_([poll.id for poll in found])).order_by(PollOption.position)
    for poll_id, answer, correct in session.execute(query):
        answers[poll_id].append((answer, correct))
    return [_question(poll, answers[poll.id]) for poll in found]


def _question(poll: Poll, answers: list[tuple[str, bool | None]]) -> Question:
    return Question(
        kind=PollKind(poll.kind),
        text=poll.question,
        answers=tuple(answer for answer, _ in answers),
        correct=frozenset(position for position, (_, correct) in enumerate(answers) if correct),
        anonymous=poll.anonymous,
        shown=Shown(poll.shown),
    )


def _move(session: Session, insider: Insider, poll_id: str, change: PollChange) -> Poll:
    meeting, participant = insider.meeting, insider.participant
    poll = find_in_meeting(session, meeting, poll_id)
    next_state = TRANSITIONS.get((PollState(poll.state), change))
    if next_state is None:
        raise WrongState("poll", f"A poll that is {poll.state} cannot be {change.value}.")
    if next_state.value == poll.state:
        return poll
    if next_state is PollState.CLOSED:
        close(session, meeting, poll, participant, now())
        return poll
    poll.state, poll.opened_at, poll.instance_id = next_state.value, now(), meeting.instance_id
    record(session, meeting, PollOpened(poll=poll.poll_id), actor=participant)
    _record_update(session, meeting, poll, question_of(session, poll), participant)
    record_count(session, meeting, poll, poll.opened_at)
    return poll


def _record_update(
    session: Session, meeting: Meeting, poll: Poll, question: Question, actor: Participant | None
) -> None:
    """Tell the room what the poll is now: of a draft those who run polls, and them alone the right answers."""
    draft = poll.state == PollState.DRAFT.value
    asked = QuestionState(
        id=poll.poll_id,
        kind=question.kind.value,
        question=question.text,
        answers=list(question.answers),
        anonymous=question.anonymous,
        shown=question.shown.value,
        state=poll.state,
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
        correct=sorted(question.correct) if draft else None,
    )
    session.flush()
    record(session, meeting, PollUpdated(poll=asked), actor=actor)


def _draft(session: Session, meeting: Meeting, poll_id: str) -> Poll:
    poll = find_in_meeting(session, meeting, poll_id)
    if poll.state != PollState.DRAFT.value:
        raise WrongState("poll", "The poll was opened already; only one that is prepared can be changed or deleted.")
    return poll


def _insert_answers(session: Session, poll: Poll, question: Question) -> None:
    for position, answer in enumerate(question.answers):
        correct = position in question.correct if question.correct else None
        insert(session, PollOption(poll_id=poll.id, position=position, text=answer, correct=correct))


def _in_meeting(meeting: Meeting, poll_id: str) -> Select[Poll]:
    return select(Poll).where(Poll.meeting_id == meeting.id, Poll.poll_id == poll_id)


def _id_of(meeting: Meeting, actor: Participant | None, key: str) -> str:
    """The id of the poll that this actor makes with this key: the same for the same command."""
    return derived_text(LOWERCASE_AND_DIGITS, 16, meeting.mid, actor.public_id if actor else "", key)
