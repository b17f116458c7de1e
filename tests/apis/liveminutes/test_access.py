"""Who may call: credentials, limits, tenants."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.factories.liveminutes import METHODS, Application
from tests.servers import RunningServer

pytestmark = pytest.mark.long


def call(app: Application, authorization: str) -> dict[str, object]:
    headers = {"authorization": authorization}
    reply = httpx.post(f"{app.server.base_url}/getMeetingStatus", data={"meetingKey": "k"}, headers=headers)
    assert reply.status_code == 200, "clients of the seed read the body of 200 alone"
    return app.read(reply)


def basic(sid: str, token: str) -> str:
    return "Basic " + base64.b64encode(f"{sid}:{token}".encode()).decode()


def test_wrong_credentials_are_not_told_apart(app: Application) -> None:
    wrong_token = call(app, basic(app.sid, "wrong"))
    unknown_sid = call(app, basic("ACnobody", app.token))
    assert wrong_token == unknown_sid
    assert wrong_token["error"] == "auth_failed"
    assert wrong_token["resultcode"] == 0


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic !!!", "Basic YWJj", "Basic OmFiYw==", "Bearer abc", "Basic //79/A==", "Digest a=b"],
)
def test_malformed_credentials(app: Application, header: str) -> None:
    assert call(app, header)["error"] == "auth_failed"


@pytest.mark.parametrize("headers", [{}, {"authorization": ""}])
@pytest.mark.parametrize("method", ["getMeetingStatus", "createMeeting", "cancelMeeting"])
def test_a_call_without_credentials_is_challenged(app: Application, headers: dict[str, str], method: str) -> None:
    reply = httpx.post(f"{app.server.base_url}/{method}", headers=headers, data={"meetingKey": "k"})
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == 'Basic realm="Convener", charset="UTF-8"'
    assert app.read(reply)["error"] == "auth_failed"
    wrong = call(app, "Basic !!!")
    assert app.read(reply) == wrong, "the body is that of malformed credentials"


def test_clients_that_wait_for_a_challenge_sign_in(strict: RunningServer) -> None:
    app = Application(strict)
    url, proxied = f"{strict.base_url}/getMeetingStatus", ["-H", "X-Forwarded-For: 192.0.2.20"]
    for _ in range(6):  # of which three might fail
        command = ["curl", "-sS", "--anyauth", "-u", f"{app.sid}:{app.token}", "-d", "meetingKey=k", *proxied, url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert '"error":"meeting_not_found"' in done.stdout, done
    app.close()


def test_the_scheme_is_read_in_any_case(app: Application) -> None:
    header = basic(app.sid, app.token).replace("Basic", "bAsIc")
    assert call(app, header)["error"] == "meeting_not_found"


def test_who_may_not_call_does_not_hear_what_is_wrong_with_the_parameters(app: Application) -> None:
    reply = httpx.post(f"{app.server.base_url}/createMeeting", data={"time": "x"}, auth=(app.sid, "wrong"))
    assert app.read(reply)["error"] == "auth_failed"


def test_the_seeds_python_example_can_encode_the_credentials(app: Application) -> None:
    # base64.encodestring(...)[:-1]: a line end inside the header would break it.
    encoded = base64.encodebytes(f"{app.sid}:{app.token}".encode())[:-1]
    assert b"\n" not in encoded
    assert call(app, f"Basic {encoded.decode()}")["error"] == "meeting_not_found"


def test_a_rotated_token_ends_the_old_one_at_once(new_app: Callable[[], Application]) -> None:
    app = new_app()
    app("createMeeting", meetingKey="k", hostid="h")
    done = app.server.cli("client", "rotate", app.sid, "--json")
    assert done.returncode == 0, done.stderr
    assert call(app, basic(app.sid, app.token))["error"] == "auth_failed"
    token = httpx.Response(200, text=done.stdout).json()["authToken"]
    assert call(app, basic(app.sid, token))["status"] == "1"


def test_a_deleted_client_can_no_longer_call(new_app: Callable[[], Application]) -> None:
    app = new_app()
    app("createMeeting", meetingKey="k", hostid="h")
    app.server.cli("client", "delete", app.sid, "--yes")
    for method in METHODS:
        assert app(method)["error"] == "auth_failed"


def test_one_clients_keys_and_users_are_invisible_to_another(new_app: Callable[[], Application]) -> None:
    ours, theirs = new_app(), new_app()
    theirs("createMeeting", meetingKey="k", hostid="h")
    theirs("addParticipant", meetingKey="k", puid="p")
    for method, (required, _) in METHODS.items():
        if method == "createMeeting":
            continue
        parameters = {name: {"meetingKey": "k", "puid": "p"}[name] for name in required}
        assert ours.fails(method, **parameters) == ("meeting_not_found", "meetingKey")
    mine = ours("createMeeting", meetingKey="k", hostid="other host")
    assert mine["meetingUrl"] != theirs("getMeetingUrl", meetingKey="k")["meetingUrl"]
    for method in ("getParticipantUrl", "getParticipantStatus", "cancelParticipant"):
        for puid in ("p", "h"):
            assert ours.fails(method, meetingKey="k", puid=puid) == ("participant_not_found", "puid")
    ours("addParticipant", meetingKey="k", puid="p", nickname="Mallory")
    ours("cancelMeeting", meetingKey="k")
    assert theirs("getMeetingStatus", meetingKey="k")["status"] == "1"
    assert theirs("getParticipantStatus", meetingKey="k", puid="p")["status"] == "2"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with low limits that believes every address that a proxy tells."""
    data: Path = tmp_path_factory.mktemp("strict") / "data"
    running = RunningServer(data, address_failures=3, api_calls=20)
    running.start()
    yield running
    running.stop()


