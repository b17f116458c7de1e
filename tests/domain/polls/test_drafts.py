"""Polls that are prepared: made, edited, deleted, repeated, copied; and what people see of polls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from convener.domain.errors import BadMatch, InvalidParameter, LimitReached, MeetingCancelled, WrongState
from convener.domain.events.kinds.polls import PollsOrdered, PollUpdated
from convener.domain.meetings import meetings
from convener.domain.polls import polls, prepared, views
from convener.domain.polls.questions import PollKind, Question, Shown
from convener.domain.polls.views import GivenAnswer, PollView
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Meeting, Participant

from .test_polls import LUNCH, PEOPLE, Ballot, ballot

__all__ = ["ballot"]


def managed(ballot: Ballot, action: Callable[..., Any], *arguments: Any) -> Any:
    """As the organizer of the meeting does, from outside."""
    with ballot.locked() as (session, meeting):
        return action(session, meeting, *arguments)


def asked(ballot: Ballot) -> list[Question]:
    with ballot.database.read() as session:
        meeting = session.get_one(Meeting, ballot.meeting_id)
        return [polls.question_of(session, one) for one in polls.list_of_meeting(session, meeting)]


def views_of(ballot: Ballot, name: str) -> list[PollView]:
    with ballot.database.read() as session:
        person = session.get_one(Participant, ballot.ids[name])
        return views.list_views(session, session.get_one(Meeting, ballot.meeting_id), person, person.role)


def answers(ballot: Ballot, name: str, poll_id: str, after: int = 0) -> tuple[list[GivenAnswer], int | None]:
    with ballot.database.read() as session:
        role = session.get_one(Participant, ballot.ids[name]).role
        return views.list_answers(session, session.get_one(Meeting, ballot.meeting_id), role, poll_id, after)


def test_a_draft_is_edited_and_deleted(ballot: Ballot) -> None:
    poll_id = managed(ballot, polls.prepare, LUNCH).poll_id
    other = Question(kind=PollKind.MULTIPLE, text="Days?", answers=("Mo", "Tu"), correct=frozenset({1}))
    seq = ballot.seq()
    managed(ballot, polls.edit, poll_id, other)
    managed(ballot, polls.edit, poll_id, other)
    assert asked(ballot) == [other]
    (event,) = ballot.since(seq)
    assert isinstance(event.payload, PollUpdated)
    assert (event.payload.poll.answers, event.payload.poll.correct) == (["Mo", "Tu"], [1])
    with pytest.raises(InvalidParameter):
        managed(ballot, polls.edit, poll_id, replace(other, answers=("Mo",)))
    for _ in range(2):
        managed(ballot, polls.delete_draft, poll_id)
    assert asked(ballot) == []
    assert ballot.types_since(seq) == ["PollUpdated", "PollDeleted"]
    with pytest.raises(BadMatch):
        managed(ballot, polls.edit, poll_id, other)


def test_what_was_opened_stays_as_it_is(ballot: Ballot) -> None:
    poll_id = ballot.ask()
    for close in (False, True):
        if close:
            ballot.close(poll_id)
        with pytest.raises(WrongState):
            managed(ballot, polls.edit, poll_id, LUNCH)
        with pytest.raises(WrongState):
            managed(ballot, polls.delete_draft, poll_id)
    assert asked(ballot) == [LUNCH]


def test_a_poll_is_repeated_as_a_draft(ballot: Ballot) -> None:
    question = replace(LUNCH, correct=frozenset({2}), shown=Shown.RUNNERS)
    poll_id = ballot.ask(question)
    ballot.vote("ann", poll_id, 0)
    again = managed(ballot, polls.repeat, poll_id)
    assert (again.state, again.poll_id != poll_id) == ("draft", True)
    assert asked(ballot) == [question, question]
    assert ballot.counts(again.poll_id) == [0, 0, 0]


def test_questions_are_copied_to_another_meeting_once_each(ballot: Ballot, database: Database, site: Site) -> None:
    secret = replace(LUNCH, anonymous=True)
    for question, opened in ((LUNCH, True), (secret, False), (LUNCH, False)):
        ballot.ask(question, opened=opened)
    other = Ballot(database, site)
    with other.locked() as (session, meeting):
        prepared.copy_to(session, session.get_one(Meeting, ballot.meeting_id), meeting)
    assert asked(other) == [LUNCH, secret]
    assert {one.poll.state for one in views_of(other, "host")} == {"draft"}


def test_the_same_key_is_the_same_poll_of_one_person(ballot: Ballot) -> None:
    ids = []
    for name in ("host", "host", "pat"):
        with ballot.database.write() as session:
            person = session.get_one(Participant, ballot.ids[name])
            ids.append(polls.create(session, person, LUNCH, "key").poll_id)
    assert (ids[0] == ids[1], ids[0] == ids[2], len(ids[0])) == (True, False, 16)


def test_a_meeting_holds_so_many_polls(ballot: Ballot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polls, "MOST_POLLS", 2)
    ballot.ask(LUNCH)
    ballot.ask(LUNCH, opened=False)
    with pytest.raises(LimitReached):
        ballot.ask(LUNCH, opened=False)


def test_nothing_is_prepared_for_a_cancelled_meeting(ballot: Ballot) -> None:
    managed(ballot, meetings.mark_cancelled)
    with pytest.raises(MeetingCancelled):
        managed(ballot, polls.prepare, LUNCH)


@pytest.mark.parametrize("shown", list(Shown))
def test_what_people_see(ballot: Ballot, shown: Shown) -> None:
    question = replace(LUNCH, shown=shown, correct=frozenset({0}))
    poll_id = ballot.ask(question, opened=False)
    assert views_of(ballot, "ann") == []
    assert [one.correct for one in views_of(ballot, "pat")] == [[0]]
    ballot.open(poll_id)
    ballot.vote("ann", poll_id, 1)
    told = ([0, 1, 0], 1)
    assert [(one.votes, one.voters) for one in views_of(ballot, "pat")] == [told]
    (view,) = views_of(ballot, "ann")
    assert (view.votes, view.voters) == (told if shown is Shown.LIVE else (None, None))
    assert (view.correct, view.ballot) == (None, views.Ballot(positions=[1], comment=""))
    ballot.close(poll_id)
    (view,) = views_of(ballot, "bob")
    hidden = shown is Shown.RUNNERS
    assert (view.votes, view.voters) == ((None, None) if hidden else told)
    assert (view.correct, view.ballot) == (None if hidden else [0], None)


def test_answers_by_page(ballot: Ballot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 3)
    poll_id = ballot.ask(Question(kind=PollKind.TEXT, text="Why?", shown=Shown.LIVE))
    for name in PEOPLE:
        ballot.vote(name, poll_id, comment=f"{name} says")
    page, following = answers(ballot, "pat", poll_id)
    assert ([one.name for one in page], following) == (["host", "pat", "ann"], 3)
    page, following = answers(ballot, "pat", poll_id, 3)
    assert (page, following) == ([GivenAnswer(name="bob", positions=[], comment="bob says")], None)
    page, following = answers(ballot, "ann", poll_id, 3)
    assert (page, following) == ([GivenAnswer(name=None, positions=[], comment="bob says")], None)
    assert answers(ballot, "pat", poll_id, 10**6) == ([], None)


def test_a_snapshot_has_the_polls_of_its_run_and_the_drafts(ballot: Ballot) -> None:
    first = ballot.ask()
    ballot.close(first)
    draft = ballot.ask(opened=False)
    for name in PEOPLE:
        ballot.leave(name)
    ballot.time_passes(10_000)
    ballot.enter("host")
    assert [one.poll.poll_id for one in views_of(ballot, "host")] == [draft]


def test_drafts_are_put_into_an_order(ballot: Ballot) -> None:
    first, second, third = (ballot.ask(replace(LUNCH, text=text), opened=False) for text in ("1?", "2?", "3?"))
    seq = ballot.seq()
    for _ in range(2):
        managed(ballot, prepared.set_order, [third, first, second])
    assert [one.payload for one in ballot.since(seq)] == [PollsOrdered(polls=[third, first, second])]
    fourth = ballot.ask(replace(LUNCH, text="4?"), opened=False)
    ballot.open(first)
    assert [one.poll.poll_id for one in views_of(ballot, "host")] == [first, third, second, fourth]
    for wrong in ([third, second], [third, third, second, fourth], [first, third, second, fourth], ["x" * 16]):
        with pytest.raises(InvalidParameter):
            managed(ballot, prepared.set_order, wrong)
