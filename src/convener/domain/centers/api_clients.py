"""API clients: applications with an AccountSid and an AuthToken that act in one center, with quotas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import ApiClientNotFound, AuthFailed, InvalidParameter, QuotaExceeded
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.domain.stored_settings import stored_form
from convener.storage import api_client_rows, core
from convener.storage.models import ApiClient, Meeting
from convener.storage.objects import identity_of
from convener.storage.rows import AnyCenter, AnyClient, ApiClientRow, CenterRow

from . import locales
from .return_links import ReturnLink, ascii_origin, check_link

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?|\*")
MAX_QUOTA = 2**31 - 1

SID_LENGTH, TOKEN_LENGTH = 14, 40
"""Characters of the AccountSid after ``AC`` and of the AuthToken (206 bits). The Python example of the LiveMinutes seed
encodes both and the colon between them with ``base64.encodestring``, which breaks lines after 57 characters."""


@dataclass(frozen=True)
class Credentials:
    """What an application authenticates with. The token is returned once and stored only as a keyed hash."""

    account_sid: str
    auth_token: str


def create(
    session: Session, site: Site, center: AnyCenter, name: str, *, max_users: int, max_sessions: int
) -> tuple[ApiClient, Credentials]:
    """Create an API client of the center; returns it and its credentials. The quotas are 0 to :data:`MAX_QUOTA`."""
    name = text.line("name", name, 100, shortest=1)
    credentials = Credentials("AC" + random_text(LOWERCASE_AND_DIGITS, SID_LENGTH), _token())
    client = ApiClient(
        center_id=center.id,
        account_sid=credentials.account_sid,
        name=name,
        token_hash=site.secrets.hash("auth_token", credentials.auth_token),
        max_users=_quota("users", max_users),
        max_sessions=_quota("sessions", max_sessions),
        users=0,
        sessions=0,
        time_zone="UTC",
        frame_origins=["*"],
        invitations=False,
        created_at=now(),
    )
    session.add(client)
    session.flush()
    return client, credentials


@dataclass(frozen=True)
class Caller:
    """An authenticated API client, as far as calls that only read need it."""

    id: int
    center_id: int
    time_zone: str


@dataclass(frozen=True)
class ClientAndCenter:
    """An authenticated API client that writes, and its center. ``maintenance_until``: the end of the center's last
    maintenance window, None where it has none."""

    client: ApiClientRow
    center: CenterRow
    maintenance_until: datetime | None


_WRONG = "AccountSid or AuthToken is wrong."


def authenticate_client(connection: Connection, site: Site, account_sid: str, auth_token: str) -> Caller:
    """The API client with these credentials. Raises :class:`AuthFailed` without saying which part is wrong."""
    row = api_client_rows.find_client_credentials(connection, account_sid)
    if not _token_matches(site, auth_token, row.token_hash if row else None) or row is None:
        raise AuthFailed(_WRONG)
    return Caller(row.id, row.center_id, row.time_zone)


def authenticate_writing_client(
    session: Session, site: Site, account_sid: str, auth_token: str, *, lock_row: bool
) -> ClientAndCenter:
    """As :func:`authenticate_client`, for a call that writes. ``lock_row``: the client's row is locked until the
    transaction ends, so that such calls of one client run one after the other."""
    found = api_client_rows.find_client_and_center(session, account_sid, lock_row=lock_row)
    if not _token_matches(site, auth_token, found[0].token_hash if found else None) or found is None:
        raise AuthFailed(_WRONG)
    return ClientAndCenter(*found)


def _token_matches(site: Site, auth_token: str, stored: bytes | None) -> bool:
    """Whether the token is the stored one; an unknown account costs the same time as a wrong token."""
    return site.secrets.matches("auth_token", auth_token, stored or b"") and stored is not None


def find(session: Session, center: AnyCenter, account_sid: str) -> ApiClient:
    """The center's client with this AccountSid. Raises :class:`ApiClientNotFound`."""
    query = select(ApiClient).where(
        ApiClient.center_id == center.id, ApiClient.account_sid == account_sid, ApiClient.deleted_at.is_(None)
    )
    client = session.scalar(query) if text.is_storable(account_sid) else None
    if client is None:
        raise ApiClientNotFound(f"There is no API client {account_sid!r}.")
    return client


