"""Users of the center: accounts, sign-in, and the external users of API clients."""

from __future__ import annotations

import hashlib
import re
import secrets as random
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Session

from convener.storage.rows import put
from convener.storage.tables import (
    ApiClient,
    Center,
    GroupMember,
    MeetingAccess,
    RecordingAccess,
    SignIn,
    Ticket,
    User,
)

from . import centers, clients, passwords, profiles, texts
from .errors import (
    AuthFailed,
    BadMatch,
    InvalidParameter,
    InvariantBroken,
    LimitReached,
    MayNotSchedule,
    UnknownPeople,
    UserExists,
    UserNotFound,
)
from .events import EventType, record_in_center
from .permissions import CenterAction, CenterRole, center_allows, require_center
from .profiles import Said
from .rules import Rules, now
from .secrets import SMALL_AND_DIGITS, hash_password, random_text, verify_password

_USER_ID = re.compile(r"[\x20-\x7e]{1,64}")
_NOT_IN_USER_ID = re.compile(r"[,;\t\\\n%<>*]")
SIGN_IN_LIFETIME = timedelta(days=14)
REMEMBERED_FOR = 300.0
SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a browser was last seen."""

RESERVED = "so"
"""A user ID that nobody can have (Live Meeting service API, reservedUserID)."""

OF_THE_CENTER = User.api_client_id.is_(None)
"""Users of the center itself: those of API clients do not sign in and are not listed."""

FIRST_ADMINISTRATOR = "admin"
"""User ID of the administrator that the first start makes."""


class PasswordMemory:
    """Remembers for a short time which password was right, under a keyed hash, so that a protocol which sends the
    password with each message costs one Argon2 in five minutes instead of one a message. A changed password has
    another stored hash and so is never found here."""

    def __init__(self, most: int = 10_000) -> None:
        self._key = random.token_bytes(32)
        self._most = most
        self._known: OrderedDict[bytes, float] = OrderedDict()
        self._lock = threading.Lock()

    def verify(self, stored: str | None, password: str) -> bool:
        """Like :func:`verify_password`, quicker the second time. Failures always cost the full hash."""
        digest = self._digest(stored, password)
        with self._lock:
            until = self._known.get(digest, 0.0)
        if stored is not None and until > time.monotonic():
            return True
        if not verify_password(stored, password):
            return False
        with self._lock:
            self._known[digest] = time.monotonic() + REMEMBERED_FOR
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return True

    def knows(self, stored: str | None, password: str) -> bool:
        """Whether :meth:`verify` would answer True at once."""
        digest = self._digest(stored, password)
        with self._lock:
            return stored is not None and self._known.get(digest, 0.0) > time.monotonic()

    def _digest(self, stored: str | None, password: str) -> bytes:
        return hashlib.blake2b(f"{stored}\0{password}".encode(), key=self._key, digest_size=32).digest()


_memory = PasswordMemory()


# ----------------------------------------------------------------------------------------------- accounts


def create_user(
    session: Session,
    center: Center,
    user_id: str,
    role: str,
    password: str,
    *,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
) -> User:
    """A user who can sign in, with a password of 8 to 256 characters, as the operator makes one."""
    if role not in list(CenterRole):
        raise InvalidParameter("The role must be administrator, organizer or member.", "role")
    said: Said = {
        "email": texts.email("email", email),
        "first_name": texts.line("first_name", first_name, 255),
        "last_name": texts.line("last_name", last_name, 255),
    }
    return _insert(session, center, user_id, CenterRole(role), _long_password(password), said, None)


def create_account(
    session: Session, center: Center, user_id: str, said: Said, *, actor: User | None = None
) -> tuple[User, str | None]:
    """A user as an application describes one (CreateUser), and the password where we made it.

    ``said``: words of :mod:`convener.domain.profiles`, and ``is_administrator``, ``is_organizer``, ``password`` (absent
    or blank: made), ``schedules`` (may schedule meetings; as the role does where it is not said). The password follows
    the center's policy. Raises what :func:`profiles.apply` raises, :class:`UserExists`, :class:`LimitReached`.
    """
    policy = centers.settings(center).user_passwords
    chosen = said.get("password") or ""
    password = (
        passwords.checked(policy, str(chosen), user_id, "password") if chosen else passwords.made(policy, user_id)
    )
    user = _insert(session, center, user_id, _role(said, CenterRole.MEMBER), password, said, actor)
    return user, None if chosen else password


def change_user(session: Session, center: Center, user: User, said: Said, *, actor: User | None = None) -> list[str]:
    """Change what is said of the user, with the words of :func:`create_account` and ``user_id``, which renames; returns
    the words that are different now.

    A new password signs browsers out. Raises :class:`InvariantBroken` where the center would be left without an
    administrator who can sign in, :class:`UnknownPeople` where somebody deleted the user meanwhile, and what
    :func:`create_account` raises.
    """
    center = centers.hold(session, center.id)
    _refresh(session, user)
    kept = centers.settings(center)
    changed: list[str] = []
    role = _role(said, CenterRole(user.role))
    schedules = _schedules(said, role, user.schedules if role == user.role else None)
    _keep_an_administrator(session, user, role, said)
    if schedules and not user.schedules:
        _check_named_users(session, center)
    new_id = said.get("user_id")
    if isinstance(new_id, str) and new_id != user.user_id:
        _check_free(session, center, new_id, user)
        if user.display_name == user.user_id:
            user.display_name = new_id
        user.user_id, user.user_id_folded = new_id, texts.fold(new_id)
        changed.append("user_id")
    chosen = said.get("password")
    if chosen:
        password = passwords.checked(kept.user_passwords, str(chosen), user.user_id, "password")
        _set_password(session, user, hash_password(password))
        changed.append("password")
    changed += profiles.apply(kept, user, said)
    for word, before, after in (("role", user.role, role.value), ("schedules", user.schedules, schedules)):
        if before != after:
            setattr(user, word, after)
            changed.append(word)
    if changed:
        user.modified_at = now()
        _record(session, EventType.USER_CHANGED, user, actor, changed=sorted(changed))
        session.flush()
    return changed


def change_profile(session: Session, center: Center, user: User, said: Said) -> list[str]:
    """Change one's own profile; returns the words that are different now. Raises :class:`NotAllowed` for what only
    administrators may change, see :func:`profiles.own_changes`."""
    allowed = profiles.own_changes(centers.settings(center), user, said)
    return change_user(session, center, user, allowed, actor=user)


def is_active(user: User) -> bool:
    """Whether the account is on: neither deleted nor expired. Nobody enters meetings of one that is off."""
    return user.deleted_at is None and (user.expires_at is None or user.expires_at > now())


def require_scheduling(user: User) -> None:
    """Raise :class:`NotAllowed`, or :class:`MayNotSchedule`, where the user may not make meetings."""
    require_center(user.role, CenterAction.CREATE_MEETING)
    if not user.schedules:
        raise MayNotSchedule(f"{user.user_id} has no privilege to schedule meetings.")


def _insert(
    session: Session, center: Center, user_id: str, role: CenterRole, password: str, said: Said, actor: User | None
) -> User:
    center = centers.hold(session, center.id)
    _check_free(session, center, user_id, None)
    schedules = _schedules(said, role, None)
    if schedules:
        _check_named_users(session, center)
    user = User(
        center_id=center.id,
        user_id=user_id,
        user_id_folded=texts.fold(user_id),
        first_name="",
        last_name="",
        display_name="",
        email="",
        role=role.value,
        schedules=schedules,
        preferences={},
        created_at=now(),
    )
    profiles.apply(centers.settings(center), user, said)
    user.password_hash = hash_password(password)
    session.add(user)
    session.flush()
    _record(session, EventType.USER_CREATED, user, actor)
    return user


def _record(session: Session, type_: EventType, user: User, actor: User | None, **data: list[str]) -> None:
    record_in_center(session, user.center_id, type_, actor, user=user.user_id, **data)


def _role(said: Said, role: CenterRole) -> CenterRole:
    """The role after what is said. An administrator is an organizer too, and stays one when the first is taken away."""
    if said.get("is_administrator", role is CenterRole.ADMINISTRATOR):
        return CenterRole.ADMINISTRATOR
    return CenterRole.ORGANIZER if said.get("is_organizer", role is not CenterRole.MEMBER) else CenterRole.MEMBER


def _schedules(said: Said, role: CenterRole, before: bool | None) -> bool:
    wanted = said.get("schedules")
    if isinstance(wanted, bool):
        return wanted
    return center_allows(role, CenterAction.CREATE_MEETING) if before is None else before


def _check_free(session: Session, center: Center, user_id: str, of: User | None) -> None:
    """Raise unless this ID can be, and nobody but ``of`` has it. The caller holds the center's row."""
    check_id(user_id, "user_id")
    other = _find(session, center.id, user_id)
    if texts.fold(user_id) == RESERVED or (other is not None and other is not of):
        raise UserExists(f"There is already a user {user_id!r}.", "user_id")


