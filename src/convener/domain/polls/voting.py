"""Votes: cast, changed, counted, and told to the room.

The room is told the results at most twice a second for each poll (:data:`INTERVAL`), however many vote: a vote that
comes sooner after the last count marks the poll, and :func:`count_due` counts it when the time has come. So a count is
one event of the log, which says nothing of a single vote, and which resumed pages get like any other.

A named vote is an event too, for the other pages of its voter. That of an anonymous poll says only that the person has
voted. An anonymous vote rewrites all that is counted of the poll: a row would else bear the mark of the transaction
that changed it last, which is also that of the voter's row (PostgreSQL, ``xmin``), and new comments would lie in the
order of the votes.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import Connection, case, delete, select, update
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import InvalidParameter, WrongState
from convener.domain.events.kinds.polls import BallotCast
from convener.domain.events.log import record
from convener.domain.meetings import meetings
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation
from convener.domain.room.due import Due
from convener.domain.room.insiders import Insider
from convener.domain.site import now
from convener.storage import watch
from convener.storage.core import insert
from convener.storage.models import (
    Meeting,
    MeetingInstance,
    Participant,
    Poll,
    PollComment,
    PollOption,
    PollVote,
    Visit,
)

from .counting import record_count
from .polls import close, find_in_meeting
from .questions import LONGEST_COMMENT, PollKind, PollState

INTERVAL = timedelta(seconds=0.5)
"""Between two counts of a poll that takes votes."""


def vote(
    session: Session, participant: Participant, poll_id: str, positions: Collection[int], comment: str = ""
) -> None:
    """Cast the participant's vote, or change it: ``positions`` of the chosen answers, from 0. For kind text ``comment``
    is the answer, for the others it is optional. The same vote again changes nothing.

    Raises :class:`NotAllowed` (not in the room), :class:`BadMatch` (no such poll in this meeting),
    :class:`InvalidParameter`, :class:`WrongState` (not open, or a second vote in an anonymous poll).
    """
    insider = moderation.inside(session, participant, RoomAction.VOTE)
    cast_vote(session, insider, poll_id, positions, comment)


def cast_vote(session: Session, insider: Insider, poll_id: str, positions: Collection[int], comment: str = "") -> None:
    """As :func:`vote`, for a participant of whom it is known that they are inside and may vote."""
    meeting, participant, visit = insider.meeting, insider.participant, insider.visit
    poll = find_in_meeting(session, meeting, poll_id)
    if poll.state != PollState.OPEN.value or poll.instance_id != meeting.instance_id:
        state = PollState.CLOSED.value if poll.state == PollState.OPEN.value else poll.state
        raise WrongState("poll", f"The poll is {state}; only an open one takes votes.")
    comment = text.lines("comment", comment, LONGEST_COMMENT)
    offered = list(session.scalars(select(PollOption.position).where(PollOption.poll_id == poll.id)))
    chosen = _checked_choice(PollKind(poll.kind), offered, positions, comment)
    query = select(PollVote).where(PollVote.poll_id == poll.id, PollVote.participant_id == participant.id)
    cast = session.scalar(query)
    if cast is not None and poll.anonymous:
        raise WrongState("poll", "You have voted. A vote in an anonymous poll cannot be changed.")
    if cast is None:
        _cast(session, poll, participant, visit, chosen, comment)
        _count(session, poll, chosen, [])
    elif (cast.answer["positions"], cast.comment) == (chosen, comment):
        return
    else:
        before: list[int] = cast.answer["positions"]
        cast.answer, cast.comment, cast.at, cast.visit_id = {"positions": chosen}, comment, now(), visit.id
        session.flush()
        _count(session, poll, chosen, before)
    ballot = BallotCast(poll=poll.poll_id) if poll.anonymous else _ballot(poll, chosen, comment)
    record(session, meeting, ballot, participant=participant)
    moment = now()
    # Where the clock was set back, the time of the last count lies ahead.
    if poll.counted_at is None or abs(moment - poll.counted_at) >= INTERVAL:
        record_count(session, meeting, poll, moment)
    else:
        poll.uncounted = True


def find_due(connection: Connection) -> Due:
    """The meetings for which :func:`do_due` has something to do; one look-up by index, without locks."""
    moment = now()
    found = watch.find_polls_to_count(connection, PollState.OPEN.value, moment - INTERVAL, moment)
    waits = any(not is_ripe for _, is_ripe in found)
    return Due(sorted({meeting_id for meeting_id, is_ripe in found if is_ripe}), INTERVAL if waits else None)


def do_due(session: Session, meeting_id: int) -> None:
    """Tell the room of the meeting the results of its polls that have changed since the last count, and close the polls
    that were left open in a run of the meeting that has ended."""
    meeting = meetings.lock_meeting(session, meeting_id)
    opened = (Poll.meeting_id == meeting.id, Poll.state == PollState.OPEN.value)
    query = select(Poll).join(Meeting, Meeting.id == Poll.meeting_id).where(*opened).order_by(Poll.id)
    fresh = {"populate_existing": True}
    for poll in session.scalars(query.where(watch.LEFT_OPEN), execution_options=fresh).all():
        run = session.get(MeetingInstance, poll.instance_id)
        close(session, meeting, poll, None, (run.ended_at if run else None) or now())
    for poll in session.scalars(query.where(Poll.uncounted.is_(True)), execution_options=fresh).all():
        record_count(session, meeting, poll, now())


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


def _ballot(poll: Poll, chosen: list[int], comment: str) -> BallotCast:
    return BallotCast(poll=poll.poll_id, positions=chosen, comment=comment)


def _cast(
    session: Session, poll: Poll, participant: Participant, visit: Visit, chosen: list[int], comment: str
) -> None:
    cast = PollVote(poll_id=poll.id, participant_id=participant.id)
    if not poll.anonymous:
        cast.visit_id, cast.answer, cast.comment, cast.at = visit.id, {"positions": chosen}, comment, now()
    else:
        cast.at = poll.opened_at or poll.created_at
        _add_comment(session, poll, comment)
    insert(session, cast)


def _add_comment(session: Session, poll: Poll, comment: str) -> None:
    """Write all comments of an anonymous poll anew, with this one among them."""
    written = list(session.scalars(select(PollComment.text).where(PollComment.poll_id == poll.id)))
    session.execute(delete(PollComment).where(PollComment.poll_id == poll.id))
    texts = [*written, *([comment] if comment else [])]
    rows = sorted((secrets.randbits(62), one) for one in texts)
    session.add_all(PollComment(id=number, poll_id=poll.id, text=one) for number, one in rows)
    session.flush()


def _count(session: Session, poll: Poll, chosen: list[int], before: list[int]) -> None:
    """Count the choice instead of the one before, in all rows of the poll at once."""
    changes = {position: int(position in chosen) - int(position in before) for position in {*chosen, *before}}
    if changes:
        change = case(changes, value=PollOption.position, else_=0)
        counted = update(PollOption).where(PollOption.poll_id == poll.id).values(votes=PollOption.votes + change)
        session.execute(counted, execution_options={"synchronize_session": False})