def from_address(server: RunningServer, address: str, sid: str, token: str) -> httpx.Response:
    """A call as if it came from ``address``, as the trusted proxy says on this machine."""
    headers = {"x-forwarded-for": address}
    return httpx.post(
        f"{server.base_url}/getMeetingStatus", auth=(sid, token), headers=headers, data={"meetingKey": "k"}
    )


def test_failed_sign_ins_are_limited_for_an_address_and_right_ones_are_not_refused(strict: RunningServer) -> None:
    app = Application(strict)
    for number in range(3):
        assert app.read(from_address(strict, "192.0.2.1", f"AC{number}", "wrong"))["error"] == "auth_failed"
    for _ in range(2):
        refused = from_address(strict, "192.0.2.1", app.sid, "wrong")
        assert refused.status_code == 429
        assert app.read(refused)["error"] == "too_many_requests"
        assert 0 < int(refused.headers["retry-after"]) <= 60
        for address in ("192.0.2.1", "192.0.2.2"):
            right = from_address(strict, address, app.sid, app.token)
            assert (right.status_code, app.read(right)["error"]) == (200, "meeting_not_found")
    app.close()


def test_right_credentials_do_not_count_as_failures(strict: RunningServer) -> None:
    app = Application(strict)
    for _ in range(8):
        assert from_address(strict, "192.0.2.5", app.sid, app.token).status_code == 200
    app.close()


def test_calls_of_a_client_are_limited(strict: RunningServer) -> None:
    busy, other = Application(strict), Application(strict)
    statuses = [from_address(strict, "192.0.2.6", busy.sid, busy.token).status_code for _ in range(25)]
    assert statuses == [200] * 20 + [429] * 5
    refused = from_address(strict, "192.0.2.7", busy.sid, busy.token)
    assert (refused.status_code, busy.read(refused)["error"]) == (429, "too_many_requests")
    assert from_address(strict, "192.0.2.6", other.sid, other.token).status_code == 200
    busy.close()
    other.close()


def test_calls_with_a_wrong_token_do_not_use_up_the_clients_calls(strict: RunningServer) -> None:
    app = Application(strict)
    for number in range(30):
        from_address(strict, f"198.51.100.{number}", app.sid, "wrong")
    assert from_address(strict, "192.0.2.8", app.sid, app.token).status_code == 200
    app.close()
