"""Scheduling: the one way to create and to change a meeting, for all APIs.

Creating: the owner is found, defaults of the owner and the center fill what the changes leave open, name, schedule,
labels, options and entry control are applied to a new row; then limits of the center, free seats and maintenance
windows are checked, the row is inserted with its access lists and metadata, and the owner becomes the host. Changing
applies the same parts to a locked row, and tells people in the room and those who were invited when the meeting looks
different to them. Each part is a module of the wing :mod:`convener.domain.meetings`.

Rules and defaults are those of the Live Meeting service API, reference sections 5.2 to 5.4 and 6.1; what the contract
of another API asks differently is its :class:`convener.domain.meetings.changes.MeetingContract`. A call that fails
raises before anything is written, or in a transaction that its caller rolls back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import profiles, users
from convener.domain.authorization import reaches_all
from convener.domain.centers import api_clients, centers
from convener.domain.centers import limits as center_limits
from convener.domain.centers.settings import CenterSettings, settings_of
from convener.domain.errors import (
    BadValue,
    InvalidParameter,
    NotAllowed,
    NotOwnPersonalRoom,
    NotSettable,
    PersonalRoomExists,
)
from convener.domain.events.kinds.meetings import MeetingCreated
from convener.domain.events.kinds.participants import ParticipantAdded
from convener.domain.events.log import record_creation
from convener.domain.invitations import invitations
from convener.domain.meetings import capacity, listing, meetings, names, ownership, participants, schedule, state
from convener.domain.meetings.access_lists import write_access_list
from convener.domain.meetings.changes import MeetingChanges, MeetingContract, value_of
from convener.domain.meetings.entry_control import PASSWORD, AccessLists, apply_entry_control, control_of_new
from convener.domain.meetings.labels import apply_labels, set_title
from convener.domain.meetings.metadata import write_metadata
from convener.domain.meetings.options import apply_options
from convener.domain.meetings.schedule import SCHEDULE_FIELDS, TIME_FIELDS, MeetingKind, OpeningRule
from convener.domain.meetings.state import MeetingStatus
from convener.domain.permissions import CenterAction, MeetingRole, ObjectAction, ObjectKind, center_allows
from convener.domain.site import Site, now
from convener.storage.core import insert_meeting, reserve_keys
from convener.storage.models import Group, Meeting, Participant, User
from convener.storage.objects import mapped
from convener.storage.rows import (
    AnyCenter,
    AnyClient,
    AnyMeeting,
    AnyUser,
    EditedMeeting,
    MeetingRow,
    NewMeeting,
    ParticipantRow,
)

from . import audience_options

SEAT_FIELDS = TIME_FIELDS | {"seats", "time_zone", "kind"}
"""Fields on which it depends how many seats are reserved, and when."""

LIVE_MEETING = MeetingContract()
"""The contract that states everything itself."""


@dataclass
class Outcome:
    """A meeting as it is now. ``different``: whether people in the room, and those who were invited, see something else
    than before. ``invalid``: IDs on access lists that belong to no user or group, by the field that reports them, where
    a partial success was asked for."""

    meeting: Meeting
    different: bool = True
    invalid: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Created(Outcome):
    """A new meeting; ``host`` is its owner as a participant."""

    host: Participant = field(kw_only=True)


@dataclass(frozen=True)
class CreatedRows:
    """As :class:`Created`, for who only reads it."""

    meeting: MeetingRow
    host: ParticipantRow
    invalid: dict[str, list[str]]


@dataclass(frozen=True)
class ClientMeeting:
    """How an API client calls a new meeting: by a key of its own. ``name`` and ``email`` are the host's."""

    client: AnyClient
    key: str
    name: str
    email: str


