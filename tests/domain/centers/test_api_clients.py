from __future__ import annotations

import base64

import pytest

from convener.domain.centers import api_clients
from convener.domain.centers.api_clients import Credentials
from convener.domain.errors import ApiClientNotFound, AuthFailed, InvalidParameter
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import ApiClient, Center


@pytest.fixture
def credentials(database: Database, site: Site, center: Center) -> Credentials:
    with database.write() as session:
        return api_clients.create(session, site, center, "  CRM ", max_users=5, max_sessions=6)[1]


def found(database: Database, center: Center, credentials: Credentials) -> ApiClient:
    with database.read() as session:
        return api_clients.find(session, center, credentials.account_sid)


def test_a_new_client(database: Database, center: Center, credentials: Credentials) -> None:
    client = found(database, center, credentials)
    assert (client.name, client.max_users, client.max_sessions, client.users, client.sessions) == ("CRM", 5, 6, 0, 0)
    assert (client.time_zone, client.frame_origins, client.invitations) == ("UTC", ["*"], False)


def test_credentials_are_long_random_and_not_stored(
    database: Database, site: Site, center: Center, credentials: Credentials
) -> None:
    with database.write() as session:
        _, others = api_clients.create(session, site, center, "other", max_users=1, max_sessions=1)
    assert others != credentials
    assert len(credentials.auth_token) == 40
    stored = found(database, center, credentials)
    values = [repr(getattr(stored, column.key)) for column in ApiClient.__table__.columns]
    assert not any(credentials.auth_token in value for value in values)


def test_credentials_fit_into_one_line_of_base64(credentials: Credentials) -> None:
    # The seed's Python example: base64.encodestring(...)[:-1].
    encoded = base64.encodebytes(f"{credentials.account_sid}:{credentials.auth_token}".encode())
    assert encoded.count(b"\n") == 1


def test_authenticate(database: Database, site: Site, credentials: Credentials) -> None:
    sid, token = credentials.account_sid, credentials.auth_token
    with database.look() as connection:
        caller = api_clients.authenticate_client(connection, site, sid, token)
    with database.write() as session:
        assert api_clients.authenticate_writing_client(session, site, sid, token, lock_row=True).client.id == caller.id


@pytest.mark.parametrize(
    ("sid", "token"), [("", ""), ("ACx", "right"), ("right", ""), ("right", "RIGHT"), ("right", "é")]
)
def test_wrong_credentials(database: Database, site: Site, credentials: Credentials, sid: str, token: str) -> None:
    sid = credentials.account_sid if sid == "right" else sid
    token = {"right": credentials.auth_token, "RIGHT": credentials.auth_token.upper()}.get(token, token)
    with database.look() as connection, pytest.raises(AuthFailed):
        api_clients.authenticate_client(connection, site, sid, token)
    with pytest.raises(AuthFailed), database.write() as session:
        api_clients.authenticate_writing_client(session, site, sid, token, lock_row=True)


def test_rotate_and_delete(database: Database, site: Site, center: Center, credentials: Credentials) -> None:
    sid = credentials.account_sid
    with database.write() as session:
        fresh = api_clients.rotate(site, api_clients.find(session, center, sid))
    with database.look() as connection:
        api_clients.authenticate_client(connection, site, sid, fresh.auth_token)
        with pytest.raises(AuthFailed):
            api_clients.authenticate_client(connection, site, sid, credentials.auth_token)
    with database.write() as session:
        api_clients.delete(api_clients.find(session, center, sid))
        with pytest.raises(ApiClientNotFound):
            api_clients.find(session, center, sid)
        assert api_clients.list_all(session, center) == []
    with database.look() as connection, pytest.raises(AuthFailed):
        api_clients.authenticate_client(connection, site, sid, fresh.auth_token)


def test_change(database: Database, center: Center, credentials: Credentials) -> None:
    with database.write() as session:
        client = api_clients.find(session, center, credentials.account_sid)
        api_clients.change(client, name="Shop", max_users=7, time_zone="Asia/Tokyo", invitations=True)
        api_clients.change(client, frame_origins=["https://B.example", "http://a.example:8080", "https://b.example"])
    client = found(database, center, credentials)
    assert (client.name, client.max_users, client.max_sessions) == ("Shop", 7, 6)
    assert (client.time_zone, client.invitations) == ("Asia/Tokyo", True)
    assert client.frame_origins == ["http://a.example:8080", "https://b.example"]


def test_an_international_origin_is_stored_as_browsers_have_it(
    database: Database, center: Center, credentials: Credentials
) -> None:
    with database.write() as session:
        client = api_clients.find(session, center, credentials.account_sid)
        api_clients.change(client, frame_origins=["https://CRM.straße.de:8443"])
        assert client.frame_origins == ["https://crm.xn--strae-oqa.de:8443"]
        with pytest.raises(InvalidParameter):
            api_clients.change(client, frame_origins=["https://😀.example"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "a\nb"},
        {"max_users": -1},
        {"max_sessions": 2**31},
        {"time_zone": "Mars/Olympus"},
        {"frame_origins": ["example.org"]},
        {"frame_origins": ["https://example.org/path"]},
        {"frame_origins": ["https://a.example; script-src *"]},
        {"frame_origins": ["javascript:alert(1)"]},
    ],
)
def test_change_refuses(database: Database, center: Center, credentials: Credentials, wrong: dict[str, object]) -> None:
    with database.read() as session, pytest.raises(InvalidParameter):
        api_clients.change(api_clients.find(session, center, credentials.account_sid), **wrong)  # type: ignore[arg-type]


def test_any_origin_swallows_the_others(database: Database, center: Center, credentials: Credentials) -> None:
    with database.write() as session:
        client = api_clients.find(session, center, credentials.account_sid)
        api_clients.change(client, frame_origins=["https://a.example", "*"])
        assert client.frame_origins == ["*"]
        api_clients.change(client, frame_origins=[])
        assert client.frame_origins == []


def test_unknown_clients(database: Database, center: Center, credentials: Credentials) -> None:
    with database.read() as session:
        for sid in ("", "ACx", "a\0b", credentials.account_sid.upper()):
            with pytest.raises(ApiClientNotFound):
                api_clients.find(session, center, sid)
