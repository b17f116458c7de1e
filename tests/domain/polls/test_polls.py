from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from convener.domain.errors import (
    BadMatch,
    DomainError,
    InvalidParameter,
    MeetingCancelled,
    NotAllowed,
    NotOwner,
    WrongState,
)
from convener.domain.events.kinds.polls import PollVoted
from convener.domain.meetings import meetings
from convener.domain.permissions import MeetingRole, RoomAction
from convener.domain.polls import polls, results, voting
from convener.domain.polls.polls import TRANSITIONS, PollChange
from convener.domain.polls.questions import PollKind, PollState, Question
from convener.domain.polls.results import CastVote, Results
from convener.domain.room import moderation
from convener.domain.room.insiders import Insider
from convener.domain.search import TimeSearch
from convener.domain.site import Site, now
from convener.storage.database import Database, Session
from convener.storage.models import Center, Meeting, Participant, Poll, PollOption, User
from tests.factories.room import RoomFactory

PEOPLE = ("host", "pat", "ann", "bob")
LUNCH = Question(kind=PollKind.SINGLE, text="Lunch?", answers=("Rice", "Soup", "Nothing"))


def _runner(session: Session, person: Participant) -> Insider:
    return moderation.inside(session, person, RoomAction.RUN_POLLS)


class Ballot(RoomFactory):
    """A meeting in which polls are held; each call is a transaction of its own."""

    def do(self, name: str, action: Callable[[Session, Participant], Poll | None]) -> str:
        with self.database.write() as session:
            poll = action(session, session.get_one(Participant, self.ids[name]))
            return poll.poll_id if poll else ""

    def ask(self, question: Question = LUNCH, by: str = "host", *, opened: bool = True) -> str:
        poll_id = self.do(by, lambda session, person: polls.create(session, person, question))
        return self.open(poll_id, by) if opened else poll_id

    def open(self, poll_id: str, by: str = "host") -> str:
        return self.do(by, lambda session, person: polls.open_poll(session, _runner(session, person), poll_id))

    def close(self, poll_id: str, by: str = "host") -> str:
        return self.do(by, lambda session, person: polls.close_poll(session, _runner(session, person), poll_id))

    def vote(self, name: str, poll_id: str, *positions: int, comment: str = "") -> None:
        self.do(name, lambda session, person: voting.vote(session, person, poll_id, positions, comment))

    def count(self) -> None:
        """Time has passed: what has changed is counted."""
        with self.database.write() as session:
            voting.do_due(session, self.meeting_id)

    def results(self, poll_id: str) -> Results:
        with self.database.read() as session:
            (found,) = results.results(session, [polls.find(session, self.center_id, poll_id)])
            return found

    def counts(self, poll_id: str) -> list[int | None]:
        return [one.votes for one in self.results(poll_id).answers]

    def cast(self, poll_id: str) -> list[CastVote]:
        with self.database.read() as session:
            return results.list_votes(session, polls.find(session, self.center_id, poll_id))


@pytest.fixture
def ballot(database: Database, site: Site, monkeypatch: pytest.MonkeyPatch) -> Ballot:
    """Its polls are counted when they are opened and closed, and by :meth:`Ballot.count`."""
    monkeypatch.setattr(voting, "INTERVAL", timedelta(hours=1))
    ballot = Ballot(database, site)
    ballot.add("pat", MeetingRole.PRESENTER)
    for name in PEOPLE:
        ballot.enter(name)
    return ballot


def test_every_pair_of_state_and_change_is_decided() -> None:
    impossible = {(PollState.DRAFT, PollChange.CLOSED), (PollState.CLOSED, PollChange.OPENED)}
    every = {(state, change) for state in PollState for change in PollChange}
    assert set(TRANSITIONS) | impossible == every
    assert not set(TRANSITIONS) & impossible


def test_a_poll_from_the_question_to_the_result(ballot: Ballot) -> None:
    seq = ballot.seq()
    poll_id = ballot.ask(replace(LUNCH, correct=frozenset({1})), by="pat")
    for name, position in (("host", 0), ("ann", 1), ("bob", 1)):
        ballot.vote(name, poll_id, position)
    ballot.vote("host", poll_id, 1, comment="Changed my mind")
    ballot.close(poll_id)
    found = ballot.results(poll_id)
    assert (found.voters, found.comments) == (3, ["Changed my mind"])
    assert [(one.text, one.votes, one.percent, one.correct) for one in found.answers] == [
        ("Rice", 0, 0.0, False),
        ("Soup", 3, 100.0, True),
        ("Nothing", 0, 0.0, False),
    ]
    assert ballot.types_since(seq) == [
        *["PollCreated", "PollUpdated", "PollOpened", "PollUpdated", "PollVoted"],
        *["BallotCast"] * 4,
        *["PollClosed", "PollUpdated", "PollVoted"],
    ]
    voted = [one.payload for one in ballot.since(seq) if isinstance(one.payload, PollVoted)]
    assert voted == [
        PollVoted(poll=poll_id, voters=0, votes=[0, 0, 0]),
        PollVoted(poll=poll_id, voters=3, votes=[0, 3, 0], correct=[1], everybody=True),
    ]
    assert [one.actor for one in ballot.since(seq)][:4] == [ballot.public["pat"]] * 4


