"""Bookings: what an API client does with meetings by its own keys and with people by its own user ids.

Calls may be repeated: applications retry. Functions that write want the client's row held
(:func:`convener.domain.centers.api_clients.authenticate_and_lock_client`): of two identical calls at once the second
finds what the first made, and quotas are exact. The client's row always comes before the meeting's row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, Row, bindparam, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import external_users
from convener.domain.centers.api_clients import Caller
from convener.domain.errors import MeetingCancelled, MeetingExists, NotAllowed, ParticipantNotFound
from convener.domain.invitations import invitations
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import Details
from convener.domain.permissions import MeetingRole
from convener.domain.room import presence
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site
from convener.storage.models import ApiClient, Meeting, Participant, User

from . import end_meeting

LONGEST_KEY = 255
LONGEST_USER_ID = 50
"""Characters of ``hostid`` and ``puid`` (LiveMinutes seed)."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A user as the application tells of one. ``parameter`` is what its protocol calls the id; None is "not said"."""

    id: str
    parameter: str
    name: str | None = None
    email: str | None = None


def book_meeting(
    session: Session, site: Site, client: ApiClient, meeting_key: str, host: Person, details: Details
) -> tuple[Meeting, Participant]:
    """The client's meeting of this key and its host's place: made, or found and changed in what is said.

    An empty key asks for one to be made. A cancelled meeting's key is free again. Raises :class:`MeetingExists` where
    the key belongs to a meeting of another host.
    """
    _check_person(host)
    text.key("meetingKey", meeting_key, LONGEST_KEY)
    meeting = meetings.lock_by_key(session, client, meeting_key) if meeting_key else None
    owner = external_users.find_external_user(session, client.id, host.id)
    if meeting is not None and meeting.cancelled_at is None:
        if owner is None or owner.id != meeting.owner_id:
            raise MeetingExists("This meetingKey belongs to a meeting of another host.", "meetingKey")
        return meeting, _rebook(session, meeting, owner, host, details)
    owner = _bring(session, client, owner, host)
    meeting, participant = meetings.create_with_host(
        session,
        site,
        client.center_id,
        owner,
        details,
        name=host.name or owner.display_name,
        email=host.email or owner.email,
        api_client=client,
        meeting_key=meeting_key or random_text(LOWERCASE_AND_DIGITS, 20),
    )
    invitations.invite_participant(session, meeting, participant)
    return meeting, participant


def _rebook(session: Session, meeting: Meeting, owner: User, host: Person, details: Details) -> Participant:
    different = meetings.change_meeting(session, meeting, details)
    participant = participants.find_host(session, meeting)
    external_users.update_external_user(owner, name=host.name, email=host.email)
    participants.change_participant(session, meeting, participant, name=host.name, email=host.email)
    if different:
        invitations.announce_change(session, meeting)
    else:
        invitations.invite_participant(session, meeting, participant)
    return participant


def book_participant(session: Session, site: Site, client: ApiClient, meeting_key: str, person: Person) -> Participant:
    """The person's place in the client's meeting: made, or found and changed in what is said."""
    _check_person(person)
    meeting = _hold_meeting(session, client, meeting_key)
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("This meeting was cancelled. createMeeting with its key makes a new one.", "meetingKey")
    user = _bring(session, client, external_users.find_external_user(session, client.id, person.id), person)
    participant = participants.find_participant(session, meeting, user)
    if participant is None:
        # What the application does not say this time it may have said of the same user before.
        name, email = person.name or user.display_name, person.email or user.email
        role = MeetingRole.ATTENDEE
        participant = participants.add_participant(session, site, meeting, role, user=user, name=name, email=email)
    else:
        participants.change_participant(session, meeting, participant, name=person.name, email=person.email)
    invitations.invite_participant(session, meeting, participant)
    return participant


def cancel_meeting(session: Session, site: Site, client: ApiClient, meeting_key: str) -> None:
    """Cancel the client's meeting and show people inside out; once more does no harm. Meetings that the center's users
    made are theirs to cancel."""
    end_meeting.cancel_meeting(session, site, _hold_meeting(session, client, meeting_key, own=True).id)


