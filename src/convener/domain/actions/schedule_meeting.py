"""Scheduling: meetings made and changed with all that the Live Meeting service API can say of them.

What is said comes as :data:`Said`: a value for each field (:data:`FIELDS`), None for "it shall have none". Rules and
defaults are those of the reference, sections 5.2 to 5.4 and 6.1. A call that fails raises before anything is written,
or in a transaction that its caller rolls back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.access.policy import OpeningRule
from convener.domain.accounts import directory, passwords, profiles, users
from convener.domain.centers import centers, locales
from convener.domain.centers import limits as center_limits
from convener.domain.centers.settings import SHARING, CenterSettings, settings_of
from convener.domain.errors import (
    BadValue,
    InvalidParameter,
    NameTaken,
    NotAllowed,
    NotHere,
    NotOffered,
    NotOwnPersonalRoom,
    PersonalRoomExists,
    UnknownUsers,
)
from convener.domain.events.log import record, record_creation
from convener.domain.events.types import EventType
from convener.domain.invitations import invitations
from convener.domain.meetings import capacity, meetings, metadata, participants, recurrence, state
from convener.domain.meetings.access_lists import SIDES
from convener.domain.meetings.changes import EARLIEST
from convener.domain.meetings.options import MeetingOptions
from convener.domain.meetings.state import MeetingStatus
from convener.domain.permissions import CenterAction, MeetingRole, center_allows
from convener.domain.secrets import CAPITALS_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.domain.stored_settings import read_settings, stored_form
from convener.storage.core import insert
from convener.storage.models import Center, Group, Meeting, MeetingAccess, MeetingMetadatum, User

Value = str | int | bool | datetime | list[str] | None
Said = Mapping[str, Value]

NAME_LENGTH = 6
"""Characters of a name that we make: A-Z and 0-9 (reference, 5.1)."""

SEATS_FOLLOW = frozenset({"seats", "starts_at", "ends_at", "recurrence", "time_zone", "kind"})
"""Fields that say how many seats are reserved, and when."""


class MeetingKind(StrEnum):
    """What sort of meeting it is (reference, 5.2)."""

    ONE_TIME = "one_time"
    RECURRING = "recurring"
    MEET_NOW = "meet_now"


FOLDED = {
    "title": "title_folded",
    "billing": "billing_folded",
    "opaque1": "opaque1_folded",
    "opaque2": "opaque2_folded",
}
"""Columns that are also kept as they are compared."""

PLAIN = frozenset({"title", "billing", "opaque1", "opaque2", "description", "registration", "time_zone"})
"""Fields that only need to be kept."""

OPTIONS = frozenset(MeetingOptions.__struct_fields__) - {"metadata"}
"""Fields kept together in one column."""

FIELDS = (
    PLAIN
    | OPTIONS
    | {
        "name",
        "seats",
        "starts_at",
        "ends_at",
        "kind",
        "owner",
        "place_of",
        "tag",
        "anytime",
        "recurrence",
        "metadata",
        *(f"{side}_{what}" for side in SIDES for what in ("entry", "password", "acl")),
    }
)


@dataclass
class Outcome:
    """A meeting as it is now. ``invalid``: entries of access lists that are nobody's IDs, by field, where a partial
    success was asked for."""

    meeting: Meeting
    invalid: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scheduler:
    """Makes and changes meetings of one center for one caller. ``partial``: unknown people on an access list do not
    fail a call as long as one of them is known."""

    session: Session
    site: Site
    center: Center
    caller: User
    partial: bool = False

    @property
    def settings(self) -> CenterSettings:
        """The center's settings."""
        return settings_of(self.center)

    @property
    def _administrator(self) -> bool:
        return center_allows(self.caller.role, CenterAction.MANAGE_ANY_MEETING)

    # ------------------------------------------------------------------------------------------------ making

    def create(self, said: Said) -> Outcome:
        """A new meeting. Its owner is the caller, unless an administrator names another user."""
        settings = self.settings
        owner = self._owner(said)
        kind, place_of = self._kind(said, owner)
        given = self._with_defaults(said, settings, owner)
        name = given.get("name")
        meeting = Meeting(
            center_id=self.center.id,
            mid=meetings.new_mid(),
            owner_id=owner.id,
            status=MeetingStatus.SCHEDULED.value,
            kind=kind.value,
            doors=OpeningRule.ALWAYS.value,
            place_of_id=place_of,
            tag=given.get("tag"),
            language="en",
            created_at=now(),
            options={},
            description="",
            title="",
            title_folded="",
            seats=None,
            time_zone="UTC",
            audience_entry="none",
            presenter_entry="none",
            lobby=False,
            locked=False,
            last_seq=2,
            inside=0,
            hosts_inside=0,
            calendar_sequence=0,
            life="active",
            registration=False,
        )
        self._name(meeting, str(name) if name else None)
        self._times(meeting, given, settings)
        self._keep(meeting, given, settings)
        invalid, lists = self._entries(meeting, given, settings)
        lists = {side: entries for side, entries in lists.items() if entries}
        capacity.check(self.session, self.site, self.center, meeting)
        capacity.check_maintenance(self.session, meeting)
        center_limits.require_free_schedule(self.session, self.center)
        meetings.adjust_owner_count(self.session, owner.id, 1)
        insert(self.session, meeting)
        capacity.reserve(self.session, meeting)
        self._write_lists(meeting, lists)
        self._write_metadata(meeting, given)
        host = participants.insert_participant(
            self.session,
            self.site,
            meeting,
            MeetingRole.HOST,
            user=owner,
            name=owner.display_name,
            email=owner.email,
        )
        made = (EventType.MEETING_CREATED, None, {"meeting": state.state(meeting).data()})
        record_creation(self.session, meeting, made, (EventType.PARTICIPANT_ADDED, host, {}))
        return Outcome(meeting, invalid)

    def _with_defaults(self, said: Said, settings: CenterSettings, owner: User) -> dict[str, Value]:
        given: dict[str, Value] = dict(profiles.meeting_defaults(settings, owner))
        if given.get("seats") is None:
            given["seats"] = center_limits.max_meeting_seats(self.site, settings)
        wanted = given.pop("audience_entry", "password")
        for side in SIDES:
            said_of_side = any(said.get(f"{side}_{what}") is not None for what in ("entry", "password", "acl"))
            if not said_of_side:
                given[f"{side}_entry"] = wanted if side == "audience" else "password"
        if settings.billing_reserved and not self._administrator:
            said = {name: value for name, value in said.items() if name != "billing"}
        given.update(said)
        if given.get("starts_at") is None:
            given["starts_at"] = now().replace(microsecond=0)
        return given

    def _owner(self, said: Said) -> User:
        named = said.get("owner")
        place_of = said.get("place_of")
        if named is None and place_of is not None and self._administrator:
            named = place_of
        if named is None or text.fold(str(named)) == self.caller.user_id_folded:
            users.require_scheduling(self.caller)
            return self.caller
        if not self._administrator:
            raise NotAllowed("Only administrators may make meetings for others.", "owner")
        return self._organizer(str(named))

    def _organizer(self, user_id: str) -> User:
        """A user who may own meetings."""
        user = users.find_user_or_none(self.session, self.center.id, user_id)
        if user is None:
            raise BadValue(f"There is no user {user_id!r}.", "owner")
        if not center_allows(user.role, CenterAction.CREATE_MEETING) or not user.schedules:
            raise BadValue(f"{user.user_id} may not organize meetings.", "owner")
        return user

    def _kind(self, said: Said, owner: User) -> tuple[MeetingKind, int | None]:
        place_of = said.get("place_of")
        named = said.get("kind")
        kind = MeetingKind(str(named)) if named else (MeetingKind.MEET_NOW if place_of else MeetingKind.ONE_TIME)
        if kind is not MeetingKind.MEET_NOW:
            if place_of:
                raise InvalidParameter("A personal place is a MeetNow meeting.", "kind")
            return kind, None
        if place_of is not None and text.fold(str(place_of)) != owner.user_id_folded:
            raise NotOwnPersonalRoom("A personal place belongs to its owner.", "place_of")
        taken = select(Meeting.id).where(Meeting.place_of_id == owner.id, Meeting.cancelled_at.is_(None))
        if self.session.scalar(taken) is not None:
            raise PersonalRoomExists(f"{owner.user_id} has a personal place already.")
        return kind, owner.id

    # ---------------------------------------------------------------------------------------------- changing

    def change(self, meeting: Meeting, said: Said) -> Outcome:
        """Change what is said of a living meeting whose row the caller holds
        (:func:`convener.domain.meetings.meetings.lock_meeting`)."""
        settings = self.settings
        given = dict(said)
        if settings.billing_reserved and not self._administrator:
            given.pop("billing", None)
        if "tag" in given or "tag_id" in given:
            raise NotHere("The tag of a meeting never changes.", "tag")
        if "place_of" in given:
            raise NotHere("A personal place stays what it is.", "place_of")
        before = self._picture(meeting)
        if "owner" in given:
            self._change_owner(meeting, given.pop("owner"))
        if "name" in given:
            name = given.pop("name")
            if name is None:
                raise InvalidParameter("A meeting needs a name.", "name")
            if text.fold(str(name)) != meeting.name_folded:
                self._name(meeting, str(name))
            meeting.name = str(name)
        if seats_move := bool(given.keys() & SEATS_FOLLOW):
            if settings.attendance_limit is not None:
                centers.lock_center(
                    self.session, self.center.id
                )  # before the seats, as whoever makes a meeting takes them
            capacity.release(self.session, meeting)
        if given.get("kind") is not None:
            self._change_kind(meeting, MeetingKind(str(given["kind"])))
        if before_times := given.keys() & {"starts_at", "ends_at", "recurrence", "time_zone", "anytime"}:
            self._times(meeting, given, settings)
        if "seats" in given:
            meeting.seats = int(str(given["seats"])) if given["seats"] is not None else None
        self._keep(meeting, given, settings)
        invalid, lists = self._entries(meeting, given, settings)
        if before_times or "seats" in given:
            capacity.check(self.session, self.site, self.center, meeting)
        if before_times & {"starts_at", "ends_at", "recurrence"}:
            capacity.check_maintenance(self.session, meeting)
        if seats_move:
            capacity.reserve(self.session, meeting)
        self._write_lists(meeting, lists)
        self._write_metadata(meeting, given)
        meeting.modified_at = now()
        if self._picture(meeting) != before:
            meeting.calendar_sequence += 1
            state.record_update(self.session, meeting)
            invitations.changed(self.session, meeting)
        return Outcome(meeting, invalid)

    def _picture(self, meeting: Meeting) -> tuple[object, ...]:
        """What people in the room, or those invited, would like to know of."""
        return (meeting.name, meeting.title, meeting.description, meeting.starts_at, meeting.ends_at, meeting.time_zone)

    def _change_kind(self, meeting: Meeting, kind: MeetingKind) -> None:
        if kind.value == meeting.kind:
            return
        if MeetingKind.MEET_NOW.value in (kind.value, meeting.kind):
            raise BadValue("A personal place stays what it is, and nothing else becomes one.", "kind")
        meeting.kind = kind.value
        if kind is MeetingKind.ONE_TIME:
            meeting.recurrence = None

    def _change_owner(self, meeting: Meeting, named: Value) -> None:
        if named is None:
            raise InvalidParameter("A meeting needs an owner.", "owner")
        if text.fold(str(named)) == self.session.get_one(User, meeting.owner_id).user_id_folded:
            return
        if not self._administrator:
            raise NotAllowed("Only administrators may give a meeting to somebody else.", "owner")
        give(self.session, self.site, meeting, self._organizer(str(named)))

    # ---------------------------------------------------------------------------------------------- the parts

    def _name(self, meeting: Meeting, wish: str | None) -> None:
        if wish is not None:
            if name_is_taken(self.session, self.center.id, wish):
                raise NameTaken("meeting", wish)
            meeting.name, meeting.name_folded = wish, text.fold(wish)
            return
        while True:
            name = random_text(CAPITALS_AND_DIGITS, NAME_LENGTH)
            if not name_is_taken(self.session, self.center.id, name):
                meeting.name, meeting.name_folded = name, text.fold(name)
                return

    def _times(self, meeting: Meeting, given: Said, settings: CenterSettings) -> None:
        if "time_zone" in given:
            zone = given["time_zone"]
            meeting.time_zone = locales.time_zone(str(zone), "time_zone") if zone else settings.time_zone
        if given.get("starts_at") is not None:
            meeting.starts_at = _instant(given["starts_at"])
            if meeting.starts_at is not None and meeting.starts_at < EARLIEST:
                raise InvalidParameter("startTime must not be before the year 1900.", "starts_at")
        if "ends_at" in given:
            meeting.ends_at = _instant(given["ends_at"])
        if meeting.ends_at is None and not settings.ongoing_meetings:
            raise NotOffered("This center does not offer meetings without an end.", "ends_at")
        if meeting.ends_at is not None and meeting.starts_at is not None and meeting.ends_at <= meeting.starts_at:
            raise InvalidParameter("endTime must be after startTime.", "ends_at")
        if "anytime" in given and (anytime := given["anytime"] is not False) != (meeting.doors == OpeningRule.ALWAYS):
            # A meeting of an application, which opens in a way of its own, stays so where it is only said again.
            meeting.doors = (OpeningRule.ALWAYS if anytime else OpeningRule.SCHEDULED).value
        if "recurrence" in given:
            meeting.recurrence = str(given["recurrence"]) if given["recurrence"] else None
        if meeting.recurrence is not None:
            if meeting.kind != MeetingKind.RECURRING.value or meeting.starts_at is None:
                raise InvalidParameter("Only a Recurring meeting has a recurrence rule.", "recurrence")
            meeting.recurrence = recurrence.check(
                meeting.recurrence, meeting.starts_at, meeting.ends_at, meeting.time_zone
            )

    def _keep(self, meeting: Meeting, given: Said, settings: CenterSettings) -> None:
        """Keep what needs little checking, and the options."""
        if meeting.id is None:
            meeting.seats = int(str(given["seats"]))
            title = given.get("title")
            self._set(meeting, "title", title if title is not None else meeting.name)
        elif "title" in given:
            self._set(meeting, "title", given["title"] if given["title"] is not None else meeting.name)
        for name in ("billing", "opaque1", "opaque2"):
            if name in given:
                self._set(meeting, name, given[name])
        if "description" in given:
            meeting.description = str(given["description"] or "")
        if "registration" in given:
            meeting.registration = given["registration"] is True
        changed = {name: given[name] for name in OPTIONS & given.keys()}
        if "locale" in changed:
            tag = locales.locale(str(changed["locale"] or settings.locale), "locale")
            changed["locale"] = tag
            meeting.language = text.language("locale", tag)
        self._check_options(meeting, changed, settings)
        if "metadata" in given:
            changed["metadata"] = given["metadata"]
        if changed:
            kept = stored_form(read_settings(MeetingOptions, meeting.options))
            merged = {name: value for name, value in {**kept, **changed}.items() if value is not None}
            try:
                meeting.options = stored_form(msgspec.convert(merged, MeetingOptions))
            except msgspec.ValidationError as error:
                raise InvalidParameter(str(error)) from None

    def _set(self, meeting: Meeting, name: str, value: Value) -> None:
        plain = None if value is None else str(value)
        setattr(meeting, name, plain)
        setattr(meeting, FOLDED[name], None if plain is None else text.search_key(plain))

    def _check_options(self, meeting: Meeting, changed: Mapping[str, Value], settings: CenterSettings) -> None:
        sharing = changed.get("application_sharing_preference")
        if sharing is not None:
            owner = self.session.get_one(User, meeting.owner_id)
            most = profiles.effective_settings(settings, owner).application_sharing_privilege or SHARING[0]
            if SHARING.index(str(sharing)) > SHARING.index(most):
                raise InvalidParameter(
                    f"The owner may share {most} at most, not {sharing}.", "application_sharing_preference"
                )
        stays = changed.get("enable_recording_expiration") is False and settings.recording_expiry_forced
        if stays and not self._administrator:
            raise NotAllowed("The center demands that recordings expire.", "enable_recording_expiration")

    # -------------------------------------------------------------------------------------------- who gets in

    def _entries(
        self, meeting: Meeting, given: Said, settings: CenterSettings
    ) -> tuple[dict[str, list[str]], dict[str, list[User | Group]]]:
        """Set entry control and passwords of both sides; returns what is invalid in lists, and the lists to write."""
        invalid: dict[str, list[str]] = {}
        lists: dict[str, list[User | Group]] = {}
        for side in SIDES:
            acl = given.get(f"{side}_acl")
            if isinstance(acl, list):
                found, unknown = directory.find_users_and_groups(self.session, self.center, acl)
                if unknown:
                    if not self.partial or not found:
                        raise UnknownUsers(unknown, f"{side}_acl")
                    invalid[f"{side}_list_invalid"] = unknown
                lists[side] = found
            self._entry(meeting, side, given, settings, lists)
        if meeting.audience_password and meeting.audience_password == meeting.presenter_password:
            raise InvalidParameter("The two passwords must differ.", "presenter_password")
        return invalid, lists

    def _entry(
        self,
        meeting: Meeting,
        side: str,
        given: Said,
        settings: CenterSettings,
        lists: dict[str, list[User | Group]],
    ) -> None:
        """One side: list and password exclude each other; a control that is not said follows from them."""
        control_field, password_field, acl_field = f"{side}_entry", f"{side}_password", f"{side}_acl"
        if not given.keys() & {control_field, password_field, acl_field}:
            return
        control = given.get(control_field)
        password, acl = given.get(password_field), given.get(acl_field)
        if password is not None and acl:
            raise InvalidParameter("An access list and a password exclude each other.", password_field)
        if control is None:
            if password is not None:
                control = "password"
            elif acl:
                control = "acl"
            else:
                control = self._what_is_left(meeting, side, given)
        if password is not None and control != "password":
            raise InvalidParameter("A password needs entry control Password.", password_field)
        if acl and control != "acl":
            raise InvalidParameter("An access list needs entry control ACL.", acl_field)
        setattr(meeting, control_field, control)
        if control != "acl":
            lists[side] = []
        if control != "password":
            setattr(meeting, password_field, None)
            return
        policy = settings.meeting_passwords
        if password is not None:
            setattr(
                meeting, password_field, passwords.check_password(policy, str(password), meeting.name, password_field)
            )
        elif getattr(meeting, password_field) is None or password_field in given:
            made = passwords.generate_password(policy, meeting.name)
            while made == (meeting.audience_password or meeting.presenter_password):
                made = passwords.generate_password(policy, meeting.name)
            setattr(meeting, password_field, made)

    def _what_is_left(self, meeting: Meeting, side: str, given: Said) -> str:
        """Entry control after a password or list was taken away: with nothing left, everybody with the name enters."""
        now_in_force = str(getattr(meeting, f"{side}_entry"))
        taken = {"password": f"{side}_password", "acl": f"{side}_acl"}.get(now_in_force)
        return "none" if taken in given else now_in_force

    def _write_lists(self, meeting: Meeting, lists: Mapping[str, list[User | Group]]) -> None:
        for side, entries in lists.items():
            self.session.execute(
                delete(MeetingAccess).where(MeetingAccess.meeting_id == meeting.id, MeetingAccess.side == side)
            )
            rows = [
                {
                    "meeting_id": meeting.id,
                    "side": side,
                    "user_id": entry.id if isinstance(entry, User) else None,
                    "group_id": entry.id if isinstance(entry, Group) else None,
                }
                for entry in entries
            ]
            if rows:
                self.session.connection().execute(MeetingAccess.__table__.insert(), rows)  # type: ignore[attr-defined]

    def _write_metadata(self, meeting: Meeting, given: Said) -> None:
        if "metadata" not in given:
            return
        self.session.execute(delete(MeetingMetadatum).where(MeetingMetadatum.meeting_id == meeting.id))
        told = given["metadata"]
        rows = (
            [
                {
                    "meeting_id": meeting.id,
                    "center_id": meeting.center_id,
                    "key": key,
                    "value_folded": text.search_key(metadata.as_text(value)),
                }
                for key, value in metadata.read_metadata(str(told)).items()
                if not isinstance(value, dict | list)
            ]
            if told
            else []
        )
        if rows:
            self.session.connection().execute(MeetingMetadatum.__table__.insert(), rows)  # type: ignore[attr-defined]


