"""Users of the center: created, found, changed, deleted.

Each change locks the center's row first: rules such as "one administrator stays" and "at most N users may schedule"
count the center's users. ``actor`` is the user who makes the change, None for the operator.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete as sql_delete
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers import centers
from convener.domain.centers import limits as center_limits
from convener.domain.centers.settings import settings_of
from convener.domain.errors import (
    BadMatch,
    InvalidParameter,
    InvariantBroken,
    LimitReached,
    MayNotSchedule,
    UnknownUsers,
    UserExists,
    UserNotFound,
)
from convener.domain.events.kinds.users import UserChanged, UserCreated, UserDeleted
from convener.domain.events.log import record_in_center
from convener.domain.events.payload import CenterPayload
from convener.domain.permissions import CenterAction, CenterRole, center_allows, require_center
from convener.domain.secrets import LOWERCASE_AND_DIGITS, hash_password, random_text
from convener.domain.site import now
from convener.storage.models import (
    Center,
    GroupMember,
    MeetingAccess,
    PasswordReset,
    RecordingAccess,
    SignIn,
    Ticket,
    User,
)
from convener.storage.rows import AnyCenter, AnyUser

from . import passwords, profiles, user_ids
from .changes import UserChanges
from .passwords import HERE, Hashing
from .user_ids import RESERVED_ID

IS_CENTER_USER = User.api_client_id.is_(None)
"""The condition for users of the center itself: users of API clients cannot sign in and are not listed."""

FIRST_ADMINISTRATOR = "admin"
"""User ID of the administrator that the first start creates."""


def create_user(
    session: Session,
    center: AnyCenter,
    user_id: str,
    role: str,
    password: str,
    *,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
) -> User:
    """Create a user who can sign in, as the operator does.

    ``role`` is a value of :class:`CenterRole`, ``password`` has 8 to 256 characters. Raises :class:`InvalidParameter`,
    :class:`UserExists`, :class:`LimitReached`.
    """
    if role not in list(CenterRole):
        raise InvalidParameter("The role must be administrator, organizer or member.", "role")
    changes: UserChanges = {
        "email": text.email("email", email),
        "first_name": text.line("first_name", first_name, 255),
        "last_name": text.line("last_name", last_name, 255),
    }
    return _insert(session, center, user_id, CenterRole(role), _check_operator_password(password), changes, None)


def create_account(
    session: Session,
    center: AnyCenter,
    user_id: str,
    changes: UserChanges,
    *,
    actor: AnyUser | None = None,
    hashing: Hashing = HERE,
) -> tuple[User, str | None]:
    """Create a user as an application describes one (CreateUser); returns the user, and the password where it was
    generated.

    Without a role the user is a member; ``schedules`` follows from the role where it is absent. A password that is
    absent or blank is generated, any other is checked against the center's policy. Raises what
    :func:`convener.domain.accounts.profiles.apply_changes` raises, :class:`UserExists`, :class:`LimitReached`.
    """
    policy = settings_of(center).user_passwords
    chosen = changes.get("password") or ""
    password = (
        passwords.check_password(policy, str(chosen), user_id, "password")
        if chosen
        else hashing.generate(policy, user_id)
    )
    user = _insert(session, center, user_id, _role(changes, CenterRole.MEMBER), password, changes, actor, hashing)
    return user, None if chosen else password


def change_user(
    session: Session,
    center: AnyCenter,
    user: User,
    changes: UserChanges,
    *,
    actor: AnyUser | None = None,
    hashing: Hashing = HERE,
) -> list[str]:
    """Apply the changes to the user; returns the names of the fields that are different now.

    A new password signs the user's browsers out. Raises :class:`InvariantBroken` where the center would be left without
    an administrator who can sign in, :class:`UnknownUsers` where the user was deleted meanwhile, and what
    :func:`create_account` raises.
    """
    center = centers.lock_center(session, center.id)
    _refresh(session, user)
    settings = settings_of(center)
    changed: list[str] = []
    role = _role(changes, CenterRole(user.role))
    schedules = _schedules(changes, role, user.schedules if role == user.role else None)
    _require_remaining_administrator(session, user, role, changes)
    if schedules and not user.schedules:
        _require_free_named_user(session, center)
    new_id = changes.get("user_id")
    if isinstance(new_id, str) and new_id != user.user_id:
        _require_free_id(session, center, new_id, user)
        if user.display_name == user.user_id:
            user.display_name = new_id
        user.user_id, user.user_id_folded = new_id, text.fold(new_id)
        changed.append("user_id")
    chosen = changes.get("password")
    if chosen:
        password = passwords.check_password(settings.user_passwords, str(chosen), user.user_id, "password")
        _set_password(session, user, hashing.hash(password))
        changed.append("password")
    changed += profiles.apply_changes(settings, user, changes)
    for name, before, after in (("role", user.role, role.value), ("schedules", user.schedules, schedules)):
        if before != after:
            setattr(user, name, after)
            changed.append(name)
    if changed:
        user.modified_at = now()
        _record(session, UserChanged(user=user.user_id, changed=sorted(changed)), user, actor)
        session.flush()
    return changed


def change_profile(
    session: Session, center: AnyCenter, user: User, changes: UserChanges, *, hashing: Hashing = HERE
) -> list[str]:
    """As :func:`change_user`, of the caller's own profile. Raises :class:`NotAllowed` for fields that only
    administrators may change (:func:`convener.domain.accounts.profiles.permitted_own_changes`)."""
    allowed = profiles.permitted_own_changes(settings_of(center), user, changes)
    return change_user(session, center, user, allowed, actor=user, hashing=hashing)


def is_active(user: AnyUser) -> bool:
    """Whether the account is active: neither deleted nor expired. The user of an inactive account cannot enter
    meetings."""
    return user.deleted_at is None and (user.expires_at is None or user.expires_at > now())


def require_scheduling(user: AnyUser) -> None:
    """Raise :class:`NotAllowed` where the user's role may not create meetings, :class:`MayNotSchedule` where the user
    lacks the privilege."""
    require_center(user.role, CenterAction.CREATE_MEETING)
    if not user.schedules:
        raise MayNotSchedule(f"{user.user_id} has no privilege to schedule meetings.")


def _insert(
    session: Session,
    center: AnyCenter,
    user_id: str,
    role: CenterRole,
    password: str,
    changes: UserChanges,
    actor: AnyUser | None,
    hashing: Hashing = HERE,
) -> User:
    center = centers.lock_center(session, center.id)
    _require_free_id(session, center, user_id, None)
    schedules = _schedules(changes, role, None)
    if schedules:
        _require_free_named_user(session, center)
    user = User(
        center_id=center.id,
        user_id=user_id,
        user_id_folded=text.fold(user_id),
        first_name="",
        last_name="",
        display_name="",
        email="",
        role=role.value,
        schedules=schedules,
        preferences={},
        created_at=now(),
    )
    profiles.apply_changes(settings_of(center), user, changes)
    user.password_hash = hashing.hash(password)
    session.add(user)
    session.flush()
    _record(session, UserCreated(user=user.user_id), user, actor)
    return user


def _record(session: Session, payload: CenterPayload, user: User, actor: AnyUser | None) -> None:
    # A user who changes the own ID is named by the new one.
    by: AnyUser | None = user if actor is not None and actor.id == user.id else actor
    record_in_center(session, user.center_id, payload, by)


def _role(changes: UserChanges, role: CenterRole) -> CenterRole:
    """The role after the changes. An administrator is an organizer too, and remains one when the administrator's rights
    end."""
    if changes.get("is_administrator", role is CenterRole.ADMINISTRATOR):
        return CenterRole.ADMINISTRATOR
    return CenterRole.ORGANIZER if changes.get("is_organizer", role is not CenterRole.MEMBER) else CenterRole.MEMBER


def _schedules(changes: UserChanges, role: CenterRole, before: bool | None) -> bool:
    given = changes.get("schedules")
    if isinstance(given, bool):
        return given
    return center_allows(role, CenterAction.CREATE_MEETING) if before is None else before


def _require_free_id(session: Session, center: AnyCenter, user_id: str, of: User | None) -> None:
    """Raise unless this is a valid ID that no user but ``of`` has. The caller has locked the center's row."""
    user_ids.check_id(user_id, "user_id")
    other = find_user_or_none(session, center.id, user_id)
    if text.fold(user_id) == RESERVED_ID or (other is not None and other is not of):
        raise UserExists(f"There is already a user {user_id!r}.", "user_id")