def test_what_came_out_of_very_many_polls(ballot: Ballot) -> None:
    poll_id = ballot.ask()
    ballot.vote("ann", poll_id, 1, comment="Please")
    with ballot.database.write() as session:
        first = polls.find(session, ballot.center_id, poll_id)
        copied = {column.key: getattr(first, column.key) for column in Poll.__table__.columns if column.key != "id"}
        session.execute(insert(Poll), [{**copied, "poll_id": f"p{number}"} for number in range(2 * results.CHUNK)])
    poll_ids = [f"p{results.CHUNK}", poll_id, "p0"]
    with ballot.database.read() as session:
        everything = polls.list_of_meeting(session, session.get_one(Meeting, first.meeting_id))
        found = {one.poll.poll_id: one for one in results.results(session, everything[::-1])}
        assert list(found) == [one.poll_id for one in everything[::-1]]
        assert [found[one].voters for one in poll_ids] == [0, 1, 0]
        assert [len(found[one].answers) for one in poll_ids] == [0, 3, 0]
        assert found[poll_id].comments == ["Please"]


def test_percent_is_of_people_not_of_crosses(ballot: Ballot) -> None:
    poll_id = ballot.ask(Question(kind=PollKind.MULTIPLE, text="Days?", answers=("Mo", "Tu", "We")))
    ballot.vote("ann", poll_id, 0, 1)
    ballot.vote("bob", poll_id, 0)
    ballot.vote("pat", poll_id, 2)
    assert [one.percent for one in ballot.results(poll_id).answers] == [66.7, 33.3, 33.3]


def test_who_voted_what(ballot: Ballot) -> None:
    poll_id = ballot.ask()
    ballot.vote("ann", poll_id, 2, comment="Not hungry")
    ballot.vote("host", poll_id, 0)
    ann, host = ballot.cast(poll_id)
    assert (ann.name, ann.user_id, ann.answers, ann.comment) == ("ann", None, ["Nothing"], "Not hungry")
    assert (host.name, host.user_id, host.answers) == ("host", "admin", ["Rice"])
    assert ann.vid is not None


@pytest.mark.parametrize("kind", list(PollKind))
def test_answers_of_each_kind(ballot: Ballot, kind: PollKind) -> None:
    given_by_author = ("a", "b") if kind in (PollKind.SINGLE, PollKind.MULTIPLE) else ()
    poll_id = ballot.ask(Question(kind=kind, text="?", answers=given_by_author))
    expected = {
        PollKind.TRUE_FALSE: ["True", "False"],
        PollKind.RATING: ["1", "2", "3", "4", "5"],
        PollKind.TEXT: [],
    }.get(kind, ["a", "b"])
    assert [one.text for one in ballot.results(poll_id).answers] == expected


def test_a_text_is_the_answer_of_its_kind(ballot: Ballot) -> None:
    poll_id = ballot.ask(Question(kind=PollKind.TEXT, text="Why?"))
    ballot.vote("ann", poll_id, comment="Because")
    with pytest.raises(InvalidParameter):
        ballot.vote("bob", poll_id, comment="  ")
    with pytest.raises(InvalidParameter):
        ballot.vote("bob", poll_id, 0, comment="x")
    assert ballot.results(poll_id).comments == ["Because"]


@pytest.mark.parametrize(
    "question",
    [
        replace(LUNCH, text=" "),
        replace(LUNCH, text="x" * 501),
        replace(LUNCH, text="a\x00b"),
        replace(LUNCH, answers=()),
        replace(LUNCH, answers=("one",)),
        replace(LUNCH, answers=("Same", "sAME")),
        replace(LUNCH, answers=("a", "")),
        replace(LUNCH, answers=("a", "x" * 256)),
        replace(LUNCH, answers=tuple(map(str, range(21)))),
        replace(LUNCH, correct=frozenset({3})),
        replace(LUNCH, correct=frozenset({-1})),
        replace(LUNCH, kind=PollKind.RATING),
        Question(kind=PollKind.RATING, text="?", correct=frozenset({0})),
        Question(kind=PollKind.TRUE_FALSE, text="?", correct=frozenset({0, 1})),
        Question(kind=PollKind.TEXT, text="?", correct=frozenset({0})),
    ],
)
def test_questions_that_cannot_be(ballot: Ballot, question: Question) -> None:
    seq = ballot.seq()
    with pytest.raises(InvalidParameter):
        ballot.ask(question)
    assert ballot.seq() == seq