def list_all(session: Session, center: AnyCenter) -> list[ApiClient]:
    """All clients of the center, the oldest first."""
    query = select(ApiClient).where(ApiClient.center_id == center.id, ApiClient.deleted_at.is_(None))
    return list(session.scalars(query.order_by(ApiClient.id)))


def rotate(site: Site, client: ApiClient) -> Credentials:
    """Give the client a new AuthToken; the old one stops working at once."""
    credentials = Credentials(client.account_sid, _token())
    client.token_hash = site.secrets.hash("auth_token", credentials.auth_token)
    return credentials


def change(
    client: ApiClient,
    *,
    name: str | None = None,
    max_users: int | None = None,
    max_sessions: int | None = None,
    time_zone: str | None = None,
    frame_origins: list[str] | None = None,
    invitations: bool | None = None,
    return_link: ReturnLink | None = None,
) -> None:
    """Change the fields that are given. ``frame_origins``: origins that may embed the room; ``["*"]`` is any, ``[]``
    none; ``return_link``: where people are led after a meeting. Raises :class:`InvalidParameter`."""
    if name is not None:
        client.name = text.line("name", name, 100, shortest=1)
    if max_users is not None:
        client.max_users = _quota("users", max_users)
    if max_sessions is not None:
        client.max_sessions = _quota("sessions", max_sessions)
    if time_zone is not None:
        if time_zone not in locales.zone_ids():
            raise InvalidParameter(f"{time_zone!r} is not a time zone like Europe/Paris.", "time_zone")
        client.time_zone = time_zone
    if frame_origins is not None:
        frame_origins = [ascii_origin(origin) for origin in frame_origins]
        for origin in frame_origins:
            if not _ORIGIN.fullmatch(origin):
                raise InvalidParameter(f"{origin!r} is not an origin like https://crm.example.org.", "frame_origins")
        client.frame_origins = ["*"] if "*" in frame_origins else sorted({origin.lower() for origin in frame_origins})
    if invitations is not None:
        client.invitations = invitations
    if return_link is not None:
        client.return_link = stored_form(check_link(return_link))


def frame_origins(meeting: Meeting | None) -> list[str]:
    """The origins that may embed the room of this meeting: those its API client allows, none for the center's own
    meetings.

    ``meeting`` is None for a link that is not valid; its page, which says so, may be embedded anywhere.
    """
    if meeting is None:
        return ["*"]
    return meeting.api_client.frame_origins if meeting.api_client else []


def delete(client: ApiClient) -> None:
    """Delete the client: it can no longer call; its meetings stay for the people who have links to them."""
    client.deleted_at = now()


def reserve_user(session: Session, client: AnyClient, parameter: str) -> None:
    """Count a new user against the quota. Raises :class:`QuotaExceeded` naming ``parameter``, at the end of the
    transaction at the latest: other calls may have taken the last one since the client was read."""

    def require(counted: int) -> None:
        if not counted:
            raise QuotaExceeded(
                f"This API client may have {client.max_users} users. Ask the operator for more.", parameter
            )

    require(client.users < client.max_users)
    core.add_user_of_client(session, client.id, require)
    _expire(session, client.id, "users")


def reserve_session(session: Session, client: AnyClient) -> None:
    """Count a new meeting against the quota. Raises :class:`QuotaExceeded` when :func:`reserve_user` does."""

    def require(counted: int) -> None:
        if not counted:
            raise QuotaExceeded(f"This API client may have {client.max_sessions} sessions. Ask the operator for more.")

    require(client.sessions < client.max_sessions)
    core.add_session_of_client(session, client.id, require)
    _expire(session, client.id, "sessions")


def release_session(session: Session, client_id: int) -> None:
    """Count a meeting of the client that was cancelled no longer."""
    core.remove_session_of_client(session, client_id)
    _expire(session, client_id, "sessions")


def _expire(session: Session, client_id: int, number: str) -> None:
    """Read the number again where the session has the client as an object."""
    client = session.identity_map.get(identity_of(ApiClient, client_id))
    if client is not None:
        session.expire(client, [number])


def _token() -> str:
    return random_text(LOWERCASE_AND_DIGITS, TOKEN_LENGTH)


def _quota(what: str, number: int) -> int:
    if not 0 <= number <= MAX_QUOTA:
        raise InvalidParameter(f"The quota of {what} must be 0 to {MAX_QUOTA}.", what)
    return number
