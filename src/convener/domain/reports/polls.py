"""The report on a meeting's polls: results, and who voted what."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from convener.domain.polls import polls, results
from convener.domain.polls.results import Results
from convener.storage.models import Meeting, MeetingInstance, Poll

from .sheets import Sheet, Value

_POLL_COLUMNS = ("poll ID", "question", "kind", "anonymous", "opened (UTC)", "closed (UTC)", "voters")
RESULT_COLUMNS = (*_POLL_COLUMNS, "answer", "votes", "percent", "correct", "comment")
VOTE_COLUMNS = ("poll ID", "question", "name", "user ID", "e-mail", "visit", "answer", "comment", "time (UTC)")


def sheets(session: Session, meeting: Meeting, instance: MeetingInstance | None = None) -> list[Sheet]:
    """The polls of a meeting, or of one run of it, that were opened, as two tables: results (a row for each answer,
    then one for each comment), and votes (without those of anonymous polls)."""
    opened = [poll for poll in polls.list_of_meeting(session, meeting) if poll.opened_at is not None]
    if instance is not None:
        opened = [poll for poll in opened if poll.instance_id == instance.id]
    outcome = [row for one in results.results(session, opened) for row in _result_rows(one)]
    votes = [row for poll in opened for row in _vote_rows(session, poll)]
    return [
        Sheet(title="Results", columns=RESULT_COLUMNS, rows=outcome),
        Sheet(title="Votes", columns=VOTE_COLUMNS, rows=votes),
    ]


def _result_rows(found: Results) -> Iterator[tuple[Value, ...]]:
    poll = found.poll
    of_poll: tuple[Value, ...] = (
        poll.poll_id,
        poll.question,
        poll.kind,
        _yes_no(poll.anonymous),
        poll.opened_at,
        poll.closed_at,
        found.voters,
    )
    for answer in found.answers:
        yield (*of_poll, answer.text, answer.votes, answer.percent, _yes_no(answer.correct), None)
    for comment in found.comments:
        yield (*of_poll, None, None, None, None, comment)
    if not found.answers and not found.comments:
        yield (*of_poll, None, None, None, None, None)


def _vote_rows(session: Session, poll: Poll) -> Iterator[tuple[Value, ...]]:
    for cast in results.list_votes(session, poll):
        answer = "; ".join(cast.answers)
        who = (cast.name, cast.user_id, cast.email, cast.vid)
        yield (poll.poll_id, poll.question, *who, answer, cast.comment, cast.at)


def _yes_no(truth: bool | None) -> str | None:
    return None if truth is None else "yes" if truth else "no"
