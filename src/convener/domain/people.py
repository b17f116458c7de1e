"""Users of the center: accounts, sign-in, and the external users of API clients."""

from __future__ import annotations

import hashlib
import re
import secrets as random
import threading
import time
from collections import OrderedDict
from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Session

from convener.storage.rows import put
from convener.storage.tables import ApiClient, Center, SignIn, User

from . import clients, texts
from .errors import AuthFailed, InvalidParameter, UserExists, UserNotFound
from .permissions import CenterRole
from .rules import Rules, now
from .secrets import SMALL_AND_DIGITS, hash_password, random_text, verify_password

_USER_ID = re.compile(r"[\x20-\x7e]{1,64}")
_NOT_IN_USER_ID = re.compile(r"[,;\t\\\n%<>*]")
SIGN_IN_LIFETIME = timedelta(days=14)
REMEMBERED_FOR = 300.0
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
    """A user who can sign in. User IDs follow the Live Meeting rules (1-64 ASCII, some signs excluded, case kept)."""
    if not _USER_ID.fullmatch(user_id) or _NOT_IN_USER_ID.search(user_id) or not user_id.strip():
        raise InvalidParameter("A user ID has 1 to 64 ASCII characters without , ; \\ % < > *.", "user_id")
    if role not in list(CenterRole):
        raise InvalidParameter("The role must be administrator, organizer or member.", "role")
    if _find(session, center.id, user_id) is not None:
        raise UserExists(f"There is already a user {user_id!r}.", "user_id")
    user = User(
        center_id=center.id,
        user_id=user_id,
        user_id_folded=texts.fold(user_id),
        role=role,
        first_name=texts.line("first_name", first_name, 255),
        last_name=texts.line("last_name", last_name, 255),
        email=texts.email("email", email),
        password_hash=hash_password(_password(password)),
        created_at=now(),
    )
    user.display_name = f"{user.first_name} {user.last_name}".strip() or user_id
    session.add(user)
    session.flush()
    return user


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
    query = select(User).where(User.center_id == center.id, User.deleted_at.is_(None), User.api_client_id.is_(None))
    return list(session.scalars(query.order_by(User.user_id_folded)))


def set_password(session: Session, user: User, password: str) -> None:
    """A new password; browsers signed in as this user are signed out."""
    user.password_hash = hash_password(_password(password))
    session.execute(sql_delete(SignIn).where(SignIn.user_id == user.id))


def delete_user(session: Session, user: User) -> None:
    """The user can no longer sign in, and the ID may be taken again; meetings and attendance stay."""
    user.deleted_at = now()
    user.password_hash = None
    user.user_id_folded = (
        f"{user.user_id_folded[:40]},{random_text(SMALL_AND_DIGITS, 16)}"  # a comma is in no living ID
    )
    session.execute(sql_delete(SignIn).where(SignIn.user_id == user.id))


def authenticate(session: Session, center: Center, user_id: str, password: str) -> User:
    """The user with this password; raises :class:`AuthFailed` without saying which is wrong, in the same time."""
    user = _find(session, center.id, user_id)
    stored = user.password_hash if user else None
    if not _memory.verify(stored, password) or user is None:
        raise AuthFailed("User ID or password is wrong.")
    return user


def verify(user: User | None, password: str) -> bool:
    """Whether this is the user's password; takes the same (long) time where there is no such user."""
    return _memory.verify(user.password_hash if user else None, password) and user is not None


def remembers(user: User | None, password: str) -> bool:
    """Whether :func:`verify` would say yes at once, because the password was right a short time ago."""
    return user is not None and _memory.knows(user.password_hash, password)


def is_active(user: User) -> bool:
    """Whether the account is on: not deleted, and not expired (``expireTime``)."""
    return user.deleted_at is None and (user.expires_at is None or user.expires_at > now())


def may_be_user_id(user_id: str) -> bool:
    """Whether a text could be a user ID at all (Live Meeting service API: 1-64 ASCII, some signs excluded)."""
    return bool(_USER_ID.fullmatch(user_id)) and not _NOT_IN_USER_ID.search(user_id) and bool(user_id.strip())


def folded_id(user_id: str) -> str:
    """A user ID as it is compared."""
    return texts.fold(user_id)


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
    """Who is signed in with this cookie, None where nobody is."""
    query = (
        select(User)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token_hash == rules.secrets.hash("sign_in", token), SignIn.expires_at > now())
        .where(User.deleted_at.is_(None))
    )
    return session.scalar(query)


def sign_out(session: Session, rules: Rules, token: str) -> None:
    """Forget this browser."""
    session.execute(sql_delete(SignIn).where(SignIn.token_hash == rules.secrets.hash("sign_in", token)))


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
        user.email = email


def _find(session: Session, center_id: int, user_id: str) -> User | None:
    if not texts.is_storable(user_id):
        return None
    query = select(User).where(
        User.center_id == center_id, User.user_id_folded == texts.fold(user_id), User.deleted_at.is_(None)
    )
    return session.scalar(query)


def _password(password: str) -> str:
    if not 8 <= len(password) <= 256:
        raise InvalidParameter("A password has 8 to 256 characters.", "password")
    return password