@dataclass(frozen=True)
class Scheduler:
    """Creates and changes meetings of one center for one caller, by the rules of all APIs.

    ``contract``: what the API of the caller asks in its own way. ``partial``: unknown IDs on an access list do not fail
    a call as long as one of them is known. ``maintenance_until``: see
    :func:`convener.domain.meetings.capacity.check_maintenance`.
    """

    session: Session
    site: Site
    center: AnyCenter
    caller: AnyUser
    partial: bool = False
    contract: MeetingContract = LIVE_MEETING
    maintenance_until: datetime | UnsetType | None = UNSET

    @property
    def _is_administrator(self) -> bool:
        return reaches_all(self.caller, ObjectAction.MANAGE, ObjectKind.MEETING)

    # ---------------------------------------------------------------------------------------------- creating

    def create(
        self, changes: MeetingChanges, of_client: ClientMeeting | None = None, *, mid: str | None = None
    ) -> Created:
        """A new meeting. Its owner is the caller, unless an administrator names another user. ``mid``: its id, where
        that follows from a key of the caller's (:func:`convener.domain.meetings.meetings.mid_of_key`).

        With ``of_client`` it is a meeting of an API client: it counts against the client's quota of sessions, and the
        caller is the client's user, who needs no privilege of the center.
        """
        created = self.create_rows(changes, of_client, mid=mid)
        meeting = mapped(self.session, Meeting, created.meeting)
        return Created(meeting, invalid=created.invalid, host=mapped(self.session, Participant, created.host))

    def create_rows(
        self, changes: MeetingChanges, of_client: ClientMeeting | None = None, *, mid: str | None = None
    ) -> CreatedRows:
        """As :meth:`create`, without objects of the session, which cost as much as the inserts."""
        reserve_keys(self.session)
        settings = settings_of(self.center)
        owner = self._find_owner(changes) if of_client is None else self.caller
        kind, room_owner_id = self._check_kind(changes, owner)
        changes = self._with_defaults(changes, settings, owner)
        if of_client is not None:
            api_clients.reserve_session(self.session, of_client.client)
        new = self._blank(owner, kind, of_client, mid or meetings.new_mid())
        if room_owner_id is not None:
            new.place_of_id = room_owner_id
        name = value_of(changes.name)
        if self.contract.defaults or name:
            names.set_name(self.session, new, name or None)
        else:
            names.set_code(new)
        schedule.apply_schedule(new, changes, settings, self.contract)
        if changes.seats is not UNSET:
            new.seats = changes.seats
        if changes.tag is not UNSET:
            new.tag = changes.tag
        if self.contract.defaults and value_of(changes.title) is None:
            set_title(new, None)
        lists = self._apply(new, changes, settings)
        audience_options.set_of_new(new, changes, owner)
        capacity.check_seats(self.session, self.site, self.center, new)
        # A meeting without a start can be entered at once.
        capacity.check_maintenance(self.session, new, until=self.maintenance_until, start=now())
        center_limits.require_free_schedule(self.session, self.center)
        capacity.reserve(self.session, new)
        meetings.adjust_owner_count(self.session, owner.id, 1)
        meeting = insert_meeting(self.session, new, owner.user_id)
        self._write(meeting, changes, {side: entries for side, entries in lists.entries.items() if entries})
        host = participants.insert_participant(
            self.session,
            self.site,
            meeting,
            MeetingRole.HOST,
            user=owner,
            name=of_client.name if of_client else owner.display_name,
            email=of_client.email if of_client else owner.email,
        )
        created = MeetingCreated(meeting=state.state(meeting))
        record_creation(self.session, meeting, (created, None), (ParticipantAdded(), host))
        return CreatedRows(meeting, host, lists.invalid)

    def _blank(self, owner: AnyUser, kind: MeetingKind, of_client: ClientMeeting | None, mid: str) -> NewMeeting:
        """The row of a new meeting, before anything is applied to it."""
        meeting = NewMeeting(
            center_id=self.center.id,
            mid=mid,
            owner_id=owner.id,
            status=MeetingStatus.SCHEDULED.value,
            kind=kind.value,
            created_at=now(),
            last_seq=2,
        )
        if self.contract.defaults:
            meeting.doors = OpeningRule.ALWAYS.value
            meeting.audience_entry = meeting.presenter_entry = "none"
        if of_client is not None:
            meeting.api_client_id = of_client.client.id
            meeting.meeting_key = of_client.key
            meeting.time_zone = of_client.client.time_zone
        return meeting

    def _with_defaults(self, changes: MeetingChanges, settings: CenterSettings, owner: AnyUser) -> MeetingChanges:
        """The changes, and what the owner and the center want of each new meeting where they say nothing of it."""
        changes = self._permitted(changes, settings)
        if not self.contract.defaults:
            seats = capacity.demanded_seats(self.site, settings, owner)
            return changes if seats is None or changes.seats is not UNSET else replace(changes, seats=seats)
        filled: dict[str, object] = {**profiles.meeting_defaults(settings, owner)}
        if filled.get("seats") is None:
            filled["seats"] = center_limits.max_meeting_seats(self.site, settings)
        filled.update(control_of_new(changes, "audience", str(filled.pop("audience_entry", PASSWORD))))
        filled.update(control_of_new(changes, "presenter", PASSWORD))
        default_seats = filled["seats"]
        filled.update(changes.given())
        # A meeting has seats and a start, also where it is asked to have none.
        if filled["seats"] is None:
            filled["seats"] = default_seats
        if filled.get("starts_at") is None:
            filled["starts_at"] = now().replace(microsecond=0)
        return msgspec.convert(filled, MeetingChanges)

    def _find_owner(self, changes: MeetingChanges) -> AnyUser:
        user_id = value_of(changes.owner)
        if user_id is None and self._is_administrator:
            user_id = value_of(changes.personal_room_of)
        if user_id is None or text.fold(user_id) == self.caller.user_id_folded:
            users.require_scheduling(self.caller)
            return self.caller
        if not self._is_administrator:
            raise NotAllowed("Only administrators may make meetings for others.", "owner")
        return self._find_organizer(user_id)

    def _find_organizer(self, user_id: str) -> User:
        """A user who may own meetings."""
        user = users.find_user_or_none(self.session, self.center.id, user_id)
        if user is None:
            raise BadValue(f"There is no user {user_id!r}.", "owner")
        if not center_allows(user.role, CenterAction.CREATE_MEETING) or not user.schedules:
            raise BadValue(f"{user.user_id} may not organize meetings.", "owner")
        return user

    def _check_kind(self, changes: MeetingChanges, owner: AnyUser) -> tuple[MeetingKind, int | None]:
        """The kind of the new meeting and, of a personal room, the id of its owner, who has no other one."""
        room_of, named = value_of(changes.personal_room_of), value_of(changes.kind)
        kind = MeetingKind(named) if named else (MeetingKind.MEET_NOW if room_of else MeetingKind.ONE_TIME)
        if kind is not MeetingKind.MEET_NOW:
            if room_of:
                raise InvalidParameter("A personal place is a MeetNow meeting.", "kind")
            return kind, None
        if room_of is not None and text.fold(room_of) != owner.user_id_folded:
            raise NotOwnPersonalRoom("A personal place belongs to its owner.", "personal_room_of")
        existing = select(Meeting.id).where(Meeting.place_of_id == owner.id, Meeting.cancelled_at.is_(None))
        if self.session.scalar(existing) is not None:
            raise PersonalRoomExists(f"{owner.user_id} has a personal place already.")
        return kind, owner.id

    # ---------------------------------------------------------------------------------------------- changing

    def change(self, meeting: Meeting, changes: MeetingChanges) -> Outcome:
        """Change a living meeting whose row the caller has locked
        (:func:`convener.domain.meetings.meetings.lock_meeting`)."""
        settings = settings_of(self.center)
        changes = self._permitted(changes, settings)
        given = changes.given()
        if self.contract.repeatable:
            current = audience_options.values_of(meeting)
            given = {
                name: value
                for name, value in given.items()
                if value != current.get(name, getattr(meeting, name, UNSET))
            }
            if not given:
                return Outcome(meeting, different=False)
            changes = msgspec.convert(given, MeetingChanges)
        if "tag" in given or "tag_id" in given:
            raise NotSettable("The tag of a meeting never changes.", "tag")
        if "personal_room_of" in given:
            raise NotSettable("A personal place stays what it is.", "personal_room_of")
        before, listed = _visible_values(meeting), listing.listed_at(meeting)
        if changes.owner is not UNSET:
            self._change_owner(meeting, changes.owner)
        if changes.name is not UNSET:
            self._change_name(meeting, changes.name)
        moves = not TIME_FIELDS.isdisjoint(given)
        reschedules = moves or not SCHEDULE_FIELDS.isdisjoint(given)
        seats_change = not SEAT_FIELDS.isdisjoint(given)
        if seats_change:
            if settings.attendance_limit is not None:
                # Before the seats, in the order in which a new meeting locks them.
                centers.lock_center(self.session, self.center.id)
            capacity.release(self.session, meeting)
        if changes.kind is not UNSET and changes.kind is not None:
            schedule.change_kind(meeting, MeetingKind(changes.kind))
        if reschedules:
            schedule.apply_schedule(meeting, changes, settings, self.contract)
        if changes.seats is not UNSET:
            meeting.seats = changes.seats
        elif moves and meeting.seats is None and not self.contract.defaults:
            meeting.seats = capacity.demanded_seats(self.site, settings, self._read_owner(meeting))
        lists = self._apply(meeting, changes, settings)
        audience_options.change(self.session, meeting, changes)
        if reschedules or "seats" in given:
            capacity.check_seats(self.session, self.site, self.center, meeting)
        if moves:
            capacity.check_maintenance(self.session, meeting, until=self.maintenance_until)
        if seats_change:
            capacity.reserve(self.session, meeting)
        self._write(meeting, changes, lists.entries)
        if listing.listed_at(meeting) != listed:
            listing.relist(self.session, meeting)
        meeting.modified_at = now()
        different = _visible_values(meeting) != before
        if different:
            meeting.calendar_sequence += 1
            state.record_update(self.session, meeting)
            invitations.announce_change(self.session, meeting)
        return Outcome(meeting, different=different, invalid=lists.invalid)

    def _change_owner(self, meeting: Meeting, user_id: str | None) -> None:
        if user_id is None:
            raise InvalidParameter("A meeting needs an owner.", "owner")
        if text.fold(user_id) == self._read_owner(meeting).user_id_folded:
            return
        if not self._is_administrator:
            raise NotAllowed("Only administrators may give a meeting to somebody else.", "owner")
        ownership.transfer_meeting(self.session, self.site, meeting, self._find_organizer(user_id))

    def _change_name(self, meeting: Meeting, name: str | None) -> None:
        if name is None:
            raise InvalidParameter("A meeting needs a name.", "name")
        if text.fold(name) == meeting.name_folded:
            meeting.name = name
        else:
            names.set_name(self.session, meeting, name)

    # -------------------------------------------------------------------------------------------------- both

    def _permitted(self, changes: MeetingChanges, settings: CenterSettings) -> MeetingChanges:
        """The changes without the billing code, where that is reserved to administrators."""
        if settings.billing_reserved and changes.billing is not UNSET and not self._is_administrator:
            return replace(changes, billing=UNSET)
        return changes

    def _apply(self, meeting: EditedMeeting, changes: MeetingChanges, settings: CenterSettings) -> AccessLists:
        """Apply what is the same for new and old meetings, after their schedule and seats."""
        apply_labels(meeting, changes)
        if changes.registration is not UNSET:
            meeting.registration = changes.registration is True
        if changes.lobby is not UNSET:
            meeting.lobby = changes.lobby is True
        apply_options(meeting, changes, settings, find_owner=self._read_owner, is_administrator=self._is_administrator)
        return apply_entry_control(
            self.session, self.center, meeting, changes, settings.meeting_passwords, partial=self.partial
        )

    def _read_owner(self, meeting: EditedMeeting) -> AnyUser:
        """The owner of a meeting, without a query where that is the caller."""
        return self.caller if meeting.owner_id == self.caller.id else self.session.get_one(User, meeting.owner_id)

    def _write(self, meeting: AnyMeeting, changes: MeetingChanges, lists: Mapping[str, list[User | Group]]) -> None:
        """Write what stands in tables of its own."""
        for side, entries in lists.items():
            write_access_list(self.session, meeting, side, entries)
        if changes.metadata is not UNSET:
            write_metadata(self.session, meeting, changes.metadata)


def _visible_values(meeting: Meeting) -> tuple[object, ...]:
    """What people in the room, and those who were invited, are told of a meeting."""
    return (
        meeting.name,
        meeting.title,
        meeting.description,
        meeting.language,
        meeting.starts_at,
        meeting.ends_at,
        meeting.time_zone,
        meeting.recurrence,
        meeting.lobby,
    )