_TAKEN = select(Meeting.id).where(
    Meeting.center_id == bindparam("center"),
    Meeting.name_folded == bindparam("name"),
    Meeting.cancelled_at.is_(None),
)


def name_is_taken(session: Session, center_id: int, name: str) -> bool:
    """Whether a living meeting of the center has this name."""
    return session.connection().scalar(_TAKEN, {"center": center_id, "name": text.fold(name)}) is not None


def give(session: Session, site: Site, meeting: Meeting, owner: User) -> None:
    """Make somebody else the owner, and with it the host; the one before stays a presenter. The caller holds the
    row."""
    if owner.id == meeting.owner_id:
        return
    if meeting.place_of_id is not None:
        raise NotOwnPersonalRoom("A personal place belongs to its owner.", "owner")
    before = participants.host_of(session, meeting)
    before.role = MeetingRole.PRESENTER.value
    record(session, meeting, EventType.PARTICIPANT_CHANGED, participant=before)
    # In the order of their rows, so that two who give to each other wait for each other instead of crossing.
    for owner_id, more in sorted([(meeting.owner_id, -1), (owner.id, 1)]):
        meetings.adjust_owner_count(session, owner_id, more)
    meeting.owner_id = owner.id
    host = participants.of_user(session, meeting, owner)
    if host is None:
        participants.add(
            session, site, meeting, MeetingRole.HOST, user=owner, name=owner.display_name, email=owner.email
        )
    else:
        host.role = MeetingRole.HOST.value
        record(session, meeting, EventType.PARTICIPANT_CHANGED, participant=host)


def _instant(value: Value) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    raise InvalidParameter("A time is expected.")
