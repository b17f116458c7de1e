"""People invited by address: who becomes a participant, who gets a mail, and who neither."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from convener.domain.access import policy
from convener.domain.accounts import users
from convener.domain.errors import InvalidParameter, MeetingCancelled
from convener.domain.invitations import guests, invitations
from convener.domain.invitations.guests import MOST_ADDRESSES, Outcome
from convener.domain.jobs.queue import JobState
from convener.domain.meetings import participants
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.outbox import MailState
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Job, Mail, Meeting, Participant, User
from tests.factories.invitations import START, InvitationFactory
from tests.factories.jobs import job_states
from tests.factories.meetings import insert_hosted_meeting, insert_meeting


@pytest.fixture
def factory(database: Database, site: Site, center: Center) -> InvitationFactory:
    """A meeting of a user, without an API client."""
    with database.write() as session:
        center = session.merge(center)
        owner = users.create_user(session, center, "mira", "organizer", "password", email="mira@example.org")
        meeting, host = insert_hosted_meeting(
            session, site, owner, "Roadshow", name="Mira", starts_at=START, duration_hours=1.0
        )
        return InvitationFactory(database, site, 0, meeting.id, host.id)


def invite(
    factory: InvitationFactory, audience: Sequence[str] = (), presenters: Sequence[str] = (), note: str = "Be on time"
) -> Outcome:
    with factory.locked() as (session, meeting):
        return guests.invite(session, factory.site, meeting, audience, presenters, note)


def by_address(factory: InvitationFactory) -> dict[str, tuple[str, str | None]]:
    """Role and user ID of the living participants by address."""
    with factory.database.read() as session:
        found = session.scalars(
            select(Participant).where(Participant.meeting_id == factory.meeting_id, Participant.cancelled_at.is_(None))
        )
        return {one.email: (one.role, one.user.user_id if one.user else None) for one in found}


def test_each_address_gets_a_participant_and_a_mail(factory: InvitationFactory) -> None:
    done = invite(factory, ["ann@example.org"], ["bob@example.org"])
    assert (done.queued, done.refusals) == (2, [])
    assert by_address(factory) | {"": ("host", "mira")} == {
        "": ("host", "mira"),
        "ann@example.org": ("attendee", None),
        "bob@example.org": ("presenter", None),
    }
    assert {(mail.recipient, mail.kind, mail.note) for mail in factory.mails()} == {
        ("ann@example.org", "request", "Be on time"),
        ("bob@example.org", "request", "Be on time"),
    }


def test_the_same_call_again_changes_nothing(factory: InvitationFactory) -> None:
    invite(factory, ["ann@example.org"])
    with factory.database.read() as session:
        seq = session.get_one(Meeting, factory.meeting_id).last_seq
    assert invite(factory, ["ANN@Example.org"], note="Another text") == Outcome(0, [])
    assert factory.queued() == [("request", 0, "ann@example.org")]
    with factory.database.read() as session:
        assert session.get_one(Meeting, factory.meeting_id).last_seq == seq


def test_a_mail_that_failed_is_tried_again(factory: InvitationFactory) -> None:
    invite(factory, ["ann@example.org"])
    with factory.database.write() as session:
        session.execute(update(Mail).values(state=MailState.FAILED.value))
        session.execute(update(Job).values(state=JobState.DONE.value))
    assert invite(factory, ["ann@example.org"], note="").queued == 1
    (mail,) = factory.mails()
    assert (mail.state, mail.note) == ("queued", "Be on time")
    assert job_states(factory.database, "mail") == ["done", "queued"]


def test_whoever_is_in_both_lists_presents_and_gets_one_mail(factory: InvitationFactory) -> None:
    assert invite(factory, ["ann@example.org", "ann@example.org"], ["ann@example.org"]).queued == 1
    assert by_address(factory)["ann@example.org"] == ("presenter", None)


def test_an_attendee_may_rise_and_a_presenter_does_not_fall(factory: InvitationFactory) -> None:
    invite(factory, ["ann@example.org"], ["bob@example.org"])
    invite(factory, ["bob@example.org"], ["ann@example.org"])
    assert by_address(factory)["ann@example.org"][0] == by_address(factory)["bob@example.org"][0] == "presenter"


def test_a_user_of_the_center_is_invited_as_such(
    factory: InvitationFactory, database: Database, center: Center
) -> None:
    with database.write() as session:
        for user_id, address in (("tom", "Tom@example.org"), ("one", "two@example.org"), ("two", "two@example.org")):
            users.create_user(session, session.merge(center), user_id, "member", "password", email=address)
    invite(factory, ["tom@example.org", "two@example.org"])
    assert by_address(factory)["tom@example.org"] == ("attendee", "tom")
    assert by_address(factory)["two@example.org"] == ("attendee", None)


def test_an_address_in_another_form_is_the_same_person(
    factory: InvitationFactory, database: Database, center: Center
) -> None:
    with database.write() as session:
        users.create_user(session, session.merge(center), "tom", "member", "password", email="tom@straße.de")
    assert invite(factory, ["tom@xn--strae-oqa.de", "TOM@straße.de", "tom@strasse.de"]).queued == 2
    assert by_address(factory)["tom@xn--strae-oqa.de"] == ("attendee", "tom")
    assert by_address(factory)["tom@strasse.de"] == ("attendee", None)


def test_the_owner_stays_the_host(factory: InvitationFactory) -> None:
    assert invite(factory, ["mira@example.org"]).queued == 1
    assert list(by_address(factory).values()) == [("host", "mira")]


def test_bad_addresses_are_refused_and_the_others_invited(factory: InvitationFactory) -> None:
    done = invite(factory, ["ann@example.org", "nobody", ""], ["a@b c", "bob@example.org"])
    assert done.queued == 2
    assert [(one.parameter, one.index, one.address) for one in done.refusals] == [
        ("presenters", 0, "a@b c"),
        ("audience", 1, "nobody"),
        ("audience", 2, ""),
    ]
    assert all(isinstance(one.error, InvalidParameter) for one in done.refusals)


@pytest.mark.parametrize("number", [0, MOST_ADDRESSES + 1])
def test_neither_nobody_nor_a_whole_town(factory: InvitationFactory, number: int) -> None:
    with pytest.raises(InvalidParameter):
        invite(factory, [f"p{index}@example.org" for index in range(number)])
    assert factory.mails() == []


def test_nobody_is_invited_to_what_is_over(factory: InvitationFactory) -> None:
    factory.cancel()
    with pytest.raises(MeetingCancelled):
        invite(factory, ["ann@example.org"])


def test_the_invited_hear_of_changes_and_of_the_end(factory: InvitationFactory) -> None:
    invite(factory, ["ann@example.org"])
    factory.change(MeetingChanges(title="Roadshow (moved)"))
    assert factory.queued() == [("request", 0, "ann@example.org"), ("request", 1, "ann@example.org")]
    factory.cancel()
    assert factory.queued()[2:] == [("cancel", 2, "ann@example.org")]


def test_who_was_taken_out_hears_of_no_change(factory: InvitationFactory) -> None:
    invite(factory, ["ann@example.org"])
    with factory.database.read() as session:
        ann = session.scalars(select(Participant.id).where(Participant.email == "ann@example.org")).one()
    factory.cancel_participant(ann)
    factory.change(MeetingChanges(title="Roadshow (moved)"))
    assert [kind for kind, _, _ in factory.queued()] == ["request", "cancel"]


def test_the_invited_pass_the_lobby_and_may_come_again(factory: InvitationFactory) -> None:
    with factory.locked() as (_, meeting):
        meeting.lobby = True
    invite(factory, ["ann@example.org"])
    with factory.locked() as (session, meeting):
        ann = session.scalars(select(Participant).where(Participant.email == "ann@example.org")).one()
        assert not policy.must_wait(session, meeting, ann)
        ann.removed_at = ann.created_at
        ann_id = ann.id
    invite(factory, ["ann@example.org"])
    with factory.database.read() as session:
        assert session.get_one(Participant, ann_id).removed_at is None


def test_users_of_other_centers_are_strangers(factory: InvitationFactory, database: Database) -> None:
    with database.write() as session:
        other = Center(name="other", title="Other", created_at=START)
        session.add(other)
        session.flush()
        users.create_user(session, other, "spy", "member", "password", email="spy@example.org")
        assert session.scalars(select(User.email_folded).where(User.user_id == "spy")).one() == "spy@example.org"
    invite(factory, ["spy@example.org"])
    assert by_address(factory)["spy@example.org"] == ("attendee", None)


def test_a_participant_of_another_meeting_is_none_of_this(
    factory: InvitationFactory, database: Database, center: Center
) -> None:
    with database.write() as session:
        owner = session.scalars(select(User)).one()
        other = insert_meeting(session, owner)
        participants.add_participant(
            session, factory.site, other, MeetingRole.PRESENTER, user=None, email="ann@example.org"
        )
        assert invitations.organizer_name(session, other)
    invite(factory, ["ann@example.org"])
    assert by_address(factory)["ann@example.org"] == ("attendee", None)
