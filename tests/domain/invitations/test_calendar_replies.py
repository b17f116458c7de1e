"""Answers by calendar: those of the invited count as the links do, others change nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from convener.domain.invitations.calendar_replies import CalendarReply, ReplyOutcome, accept_reply, entry_uid
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Mail, Meeting, Participant
from tests.factories.invitations import InvitationFactory, build


@pytest.fixture
def factory(database: Database, site: Site, center: Center) -> InvitationFactory:
    return build(database, site, center)


def invited(factory: InvitationFactory, address: str = "bob@example.org") -> tuple[int, CalendarReply]:
    """An invited person, and the answer yes."""
    bob = factory.invite("bob", address)
    reply = CalendarReply(
        uid=uid_of(factory, bob), sequence=0, attendee=address, sender=address.upper(), answer="accept"
    )
    return bob, reply


def uid_of(factory: InvitationFactory, participant_id: int, *, signed: bool = True) -> str:
    with factory.database.read() as session:
        participant = session.get_one(Participant, participant_id)
        mid = session.get_one(Meeting, participant.meeting_id).mid
        return entry_uid(factory.site, mid, participant.public_id, "meet.example.org", signed=signed)


def accept(factory: InvitationFactory, reply: CalendarReply) -> ReplyOutcome:
    with factory.database.write() as session:
        return accept_reply(session, factory.site, reply)


def state_of(factory: InvitationFactory, participant_id: int) -> tuple[str, str | None]:
    with factory.database.read() as session:
        participant = session.get_one(Participant, participant_id)
        return participant.status, participant.answer


def test_an_answer_moves_the_participant_and_the_last_one_counts(factory: InvitationFactory) -> None:
    bob, yes = invited(factory)
    assert accept(factory, replace(yes, answer="decline")) is ReplyOutcome.RECORDED
    assert state_of(factory, bob) == ("refused", "decline")
    assert accept(factory, yes) is ReplyOutcome.RECORDED
    assert state_of(factory, bob) == ("accepted", "accept")


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"sender": "eve@example.org"}, ReplyOutcome.FOREIGN),
        ({"attendee": "eve@example.org"}, ReplyOutcome.FOREIGN),
        ({"answer": None}, ReplyOutcome.UNDECIDED),
        ({"uid": ""}, ReplyOutcome.UNKNOWN),
        ({"uid": "m.p-t@meet.example.org"}, ReplyOutcome.UNKNOWN),
        ({"uid": "m.\0\ud800-@x"}, ReplyOutcome.UNKNOWN),
    ],
)
def test_what_is_no_answer_of_the_invited_changes_nothing(
    factory: InvitationFactory, change: dict[str, Any], outcome: ReplyOutcome
) -> None:
    bob, yes = invited(factory)
    before = state_of(factory, bob)
    assert accept(factory, replace(yes, **{"answer": "decline", **change})) is outcome
    assert state_of(factory, bob) == before


def test_nobody_answers_for_another_with_an_own_entry(factory: InvitationFactory) -> None:
    bob, yes = invited(factory)
    eve = factory.invite("eve", "eve@example.org")
    forged = replace(yes, uid=uid_of(factory, eve), answer="decline")
    assert accept(factory, forged) is ReplyOutcome.FOREIGN
    of_bob, of_eve = (uid_of(factory, one).split("@")[0].split("-") for one in (bob, eve))
    mixed = f"{of_bob[0]}-{of_eve[1]}@meet.example.org"
    assert accept(factory, replace(forged, uid=mixed)) is ReplyOutcome.UNKNOWN
    answer_link = factory.token(bob)
    by_link = f"{uid_of(factory, bob).partition('.')[0]}.{answer_link}@meet.example.org"
    assert accept(factory, replace(forged, uid=by_link)) is ReplyOutcome.UNKNOWN
    assert state_of(factory, bob)[1] is None


def test_the_address_counts_in_either_form(factory: InvitationFactory) -> None:
    _, yes = invited(factory, "bob@straße.de")
    other = replace(yes, attendee="bob@xn--strae-oqa.de", sender="Bob@XN--strae-oqa.de")
    assert accept(factory, other) is ReplyOutcome.RECORDED


def test_an_answer_to_an_earlier_date_is_none(factory: InvitationFactory) -> None:
    bob, yes = invited(factory)
    factory.change(MeetingChanges(title="Another day"))
    assert accept(factory, yes) is ReplyOutcome.OUTDATED
    assert accept(factory, replace(yes, sequence=1)) is ReplyOutcome.RECORDED
    assert state_of(factory, bob)[1] == "accept"


def test_what_was_cancelled_takes_no_answer(factory: InvitationFactory) -> None:
    _, yes = invited(factory)
    factory.cancel()
    assert accept(factory, yes) is ReplyOutcome.OVER


def test_entries_of_older_versions_keep_their_uid_and_take_no_answer(factory: InvitationFactory) -> None:
    bob, yes = invited(factory)
    with factory.database.write() as session:
        session.execute(update(Mail).values(signed=False))
    factory.change(MeetingChanges(title="Another day"))
    with factory.database.read() as session:
        assert [mail.signed for mail in session.scalars(select(Mail).where(Mail.participant_id == bob))] == [False] * 2
    old = replace(yes, uid=uid_of(factory, bob, signed=False), sequence=1)
    assert accept(factory, old) is ReplyOutcome.UNKNOWN
    factory.invite_again(bob, "robert@example.org")
    with factory.database.read() as session:
        mails = session.scalars(select(Mail).where(Mail.participant_id == bob).order_by(Mail.id)).all()
        assert {mail.recipient: mail.signed for mail in mails} == {
            "bob@example.org": False,
            "robert@example.org": True,
        }
