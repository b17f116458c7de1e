"""Entry control of the two sides of a meeting: everybody, a password, or an access list (Live Meeting service API,
reference 5.3).

On each side a password and an access list exclude each other. A control that the changes do not name follows from what
they set or remove; a side that is controlled by a password and has none gets a generated one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy.orm import Session

from convener.domain.accounts import directory, passwords
from convener.domain.centers.settings import PasswordPolicy
from convener.domain.errors import InvalidParameter, UnknownUsers
from convener.storage.models import Group, User
from convener.storage.rows import AnyCenter, EditedMeeting

from .access_lists import SIDES
from .changes import MeetingChanges

NONE, PASSWORD, ACCESS_LIST = "none", "password", "acl"

_PARTS = ("entry", "password", "acl")
_FIELDS_OF = {side: tuple(f"{side}_{part}" for part in _PARTS) for side in SIDES}
_FIELDS = tuple(chain.from_iterable(_FIELDS_OF.values()))


@dataclass
class AccessLists:
    """The access lists to be written, by side (a side that stays as it is, is absent), and the IDs that belong to no
    user or group, by the field that reports them."""

    entries: dict[str, list[User | Group]] = field(default_factory=dict)
    invalid: dict[str, list[str]] = field(default_factory=dict)


def apply_entry_control(
    session: Session,
    center: AnyCenter,
    meeting: EditedMeeting,
    changes: MeetingChanges,
    policy: PasswordPolicy,
    *,
    partial: bool,
) -> AccessLists:
    """Set controls and passwords of both sides; returns the lists, which need the meeting's id to be written.

    ``partial``: unknown IDs on a list are reported, as long as one is known. Raises :class:`UnknownUsers`,
    :class:`InvalidParameter`.
    """
    lists = AccessLists()
    values = changes.given(_FIELDS)
    for side in SIDES if values else ():
        acl = values.get(f"{side}_acl")
        if isinstance(acl, list):
            found, unknown = directory.find_users_and_groups(session, center, acl)
            if unknown:
                if not partial or not found:
                    raise UnknownUsers(unknown, f"{side}_acl")
                lists.invalid[f"{side}_list_invalid"] = unknown
            lists.entries[side] = found
        _apply_side(meeting, side, values, policy, lists)
    if meeting.audience_password and meeting.audience_password == meeting.presenter_password:
        raise InvalidParameter("The two passwords must differ.", "presenter_password")
    return lists


def control_of_new(changes: MeetingChanges, side: str, default: str) -> dict[str, str]:
    """The control of this side of a new meeting by its field: the default, and nothing where the changes give a value
    to the control, the password or the list, from which it follows. Where they keep away what the default needs (an
    option without a value: reference, 4.1), everybody who has the name enters."""
    values = changes.given(_FIELDS_OF[side])
    if any(value is not None for value in values.values()):
        return {}
    return {f"{side}_entry": _remaining(default, side, values)}


def _apply_side(
    meeting: EditedMeeting, side: str, values: Mapping[str, object], policy: PasswordPolicy, lists: AccessLists
) -> None:
    control_field, password_field, acl_field = f"{side}_entry", f"{side}_password", f"{side}_acl"
    if not values.keys() & {control_field, password_field, acl_field}:
        return
    control, password, acl = values.get(control_field), values.get(password_field), values.get(acl_field)
    if password is not None and acl:
        raise InvalidParameter("An access list and a password exclude each other.", password_field)
    if control is None:
        if password is not None:
            control = PASSWORD
        elif acl:
            control = ACCESS_LIST
        else:
            control = _remaining_control(meeting, side, values)
    if password is not None and control != PASSWORD:
        raise InvalidParameter("A password needs entry control Password.", password_field)
    if acl and control != ACCESS_LIST:
        raise InvalidParameter("An access list needs entry control ACL.", acl_field)
    setattr(meeting, control_field, control)
    if control != ACCESS_LIST:
        lists.entries[side] = []
    if control != PASSWORD:
        setattr(meeting, password_field, None)
    elif password is not None:
        checked = passwords.check_password(policy, str(password), meeting.name, password_field)
        setattr(meeting, password_field, checked)
    elif getattr(meeting, password_field) is None or password_field in values:
        setattr(meeting, password_field, _generate_password(meeting, policy))


def _remaining_control(meeting: EditedMeeting, side: str, values: Mapping[str, object]) -> str:
    """The control after a password or a list was removed: with neither left, everybody who has the name enters."""
    return _remaining(str(getattr(meeting, f"{side}_entry")), side, values)


def _remaining(current: str, side: str, values: Mapping[str, object]) -> str:
    removed = {PASSWORD: f"{side}_password", ACCESS_LIST: f"{side}_acl"}.get(current)
    return NONE if removed in values else current


def _generate_password(meeting: EditedMeeting, policy: PasswordPolicy) -> str:
    """A password that differs from that of the other side."""
    password = passwords.generate_password(policy, meeting.name)
    while password == (meeting.audience_password or meeting.presenter_password):
        password = passwords.generate_password(policy, meeting.name)
    return password