def _check_named_users(session: Session, center: Center) -> None:
    most = centers.settings(center).named_user_limit
    if most is not None and centers.named_users(session, center.id) >= most:
        raise LimitReached(
            f"This center has {most} users who may schedule meetings, and may not have more.", "schedules"
        )


def _keep_an_administrator(session: Session, user: User, role: CenterRole | None, said: Said) -> None:
    """Raise unless the center keeps an administrator who can sign in; ``role`` None: the user goes."""
    moment = now()
    ends = said.get("expires_at", user.expires_at)
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


def ensure_first_administrator(session: Session, center: Center) -> str | None:
    """Make the user ``admin`` where the center has no user who can sign in (its first start).

    Returns the password, random and known to nobody else: whoever starts the server shows it once. None where there
    are users already.
    """
    session.execute(select(Center.id).where(Center.id == center.id).with_for_update())  # several nodes start at once
    if list_users(session, center):
        return None
    password = random_text(SMALL_AND_DIGITS, 20)
    create_user(session, center, FIRST_ADMINISTRATOR, CenterRole.ADMINISTRATOR.value, password)
    return password


def find_user(session: Session, center: Center, user_id: str) -> User:
    """The user of this ID, whatever its case."""
    user = _find(session, center.id, user_id)
    if user is None:
        raise UserNotFound(f"There is no user {user_id!r}.", "user_id")
    return user


