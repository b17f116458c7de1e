"""Owners of invited addresses claim accounts: who may, what they get, and what an attacker gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from convener.domain.accounts import external_users, users
from convener.domain.actions.claim_account import claim_for, claim_new_account
from convener.domain.centers import api_clients, centers
from convener.domain.centers.settings import settings_of
from convener.domain.errors import AuthFailed, EntryClosed, InvalidParameter, NotAllowed
from convener.domain.invitations import claims, guests
from convener.domain.meetings import participants
from convener.domain.meetings.agenda import Section, read_agenda
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import AccountClaim, ApiClient, Center, Mail, Meeting, Participant, User
from tests.factories.accounts import administrator, organizer
from tests.factories.invitations import InvitationFactory, build
from tests.factories.meetings import insert_hosted_meeting
from tests.factories.plans import plans

BOB = "bob@example.org"
PASSWORD = "correct horse battery"


@dataclass
class Claims:
    """A meeting of an application, to which bob was invited by mail."""

    factory: InvitationFactory
    bob: int

    @property
    def database(self) -> Database:
        return self.factory.database

    @property
    def site(self) -> Site:
        return self.factory.site

    def link(self, participant: int | None = None) -> str:
        """The token that is in the mail which a participant has asked for."""
        with self.database.write() as session:
            assert claims.queue_claim_mail(session, self.site, participant or self.bob)
            mail = session.scalars(select(Mail).order_by(Mail.id.desc()).limit(1)).one()
            details = claims.find_mail_details(session, self.site, mail)
        assert details is not None
        return details.url.partition("#")[2]

    def claim(self, token: str, name: str = "") -> User:
        with self.database.write() as session:
            return claim_new_account(session, self.site, token, name, PASSWORD)

    def account(self, user_id: str, email: str, role: str = "organizer") -> User:
        with self.database.write() as session:
            return users.create_user(session, self.center(), user_id, role, PASSWORD, email=email)

    def center(self) -> Center:
        with self.database.read() as session:
            return session.get_one(Center, session.get_one(Meeting, self.factory.meeting_id).center_id)

    def listed(self, user: User) -> list[str]:
        with self.database.read() as session:
            user = session.get_one(User, user.id)
            settings = settings_of(session.get_one(Center, user.center_id))
            return [one.meeting.title for one in read_agenda(session, settings, user, Section.CURRENT).entries]


@pytest.fixture
def claimed(database: Database, site: Site, center: Center) -> Claims:
    with database.write() as session:
        administrator(session, session.merge(center))
    factory = build(database, site, center)
    return Claims(factory, factory.invite("bob", BOB))


def invite_by_mail(claimed: Claims, title: str, address: str) -> int:
    """A meeting of an organizer of the center, who invites the address."""
    with claimed.database.write() as session:
        center = session.get_one(Center, claimed.center().id)
        owner = session.scalar(select(User).where(User.user_id == "olga")) or organizer(session, center, "olga")
        meeting, _ = insert_hosted_meeting(session, claimed.site, owner, title=title)
        guests.invite(session, claimed.site, meeting, [address], [])
        return session.scalars(
            select(Participant.id).where(Participant.meeting_id == meeting.id, Participant.role == "attendee")
        ).one()


def test_an_invited_address_becomes_an_account(claimed: Claims) -> None:
    invite_by_mail(claimed, "Of an organizer", BOB.upper())
    invite_by_mail(claimed, "Of others", "eve@example.org")
    account = claimed.claim(claimed.link(), "Bob")
    assert (account.user_id, account.email, account.display_name, account.role) == (BOB, BOB, "Bob", "member")
    assert sorted(claimed.listed(account)) == ["Of an organizer", "Planning"]


def test_invitations_are_found_by_their_address(claimed: Claims) -> None:
    token = claimed.link()
    with claimed.database.write() as session, plans(claimed.database, session) as made:
        claim_new_account(session, claimed.site, token, "Bob", PASSWORD)
    assert any("ix_mails_invited" in plan for plan in made)
    assert not any("SCAN mails" in plan or "Seq Scan on mails" in plan for plan in made)


def test_the_application_finds_the_person_as_before(claimed: Claims) -> None:
    account = claimed.claim(claimed.link())
    with claimed.database.read() as session:
        external = external_users.find_external_user(session, claimed.factory.client_id, "bob")
        assert external is not None
        assert external_users.person_of(session, external).id == account.id
        assert session.get_one(Participant, claimed.bob).user_id == account.id


def test_a_link_works_once_and_for_an_hour(claimed: Claims) -> None:
    first, second = claimed.link(), claimed.link()
    claimed.claim(first)
    for used in (first, second):
        with pytest.raises(AuthFailed):
            claimed.claim(used)
    late = claimed.link(claimed.factory.invite("di", "di@example.org"))
    with claimed.database.write() as session:
        session.execute(update(AccountClaim).values(expires_at=now() - timedelta(seconds=1)))
    with pytest.raises(AuthFailed):
        claimed.claim(late)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "\u0000"])
def test_a_link_is_not_guessed(claimed: Claims, token: str) -> None:
    claimed.link()
    with pytest.raises(AuthFailed):
        claimed.claim(token)


def test_where_there_is_an_account_its_owner_signs_in(claimed: Claims) -> None:
    robert = claimed.account("robert", "Bob@Example.org")
    eve = claimed.account("eve", "eve@example.org")
    token = claimed.link()
    with pytest.raises(AuthFailed):
        claimed.claim(token)
    with pytest.raises(NotAllowed), claimed.database.write() as session:
        claim_for(session, claimed.site, token, eve)
    assert claimed.listed(robert) == []
    with claimed.database.write() as session:
        claim_for(session, claimed.site, token, robert)
    assert claimed.listed(robert) == ["Planning"]
    assert claimed.listed(eve) == []
    with pytest.raises(AuthFailed), claimed.database.write() as session:
        claim_for(session, claimed.site, token, robert)


def test_who_was_disabled_claims_nothing(claimed: Claims) -> None:
    token = claimed.link()
    robert = claimed.account("robert", BOB)
    with claimed.database.write() as session:
        session.get_one(User, robert.id).expires_at = now() - timedelta(days=1)
    with pytest.raises(AuthFailed):
        claimed.claim(token)
    with pytest.raises(AuthFailed), claimed.database.write() as session:
        claim_for(session, claimed.site, token, robert)
    with claimed.database.write() as session:
        assert not claims.queue_claim_mail(session, claimed.site, claimed.bob), "and no mail says so"


def test_another_center_is_not_touched(claimed: Claims, database: Database, site: Site) -> None:
    with database.write() as session:
        other = centers.create_center(session, "other", "Other")
        administrator(session, other)
        client, _ = api_clients.create(session, site, other, "erp", max_users=10, max_sessions=10)
        twin = external_users.create_external_user(session, client, "bob", "puid", name="Bob", email=BOB)
        owner = organizer(session, other, "otto")
        meeting, _ = insert_hosted_meeting(session, site, owner, title="Elsewhere")
        participants.add_participant(session, site, meeting, MeetingRole.ATTENDEE, user=twin, name="Bob", email=BOB)
        guests.invite(session, site, meeting, ["cy@example.org"], [])
    account = claimed.claim(claimed.link())
    assert claimed.listed(account) == ["Planning"]
    with database.read() as session:
        assert session.get_one(User, twin.id).merged_into_id is None


def test_nobody_becomes_an_organizer_by_a_claim(claimed: Claims) -> None:
    """Where the application has named the person as a host, the host's link remains; managing does not come with it."""
    with claimed.factory.locked() as (session, meeting):
        owner = session.get_one(User, meeting.owner_id)
        external_users.update_external_user(session, owner, name=None, email=BOB)
    account = claimed.claim(claimed.link())
    assert (account.role, account.schedules) == ("member", False)