def _require_free_named_user(session: Session, center: AnyCenter) -> None:
    most = settings_of(center).named_user_limit
    if most is not None and center_limits.count_named_users(session, center.id) >= most:
        raise LimitReached(
            f"This center has {most} users who may schedule meetings, and may not have more.", "schedules"
        )


def _require_remaining_administrator(
    session: Session, user: User, role: CenterRole | None, changes: UserChanges
) -> None:
    """Raise :class:`InvariantBroken` unless the center keeps an administrator who can sign in. ``role``: the user's
    role after the change, None where the user is deleted."""
    moment = now()
    ends = changes.get("expires_at", user.expires_at)
    stays = role is CenterRole.ADMINISTRATOR and not (isinstance(ends, datetime) and ends <= moment)
    if user.role != CenterRole.ADMINISTRATOR.value or stays or not is_active(user):
        return
    others = select(User.id).where(
        User.center_id == user.center_id,
        User.id != user.id,
        User.role == CenterRole.ADMINISTRATOR.value,
        User.deleted_at.is_(None),
        User.api_client_id.is_(None),
        or_(User.expires_at.is_(None), User.expires_at > moment),
    )
    if session.scalar(others.limit(1)) is None:
        raise InvariantBroken("The center needs an administrator, and this is the last one.")