def list_users(session: Session, center: Center) -> list[User]:
    """Users who can sign in, by user ID; users that API clients brought along are not among them."""
    query = select(User).where(User.center_id == center.id, User.deleted_at.is_(None), OF_THE_CENTER)
    return list(session.scalars(query.order_by(User.user_id_folded)))


def find_people(session: Session, center: Center, user_ids: Sequence[str], parameter: str | None = None) -> list[User]:
    """The users of these IDs, in their order, whatever the case, each once. Raises :class:`UnknownPeople` with those
    that nobody has."""
    folded = {texts.fold(one): one for one in user_ids if texts.is_storable(one)}
    query = select(User).where(
        User.center_id == center.id, User.user_id_folded.in_(folded), User.deleted_at.is_(None), OF_THE_CENTER
    )
    found = {user.user_id_folded: user for user in session.scalars(query)} if folded else {}
    missing = [one for one in user_ids if texts.fold(one) not in found]
    if missing:
        raise UnknownPeople(missing, parameter)
    return [found[one] for one in folded]


def find_by_email(session: Session, center: Center, email: str) -> User:
    """The one user with this address, whatever its case. Raises :class:`UnknownPeople` where nobody has it,
    :class:`BadMatch` where several do: addresses need not be unique."""
    query = select(User).where(
        User.center_id == center.id, User.email_folded == texts.fold(email), User.deleted_at.is_(None), OF_THE_CENTER
    )
    found = list(session.scalars(query.limit(2))) if email and texts.is_storable(email) else []
    if not found:
        raise UnknownPeople([email], "email")
    if len(found) > 1:
        raise BadMatch("user", 2)
    return found[0]


def list_ids(session: Session, center: Center) -> list[str]:
    """User IDs of all users who can sign in, in order."""
    query = select(User.user_id).where(User.center_id == center.id, User.deleted_at.is_(None), OF_THE_CENTER)
    return list(session.scalars(query.order_by(User.user_id_folded)))