def cancel_participant(session: Session, site: Site, client: ApiClient, meeting_key: str, person: Person) -> None:
    """Take the person's place away and show the person out; once more does no harm. The host's place stays."""
    _check_person(person)
    meeting = _hold_meeting(session, client, meeting_key)
    user = external_users.find_external_user(session, client.id, person.id)
    if user is None or not participants.was_added(session, meeting, user):
        raise _no_participant(person)
    if meeting.owner_id == user.id:
        raise NotAllowed("The host cannot be taken out of the meeting; cancelMeeting cancels it.", person.parameter)
    participant = participants.find_participant(session, meeting, user)
    if participant is not None:
        presence.remove_participant(session, site, meeting, participant, "cancelled")
        participants.cancel_participant(session, meeting, participant)
        invitations.announce_removal(session, meeting, participant)


def _check_person(person: Person) -> None:
    text.key(person.parameter, person.id, LONGEST_USER_ID, shortest=1)


def _bring(session: Session, client: ApiClient, known: User | None, person: Person) -> User:
    if known is None:
        return external_users.create_external_user(
            session, client, person.id, person.parameter, name=person.name, email=person.email
        )
    external_users.update_external_user(known, name=person.name, email=person.email)
    return known


def _hold_meeting(session: Session, client: ApiClient, meeting_key: str, *, own: bool = False) -> Meeting:
    """The meeting of this key, held: the client's own, else (unless ``own``) one that the center's users made."""
    text.key("meetingKey", meeting_key, LONGEST_KEY, shortest=1)
    meeting = meetings.lock_by_key(session, client, meeting_key)
    if meeting is None and not own:
        meeting = meetings.lock_by_mid(session, client.center_id, meeting_key)
    if meeting is None:
        raise meetings.key_not_found()
    return meeting


# ---------------------------------------------------------------------------------------------- looking up
#
# Applications ask for statuses over and over, so these read the columns that they need, in one statement each.


@dataclass(frozen=True)
class MeetingFound:
    """What an application may know of its meeting."""

    code: str
    status: str


@dataclass(frozen=True)
class ParticipantFound:
    """What an application may know of a participant."""

    public_id: str
    status: str


_MEETINGS = select(Meeting.name, Meeting.status).order_by(*meetings.LIVE_FIRST).limit(1)
_PARTICIPANTS = (
    select(Participant.public_id, Participant.status)
    .select_from(Meeting)
    .outerjoin(User, (User.api_client_id == bindparam("client_id")) & (User.external_id == bindparam("external_id")))
    .outerjoin(
        Participant,
        (Participant.meeting_id == Meeting.id) & (Participant.user_id == User.id) & Participant.cancelled_at.is_(None),
    )
    .order_by(*meetings.LIVE_FIRST)
    .limit(1)
)
_MEETING = (_MEETINGS.where(*meetings.OF_KEY), _MEETINGS.where(*meetings.OF_MID))
_PARTICIPANT = (_PARTICIPANTS.where(*meetings.OF_KEY), _PARTICIPANTS.where(*meetings.OF_MID))
"""By the client's own key; and where that finds nothing, by the mid of a meeting that the center's users made."""


def _first(connection: Connection, queries: Iterable[Executable], wanted: dict[str, object]) -> Row[Any] | None:
    found = (connection.execute(query, wanted).first() for query in queries)
    return next((row for row in found if row is not None), None)


def look_at_meeting(connection: Connection, caller: Caller, meeting_key: str) -> MeetingFound:
    """The caller's meeting of this key, a cancelled one where no other is left; else one of the center by its mid."""
    text.key("meetingKey", meeting_key, LONGEST_KEY, shortest=1)
    wanted = {"client_id": caller.id, "center_id": caller.center_id, "meeting_key": meeting_key}
    row = _first(connection, _MEETING, wanted)
    if row is None:
        raise meetings.key_not_found()
    return MeetingFound(row.name, row.status)


def look_at_participant(connection: Connection, caller: Caller, meeting_key: str, person: Person) -> ParticipantFound:
    """The person's place in the meeting of this key, like :func:`look_at_meeting`."""
    text.key("meetingKey", meeting_key, LONGEST_KEY, shortest=1)
    _check_person(person)
    wanted = {
        "client_id": caller.id,
        "center_id": caller.center_id,
        "meeting_key": meeting_key,
        "external_id": person.id,
    }
    row = _first(connection, _PARTICIPANT, wanted)
    if row is None:
        raise meetings.key_not_found()
    if row.public_id is None:
        raise _no_participant(person)
    return ParticipantFound(row.public_id, row.status)


def _no_participant(person: Person) -> ParticipantNotFound:
    return ParticipantNotFound(f"This {person.parameter} is not a participant of the meeting.", person.parameter)
