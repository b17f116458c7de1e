"""What the room is told of the results of a poll."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from convener.domain.events.kinds.polls import PollVoted
from convener.domain.events.log import record
from convener.storage.models import Meeting, Poll

from . import results
from .questions import PollState, Shown


def record_count(session: Session, meeting: Meeting, poll: Poll, moment: datetime) -> None:
    """Tell the room the results of the poll as they are now: those who may see them."""
    poll.counted_at, poll.uncounted = moment, False
    session.flush()
    (tally,) = results.tallies(session, [poll])
    closed = poll.state == PollState.CLOSED.value
    counted = PollVoted(
        poll=poll.poll_id,
        voters=tally.voters,
        votes=tally.votes,
        correct=tally.correct if closed else None,
        everybody=results_are_for_all(poll),
    )
    record(session, meeting, counted)


def results_are_for_all(poll: Poll) -> bool:
    """Whether those who vote see the results of the poll now."""
    if poll.state == PollState.CLOSED.value:
        return poll.shown != Shown.RUNNERS.value
    return poll.state == PollState.OPEN.value and poll.shown == Shown.LIVE.value