def set_password(session: Session, user: User, password: str, *, actor: User | None = None) -> None:
    """A new password of 8 to 256 characters; browsers signed in as this user are signed out."""
    _set_password(session, user, hash_password(_long_password(password)))
    _record(session, EventType.USER_CHANGED, user, actor, changed=["password"])


def delete_user(session: Session, user: User, *, actor: User | None = None) -> None:
    """The user can no longer sign in, and the ID may be taken again; groups and access lists forget it.

    What the user owns is not touched here, see :mod:`convener.domain.estates`. Raises :class:`InvariantBroken` for the
    last administrator, :class:`UnknownPeople` where somebody deleted the user meanwhile.
    """
    centers.hold(session, user.center_id)
    _refresh(session, user)
    _keep_an_administrator(session, user, None, {})
    _record(session, EventType.USER_DELETED, user, actor)
    user.deleted_at = user.modified_at = now()
    user.schedules = False
    _set_password(session, user, None)
    user.user_id_folded = (
        f"{user.user_id_folded[:40]},{random_text(SMALL_AND_DIGITS, 16)}"  # a comma is in no living ID
    )
    for kind in (GroupMember, MeetingAccess, RecordingAccess, Ticket):
        session.execute(sql_delete(kind).where(kind.user_id == user.id))
    session.flush()


def hold(session: Session, user: User) -> None:
    """Hold the user's row until the transaction ends, so that nothing else becomes the user's meanwhile; raises
    :class:`UnknownPeople` where somebody has deleted the user."""
    centers.hold(session, user.center_id)
    _refresh(session, user, held=True)


def _refresh(session: Session, user: User, *, held: bool = False) -> None:
    """Take note of what others changed of the user, who was read before the center's row was held; raises
    :class:`UnknownPeople` where they deleted it."""
    user_id = user.user_id
    session.refresh(user, with_for_update={"key_share": True} if held else None)
    if user.deleted_at is not None:
        raise UnknownPeople([user_id])


def _set_password(session: Session, user: User, stored: str | None) -> None:
    user.password_hash = stored
    session.execute(sql_delete(SignIn).where(SignIn.user_id == user.id))


# ------------------------------------------------------------------------------------------------ signing in


def authenticate(session: Session, center: Center, user_id: str, password: str) -> User:
    """The user with this password, whose account is on; raises :class:`AuthFailed` without saying what is wrong, in the
    same time."""
    user = _find(session, center.id, user_id)
    stored = user.password_hash if user else None
    if not _is_right(stored, password) or user is None or not is_active(user):
        raise AuthFailed("User ID or password is wrong.")
    return user


def verify(user: User | None, password: str) -> bool:
    """Whether this is the user's password; takes as long for a user that there is not. It is then remembered for a
    while. Says nothing of whether the account is on (:func:`is_active`)."""
    return _is_right(user.password_hash if user else None, password)


def remembers(user: User | None, password: str) -> bool:
    """Whether :func:`verify` said yes lately, of the same password. Costs next to nothing."""
    stored = user.password_hash if user else None
    return any(_memory.knows(stored, one) for one in _spellings(password))


def _is_right(stored: str | None, password: str) -> bool:
    return any(_memory.verify(stored, one) for one in _spellings(password))


def _spellings(password: str) -> tuple[str, ...]:
    """The password as it was given and, where spaces follow it, without them: that is how applications' passwords are
    kept (Live Meeting service API, section 2)."""
    return tuple(dict.fromkeys((password, password.rstrip(" "))))


def sign_in(session: Session, rules: Rules, user: User) -> str:
    """Sign a browser in; returns the token for its cookie."""
    token = random_text(SMALL_AND_DIGITS, 40)
    moment = now()
    session.execute(sql_delete(SignIn).where(SignIn.expires_at < moment))
    session.add(
        SignIn(
            token_hash=rules.secrets.hash("sign_in", token),
            user_id=user.id,
            created_at=moment,
            expires_at=moment + SIGN_IN_LIFETIME,
            seen_at=moment,
        )
    )
    return token


