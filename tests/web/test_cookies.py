"""The cookies of browsers, by what the public URL is."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.servers import RunningServer

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server that people reach by https, through a proxy."""
    data = tmp_path_factory.mktemp("secure") / "data"
    server = RunningServer(data, public_url="https://meet.example.org", trusted_proxies="127.0.0.1")
    server.start()
    done = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    assert done.returncode == 0, done.stderr
    yield server
    server.stop()


def _sign_in(server: RunningServer, **cookies: str) -> dict[str, str]:
    """What the server sets in a browser with these cookies that signs in: cookies with their attributes."""

    def call(method: str, **headers: str) -> httpx.Response:
        sent = {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), **headers}
        body = {"userId": "ann", "password": PASSWORD}
        reply = httpx.request(method, f"{server.base_url}/api/v1/session", json=body, headers=sent)
        assert reply.status_code == 200, reply.text
        return reply

    for line in call("GET").headers.get_list("set-cookie"):
        name, _, value = line.partition(";")[0].partition("=")
        cookies[name] = value
    token = cookies.get("__Host-csrftoken") or cookies["csrftoken"]
    found = call("POST", **{"x-csrf-token": token}).headers.get_list("set-cookie")
    return {line.partition("=")[0]: line.partition("=")[2] for line in found}


def _who(server: RunningServer, name: str, token: str) -> object:
    reply = httpx.get(f"{server.base_url}/api/v1/session", headers={"cookie": f"{name}={token}"})
    return reply.json()["user"]


def test_cookies_belong_to_this_host_alone_where_the_public_url_is_https(secure: RunningServer) -> None:
    cookies = _sign_in(secure)
    assert set(cookies) == {"__Host-convener_session", "__Host-csrftoken", "convener_session"}
    for name in ("__Host-convener_session", "__Host-csrftoken"):
        attributes = {one.strip().lower() for one in cookies[name].split(";")[1:]}
        assert {"secure", "path=/", "samesite=lax"} <= attributes
        assert not any(one.startswith("domain") for one in attributes), "browsers would refuse it"
        assert ("httponly" in attributes) is (name == "__Host-convener_session")
    token = cookies["__Host-convener_session"].partition(";")[0]
    assert _who(secure, "__Host-convener_session", token) is not None
    assert _who(secure, "convener_session", token) is None, "any host of the domain could have set that one"


def test_the_public_url_becomes_https(secure: RunningServer) -> None:
    """Who was signed in signs in again, and the session from before is over."""
    token = _sign_in(secure)["__Host-convener_session"].partition(";")[0]
    cookies = _sign_in(secure, convener_session=token)
    assert _who(secure, "__Host-convener_session", token) is None
    assert "Max-Age=0" in cookies["convener_session"]


def test_cookies_have_plain_names_over_plain_http(shared_server: RunningServer) -> None:
    assert shared_server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD).returncode == 0
    cookies = _sign_in(shared_server)
    assert set(cookies) == {"convener_session", "csrftoken"}
    assert "secure" not in cookies["convener_session"].lower()
