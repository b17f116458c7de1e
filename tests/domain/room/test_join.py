"""Entering by the name of a meeting: who may enter on which side, as whom, and what must be given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from convener.domain import text
from convener.domain.access import policy
from convener.domain.access.policy import EntryState, Requirement
from convener.domain.accounts import users
from convener.domain.centers import centers
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import EntryClosed, RegistrationNeeded, SignInNeeded, WrongPassword
from convener.domain.meetings import meetings
from convener.domain.room import join, moderation, presence
from convener.domain.room.join import EntrySide, JoinRequest
from convener.domain.room.media_flags import Media
from convener.domain.room.presence import Origin
from convener.domain.site import Site, now
from convener.domain.stored_settings import stored_form
from convener.storage.database import Database
from convener.storage.models import (
    Center,
    Group,
    GroupMember,
    Meeting,
    MeetingAccess,
    Participant,
    User,
    Visit,
    VisitedHour,
)
from tests.factories.meetings import insert_hosted_meeting

PASSWORD = "Kq7!vLx2"
A, P = EntrySide.AUDIENCE, EntrySide.PRESENTER


@dataclass
class EntryFactory:
    """A center with users, and meetings that are entered by name."""

    database: Database
    site: Site
    center_id: int

    def user(self, user_id: str, role: str = "member", center: str = "main", **fields: Any) -> int:
        with self.database.write() as session:
            where = centers.ensure_center(session, center, center)
            user = users.create_user(session, where, user_id, role, "a long password")
            for name, value in fields.items():
                setattr(user, name, value)
            return user.id

    def meeting(self, name: str = "K7WP2Q", owner: str = "owner", **columns: Any) -> int:
        with self.database.write() as session:
            user = session.scalar(select(User).where(User.user_id == owner, User.center_id == self.center_id))
            assert user is not None
            meeting, _ = insert_hosted_meeting(session, self.site, user, "Review")
            values: dict[str, Any] = {"doors": "always", "audience_entry": "none", "presenter_entry": "none", **columns}
            for column, value in {"name": name, "name_folded": text.fold(name), **values}.items():
                setattr(meeting, column, value)
            return meeting.id

    def change(self, meeting_id: int, **columns: Any) -> None:
        with self.database.write() as session:
            meeting = session.get_one(Meeting, meeting_id)
            for column, value in columns.items():
                setattr(meeting, column, value)

    def settings(self, **settings: Any) -> None:
        with self.database.write() as session:
            session.get_one(Center, self.center_id).settings = stored_form(CenterSettings(**settings))

    def listed(self, meeting_id: int, side: EntrySide, *, user: int | None = None, group: int | None = None) -> None:
        with self.database.write() as session:
            session.add(MeetingAccess(meeting_id=meeting_id, side=side.value, user_id=user, group_id=group))

    def group(self, group_id: str, *members: int) -> int:
        with self.database.write() as session:
            group = Group(center_id=self.center_id, group_id=group_id, group_id_folded=group_id, created_at=now())
            session.add(group)
            session.flush()
            session.add_all(GroupMember(group_id=group.id, user_id=one) for one in members)
            return group.id

    def look(self, meeting_id: int, side: EntrySide = A, user: int | None = None, **fields: Any) -> Any:
        with self.database.read() as session:
            who = session.get_one(User, user) if user else None
            meeting = session.get_one(Meeting, meeting_id)
            return join.check_entry(session, self.site, meeting, side, JoinRequest(user=who, **fields))

    def enter(self, meeting_id: int, side: EntrySide = A, user: int | None = None, **fields: Any) -> Participant:
        with self.database.write() as session:
            who = session.get_one(User, user) if user else None
            meeting = session.get_one(Meeting, meeting_id)
            fields.setdefault("name", "" if user else "Zoé")
            return join.enter(session, self.site, meeting, side, JoinRequest(user=who, **fields))

    def connect(self, participant: Participant, origin: Origin | None = None) -> presence.Arrival:
        with self.database.write() as session:
            one = session.get_one(Participant, participant.id)
            return presence.connect(session, self.site, one, "node", Media(), origin=origin)

    def participant(self, participant: Participant) -> Participant:
        with self.database.read() as session:
            return session.get_one(Participant, participant.id)

    def visits(self) -> list[Visit]:
        with self.database.read() as session:
            return list(session.scalars(select(Visit).order_by(Visit.id)))


@pytest.fixture
def factory(database: Database, site: Site, center: Center) -> EntryFactory:
    made = EntryFactory(database, site, center.id)
    made.user("owner", "organizer")
    return made


def owner_id(factory: EntryFactory) -> int:
    with factory.database.read() as session:
        return session.scalars(select(User.id).where(User.user_id == "owner")).one()


# ------------------------------------------------------------------------------------------------ finding


def test_names_ignore_case_and_a_plus_may_be_a_space(factory: EntryFactory) -> None:
    spaced, plus = factory.meeting("Team Time"), factory.meeting("a+b")
    other = factory.meeting("a b")
    with factory.database.read() as session:

        def find(name: str) -> int | None:
            meeting = join.find_by_name(session, factory.center_id, name)
            return meeting.id if meeting else None

        assert [find(one) for one in ("TEAM TIME", "team+time", "Team Time  ")] == [spaced] * 3
        assert (find("A+B"), find("a b")) == (plus, other)
        assert [find(one) for one in ("", "Team", "a\0b", "\ud800", "%")] == [None] * 5


def test_a_name_that_is_taken_again_leads_to_the_living_meeting(factory: EntryFactory) -> None:
    old = factory.meeting("again")
    factory.change(old, cancelled_at=now(), state="deleted")
    with factory.database.read() as session:
        assert join.find_by_name(session, factory.center_id, "again").id == old  # type: ignore[union-attr]
    new = factory.meeting("again")
    with factory.database.read() as session:
        assert join.find_by_name(session, factory.center_id, "again").id == new  # type: ignore[union-attr]
        assert meetings.find_by_code(session, factory.center_id, "AGAIN").id == new  # type: ignore[union-attr]


def test_another_centers_meeting_is_not_found(factory: EntryFactory, database: Database) -> None:
    factory.meeting("here")
    with database.write() as session:
        other = centers.ensure_center(session, "other", "Other")
        assert join.find_by_name(session, other.id, "here") is None


def test_a_meeting_that_is_not_there_lets_nobody_in(factory: EntryFactory) -> None:
    with factory.database.write() as session:
        assert join.check_entry(session, factory.site, None, A, JoinRequest()).state is EntryState.INVALID
        with pytest.raises(EntryClosed) as closed:
            join.enter(session, factory.site, None, A, JoinRequest(name="Zoé"))
        assert closed.value.word == "invalid"


# ---------------------------------------------------------------------------------------- entry control


@pytest.mark.parametrize("side", [A, P])
def test_none_lets_everybody_in(factory: EntryFactory, side: EntrySide) -> None:
    meeting_id = factory.meeting()
    assert factory.look(meeting_id, side).needs == {Requirement.NAME}
    assert factory.enter(meeting_id, side).role == ("attendee" if side is A else "presenter")


@pytest.mark.parametrize(("side", "other"), [(A, P), (P, A)])
def test_each_side_has_its_password(factory: EntryFactory, side: EntrySide, other: EntrySide) -> None:
    columns = {"audience_entry": "password", "presenter_entry": "password"}
    passwords = {A: PASSWORD, P: "another"}
    meeting_id = factory.meeting(audience_password=passwords[A], presenter_password=passwords[P], **columns)
    asked = factory.look(meeting_id, side)
    assert (asked.state, asked.needs, asked.refused, asked.secret) == (
        EntryState.OPEN,
        {Requirement.PASSWORD},
        False,
        True,
    )
    for wrong in (passwords[other], passwords[side].upper(), passwords[side] + "x", "é", "x" * 1000):
        assert (factory.look(meeting_id, side, password=wrong).needs) == {Requirement.PASSWORD}
        assert factory.look(meeting_id, side, password=wrong).refused
        with pytest.raises(WrongPassword):
            factory.enter(meeting_id, side, password=wrong)
    assert factory.look(meeting_id, side, password=passwords[side]).needs == {Requirement.NAME}
    assert factory.enter(meeting_id, side, password=passwords[side] + " ").name == "Zoé"


@pytest.mark.parametrize("missing", [None, ""])
def test_a_side_that_lost_its_password_stays_closed(factory: EntryFactory, missing: str | None) -> None:
    meeting_id = factory.meeting(audience_entry="password", audience_password=missing)
    with pytest.raises(WrongPassword):
        factory.enter(meeting_id, password="")


def test_lists_let_users_in_directly_and_by_groups(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(audience_entry="acl", presenter_entry="acl")
    ann, bob, cleo, dai = (factory.user(name) for name in ("ann", "bob", "cleo", "dai"))
    factory.listed(meeting_id, A, user=ann)
    factory.listed(meeting_id, A, group=factory.group("team", bob))
    factory.listed(meeting_id, P, user=cleo)
    assert [factory.enter(meeting_id, A, user=one).role for one in (ann, bob, cleo)] == ["attendee"] * 3
    for side, user in ((A, None), (A, dai), (P, None), (P, ann), (P, bob), (P, dai)):
        asked = factory.look(meeting_id, side, user=user, password=PASSWORD, name="Zoé")
        assert (asked.needs, asked.refused) == ({Requirement.SIGN_IN}, user is not None)
        with pytest.raises(SignInNeeded):
            factory.enter(meeting_id, side, user=user)
    assert factory.enter(meeting_id, P, user=cleo).role == "presenter"


def test_a_list_of_another_meeting_is_none_of_this(factory: EntryFactory) -> None:
    ann = factory.user("ann")
    factory.listed(factory.meeting("one", audience_entry="acl"), A, user=ann)
    with pytest.raises(SignInNeeded):
        factory.enter(factory.meeting("two", audience_entry="acl"), user=ann)


def test_administrators_always_get_in_and_the_owner_is_the_host(factory: EntryFactory) -> None:
    root = factory.user("root", "administrator")
    meeting_id = factory.meeting(audience_entry="acl", presenter_entry="password", presenter_password=PASSWORD)
    assert factory.enter(meeting_id, P, user=root).role == "presenter"
    assert factory.enter(meeting_id, A, user=owner_id(factory)).role == "host"
    assert factory.enter(meeting_id, P, user=owner_id(factory)).role == "host"
    other = factory.user("other", "organizer")
    with pytest.raises(WrongPassword):
        factory.enter(meeting_id, P, user=other)


def test_a_user_of_another_center_is_nobody(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(audience_entry="acl")
    stranger = factory.user("root", "administrator", center="other")
    factory.listed(meeting_id, A, user=stranger)
    assert factory.look(meeting_id, user=stranger).refused is False
    with pytest.raises(SignInNeeded):
        factory.enter(meeting_id, user=stranger)


def test_a_user_whose_account_is_off_is_nobody(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(audience_entry="acl")
    ann = factory.user("ann", expires_at=now() - timedelta(seconds=1))
    factory.listed(meeting_id, A, user=ann)
    with pytest.raises(SignInNeeded):
        factory.enter(meeting_id, user=ann)


@pytest.mark.parametrize("end", [{"expires_at": now() - timedelta(seconds=1)}, {"deleted_at": now()}])
def test_no_token_outlives_the_account(factory: EntryFactory, end: dict[str, Any]) -> None:
    meeting_id, ann = factory.meeting(), factory.user("ann")
    participant = factory.enter(meeting_id, P, user=ann)
    factory.connect(participant)
    with factory.database.write() as session:
        for column, value in end.items():
            setattr(session.get_one(User, ann), column, value)
    with pytest.raises(EntryClosed):
        factory.connect(participant)
    with factory.database.read() as session:
        link = factory.site.secrets.link(participant.public_id)
        assert policy.check_link(session, factory.site, link).state is EntryState.INVALID
    assert factory.enter(meeting_id, known=participant.public_id).id != participant.id


# ------------------------------------------------------------------------------------------------ as whom


def test_a_user_stays_one_participant_with_the_higher_role(factory: EntryFactory) -> None:
    meeting_id, ann = factory.meeting(), factory.user("ann")
    first = factory.enter(meeting_id, A, user=ann)
    raised = factory.enter(meeting_id, P, user=ann)
    again = factory.enter(meeting_id, A, user=ann)
    assert (first.id, raised.role, again.role) == (raised.id, "presenter", "presenter")
    assert raised.id == again.id


def test_a_guest_of_this_browser_stays_the_same_participant_too(factory: EntryFactory) -> None:
    meeting_id, other_meeting = factory.meeting("one"), factory.meeting("two")
    first = factory.enter(meeting_id)
    raised = factory.enter(meeting_id, P, known=first.public_id, name="")
    assert (raised.id, raised.name, raised.role) == (first.id, "Zoé", "presenter")
    assert factory.enter(other_meeting, known=first.public_id).id != first.id


def test_a_role_raised_while_inside_is_told_to_everybody(factory: EntryFactory) -> None:
    meeting_id, ann = factory.meeting(), factory.user("ann")
    participant = factory.enter(meeting_id, A, user=ann)
    factory.connect(participant)
    before = factory.look(meeting_id).meeting.last_seq
    factory.enter(meeting_id, P, user=ann)
    (visit,) = factory.visits()
    assert visit.role == "presenter"
    assert factory.look(meeting_id).meeting.last_seq == before + 1


def test_names_are_those_said_else_those_of_the_user(factory: EntryFactory) -> None:
    meeting_id, ann = factory.meeting(), factory.user("ann", display_name="Ann Archer")
    factory.connect(factory.enter(meeting_id, user=ann))
    assert factory.visits()[0].name == "Ann Archer"
    assert factory.enter(meeting_id, user=ann, name=" Annie ").name == "Annie"
    with pytest.raises(EntryClosed) as closed:
        factory.enter(meeting_id, name="\t ")
    assert closed.value.word == "name_required"


@pytest.mark.parametrize("name", ["\u200b", "\u3164\u2800", "\u202e", "\u0301"])
def test_nobody_enters_under_a_name_that_cannot_be_seen(factory: EntryFactory, name: str) -> None:
    with pytest.raises(EntryClosed) as closed:
        factory.enter(factory.meeting(), name=name)
    assert closed.value.word == "name_required"


def test_a_name_that_turns_the_text_around_is_turned_back(factory: EntryFactory) -> None:
    factory.connect(factory.enter(factory.meeting(), name="Ann \u202e(tsoh)"))
    assert factory.visits()[0].name == "Ann (tsoh)"


def test_a_name_that_was_stored_before_is_shown_as_one_that_is_given_now(factory: EntryFactory) -> None:
    participant = factory.enter(factory.meeting(), name="Ann")
    for stored, seen in (("Ann \u202e(tsoh)", "Ann (tsoh)"), ("\u200b", "Guest")):
        with factory.database.write() as session:
            session.get_one(Participant, participant.id).name = stored
        factory.connect(participant)
        assert factory.visits()[0].name == seen


@given(given_text=st.text(max_size=400))
def test_what_is_said_is_kept_as_far_as_it_can_be(given_text: str) -> None:
    kept = text.storable_text(given_text, 255)
    assert len(kept) <= 255
    assert text.line("name", kept, 255) == kept, "no control characters, no white space around it"


def test_too_long_is_cut_and_never_an_error(factory: EntryFactory) -> None:
    fields: dict[str, Any] = dict.fromkeys(("name", "email", "company", "extra1", "extra2", "extra3"), "é" * 1000)
    participant = factory.participant(factory.enter(factory.meeting(), **fields))
    lengths = [len(getattr(participant, name)) for name in fields]
    assert lengths == [255, 255, 255, 128, 128, 255]
    factory.connect(participant)
    (visit,) = factory.visits()
    assert [len(getattr(visit, name)) for name in fields] == lengths


# ------------------------------------------------------------------------------------------- registration


@pytest.mark.parametrize("forced", [False, True])
@pytest.mark.parametrize("side", [A, P])
def test_registration_wants_both(factory: EntryFactory, forced: bool, side: EntrySide) -> None:
    meeting_id = factory.meeting(registration=not forced)
    if forced:
        factory.settings(force_extended_registration=True)
    assert factory.look(meeting_id, side, name="Zoé").needs == {Requirement.REGISTRATION}
    wanting: list[dict[str, Any]] = [
        {},
        {"email": "z@example.org"},
        {"company": "Ltd"},
        {"email": " ", "company": "Ltd"},
        {"email": "z@nowhere@example.org", "company": "Ltd"},
    ]
    for fields in wanting:
        with pytest.raises(RegistrationNeeded):
            factory.enter(meeting_id, side, **fields)
    participant = factory.enter(meeting_id, side, email="z@example.org", company="Ltd")
    assert (participant.email, participant.company) == ("z@example.org", "Ltd")
    assert factory.look(meeting_id, side, known=participant.public_id).needs == frozenset()


def test_registration_knows_users_and_spares_the_host(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(registration=True)
    ann = factory.user("ann", email="ann@example.org", company="Ltd")
    bob = factory.user("bob", email="bob@example.org")
    assert factory.look(meeting_id, user=ann).needs == frozenset()
    assert factory.look(meeting_id, user=bob).needs == {Requirement.REGISTRATION}
    assert factory.look(meeting_id, user=owner_id(factory)).needs == frozenset()
    factory.connect(factory.enter(meeting_id, user=ann))
    (visit,) = factory.visits()
    assert (visit.email, visit.company) == ("ann@example.org", "Ltd")


# -------------------------------------------------------------------------------------------------- lobby


def arrive(factory: EntryFactory, meeting_id: int, side: EntrySide = A, user: int | None = None) -> bool:
    """Whether the person is inside at once."""
    waits = factory.look(meeting_id, side, user=user, name="Zoé").waits
    inside = factory.connect(factory.enter(meeting_id, side, user=user)).visit is not None
    assert inside != waits, "the check says beforehand what will be"
    return inside


def test_guests_and_colleagues_wait_in_the_lobby_presenters_do_not(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(lobby=True)
    ann, bob = factory.user("ann"), factory.user("bob")
    assert not arrive(factory, meeting_id)
    assert not arrive(factory, meeting_id, user=ann)
    assert arrive(factory, meeting_id, P)
    assert arrive(factory, meeting_id, P, user=bob)
    assert arrive(factory, meeting_id, user=owner_id(factory))


def test_colleagues_pass_the_lobby_where_the_center_says_so(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(lobby=True)
    ann, bob = factory.user("ann"), factory.user("bob", display_name="Bob")
    factory.settings(allow_fast_lobby_join=True, fast_lobby_static_username="A colleague")
    assert arrive(factory, meeting_id, user=ann)
    assert not arrive(factory, meeting_id)
    assert factory.visits()[0].name == "A colleague"
    factory.settings(allow_fast_lobby_join=True, force_extended_registration=True)
    with pytest.raises(RegistrationNeeded):
        factory.enter(meeting_id, user=bob)
    participant = factory.enter(meeting_id, user=bob, email="b@example.org", company="Ltd")
    assert factory.connect(participant).visit is None, "registration forced: the other setting has no effect"


def test_passing_the_lobby_is_not_passing_the_lock(factory: EntryFactory) -> None:
    meeting_id, ann = factory.meeting(lobby=True), factory.user("ann")
    factory.settings(allow_fast_lobby_join=True)
    factory.change(meeting_id, locked=True)
    assert factory.look(meeting_id, user=ann).state is EntryState.LOCKED
    assert factory.look(meeting_id, P).state is EntryState.OPEN


# ------------------------------------------------------------------------------------------- by the clock


def states(factory: EntryFactory, meeting_id: int) -> list[str]:
    return [factory.look(meeting_id, side, name="Zoé").state.value for side in (A, P)]


def test_always_is_always_also_when_it_is_finished(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(starts_at=now() + timedelta(days=1), ends_at=now() + timedelta(days=1, hours=1))
    assert states(factory, meeting_id) == ["open", "open"]
    factory.change(meeting_id, starts_at=now() - timedelta(days=1), ends_at=now() - timedelta(hours=1))
    participant = factory.enter(meeting_id)
    factory.connect(participant)
    with factory.database.write() as session:
        presence.end_meeting(session, factory.site, meetings.lock_meeting(session, meeting_id))
    assert states(factory, meeting_id) == ["open", "open"]
    factory.connect(participant)
    assert factory.look(meeting_id).meeting.status == "in_progress"


@pytest.mark.parametrize(
    ("from_start", "from_end", "expected"),
    [
        (60, 120, ["early", "early"]),
        (31, 90, ["early", "early"]),
        (29, 90, ["early", "open"]),
        (-1, 60, ["open", "open"]),
        (-60, 1, ["open", "open"]),
        (-60, -1, ["late", "late"]),
    ],
)
def test_scheduled_is_from_start_to_end(
    factory: EntryFactory, from_start: int, from_end: int, expected: list[str]
) -> None:
    times: dict[str, Any] = {
        "starts_at": now() + timedelta(minutes=from_start),
        "ends_at": now() + timedelta(minutes=from_end),
    }
    meeting_id = factory.meeting(doors="scheduled", **times)
    assert states(factory, meeting_id) == expected
    assert factory.look(meeting_id, user=owner_id(factory)).state is EntryState.OPEN


@pytest.mark.parametrize(
    ("rule", "from_now", "expected"),
    [
        ("FREQ=WEEKLY", timedelta(minutes=-20), ["open", "open"]),
        ("FREQ=WEEKLY", timedelta(minutes=20), ["early", "open"]),
        ("FREQ=WEEKLY", timedelta(minutes=60), ["early", "early"]),
        ("FREQ=WEEKLY;COUNT=4", timedelta(minutes=-20), ["open", "open"]),
        ("FREQ=WEEKLY;COUNT=3", timedelta(minutes=-20), ["late", "late"]),
    ],
)
def test_scheduled_is_from_start_to_end_of_each_occurrence(
    factory: EntryFactory, rule: str, from_now: timedelta, expected: list[str]
) -> None:
    first = now() + from_now - timedelta(weeks=3)
    meeting_id = factory.meeting(
        doors="scheduled", recurrence=rule, starts_at=first, ends_at=first + timedelta(hours=1), time_zone="UTC"
    )
    assert [factory.look(meeting_id, side, name="Zoé").state for side in (A, P)] == expected


@pytest.mark.parametrize("opening", ["scheduled", "start"])
def test_where_the_start_does_not_fit_the_rule_the_first_occurrence_counts(factory: EntryFactory, opening: str) -> None:
    first = now() - timedelta(hours=1)
    tomorrow = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[(first.weekday() + 1) % 7]
    meeting_id = factory.meeting(
        doors=opening,
        recurrence=f"FREQ=WEEKLY;BYDAY={tomorrow}",
        starts_at=first,
        ends_at=first + timedelta(hours=6),
        time_zone="UTC",
    )
    assert factory.look(meeting_id, name="Zoé").state is EntryState.EARLY


def test_who_is_inside_at_the_end_may_come_back(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(doors="scheduled", ends_at=now() + timedelta(minutes=1))
    participant = factory.enter(meeting_id)
    factory.connect(participant)
    factory.change(meeting_id, ends_at=now() - timedelta(minutes=1))
    assert factory.look(meeting_id, known=participant.public_id, name="Zoé").state is EntryState.OPEN
    assert states(factory, meeting_id) == ["late", "late"]


def test_secrets_are_told_to_nobody_who_has_no_right(factory: EntryFactory) -> None:
    meeting_id = factory.meeting(
        doors="scheduled", starts_at=now() + timedelta(days=1), audience_entry="password", audience_password=PASSWORD
    )
    assert factory.look(meeting_id).secret
    assert factory.look(meeting_id, password=PASSWORD).state is EntryState.EARLY


@pytest.mark.parametrize("state", ["deleted", "expired", "removed"])
def test_what_is_deleted_says_so_to_everybody(factory: EntryFactory, state: str) -> None:
    meeting_id = factory.meeting(audience_entry="password", audience_password=PASSWORD)
    factory.change(meeting_id, life=state, cancelled_at=now())
    assert states(factory, meeting_id) == ["inactive", "inactive"]
    assert factory.look(meeting_id).secret, "also of what is gone nothing is told to whom it was never open"
    with pytest.raises(EntryClosed):
        factory.enter(meeting_id, password=PASSWORD)
    assert factory.look(meeting_id, user=owner_id(factory)).state is EntryState.INACTIVE


@pytest.mark.parametrize("field", ["expires_at", "deleted_at"])
def test_nobody_enters_meetings_of_an_owner_whose_account_is_off(factory: EntryFactory, field: str) -> None:
    meeting_id = factory.meeting()
    participant = factory.enter(meeting_id)
    with factory.database.write() as session:
        setattr(session.get_one(User, owner_id(factory)), field, now() - timedelta(seconds=1))
    assert states(factory, meeting_id) == ["inactive", "inactive"]
    with pytest.raises(EntryClosed):
        factory.connect(participant)


def test_seats_are_those_of_the_meeting(factory: EntryFactory) -> None:
    factory.site = replace(factory.site, room_limit=1)
    meeting_id = factory.meeting(seats=2)
    for _ in range(2):
        factory.connect(factory.enter(meeting_id))
    assert states(factory, meeting_id) == ["full", "full"]
    with pytest.raises(EntryClosed) as closed:
        factory.enter(meeting_id)
    assert closed.value.word == "full"
    assert factory.look(meeting_id, user=owner_id(factory)).state is EntryState.OPEN


def test_removed_people_stay_out(factory: EntryFactory) -> None:
    meeting_id, ann = factory.meeting(), factory.user("ann")
    host, participant = factory.enter(meeting_id, user=owner_id(factory)), factory.enter(meeting_id, user=ann)
    factory.connect(host)
    factory.connect(participant)
    with factory.database.write() as session:
        insider = moderation.inside(session, session.get_one(Participant, host.id))
        moderation.remove(session, factory.site, insider, participant.public_id)
    for side in (A, P):
        assert factory.look(meeting_id, side, user=ann).state is EntryState.REMOVED


def test_a_removed_guest_stays_out_in_the_same_browser_until_let_in_again(factory: EntryFactory) -> None:
    meeting_id = factory.meeting()
    host, guest = factory.enter(meeting_id, user=owner_id(factory)), factory.enter(meeting_id, name="Eve")
    factory.connect(host)
    factory.connect(guest)
    with factory.database.write() as session:
        insider = moderation.inside(session, session.get_one(Participant, host.id))
        moderation.remove(session, factory.site, insider, guest.public_id)
    assert factory.look(meeting_id, name="Mallory", known=guest.public_id).state is EntryState.REMOVED
    with pytest.raises(EntryClosed) as closed:
        factory.enter(meeting_id, name="Mallory", known=guest.public_id)
    assert closed.value.word == "removed"
    with factory.database.write() as session:
        insider = moderation.inside(session, session.get_one(Participant, host.id))
        moderation.readmit(session, insider, guest.public_id)
    assert factory.enter(meeting_id, name="Eve", known=guest.public_id).id == guest.id


# ------------------------------------------------------------------------------------------------ visits


def test_a_visit_says_where_it_comes_from(factory: EntryFactory) -> None:
    meeting_id = factory.meeting()
    fields: dict[str, Any] = {"email": "z@example.org", "company": "Ltd", "extra1": "a", "extra2": "b", "extra3": "c"}
    participant = factory.enter(meeting_id, **fields)
    factory.connect(participant, Origin("Browser/1.0 " + "x" * 400, "2001:db8::1"))
    (visit,) = factory.visits()
    assert {name: getattr(visit, name) for name in fields} == fields
    assert (visit.browser[:11], len(visit.browser), visit.address) == ("Browser/1.0", 255, "2001:db8::1")


def test_hours_are_noted_when_a_visit_ends_and_once(factory: EntryFactory) -> None:
    meeting_id = factory.meeting()
    guests = [factory.enter(meeting_id) for _ in range(2)]
    for guest in guests:
        factory.connect(guest)
    with factory.database.write() as session:
        for visit in session.scalars(select(Visit)):
            visit.entered_at = visit.entered_at.replace(minute=30) - timedelta(hours=3)
    for guest in guests:
        with factory.database.write() as session:
            presence.leave(session, factory.site, session.get_one(Participant, guest.id))
    with factory.database.read() as session:
        noted = list(session.scalars(select(VisitedHour.hour).order_by(VisitedHour.hour)))
    touched: set[int] = set()
    for visit in factory.visits():
        assert visit.left_at is not None
        touched |= {int(moment.timestamp()) // 3600 for moment in (visit.entered_at, visit.left_at)}
    assert noted == list(range(min(touched), max(touched) + 1)), "each hour once, though two people were there"
    assert len(noted) >= 3