def test_who_typed_an_address_was_not_invited(claimed: Claims) -> None:
    with claimed.database.write() as session:
        center = session.get_one(Center, claimed.center().id)
        meeting, _ = insert_hosted_meeting(session, claimed.site, organizer(session, center, "olga"), title="Open")
        typed = participants.add_participant(
            session, claimed.site, meeting, MeetingRole.ATTENDEE, user=None, name="X", email=BOB
        )
        assert not claims.queue_claim_mail(session, claimed.site, typed.id)
    account = claimed.claim(claimed.link())
    assert claimed.listed(account) == ["Planning"]


def test_asking_needs_an_invitation_and_says_nothing(claimed: Claims) -> None:
    with claimed.database.write() as session:
        claims.ask(session, claimed.site, claimed.factory.token(claimed.bob))
    with pytest.raises(EntryClosed), claimed.database.write() as session:
        claims.ask(session, claimed.site, "wrong")
    with claimed.database.write() as session:
        sent = [claims.queue_claim_mail(session, claimed.site, claimed.bob) for _ in range(5)]
    assert sent == [True, True, True, False, False], "so many mails an hour a stranger can cause"
    with claimed.database.write() as session:
        session.execute(update(AccountClaim).values(expires_at=now() - timedelta(seconds=1)))
    claimed.link()


def test_a_mail_about_an_account_leaves_the_invitation_what_it_is(claimed: Claims) -> None:
    claimed.link()
    claimed.factory.invite_again(claimed.bob)
    kinds = [mail.kind for mail in claimed.factory.mails() if mail.recipient == BOB]
    assert kinds == ["request", "account_claim"]


def test_the_user_id_of_another_is_not_taken(claimed: Claims) -> None:
    claimed.account(BOB, "other@example.org")
    account = claimed.claim(claimed.link())
    assert account.user_id.startswith(f"{BOB}-")
    assert account.email == BOB


def test_a_password_follows_the_rules_of_the_center(claimed: Claims) -> None:
    token = claimed.link()
    with claimed.database.write() as session:
        center = session.get_one(Center, claimed.center().id)
        center.settings = {**center.settings, "user_passwords": {"shortest": 30}}
    with pytest.raises(InvalidParameter):
        claimed.claim(token)
    with claimed.database.write() as session:
        center = session.get_one(Center, claimed.center().id)
        center.settings = {**center.settings, "user_passwords": {"server_made": True}}
    with pytest.raises(AuthFailed):
        claimed.claim(token)


def test_the_quota_of_the_application_stays(claimed: Claims) -> None:
    with claimed.database.read() as session:
        before = session.get_one(ApiClient, claimed.factory.client_id).users
    claimed.claim(claimed.link())
    with claimed.database.read() as session:
        assert session.get_one(ApiClient, claimed.factory.client_id).users == before