def ensure_first_administrator(session: Session, center: AnyCenter) -> str | None:
    """Create the user ``admin`` where the center has no user who can sign in, at its first start.

    Returns the password, which is random and stored only as a hash, for the caller to display once; None where there
    are users already.
    """
    session.execute(select(Center.id).where(Center.id == center.id).with_for_update())  # several nodes start at once
    if list_users(session, center):
        return None
    password = random_text(LOWERCASE_AND_DIGITS, 20)
    create_user(session, center, FIRST_ADMINISTRATOR, CenterRole.ADMINISTRATOR.value, password)
    return password


def find_user(session: Session, center: AnyCenter, user_id: str) -> User:
    """The user with this ID, whatever its case, users of API clients included. Raises :class:`UserNotFound`."""
    user = find_user_or_none(session, center.id, user_id)
    if user is None:
        raise UserNotFound(f"There is no user {user_id!r}.", "user_id")
    return user


def list_users(session: Session, center: AnyCenter) -> list[User]:
    """Users who can sign in, by user ID; users of API clients are not among them."""
    query = select(User).where(User.center_id == center.id, User.deleted_at.is_(None), IS_CENTER_USER)
    return list(session.scalars(query.order_by(User.user_id_folded)))


def find_users(
    session: Session, center: AnyCenter, user_ids: Sequence[str], parameter: str | None = None
) -> list[User]:
    """The users with these IDs, in their order, whatever the case, each once; no users of API clients. Raises
    :class:`UnknownUsers` with the IDs that no user has."""
    folded = {text.fold(one): one for one in user_ids if text.is_storable(one)}
    query = select(User).where(
        User.center_id == center.id, User.user_id_folded.in_(folded), User.deleted_at.is_(None), IS_CENTER_USER
    )
    found = {user.user_id_folded: user for user in session.scalars(query)} if folded else {}
    missing = [one for one in user_ids if text.fold(one) not in found]
    if missing:
        raise UnknownUsers(missing, parameter)
    return [found[one] for one in folded]


def find_by_email(session: Session, center: AnyCenter, email: str) -> User:
    """The one user with this address, whatever its case and the form of its domain. Raises :class:`UnknownUsers` where
    there is none, :class:`BadMatch` where there are several: addresses need not be unique."""
    found = list_by_email(session, center, email, 2)
    if not found:
        raise UnknownUsers([email], "email")
    if len(found) > 1:
        raise BadMatch("user", 2)
    return found[0]


def list_by_email(session: Session, center: AnyCenter, email: str, most: int | None = None) -> list[User]:
    """The first ``most`` users with this address, whatever its case and the form of its domain, also those that are not
    active; no users of API clients."""
    if not email or not text.is_storable(email):
        return []
    query = select(User).where(
        User.center_id == center.id,
        User.email_folded == text.fold_address(email),
        User.deleted_at.is_(None),
        IS_CENTER_USER,
    )
    return list(session.scalars(query.order_by(User.id).limit(most)))


def list_user_ids(session: Session, center: AnyCenter) -> list[str]:
    """User IDs of all users who can sign in, in order."""
    query = select(User.user_id).where(User.center_id == center.id, User.deleted_at.is_(None), IS_CENTER_USER)
    return list(session.scalars(query.order_by(User.user_id_folded)))


