"""Meetings of API clients: an application names meetings by its own keys and people by its own user ids.

Calls may be repeated, as applications retry: what is there already is updated, what is cancelled already stays so. The
caller of a function that writes has locked the client's row
(:func:`convener.domain.centers.api_clients.authenticate_writing_client`): of two identical calls at once the second
finds what the first created. The client's row is always locked before the meeting's row.

Only :func:`create_or_update_meeting` needs no lock, so that a client's creates run beside each other: of two identical
ones the second is in conflict with the keys of the first, and finds what that created when it is done again
(:func:`convener.storage.database.repeated`). Quotas are exact either way: they are checked as they are counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import external_users
from convener.domain.centers.api_clients import Caller, ClientAndCenter
from convener.domain.errors import MeetingCancelled, MeetingExists, NotAllowed, ParticipantNotFound
from convener.domain.invitations import invitations
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import MeetingChanges, MeetingContract
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site
from convener.storage import api_client_rows
from convener.storage.models import Meeting, Participant
from convener.storage.objects import mapped
from convener.storage.rows import AnyClient, AnyMeeting, AnyParticipant, AnyUser, MeetingStatusRow, ParticipantStatusRow

from . import cancel_participant as cancelling
from . import end_meeting
from .schedule_meeting import ClientMeeting, Scheduler

CONTRACT = MeetingContract(defaults=False, durations=True, endless=True, repeatable=True)
"""What applications may leave to the center, and repeat."""

LONGEST_KEY = 255
LONGEST_USER_ID = 50
"""Characters of ``hostid`` and ``puid`` (LiveMinutes seed)."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A user as the application describes one. ``parameter``: what its protocol calls the id; None is "not given"."""

    id: str
    parameter: str
    name: str | None = None
    email: str | None = None


def create_or_update_meeting(
    session: Session, site: Site, caller: ClientAndCenter, meeting_key: str, host: Person, changes: MeetingChanges
) -> tuple[AnyMeeting, AnyParticipant]:
    """The client's meeting of this key and its host, created, or found and updated with what is given.

    With an empty key the meeting gets a generated one. The key of a cancelled meeting is free again. Raises
    :class:`MeetingExists` where the key belongs to a meeting of another host, and what
    :class:`convener.domain.actions.schedule_meeting.Scheduler` raises.
    """
    client = caller.client
    _check_person(host)
    text.key("meetingKey", meeting_key, LONGEST_KEY)
    meeting = meetings.lock_living_by_key(session, client, meeting_key) if meeting_key else None
    known = external_users.find_external_user(session, client.id, host.id)
    if meeting is not None:
        owner = None if known is None else external_users.person_of(session, known)
        if known is None or owner is None or owner.id != meeting.owner_id:
            raise MeetingExists("This meetingKey belongs to a meeting of another host.", "meetingKey")
        scheduler = _scheduler(session, site, caller, owner)
        return meeting, _update_meeting(scheduler, client, meeting, known, host, changes)
    user = _ensure_user(session, client, known, host)
    owner = external_users.person_of(session, user)
    of_client = ClientMeeting(
        client=client,
        key=meeting_key or random_text(LOWERCASE_AND_DIGITS, 20),
        name=host.name or user.display_name,
        email=host.email or user.email,
    )
    scheduler = _scheduler(session, site, caller, owner)
    if not client.invitations:
        rows = scheduler.create_rows(changes, of_client)
        return rows.meeting, rows.host
    created = scheduler.create(changes, of_client)
    invitations.invite_participant(session, created.meeting, created.host, client)
    return created.meeting, created.host


def _scheduler(session: Session, site: Site, caller: ClientAndCenter, owner: AnyUser) -> Scheduler:
    return Scheduler(session, site, caller.center, owner, contract=CONTRACT, maintenance_until=caller.maintenance_until)


def _update_meeting(
    scheduler: Scheduler, client: AnyClient, meeting: Meeting, known: AnyUser, host: Person, changes: MeetingChanges
) -> Participant:
    session = scheduler.session
    # The host first: whom a change of the meeting is announced to may have another address now.
    participant = participants.find_host(session, meeting)
    external_users.update_external_user(session, known, name=host.name, email=host.email)
    participants.change_participant(session, meeting, participant, name=host.name, email=host.email)
    if not scheduler.change(meeting, changes).different:
        invitations.invite_participant(session, meeting, participant, client)
    return participant


