from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from convener.media.ice import IceServers
from convener.settings import Settings, SettingsError


def test_the_default_is_our_own_responder() -> None:
    (server,) = IceServers(Settings(public_url="https://meet.example.org", port=8443)).for_person("p")
    assert server.url_list == ["stun:meet.example.org:8443"]
    assert server.credential is None


def test_its_port_may_be_another_and_the_host_an_address() -> None:
    (server,) = IceServers(Settings(public_url="http://[2001:db8::1]:8000", stun_port=3478)).for_person("p")
    assert server.url_list == ["stun:[2001:db8::1]:3478"]


def test_without_a_responder_there_is_none() -> None:
    assert IceServers(Settings(stun_port=0)).for_person("p") == []


def test_credentials_of_turn_follow_the_draft() -> None:
    servers = json.dumps([{"urls": ["turn:t.example.org:3478", "turns:t.example.org:5349?transport=tcp"]}])
    settings = Settings(ice_servers=servers, turn_secret="north", turn_ttl=600)
    (server,) = IceServers(settings, clock=lambda: datetime.fromtimestamp(1_000_000.7, UTC)).for_person("abc")
    assert server.username == "1000600:abc"
    expected = hmac.new(b"north", b"1000600:abc", hashlib.sha1).digest()
    assert server.credential == base64.b64encode(expected).decode()


def test_strangers_share_one_name_and_little_time() -> None:
    given = [{"urls": "stun:s.example.org"}, {"urls": "turn:t.example.org"}]
    ice = IceServers(
        Settings(ice_servers=json.dumps(given), turn_secret="north"), lambda: datetime.fromtimestamp(1_000_000, UTC)
    )
    assert ice.has_relays
    assert ice.has_relays_for_strangers
    stun, turn = ice.for_stranger(relays=True)
    assert stun.username is None
    assert turn.username == "1000120:check"
    expected = hmac.new(b"north", b"1000120:check", hashlib.sha1).digest()
    assert turn.credential == base64.b64encode(expected).decode()
    assert [server.url_list for server in ice.for_stranger(relays=False)] == [["stun:s.example.org"]]


def test_strangers_never_get_credentials_that_stay() -> None:
    given = [{"urls": "turn:t.example.org", "username": "u", "credential": "c"}, {"urls": "stun:s.example.org"}]
    ice = IceServers(Settings(ice_servers=json.dumps(given), turn_secret="s"))
    assert ice.has_relays
    assert not ice.has_relays_for_strangers
    assert [server.url_list for server in ice.for_stranger(relays=True)] == [["stun:s.example.org"]]


def test_fixed_credentials_stay() -> None:
    given = [{"urls": "turn:t.example.org", "username": "u", "credential": "c"}, {"urls": "stun:s.example.org"}]
    turn, stun = IceServers(Settings(ice_servers=json.dumps(given), turn_secret="s")).for_person("p")
    assert (turn.username, turn.credential) == ("u", "c")
    assert stun.username is None


@pytest.mark.parametrize(
    "wrong",
    [
        "stun:example.org",
        "{}",
        '["stun:example.org"]',
        '[{"urls": []}]',
        '[{"urls": "http://example.org"}]',
        '[{"urls": "stun:a b"}]',
        '[{"url": "stun:example.org"}]',
        '[{"urls": "turn:example.org"}]',
        '[{"urls": "turn:example.org", "username": "u"}]',
    ],
)
def test_what_cannot_be_used_is_said(wrong: str) -> None:
    with pytest.raises(SettingsError, match="CONVENER_ICE_SERVERS"):
        IceServers(Settings(ice_servers=wrong))
