"""Votes: what an anonymous poll tells, how often the room is told results, polls that nobody closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text, update

from convener.domain.errors import BadMatch, InvalidParameter, WrongState
from convener.domain.events.kinds.polls import BallotCast, PollVoted
from convener.domain.meetings import instances
from convener.domain.meetings.instances import Ending
from convener.domain.polls import results, voting
from convener.domain.polls.questions import PollKind, Question, Shown
from convener.domain.site import now
from convener.storage.models import MeetingInstance, Poll, PollComment, PollVote

from .test_polls import LUNCH, PEOPLE, Ballot, ballot

__all__ = ["ballot"]

SECRET = replace(LUNCH, anonymous=True)


def counted(ballot: Ballot, seq: int) -> list[PollVoted]:
    return [one.payload for one in ballot.since(seq) if isinstance(one.payload, PollVoted)]


def test_an_anonymous_poll_knows_who_voted_and_what_was_voted_but_not_who_voted_what(ballot: Ballot) -> None:
    poll_id = ballot.ask(SECRET)
    seq = ballot.seq()
    for name, position, comment in (("ann", 1, "Secret"), ("bob", 0, "Too"), ("pat", 0, "")):
        ballot.vote(name, poll_id, position, comment=comment)
    ballot.count()
    ballot.close(poll_id)
    found = ballot.results(poll_id)
    assert ([one.votes for one in found.answers], found.voters) == ([2, 1, 0], 3)
    assert sorted(found.comments) == ["Secret", "Too"]
    assert ballot.cast(poll_id) == []
    with ballot.database.read() as session:
        rows = session.scalars(select(PollVote)).all()
        assert {one.participant_id for one in rows} == {ballot.ids[name] for name in ("ann", "bob", "pat")}
        assert {(str(one.answer), one.comment, one.visit_id, one.at) for one in rows} == {
            ("{}", "", None, found.poll.opened_at)
        }
        assert all(one.id > 2**32 for one in session.scalars(select(PollComment)))
    cast = [one for one in ballot.since(seq) if isinstance(one.payload, BallotCast)]
    assert [one.person for one in cast] == [ballot.public[name] for name in ("ann", "bob", "pat")]
    assert [one.payload for one in cast] == [BallotCast(poll=poll_id)] * 3
    # Between the first vote and the end the counts say how many, not what.
    assert [one.votes for one in counted(ballot, seq)] == [None, [2, 1, 0]]


@pytest.mark.parametrize("voters", [1, 2])
def test_too_few_votes_of_an_anonymous_poll_are_never_told(ballot: Ballot, voters: int) -> None:
    poll_id = ballot.ask(SECRET)
    seq = ballot.seq()
    for name in PEOPLE[:voters]:
        ballot.vote(name, poll_id, 1, comment="Secret")
    ballot.close(poll_id)
    found = ballot.results(poll_id)
    assert (found.voters, found.withheld, found.votes, found.comments) == (voters, True, None, [])
    assert {(one.votes, one.percent) for one in found.answers} == {(None, None)}
    assert [one.votes for one in counted(ballot, seq)] == [None]
    with ballot.database.read() as session:
        assert results.list_comments(session, found.poll) == []


def test_an_open_anonymous_poll_tells_how_many_have_voted_and_no_more(ballot: Ballot) -> None:
    poll_id = ballot.ask(SECRET)
    for name in PEOPLE:
        ballot.vote(name, poll_id, 1, comment=name)
        found = ballot.results(poll_id)
        assert (found.votes, found.comments) == (None, [])
    assert found.voters == len(PEOPLE)


def test_rows_of_an_anonymous_poll_do_not_say_which_transaction_changed_them_last(ballot: Ballot) -> None:
    """PostgreSQL writes into each row the transaction that made it: also into that of the voter."""
    if ballot.database.sqlite:
        assert "xmin" not in {one["name"] for one in inspect(ballot.database.engine).get_columns("poll_options")}
        return
    poll_id = ballot.ask(SECRET)
    for name, position in (("host", 0), ("pat", 1), ("ann", 1), ("bob", 2)):
        ballot.vote(name, poll_id, position, comment=name if name != "bob" else "")
    with ballot.database.read() as session:
        for table in ("poll_options", "poll_comments"):
            found = session.execute(text(f"SELECT count(DISTINCT xmin::text), count(*) FROM {table}")).one()
            assert found[0] == 1 < found[1]


def test_an_anonymous_vote_cannot_be_changed(ballot: Ballot) -> None:
    poll_id = ballot.ask(SECRET)
    ballot.vote("ann", poll_id, 1)
    for position in (1, 2):
        with pytest.raises(WrongState):
            ballot.vote("ann", poll_id, position)
    for name in ("bob", "pat"):
        ballot.vote(name, poll_id, 0)
    ballot.close(poll_id)
    assert ballot.counts(poll_id) == [2, 1, 0]


def test_no_anonymous_poll_has_live_results(ballot: Ballot) -> None:
    with pytest.raises(InvalidParameter, match="once it is closed"):
        ballot.ask(replace(SECRET, shown=Shown.LIVE))


def test_many_votes_are_one_count(ballot: Ballot, monkeypatch: pytest.MonkeyPatch) -> None:
    poll_id = ballot.ask(replace(LUNCH, shown=Shown.LIVE))
    seq = ballot.seq()
    for name in PEOPLE:
        ballot.vote(name, poll_id, 0)
        ballot.vote(name, poll_id, 1)
    assert counted(ballot, seq) == []
    assert due(ballot) == []
    monkeypatch.setattr(voting, "INTERVAL", timedelta(0))
    assert due(ballot) == [ballot.meeting_id]
    ballot.count()
    assert counted(ballot, seq) == [PollVoted(poll=poll_id, voters=4, votes=[0, 4, 0], everybody=True)]
    assert due(ballot) == []
    ballot.count()
    assert len(counted(ballot, seq)) == 1
    ballot.vote("ann", poll_id, 2)
    assert counted(ballot, seq)[1:] == [PollVoted(poll=poll_id, voters=4, votes=[0, 3, 1], everybody=True)]


def test_a_count_is_due_where_the_clock_was_set_back(ballot: Ballot) -> None:
    poll_id = ballot.ask()
    ballot.vote("ann", poll_id, 0)
    with ballot.database.write() as session:
        session.execute(update(Poll).values(counted_at=now() + timedelta(days=1)))
    assert due(ballot) == [ballot.meeting_id]


@pytest.mark.parametrize(
    ("shown", "open_to_all", "closed_to_all"),
    [(Shown.LIVE, True, True), (Shown.CLOSED, False, True), (Shown.RUNNERS, False, False)],
)
def test_who_is_told_results(ballot: Ballot, shown: Shown, open_to_all: bool, closed_to_all: bool) -> None:
    seq = ballot.seq()
    poll_id = ballot.ask(replace(LUNCH, shown=shown))
    ballot.vote("ann", poll_id, 0)
    ballot.count()
    ballot.close(poll_id)
    told = [one.everybody for one in counted(ballot, seq)]
    assert told == [open_to_all, open_to_all, closed_to_all]


def test_a_poll_that_nobody_closed_is_closed_after_its_run(ballot: Ballot) -> None:
    poll_id = ballot.ask(replace(LUNCH, shown=Shown.LIVE))
    ballot.vote("ann", poll_id, 1)
    assert due(ballot) == []
    with ballot.locked() as (session, meeting):
        instances.end_instance(session, meeting, Ending.ENDED, now())
        instances.begin_instance(session, meeting, now())
    with pytest.raises(WrongState, match="is closed"):
        ballot.vote("bob", poll_id, 1)
    assert due(ballot) == [ballot.meeting_id]
    seq = ballot.seq()
    ballot.count()
    assert ballot.types_since(seq) == ["PollClosed", "PollUpdated", "PollVoted"]
    with ballot.database.read() as session:
        poll = session.scalars(select(Poll)).one()
        assert poll.instance_id is not None
        run = session.get(MeetingInstance, poll.instance_id)
        assert run is not None
        assert (poll.state, poll.closed_at) == ("closed", run.ended_at)
    assert due(ballot) == []


def test_only_named_ballots_say_what_was_voted(ballot: Ballot) -> None:
    seq = ballot.seq()
    poll_id = ballot.ask(Question(kind=PollKind.MULTIPLE, text="Days?", answers=("Mo", "Tu")))
    ballot.vote("ann", poll_id, 1, 0, comment="Either")
    (cast,) = (one for one in ballot.since(seq) if isinstance(one.payload, BallotCast))
    assert cast.person == ballot.public["ann"]
    assert cast.payload == BallotCast(poll=poll_id, positions=[0, 1], comment="Either")


def test_nobody_votes_in_a_deleted_draft(ballot: Ballot) -> None:
    with pytest.raises(BadMatch):
        ballot.vote("ann", "nosuchpoll", 0)


def due(ballot: Ballot) -> list[int]:
    with ballot.database.read() as session:
        return voting.find_due(session.connection()).meetings
