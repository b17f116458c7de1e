"""API clients: by AccountSid and AuthToken."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from convener.domain.authorization import Principal, Proof
from convener.domain.centers import api_clients
from convener.domain.centers.api_clients import Caller, ClientAndCenter
from convener.domain.site import Site
from convener.storage.database import Database

from .credentials import ClientCredentials
from .limits import Limits


@dataclass(frozen=True)
class ReadingClient:
    """An API client that reads."""

    principal: Principal
    caller: Caller


@dataclass(frozen=True)
class WritingClient:
    """An API client that writes."""

    principal: Principal
    caller: ClientAndCenter


def find_client(connection: Connection, site: Site, credentials: ClientCredentials) -> ReadingClient:
    """The API client with these credentials. Raises :class:`AuthFailed` without saying which part is wrong."""
    caller = api_clients.authenticate_client(connection, site, credentials.sid, credentials.token)
    principal = Principal(center_id=caller.center_id, proof=Proof.API_CLIENT, client_id=caller.id)
    return ReadingClient(principal, caller)


def find_writing_client(
    session: Session, site: Site, credentials: ClientCredentials, *, lock_row: bool
) -> WritingClient:
    """The same for a call that writes. ``lock_row``: the client's row is locked until the transaction ends, so that
    such calls run one after the other."""
    sid, token = credentials.sid, credentials.token
    caller = api_clients.authenticate_writing_client(session, site, sid, token, lock_row=lock_row)
    principal = Principal(center_id=caller.center.id, proof=Proof.API_CLIENT, client_id=caller.client.id)
    return WritingClient(principal, caller)


def require_client(database: Database, site: Site, credentials: ClientCredentials) -> None:
    """Raise :class:`AuthFailed` where the credentials are wrong: before a transaction that writes begins for them."""
    with database.look() as connection:
        find_client(connection, site, credentials)


def count_call(limits: Limits, credentials: ClientCredentials) -> None:
    """Count a call of an authenticated client; raises :class:`TooManyAttempts` where it makes too many."""
    limits.call.consume(credentials.sid)
