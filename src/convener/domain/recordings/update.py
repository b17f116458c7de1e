"""Changes of a recording (Live Meeting service API, ModifyRecording; reference 6.5 and 10.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import directory, passwords, users
from convener.domain.authorization import reaches_all
from convener.domain.centers import locales
from convener.domain.centers.settings import EXPIRY_UNITS, CenterSettings
from convener.domain.composition.plan import HEIGHTS
from convener.domain.errors import InvalidParameter, NameTaken, NotAllowed, NotSettable, UnknownUsers
from convener.domain.events.kinds.recordings import RecordingChanged
from convener.domain.events.log import record_in_center
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.domain.site import now
from convener.domain.stored_settings import read_settings
from convener.storage.models import Center, Group, Recording, RecordingAccess
from convener.storage.rows import AnyUser

from . import recordings, videos


class RecordingChanges(TypedDict, total=False):
    """New values by field: a field that is absent stays as it is; None removes the value of a :data:`REMOVABLE` one.

    ``acl``: IDs of users and groups that may view; ``owner``: a user ID; ``expiry_unit``: one of
    :data:`convener.domain.centers.settings.EXPIRY_UNITS`; ``video_height``: lines of the video, one of
    :data:`convener.domain.composition.plan.HEIGHTS`, in which it is composed anew.
    """

    acl: list[str] | None
    billing: str | None
    password: str | None
    name: str
    title: str
    owner: str
    registration: bool
    owner_downloads_only: bool
    time_zone: str
    expires: bool
    expiry_amount: int
    expiry_unit: str
    video_height: int


CHANGEABLE = frozenset(RecordingChanges.__annotations__)
"""All fields of :class:`RecordingChanges`."""

REMOVABLE = frozenset({"acl", "billing", "password"})
"""Fields whose value can be removed (None)."""


def change(session: Session, recording: Recording, caller: AnyUser, changes: RecordingChanges) -> None:
    """Apply the changes. The caller has locked the row and may manage the recording
    (:mod:`convener.domain.recordings.search`).

    An access list removes the password and a password the list; removing the one in use opens the recording to all who
    know its name. Only administrators change the owner. Raises :class:`NotSettable` for a field that cannot be changed
    or removed, :class:`InvalidParameter`, :class:`NotAllowed`, :class:`NameTaken`, :class:`UnknownUsers`,
    :class:`BadTimeZone`, :class:`BadCharacter`; ``parameter`` is the field.
    """
    values: Mapping[str, object] = changes
    for field, value in values.items():
        if field not in CHANGEABLE or (value is None and field not in REMOVABLE):
            raise NotSettable(f"{field} cannot be {'removed' if field in CHANGEABLE else 'changed'}.", field)
    if changes.get("acl") is not None and changes.get("password") is not None:
        raise InvalidParameter("A recording has either a list or a password.", "password")
    center = read_settings(CenterSettings, session.get_one(Center, recording.center_id).settings)
    administrates = reaches_all(caller, ObjectAction.MANAGE, ObjectKind.RECORDING)
    if "owner" in changes:
        _change_owner(session, recording, changes["owner"], administrates)
    if "billing" in changes and (administrates or not center.billing_reserved):
        recording.billing = _text(changes["billing"], "billing", 255) if changes["billing"] is not None else None
        recording.billing_folded = text.fold(recording.billing) if recording.billing else None
    if "title" in changes:
        recording.title = text.shown("title", _text(changes["title"], "title", 255))
        recording.title_folded = text.fold(recording.title)
    if "time_zone" in changes:
        recording.time_zone = locales.time_zone(_text(changes["time_zone"], "time_zone", 255), "time_zone")
    if "registration" in changes:
        recording.registration = changes["registration"] is True
    if "owner_downloads_only" in changes:
        recording.owner_downloads_only = changes["owner_downloads_only"] is True
    if "video_height" in changes:
        _change_height(session, recording, changes["video_height"])
    _change_expiry(recording, changes, center, administrates)
    _change_entry(session, recording, changes, center)
    if "name" in changes:
        _rename(session, recording, _text(changes["name"], "name", recordings.LONGEST_NAME))
    recording.modified_at = now()
    session.flush()
    changed = RecordingChanged(recording=recording.reid, changed=sorted(changes))
    record_in_center(session, recording.center_id, changed, caller)


def _change_height(session: Session, recording: Recording, height: int) -> None:
    if height not in HEIGHTS:
        raise InvalidParameter(f"A video has {' or '.join(map(str, HEIGHTS))} lines.", "video_height")
    if recording.full_duration is None:
        raise InvalidParameter("Only recordings that were made here are composed to a video.", "video_height")
    if recording.video_height != height:
        recording.video_height = height
        videos.ask(session, recording)


def _change_owner(session: Session, recording: Recording, value: str, administrates: bool) -> None:
    if not administrates:
        raise NotAllowed("Only administrators may give a recording to somebody else.", "owner")
    wanted = _text(value, "owner", 64)
    owner = users.find_user_or_none(session, recording.center_id, wanted)
    if owner is None:
        raise UnknownUsers([wanted], "owner")
    recordings.set_owner(session, recording, owner)


def _change_expiry(
    recording: Recording, changes: RecordingChanges, center: CenterSettings, administrates: bool
) -> None:
    if not changes.keys() & {"expires", "expiry_amount", "expiry_unit"}:
        return
    if "expires" in changes:
        if changes["expires"] is False and center.recording_expiry_forced and not administrates:
            raise NotAllowed("Recordings of this center expire; only administrators may keep one.", "expires")
        recording.expires = changes["expires"] is True
    if "expiry_amount" in changes:
        amount = changes["expiry_amount"]
        if not isinstance(amount, int) or not 1 <= amount <= recordings.MAX_EXPIRY:
            raise InvalidParameter(f"A recording expires after 1 to {recordings.MAX_EXPIRY}.", "expiry_amount")
        recording.expiry_amount = amount
    if "expiry_unit" in changes:
        if changes["expiry_unit"] not in EXPIRY_UNITS:
            raise InvalidParameter(f"The unit is one of {', '.join(EXPIRY_UNITS)}.", "expiry_unit")
        recording.expiry_unit = str(changes["expiry_unit"])
    if recording.published_at is not None:
        recording.expires_at = recordings.expiry_time(recording, recording.published_at)


def _change_entry(session: Session, recording: Recording, changes: RecordingChanges, center: CenterSettings) -> None:
    values: Mapping[str, object] = changes
    for field in ("password", "acl"):  # also the values of the recording's entry control
        if field in values and values[field] is None and recording.entry == field:
            recording.entry = "none"
    if changes.get("password") is not None:
        password = changes["password"]
        recording.password = passwords.check_password(
            center.recording_passwords, str(password), recording.name, "password"
        )
        recording.entry = "password"
    ids = changes.get("acl")
    if isinstance(ids, list):
        listed, unknown = directory.find_users_and_groups(session, session.get_one(Center, recording.center_id), ids)
        if unknown:
            raise UnknownUsers(unknown, "acl")
        session.execute(sql_delete(RecordingAccess).where(RecordingAccess.recording_id == recording.id))
        for one in listed:
            user_id, group_id = (None, one.id) if isinstance(one, Group) else (one.id, None)
            session.add(RecordingAccess(recording_id=recording.id, user_id=user_id, group_id=group_id))
        recording.entry = "acl"
    if recording.entry != "password":
        recording.password = None
    if recording.entry != "acl":
        session.execute(sql_delete(RecordingAccess).where(RecordingAccess.recording_id == recording.id))


def _rename(session: Session, recording: Recording, name: str) -> None:
    if not all(" " <= character <= "~" for character in name):
        raise InvalidParameter("A recording's name has ASCII characters only.", "name")
    recordings.require_free_name(session, recording, name)
    session.flush()
    try:
        with session.begin_nested():
            recording.name = name
            recording.name_folded = text.fold(name)
            session.flush()
    except IntegrityError:
        raise NameTaken("recording", name) from None


def _text(value: object, field: str, longest: int) -> str:
    if not isinstance(value, str):
        raise InvalidParameter(f"{field} is a text.", field)
    # White space before a text is kept, as everywhere in the API.
    return text.key(field, value.rstrip(" "), longest, shortest=1)