@pytest.mark.parametrize("positions", [(), (0, 1), (3,), (-1,), (0, 0)])
def test_choices_that_cannot_be(ballot: Ballot, positions: tuple[int, ...]) -> None:
    poll_id = ballot.ask()
    with pytest.raises(InvalidParameter):
        ballot.vote("ann", poll_id, *positions)
    assert ballot.counts(poll_id) == [0, 0, 0]


def test_attendees_vote_and_run_nothing(ballot: Ballot) -> None:
    poll_id = ballot.ask(opened=False)
    with pytest.raises(NotAllowed):
        ballot.ask(by="ann")
    with pytest.raises(NotAllowed):
        ballot.open(poll_id, by="ann")
    ballot.open(poll_id)
    with pytest.raises(NotAllowed):
        ballot.close(poll_id, by="ann")
    ballot.vote("ann", poll_id, 0)


def test_who_is_not_inside_neither_votes_nor_runs(ballot: Ballot) -> None:
    poll_id = ballot.ask()
    for name in ("ann", "host"):
        ballot.leave(name)
    with pytest.raises(NotAllowed):
        ballot.vote("ann", poll_id, 0)
    with pytest.raises(NotAllowed):
        ballot.close(poll_id)


def test_a_poll_can_be_prepared_from_outside(ballot: Ballot) -> None:
    ballot.leave("host")
    assert ballot.ask(opened=False)


def test_no_polls_in_a_cancelled_meeting(ballot: Ballot) -> None:
    with ballot.locked() as (session, meeting):
        meetings.mark_cancelled(session, meeting)
    with pytest.raises(MeetingCancelled):
        ballot.ask()


def test_drafts_and_closed_polls_take_no_votes(ballot: Ballot) -> None:
    poll_id = ballot.ask(opened=False)
    with pytest.raises(WrongState):
        ballot.vote("ann", poll_id, 0)
    with pytest.raises(WrongState):
        ballot.close(poll_id)
    ballot.close(ballot.open(poll_id))
    with pytest.raises(WrongState):
        ballot.vote("ann", poll_id, 0)
    with pytest.raises(WrongState):
        ballot.open(poll_id)


def test_doing_it_twice_is_doing_it_once(ballot: Ballot) -> None:
    poll_id = ballot.ask()
    ballot.vote("ann", poll_id, 1)
    opened = ballot.results(poll_id).poll.opened_at
    seq = ballot.seq()
    ballot.open(poll_id)
    ballot.vote("ann", poll_id, 1)
    assert (ballot.seq(), ballot.results(poll_id).poll.opened_at) == (seq, opened)
    ballot.close(poll_id)
    seq = ballot.seq()
    ballot.close(poll_id)
    assert (ballot.seq(), ballot.counts(poll_id)) == (seq, [0, 1, 0])


def test_polls_of_another_meeting_are_unknown(ballot: Ballot, database: Database, site: Site) -> None:
    other = Ballot(database, site)
    other.enter("host")
    theirs = other.ask()
    for action in (lambda: ballot.vote("ann", theirs, 0), lambda: ballot.close(theirs)):
        with pytest.raises(BadMatch):
            action()
    assert other.counts(theirs) == [0, 0, 0]


@pytest.mark.parametrize("poll_id", ["nosuch", "", "a\x00b", "\ud800"])
def test_a_poll_is_found_in_its_center_alone(ballot: Ballot, poll_id: str) -> None:
    genuine = ballot.ask()
    with ballot.database.read() as session:
        assert polls.find(session, ballot.center_id, genuine).question == "Lunch?"
        for center_id, asked in ((ballot.center_id, poll_id), (ballot.center_id + 1, genuine)):
            with pytest.raises(BadMatch):
                polls.find(session, center_id, asked)
    with pytest.raises(BadMatch):
        ballot.vote("ann", poll_id, 0)


def user(ballot: Ballot, user_id: str, role: str, *, center_id: int | None = None) -> int:
    with ballot.database.write() as session:
        one = User(
            center_id=center_id or ballot.center_id,
            user_id=user_id,
            user_id_folded=user_id,
            role=role,
            created_at=now(),
        )
        session.add(one)
        session.flush()
        return one.id


def other_center(ballot: Ballot) -> int:
    with ballot.database.write() as session:
        center = Center(name="other", title="Other", created_at=now())
        session.add(center)
        session.flush()
        return center.id


