"""People invited by address: who gets a place, who a mail, and who neither."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from convener.domain.access import policy
from convener.domain.accounts import users
from convener.domain.errors import InvalidParameter, MeetingCancelled
from convener.domain.invitations import guests, invitations
from convener.domain.invitations.guests import MOST_ADDRESSES, Outcome
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import Details
from convener.domain.outbox import MailState
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Mail, Meeting, Participant, User
from tests.factories.invitations import START, House


@pytest.fixture
def house(database: Database, site: Site, center: Center) -> House:
    """A meeting of a user, without an API client."""
    with database.write() as session:
        center = session.merge(center)
        owner = users.create_user(session, center, "mira", "organizer", "password", email="mira@example.org")
        details = Details(title="Roadshow", starts_at=START, duration_hours=1.0)
        meeting, host = meetings.create_with_host(session, site, center.id, owner, details, name="Mira", email="")
        return House(database, site, 0, meeting.id, host.id)


def invite(
    house: House, audience: Sequence[str] = (), presenters: Sequence[str] = (), note: str = "Be on time"
) -> Outcome:
    with house.acting() as (session, meeting):
        return guests.invite(session, house.site, meeting, audience, presenters, note)


def places(house: House) -> dict[str, tuple[str, str | None]]:
    """Role and user ID of the living places by address."""
    with house.database.read() as session:
        found = session.scalars(
            select(Participant).where(Participant.meeting_id == house.meeting_id, Participant.cancelled_at.is_(None))
        )
        return {one.email: (one.role, one.user.user_id if one.user else None) for one in found}


def test_each_address_gets_a_place_and_a_mail(house: House) -> None:
    done = invite(house, ["ann@example.org"], ["bob@example.org"])
    assert (done.queued, done.refusals) == (2, [])
    assert places(house) | {"": ("host", "mira")} == {
        "": ("host", "mira"),
        "ann@example.org": ("attendee", None),
        "bob@example.org": ("presenter", None),
    }
    assert {(mail.recipient, mail.kind, mail.note) for mail in house.mails()} == {
        ("ann@example.org", "request", "Be on time"),
        ("bob@example.org", "request", "Be on time"),
    }


def test_the_same_call_again_changes_nothing(house: House) -> None:
    invite(house, ["ann@example.org"])
    with house.database.read() as session:
        seq = session.get_one(Meeting, house.meeting_id).last_seq
    assert invite(house, ["ANN@Example.org"], note="Another text") == Outcome(0, [])
    assert house.queued() == [("request", 0, "ann@example.org")]
    with house.database.read() as session:
        assert session.get_one(Meeting, house.meeting_id).last_seq == seq


def test_a_mail_that_failed_is_tried_again(house: House) -> None:
    invite(house, ["ann@example.org"])
    with house.database.write() as session:
        session.execute(update(Mail).values(state=MailState.FAILED.value, next_attempt_at=None))
    assert invite(house, ["ann@example.org"], note="").queued == 1
    (mail,) = house.mails()
    assert (mail.state, mail.note) == ("queued", "Be on time")
    assert mail.next_attempt_at is not None


def test_whoever_is_in_both_lists_presents_and_gets_one_mail(house: House) -> None:
    assert invite(house, ["ann@example.org", "ann@example.org"], ["ann@example.org"]).queued == 1
    assert places(house)["ann@example.org"] == ("presenter", None)


def test_an_attendee_may_rise_and_a_presenter_does_not_fall(house: House) -> None:
    invite(house, ["ann@example.org"], ["bob@example.org"])
    invite(house, ["bob@example.org"], ["ann@example.org"])
    assert places(house)["ann@example.org"][0] == places(house)["bob@example.org"][0] == "presenter"


def test_a_user_of_the_center_is_invited_as_such(house: House, database: Database, center: Center) -> None:
    with database.write() as session:
        for user_id, address in (("tom", "Tom@example.org"), ("one", "two@example.org"), ("two", "two@example.org")):
            users.create_user(session, session.merge(center), user_id, "member", "password", email=address)
    invite(house, ["tom@example.org", "two@example.org"])
    assert places(house)["tom@example.org"] == ("attendee", "tom")
    assert places(house)["two@example.org"] == ("attendee", None)


def test_the_owner_stays_the_host(house: House) -> None:
    assert invite(house, ["mira@example.org"]).queued == 1
    assert list(places(house).values()) == [("host", "mira")]


def test_bad_addresses_are_refused_and_the_others_invited(house: House) -> None:
    done = invite(house, ["ann@example.org", "nobody", ""], ["a@b c", "bob@example.org"])
    assert done.queued == 2
    assert [(one.parameter, one.index, one.address) for one in done.refusals] == [
        ("presenters", 0, "a@b c"),
        ("audience", 1, "nobody"),
        ("audience", 2, ""),
    ]
    assert all(isinstance(one.error, InvalidParameter) for one in done.refusals)


@pytest.mark.parametrize("number", [0, MOST_ADDRESSES + 1])
def test_neither_nobody_nor_a_whole_town(house: House, number: int) -> None:
    with pytest.raises(InvalidParameter):
        invite(house, [f"p{index}@example.org" for index in range(number)])
    assert house.mails() == []


def test_nobody_is_invited_to_what_is_over(house: House) -> None:
    house.cancel()
    with pytest.raises(MeetingCancelled):
        invite(house, ["ann@example.org"])


def test_the_invited_hear_of_changes_and_of_the_end(house: House) -> None:
    invite(house, ["ann@example.org"])
    house.change(Details(title="Roadshow (moved)"))
    assert house.queued() == [("request", 0, "ann@example.org"), ("request", 1, "ann@example.org")]
    house.cancel()
    assert house.queued()[2:] == [("cancel", 2, "ann@example.org")]


def test_who_was_taken_out_hears_of_no_change(house: House) -> None:
    invite(house, ["ann@example.org"])
    with house.database.read() as session:
        ann = session.scalars(select(Participant.id).where(Participant.email == "ann@example.org")).one()
    house.cancel_participant(ann)
    house.change(Details(title="Roadshow (moved)"))
    assert [kind for kind, _, _ in house.queued()] == ["request", "cancel"]


def test_the_invited_pass_the_lobby_and_may_come_again(house: House) -> None:
    with house.acting() as (_, meeting):
        meeting.lobby = True
    invite(house, ["ann@example.org"])
    with house.acting() as (session, meeting):
        ann = session.scalars(select(Participant).where(Participant.email == "ann@example.org")).one()
        assert not policy.must_wait(session, meeting, ann)
        ann.removed_at = ann.created_at
        ann_id = ann.id
    invite(house, ["ann@example.org"])
    with house.database.read() as session:
        assert session.get_one(Participant, ann_id).removed_at is None


def test_users_of_other_centers_are_strangers(house: House, database: Database) -> None:
    with database.write() as session:
        other = Center(name="other", title="Other", created_at=START)
        session.add(other)
        session.flush()
        users.create_user(session, other, "spy", "member", "password", email="spy@example.org")
        assert session.scalars(select(User.email_folded).where(User.user_id == "spy")).one() == "spy@example.org"
    invite(house, ["spy@example.org"])
    assert places(house)["spy@example.org"] == ("attendee", None)


def test_a_place_in_another_meeting_is_none_in_this(house: House, database: Database, center: Center) -> None:
    with database.write() as session:
        owner = session.scalars(select(User)).one()
        other = meetings.create_meeting(session, center.id, owner, Details())
        participants.add_participant(
            session, house.site, other, MeetingRole.PRESENTER, user=None, email="ann@example.org"
        )
        assert invitations.organizer_name(session, other)
    invite(house, ["ann@example.org"])
    assert places(house)["ann@example.org"] == ("attendee", None)