def read_user_ids(session: Session, keys: Collection[int]) -> dict[int, str]:
    """The user IDs of these users, by their primary keys."""
    return dict(session.execute(select(User.id, User.user_id).where(User.id.in_(keys))).all())


def set_password(session: Session, user: User, password: str, *, actor: AnyUser | None = None) -> None:
    """Set a new password of 8 to 256 characters, as the operator does; the user's browsers are signed out."""
    _set_password(session, user, hash_password(_check_operator_password(password)))
    _record(session, UserChanged(user=user.user_id, changed=["password"]), user, actor)


def delete_user(session: Session, user: User, *, actor: AnyUser | None = None) -> None:
    """Delete the account: the user can no longer sign in, groups and access lists no longer contain the user, and the
    ID is free.

    What the user owns is not touched here, see :mod:`convener.domain.actions.delete_user`. Raises
    :class:`InvariantBroken` for the last administrator, :class:`UnknownUsers` where the user was deleted meanwhile.
    """
    centers.lock_center(session, user.center_id)
    _refresh(session, user)
    _require_remaining_administrator(session, user, None, {})
    _record(session, UserDeleted(user=user.user_id), user, actor)
    _close(session, user)


def erase_user(session: Session, user: User) -> None:
    """Delete the account, where it is not deleted yet, and all that it says of the person: the user has another ID from
    now on, which says nothing, also for the API client. The caller records the event.

    Raises :class:`InvariantBroken` for the last administrator.
    """
    if user.deleted_at is None:
        lock_user(session, user)
        _require_remaining_administrator(session, user, None, {})
        _close(session, user)
    user.user_id = f"erased-{random_text(LOWERCASE_AND_DIGITS, 12)}"
    user.user_id_folded = erased_form(user.user_id)
    user.external_id = None if user.external_id is None else user.user_id
    user.first_name = user.last_name = user.display_name = user.email = user.email_folded = user.company = ""
    user.time_zone = user.locale = user.language = ""
    user.billing = user.opaque1 = user.opaque2 = user.merged_into_id = None
    user.preferences = {}
    session.flush()


def erased_form(user_id: str) -> str:
    """What is folded of the ID of a user who was erased; the comma is in no living ID."""
    return f"{user_id},"


def _close(session: Session, user: User) -> None:
    user.deleted_at = user.modified_at = now()
    user.schedules = False
    _set_password(session, user, None)
    user.user_id_folded = (
        f"{user.user_id_folded[:40]},{random_text(LOWERCASE_AND_DIGITS, 16)}"  # a comma is in no living ID
    )
    for kind in (GroupMember, MeetingAccess, RecordingAccess, Ticket):
        session.execute(sql_delete(kind).where(kind.user_id == user.id))
    # Who was merged into the user is somebody of their own again, for the application that names them.
    session.execute(update(User).where(User.merged_into_id == user.id).values(merged_into_id=None))
    session.flush()


def lock_user(session: Session, user: User) -> None:
    """Lock the user's row until the transaction ends, so that no meeting or recording becomes the user's meanwhile.
    Raises :class:`UnknownUsers` where the user was deleted."""
    centers.lock_center(session, user.center_id)
    _refresh(session, user, for_update=True)


def _refresh(session: Session, user: User, *, for_update: bool = False) -> None:
    """Read the user again, who was read before the center's row was locked; ``for_update`` locks the user's row too.
    Raises :class:`UnknownUsers` where the user was deleted."""
    user_id = user.user_id
    session.refresh(user, with_for_update={"key_share": True} if for_update else None)
    if user.deleted_at is not None:
        raise UnknownUsers([user_id])


def _set_password(session: Session, user: User, stored: str | None) -> None:
    user.password_hash = stored
    for kind in (SignIn, PasswordReset):
        session.execute(sql_delete(kind).where(kind.user_id == user.id))


def find_user_or_none(session: Session, center_id: int, user_id: str) -> User | None:
    """The user with this ID, whatever its case, users of API clients included; None where there is none."""
    if not text.is_storable(user_id):
        return None
    query = select(User).where(
        User.center_id == center_id, User.user_id_folded == text.fold(user_id), User.deleted_at.is_(None)
    )
    return session.scalar(query)


def _check_operator_password(password: str) -> str:
    if not 8 <= len(password) <= 256:
        raise InvalidParameter("A password has 8 to 256 characters.", "password")
    return password