def signed_in(session: Session, rules: Rules, token: str) -> User | None:
    """Who is signed in with this cookie, None where nobody is: never was, signed out, the account is off, or nothing
    was asked for longer than the center lets browsers be idle."""
    query = (
        select(User, SignIn.seen_at, Center)
        .join(SignIn, SignIn.user_id == User.id)
        .join(Center, Center.id == User.center_id)
        .where(SignIn.token_hash == rules.secrets.hash("sign_in", token), SignIn.expires_at > now())
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    user, seen_at, center = found
    idle = timedelta(seconds=centers.settings(center).max_inactive_interval)
    return user if is_active(user) and now() < seen_at + idle else None


def is_seen_anew(session: Session, rules: Rules, token: str) -> bool:
    """Whether it is time to note (:func:`note_seen`) that this browser asked for something: after a minute."""
    user = signed_in(session, rules, token)
    query = select(SignIn.seen_at).where(SignIn.token_hash == rules.secrets.hash("sign_in", token))
    seen_at = session.scalar(query) if user is not None else None
    return seen_at is not None and now() - seen_at >= SEEN_EVERY


def note_seen(session: Session, rules: Rules, token: str) -> None:
    """This browser is not idle."""
    sign_in_ = SignIn.token_hash == rules.secrets.hash("sign_in", token)
    session.execute(update(SignIn).where(sign_in_).values(seen_at=now()))


def sign_out(session: Session, rules: Rules, token: str) -> None:
    """Forget this browser."""
    session.execute(sql_delete(SignIn).where(SignIn.token_hash == rules.secrets.hash("sign_in", token)))


# --------------------------------------------------------------------------------- users of applications


_EXTERNAL = select(User).where(
    User.api_client_id == bindparam("client_id"), User.external_id == bindparam("external_id")
)


def external_user(session: Session, client_id: int, external_id: str) -> User | None:
    """The API client's user of this id, if there is one."""
    return session.scalar(_EXTERNAL, {"client_id": client_id, "external_id": external_id})


def bring_external_user(
    session: Session, client: ApiClient, external_id: str, parameter: str, *, name: str | None, email: str | None
) -> User:
    """A new user of the API client, within its quota. The caller holds the client's row, and has found no user of this
    id; ``parameter`` names the id in errors."""
    clients.take_user(session, client, parameter)
    unique = "api-" + random_text(SMALL_AND_DIGITS, 16)
    user = User(
        center_id=client.center_id,
        user_id=unique,
        user_id_folded=unique,
        api_client_id=client.id,
        external_id=external_id,
        first_name="",
        last_name="",
        display_name=name or "",
        email=email or "",
        email_folded=texts.fold(email or ""),
        role=CenterRole.ORGANIZER.value,
        language="",
        created_at=now(),
    )
    return put(session, user)


def describe(user: User, *, name: str | None, email: str | None) -> None:
    """Take over what an application says of its user; None or nothing changes nothing."""
    if name:
        user.display_name = name
    if email:
        user.email, user.email_folded = email, texts.fold(email)


def _find(session: Session, center_id: int, user_id: str) -> User | None:
    if not texts.is_storable(user_id):
        return None
    query = select(User).where(
        User.center_id == center_id, User.user_id_folded == texts.fold(user_id), User.deleted_at.is_(None)
    )
    return session.scalar(query)


def folded_id(user_id: str) -> str:
    """A user ID as it is compared."""
    return texts.fold(user_id)


def may_be_user_id(given: str) -> bool:
    """Whether this can be the ID of a user or group: 1-64 ASCII characters, some signs excluded; case is kept, white
    space before it too."""
    return bool(_USER_ID.fullmatch(given) and not _NOT_IN_USER_ID.search(given) and given.strip())


def check_id(given: str, parameter: str) -> None:
    """Raise :class:`InvalidParameter` unless this can be the ID of a user or group (:func:`may_be_user_id`)."""
    if not may_be_user_id(given):
        raise InvalidParameter("An ID has 1 to 64 ASCII characters without , ; \\ % < > *.", parameter)


def _long_password(password: str) -> str:
    if not 8 <= len(password) <= 256:
        raise InvalidParameter("A password has 8 to 256 characters.", "password")
    return password