def test_polls_by_the_time_of_their_opening(ballot: Ballot) -> None:
    first, second = ballot.ask(), ballot.ask(opened=False)
    hour, moment = timedelta(hours=1), now()

    def found(user_id: int, start: timedelta, end: timedelta, owned_only: bool = False) -> list[str]:
        search = TimeSearch(field="opened_at", start=moment + start, end=moment + end, owned_only=owned_only)
        with ballot.database.read() as session:
            return [one.poll_id for one in polls.find_opened(session, session.get_one(User, user_id), search)]

    assert found(ballot.owner_id, -hour, hour) == [first]
    assert found(ballot.owner_id, hour, hour * 2) == []
    eve, adam = user(ballot, "eve", "organizer"), user(ballot, "adam", "administrator")
    assert found(eve, -hour, hour) == []
    assert found(adam, -hour, hour) == [first]
    assert found(adam, -hour, hour, owned_only=True) == []
    assert found(user(ballot, "eva", "administrator", center_id=other_center(ballot)), -hour, hour) == []
    with ballot.database.read() as session:
        meeting = session.get_one(Meeting, ballot.meeting_id)
        assert [one.poll_id for one in polls.list_of_meeting(session, meeting)] == [first, second]


def test_what_came_out_is_told_to_the_owner_and_to_administrators(ballot: Ballot) -> None:
    poll_id = ballot.ask()
    eve, adam = user(ballot, "eve", "organizer"), user(ballot, "adam", "administrator")
    with ballot.database.read() as session:
        for user_id in (ballot.owner_id, adam):
            assert polls.find_for(session, session.get_one(User, user_id), poll_id).poll_id == poll_id
        with pytest.raises(NotOwner):
            polls.find_for(session, session.get_one(User, eve), poll_id)


CHOICES = st.lists(st.integers(-1, 3), max_size=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("vote"), st.sampled_from(PEOPLE), CHOICES, st.sampled_from(["", "x", "y"])),
        st.tuples(st.sampled_from(["open", "close"]), st.sampled_from(PEOPLE)),
    ),
    max_size=14,
)


@settings(max_examples=30)
@given(kind=st.sampled_from([PollKind.SINGLE, PollKind.MULTIPLE, PollKind.TEXT]), anonymous=st.booleans(), steps=STEPS)
def test_whatever_people_do_the_counts_are_those_of_the_votes(
    ballot: Ballot, kind: PollKind, anonymous: bool, steps: list[tuple[Any, ...]]
) -> None:
    """Against a model: a state, and a choice by person. What the model forbids is refused, all else is done."""
    answers = () if kind is PollKind.TEXT else ("a", "b", "c")
    poll_id = ballot.ask(Question(kind=kind, text="?", answers=answers, anonymous=anonymous), opened=False)
    state, cast = "draft", dict[str, tuple[list[int], str]]()
    for action, name, *rest in steps:
        if action == "vote":
            choice, comment = list(rest[0]), str(rest[1])
            fits = sorted(set(choice)) == sorted(choice) and set(choice) <= set(range(len(answers)))
            wanted = {PollKind.SINGLE: {1}, PollKind.MULTIPLE: {1, 2, 3}, PollKind.TEXT: {0}}[kind]
            fits = fits and len(choice) in wanted and (bool(comment) or kind is not PollKind.TEXT)
            allowed = state == "open" and fits and not (anonymous and name in cast)
            if allowed:
                cast[name] = (sorted(choice), comment)
            _expect(lambda name=name, c=choice, x=comment: ballot.vote(name, poll_id, *c, comment=x), allowed)  # type: ignore[misc]
        else:
            runs = name in ("host", "pat")
            allowed = runs and (state != "closed" if action == "open" else state != "draft")
            _expect(lambda a=action, name=name: getattr(ballot, a)(poll_id, name), allowed)  # type: ignore[misc]
            if allowed:
                state = "open" if action == "open" else "closed"
    found = ballot.results(poll_id)
    crosses = [position for positions, _ in cast.values() for position in positions]
    assert found.poll.state == state
    assert found.voters == len(cast)
    counts = [crosses.count(position) for position in range(len(answers))]
    withheld = anonymous and (state != "closed" or len(cast) < results.FEWEST_ANONYMOUS)
    assert [one.votes for one in found.answers] == ([None] * len(answers) if withheld else counts)
    comments = [] if withheld else sorted(comment for _, comment in cast.values() if comment)
    assert sorted(found.comments) == comments
    with ballot.database.read() as session:
        options = select(PollOption.votes).where(PollOption.poll_id == found.poll.id).order_by(PollOption.position)
        assert list(session.scalars(options)) == counts
    if not anonymous:
        chosen = {
            one.name: ([answers.index(text) for text in one.answers], one.comment) for one in ballot.cast(poll_id)
        }
        assert chosen == cast


def _expect(action: Callable[[], object], allowed: bool) -> None:
    if allowed:
        action()
        return
    with pytest.raises(DomainError):
        action()
