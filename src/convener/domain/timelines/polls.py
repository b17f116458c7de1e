"""Polls, in the timeline of a recording: when they were opened and closed, and the results as all could see them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.events.kinds.polls import PollClosed, PollOpened, PollVoted
from convener.storage.models import Poll, PollOption, Recording

from .clock import RecordingClock
from .events import read_past
from .timeline import TimelineAnswer, TimelineEvent


def find_polls(session: Session, recording: Recording, clock: RecordingClock) -> list[TimelineEvent]:
    """What happened with polls in the recorded stretches; of several counts at one time the last."""
    past = read_past(session, recording, PollOpened, PollClosed, PollVoted)
    polls = {one.poll_id: one for one in session.scalars(select(Poll).where(Poll.instance_id == recording.instance_id))}
    texts: dict[int, list[str]] = {poll.id: [] for poll in polls.values()}
    options = select(PollOption).where(PollOption.poll_id.in_(texts)).order_by(PollOption.poll_id, PollOption.position)
    for option in session.scalars(options):
        texts[option.poll_id].append(option.text)
    votes: dict[str, list[int] | None] = {}
    takes_votes: dict[str, bool] = {}
    found: dict[tuple[int, str], TimelineEvent] = {}
    for one in past:
        match one.payload:
            case PollOpened(poll=poll_id):
                takes_votes[poll_id] = True
            case PollClosed(poll=poll_id):
                takes_votes[poll_id] = False
            case PollVoted(poll=poll_id, votes=counted, everybody=everybody):
                votes[poll_id] = counted if everybody else votes.get(poll_id)
            case _:
                continue
        poll, at = polls.get(poll_id), clock.time_from(one.at)
        if poll is None or at >= clock.duration:
            continue
        counts = votes.get(poll_id) or []
        answers = [
            TimelineAnswer(text=text, votes=counts[number] if number < len(counts) else None)
            for number, text in enumerate(texts[poll.id])
        ]
        found[at, poll_id] = TimelineEvent(
            at=at,
            kind="poll",
            item=poll_id,
            title=poll.question,
            answers=answers,
            open=takes_votes.get(poll_id, False),
        )
    return [found[key] for key in sorted(found)]