def add_or_update_participant(
    session: Session, site: Site, client: AnyClient, meeting_key: str, person: Person
) -> AnyParticipant:
    """The person as a participant of the client's meeting, added, or found and updated with what is given."""
    _check_person(person)
    meeting = _lock_meeting(session, client, meeting_key)
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("This meeting was cancelled. createMeeting with its key makes a new one.", "meetingKey")
    user = _ensure_user(session, client, external_users.find_external_user(session, client.id, person.id), person)
    participant = _find_participant(session, meeting, user)
    if participant is None:
        # What the application does not give this time it may have given of the same user before.
        name, email = person.name or user.display_name, person.email or user.email
        role = MeetingRole.ATTENDEE
        owner = external_users.person_of(session, user)
        row = participants.add_row(session, site, meeting, role, user=owner, name=name, email=email)
        if not invitations.has_mails(meeting, client):
            return row
        participant = mapped(session, Participant, row)
    else:
        participants.change_participant(session, meeting, participant, name=person.name, email=person.email)
    invitations.invite_participant(session, meeting, participant, client)
    return participant


def cancel_meeting(session: Session, site: Site, client: AnyClient, meeting_key: str) -> None:
    """Cancel the client's meeting (:func:`convener.domain.actions.end_meeting.cancel_meeting`), unless it is already.
    Meetings that the center's users made are theirs to cancel."""
    end_meeting.cancel_meeting(session, site, _lock_meeting(session, client, meeting_key, own=True).id)


def cancel_participant(session: Session, site: Site, client: AnyClient, meeting_key: str, person: Person) -> None:
    """Cancel the person as a participant, unless it is already, and disconnect the person. The host cannot be
    cancelled."""
    _check_person(person)
    meeting = _lock_meeting(session, client, meeting_key)
    known = external_users.find_external_user(session, client.id, person.id)
    user = None if known is None else _added_user(session, meeting, known)
    if user is None:
        raise _no_participant(person)
    if meeting.owner_id == user.id:
        raise NotAllowed("The host cannot be taken out of the meeting; cancelMeeting cancels it.", person.parameter)
    participant = participants.find_participant(session, meeting, user)
    if participant is not None:
        cancelling.cancel_participant(session, site, meeting, participant)


def _check_person(person: Person) -> None:
    text.key(person.parameter, person.id, LONGEST_USER_ID, shortest=1)


def _find_participant(session: Session, meeting: Meeting, user: AnyUser) -> Participant | None:
    """The application's user as a participant; one who was merged into another user may be there as that one."""
    found = participants.find_participant(session, meeting, user)
    if found is not None or user.merged_into_id is None:
        return found
    return participants.find_participant(session, meeting, external_users.person_of(session, user))


def _added_user(session: Session, meeting: Meeting, user: AnyUser) -> AnyUser | None:
    """As whom the application's user is, or was, a participant; None where the user never was."""
    for one in (user, *([external_users.person_of(session, user)] if user.merged_into_id is not None else [])):
        if participants.was_added(session, meeting, one):
            return one
    return None


def _ensure_user(session: Session, client: AnyClient, known: AnyUser | None, person: Person) -> AnyUser:
    if known is None:
        return external_users.create_external_user(
            session, client, person.id, person.parameter, name=person.name, email=person.email
        )
    return external_users.update_external_user(session, known, name=person.name, email=person.email)


def _lock_meeting(session: Session, client: AnyClient, meeting_key: str, *, own: bool = False) -> Meeting:
    """The meeting of this key, locked: the client's own, else (unless ``own``) one that the center's users made."""
    text.key("meetingKey", meeting_key, LONGEST_KEY, shortest=1)
    meeting = meetings.lock_by_key(session, client, meeting_key)
    if meeting is None and not own:
        meeting = meetings.lock_by_mid(session, client.center_id, meeting_key)
    if meeting is None:
        raise meetings.key_not_found()
    return meeting


# ---------------------------------------------------------------------------------------------- looking up
#
# Applications ask for statuses again and again, so these read the columns that they need, in one statement each.


def find_meeting_status(connection: Connection, caller: Caller, meeting_key: str) -> MeetingStatusRow:
    """Code and status of the caller's meeting of this key, a cancelled one where no other is left; else of the center's
    meeting of this mid. Raises :class:`MeetingNotFound`."""
    text.key("meetingKey", meeting_key, LONGEST_KEY, shortest=1)
    found = api_client_rows.find_meeting_status(connection, caller.id, caller.center_id, meeting_key)
    if found is None:
        raise meetings.key_not_found()
    return found


def find_participant_status(
    connection: Connection, caller: Caller, meeting_key: str, person: Person
) -> ParticipantStatusRow:
    """Id and status of the person as a participant of that meeting (:func:`find_meeting_status`). Raises
    :class:`MeetingNotFound`, :class:`ParticipantNotFound`."""
    text.key("meetingKey", meeting_key, LONGEST_KEY, shortest=1)
    _check_person(person)
    try:
        found = api_client_rows.find_participant_status(connection, caller.id, caller.center_id, meeting_key, person.id)
    except LookupError:
        raise meetings.key_not_found() from None
    if found is None:
        raise _no_participant(person)
    return found


def _no_participant(person: Person) -> ParticipantNotFound:
    return ParticipantNotFound(f"This {person.parameter} is not a participant of the meeting.", person.parameter)
