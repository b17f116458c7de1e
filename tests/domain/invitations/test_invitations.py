"""Which mails a change asks for, and what an answer does."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from convener.domain.accounts import external_users, users
from convener.domain.errors import DomainError, EntryClosed, MeetingCancelled
from convener.domain.invitations import invitations
from convener.domain.invitations.invitations import Answer
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.meetings.participants import ParticipantStatus
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Event, Participant
from tests.factories.invitations import InvitationFactory, build
from tests.factories.meetings import insert_meeting


@pytest.fixture
def factory(database: Database, site: Site, center: Center) -> InvitationFactory:
    return build(database, site, center)


def test_an_added_person_with_an_address_is_invited(factory: InvitationFactory) -> None:
    factory.invite("bob", "bob@example.org")
    assert factory.queued() == [("request", 0, "bob@example.org")]


def test_nobody_is_invited_without_an_address(factory: InvitationFactory) -> None:
    factory.invite("bob", "")
    assert factory.queued() == []


def test_an_address_known_from_another_meeting_is_used(factory: InvitationFactory) -> None:
    factory.invite("bob", "bob@example.org")
    with factory.locked() as (session, meeting):
        client = meeting.api_client
        assert client is not None
        user = external_users.find_external_user(session, client.id, "bob")
        assert user is not None
        other = insert_meeting(session, user, api_client_id=client.id, meeting_key="2")
        participant = participants.add_participant(session, factory.site, other, MeetingRole.HOST, user=user)
        invitations.invite_participant(session, other, participant)
    assert [mail.recipient for mail in factory.mails()] == ["bob@example.org", "bob@example.org"]


def test_no_mail_where_the_client_has_them_off(database: Database, site: Site, center: Center) -> None:
    factory = build(database, site, center, mails=False)
    factory.invite("bob", "bob@example.org")
    factory.change(MeetingChanges(title="Other"))
    factory.cancel()
    assert factory.queued() == []


def test_no_mail_for_meetings_of_users(database: Database, site: Site, center: Center) -> None:
    with database.write() as session:
        user = users.create_user(session, session.merge(center), "ann", "organizer", "password", email="a@example.org")
        meeting = insert_meeting(session, user, "Own")
        host = participants.add_participant(session, site, meeting, MeetingRole.HOST, user=user, email="a@example.org")
        invitations.invite_participant(session, meeting, host)
        invitations.announce_change(session, meeting)
        meetings.mark_cancelled(session, meeting)
        invitations.announce_cancellation(session, meeting)
    assert InvitationFactory(database, site, 0, meeting.id, host.id).queued() == []


def test_the_same_call_again_invites_nobody_again(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    factory.invite_again(bob)
    factory.invite_again(bob, "bob@example.org")
    assert len(factory.queued()) == 1


def test_a_change_tells_everybody_with_a_higher_sequence(factory: InvitationFactory) -> None:
    factory.invite("bob", "bob@example.org")
    factory.invite("eve", "eve@example.org")
    factory.change(MeetingChanges(title="New title"))
    assert factory.queued()[2:] == [("request", 1, "bob@example.org"), ("request", 1, "eve@example.org")]


def test_a_new_rule_of_recurrence_is_told(factory: InvitationFactory) -> None:
    factory.invite("bob", "bob@example.org")
    with factory.locked() as (_, meeting):
        meeting.kind = "recurring"
    factory.change(MeetingChanges(recurrence="FREQ=WEEKLY;COUNT=3"))
    factory.change(MeetingChanges(recurrence="FREQ=WEEKLY;COUNT=3"))
    assert [sequence for _, sequence, _ in factory.queued()] == [0, 1]


def test_no_change_tells_nobody(factory: InvitationFactory) -> None:
    factory.invite("bob", "bob@example.org")
    factory.change(MeetingChanges(title="Planning"))
    assert len(factory.queued()) == 1


def test_a_mended_address_takes_the_waiting_mail_along(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bbo@example.org")
    factory.invite_again(bob, "bob@example.org")
    assert factory.queued() == [("request", 0, "bob@example.org")]


def test_the_same_address_in_another_form_is_invited_once(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@straße.de")
    _sent(factory)
    factory.invite_again(bob, "bob@xn--strae-oqa.de")
    assert len(factory.queued()) == 1


def test_an_address_that_a_person_typed_and_that_is_none_gets_no_mail(factory: InvitationFactory) -> None:
    with factory.locked() as (session, meeting):
        participant = participants.add_participant(
            session, factory.site, meeting, MeetingRole.ATTENDEE, user=None, name="Zoé", email="zoé, of sales"
        )
        assert not invitations.queue_invitation(session, meeting, participant)
    assert factory.queued() == []


def test_another_address_is_invited_and_the_old_one_told(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "old@example.org")
    _sent(factory)
    factory.invite_again(bob, "new@example.org")
    assert factory.queued()[1:] == [("cancel", 1, "old@example.org"), ("request", 1, "new@example.org")]


def test_cancelling_the_meeting_takes_all_invitations_back_once(factory: InvitationFactory) -> None:
    factory.invite("bob", "bob@example.org")
    factory.invite("eve", "")
    factory.cancel()
    factory.cancel()
    assert factory.queued() == [("request", 0, "bob@example.org"), ("cancel", 1, "bob@example.org")]


def test_cancelling_a_participant_takes_one_invitation_back(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    factory.invite("eve", "eve@example.org")
    factory.cancel_participant(bob)
    assert factory.queued()[2:] == [("cancel", 1, "bob@example.org")]
    factory.cancel()
    assert factory.queued()[3:] == [("cancel", 2, "eve@example.org")], "bob knows already"


def test_who_comes_back_is_invited_with_a_sequence_that_beats_the_cancellation(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    factory.cancel_participant(bob)
    factory.invite("bob", "bob@example.org")
    kind, sequence, _ = factory.queued()[-1]
    assert (kind, sequence) == ("request", 1)


def test_mails_switched_off_later_still_take_invitations_back(factory: InvitationFactory) -> None:
    factory.invite("bob", "bob@example.org")
    with factory.locked() as (_, meeting):
        assert meeting.api_client is not None
        meeting.api_client.invitations = False
    factory.cancel()
    assert [kind for kind, *_ in factory.queued()] == ["request", "cancel"]


def test_looking_tells_what_one_is_invited_to_and_changes_nothing(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    with factory.database.read() as session:
        found = invitations.find_invitation(session, factory.site, factory.token(bob))
    assert (found.title, found.name, found.organizer, found.time_zone) == (
        "Planning",
        "bob",
        "Hanna Host",
        "Europe/Paris",
    )
    assert found.starts_at is not None
    assert found.ends_at is not None
    assert not found.cancelled
    assert found.answer is None
    assert found.participant_url.startswith("http://convener.test/e/LIVE")


@pytest.mark.parametrize(
    ("response", "status"), [("accept", ParticipantStatus.ACCEPTED), ("decline", ParticipantStatus.REFUSED)]
)
def test_an_answer_moves_the_participant(
    factory: InvitationFactory, response: Answer, status: ParticipantStatus
) -> None:
    bob = factory.invite("bob", "bob@example.org")
    answered = _answer(factory, bob, response)
    assert answered.answer == response
    with factory.database.read() as session:
        assert session.get_one(Participant, bob).status == status.value
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert (event.type, event.data, event.participant_id) == (
            "meeting:participant:answered",
            {"answer": response},
            bob,
        )


def test_the_last_answer_counts_and_the_same_one_is_no_event(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    for response in ("accept", "decline", "decline", "accept"):
        _answer(factory, bob, response)
    with factory.database.read() as session:
        assert session.get_one(Participant, bob).status == ParticipantStatus.ACCEPTED.value
        query = select(Event).where(Event.type == "meeting:participant:answered").order_by(Event.id)
        assert [event.data["answer"] for event in session.scalars(query)] == ["accept", "decline", "accept"]


def test_somebody_in_the_room_stays_in_progress(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    with factory.locked() as (session, _):
        session.get_one(Participant, bob).status = ParticipantStatus.IN_PROGRESS.value
    assert _answer(factory, bob, "decline").answer == "decline"
    with factory.database.read() as session:
        assert session.get_one(Participant, bob).status == ParticipantStatus.IN_PROGRESS.value


def test_a_cancelled_participant_has_no_invitation_any_more(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    token = factory.token(bob)
    factory.cancel_participant(bob)
    with factory.database.write() as session:
        with pytest.raises(EntryClosed) as looking:
            invitations.find_invitation(session, factory.site, token)
        with pytest.raises(EntryClosed) as answering:
            invitations.answer_invitation(session, factory.site, token, "accept")
    assert (looking.value.word, answering.value.word) == ("invalid", "invalid")


def test_a_cancelled_meeting_says_so_and_takes_no_answer(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    factory.cancel()
    with factory.database.read() as session:
        assert invitations.find_invitation(session, factory.site, factory.token(bob)).cancelled
    with pytest.raises(MeetingCancelled):
        _answer(factory, bob, "accept")


@pytest.mark.parametrize(
    "token", ["", "-", "x", "ä-ö", "0" * 64, "aaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbb", "' OR 1=1 --", "\0"]
)
def test_forged_tokens_open_nothing(factory: InvitationFactory, token: str) -> None:
    with factory.database.write() as session, pytest.raises(DomainError) as caught:
        invitations.answer_invitation(session, factory.site, token, "accept")
    assert caught.value.word == "invalid"


def test_a_personal_link_is_no_answer_token_and_the_other_way_round(factory: InvitationFactory) -> None:
    bob = factory.invite("bob", "bob@example.org")
    with factory.database.read() as session:
        link = factory.site.secrets.link(session.get_one(Participant, bob).public_id)
        with pytest.raises(EntryClosed):
            invitations.find_invitation(session, factory.site, link)
        assert participants.find_by_link(session, factory.site, factory.token(bob)) is None


def _answer(factory: InvitationFactory, participant: int, response: Answer) -> invitations.Invitation:
    with factory.database.write() as session:
        return invitations.answer_invitation(session, factory.site, factory.token(participant), response)


def _sent(factory: InvitationFactory) -> None:
    with factory.database.write() as session:
        for mail in factory.mails():
            mail = session.merge(mail)
            mail.state = "sent"
