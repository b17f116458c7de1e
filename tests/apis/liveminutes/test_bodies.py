"""The ways in which parameters come: forms, JSON, the query; and bodies that cannot be read."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.liveminutes import Application

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@pytest.fixture(scope="module")
def meeting(app: Application) -> str:
    """The key of a meeting, as awkward as keys get."""
    key = 'K&=+%"é🎉'
    app("createMeeting", meetingKey=key, hostid="h")
    return key


def post(app: Application, content: bytes | str, kind: str | None, path: str = "/getMeetingStatus") -> dict[str, Any]:
    headers = {} if kind is None else {"content-type": kind}
    reply = app.http.post(path, content=content, headers=headers)
    assert reply.status_code == 200, reply.text
    return app.read(reply)


def part(name: str, value: bytes, more: str = "", boundary: str = "b") -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + value + b"\r\n"


STARTED = {"resultcode": 1, "status": "1"}


def test_urlencoded(app: Application, meeting: str) -> None:
    assert app.read(app.http.post("/getMeetingStatus", data={"meetingKey": meeting})) == STARTED


def test_urlencoded_with_raw_utf_8_and_a_charset(app: Application, meeting: str) -> None:
    app("createMeeting", meetingKey="clé 1", hostid="h")
    assert post(app, "meetingKey=clé+1".encode(), f"{FORM}; charset=UTF-8") == STARTED
    assert post(app, "meetingKey=clé+1".encode(), None) == STARTED


@pytest.mark.parametrize(
    ("kind", "codec"),
    [
        ("charset=ISO-8859-1", "latin-1"),
        ('charset="iso-8859-1"; charset=latin1', "latin-1"),
        ("charset=windows-1252", "cp1252"),
        ("charset=UTF-16LE", "utf-16-le"),
        ("charset=us-ascii", "utf-8"),
        ("charset=utf-8; charset=UTF8", "utf-8"),
    ],
)
def test_what_is_declared_is_decoded(app: Application, kind: str, codec: str) -> None:
    app("createMeeting", meetingKey="clé 1", hostid="h")
    raw, encoded = "meetingKey=clé+1".encode(codec), urlencode({"meetingKey": "clé 1"}, encoding=codec)
    assert post(app, raw, f"{FORM}; {kind}") == STARTED
    assert post(app, encoded.encode(codec), f"{FORM}; {kind}") == STARTED
    assert post(app, '{"meetingKey": "clé 1"}'.encode(codec), f"{JSON}; {kind}") == STARTED
    body = part("meetingKey", "clé 1".encode(codec), f"\r\nContent-Type: text/plain; {kind}") + b"--b--"
    assert post(app, body, "multipart/form-data; boundary=b") == STARTED
    body = part("meetingKey", "clé 1".encode(codec)) + b"--b--"
    assert post(app, body, f"multipart/form-data; boundary=b; {kind}") == STARTED
    body = part("_charset_", codec.encode()) + body
    assert post(app, body, "multipart/form-data; boundary=b") == STARTED


def test_different_charsets_are_both_named(app: Application) -> None:
    reply = post(app, b"meetingKey=a", f"{FORM}; charset=UTF-8; charset=latin1")
    assert "UTF-8 and latin1" in reply["message"]


def test_multipart(app: Application, meeting: str) -> None:
    reply = app.http.post("/getMeetingStatus", files={"meetingKey": (None, meeting)})
    assert app.read(reply) == STARTED


def test_multipart_as_dotnet_writes_it(app: Application, meeting: str) -> None:
    head = "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=meetingKey\r\n\r\n"
    body = head.encode() + meeting.encode() + b"\r\n--b--\r\n"
    assert post(app, body, 'multipart/form-data; boundary="b"') == STARTED


def test_json(app: Application, meeting: str) -> None:
    for body in (json.dumps({"meetingKey": meeting}), json.dumps({"meetingKey": meeting}, ensure_ascii=False)):
        assert post(app, body.encode(), JSON) == STARTED
        assert post(app, body.encode(), f"{JSON}; charset=utf-8") == STARTED


def test_numbers_of_json_are_the_text_that_was_sent(app: Application, key: str) -> None:
    made = post(app, f'{{"meetingKey": "{key}", "hostid": 007e0, "duration": 0.50}}', JSON, "/createMeeting")
    assert made["error"] == "invalid_body", "a number does not begin with 0"
    made = post(app, f'{{"meetingKey": "{key}", "hostid": 123, "duration": 0.50}}', JSON, "/createMeeting")
    assert made["resultcode"] == 1
    assert app("getParticipantStatus", meetingKey=key, puid="123")["status"] == "2"
    huge = "9" * 5000
    made = post(app, f'{{"meetingKey": "x", "hostid": {huge}}}', JSON, "/createMeeting")
    assert (made["error"], made["parameter"]) == ("invalid_parameter", "hostid")


def test_null_is_not_given(app: Application, key: str) -> None:
    body = {"meetingKey": key, "hostid": "h", "title": None, "time": None, "duration": None, "hostemail": None}
    assert post(app, json.dumps(body), JSON, "/createMeeting")["resultcode"] == 1
    missing = post(app, json.dumps({"meetingKey": None}), JSON)
    assert (missing["error"], missing["parameter"]) == ("invalid_parameter", "meetingKey")


@pytest.mark.parametrize("value", ["true", "[]", '["a"]', "{}", '{"a": "b"}'])
def test_other_values_of_json_are_no_text(app: Application, value: str) -> None:
    reply = post(app, f'{{"meetingKey": {value}}}', JSON)
    assert (reply["error"], reply["parameter"]) == ("invalid_parameter", "meetingKey")


def test_values_of_parameters_that_no_method_has_may_be_anything(app: Application, meeting: str) -> None:
    body = json.dumps({"meetingKey": meeting, "other": [1, {"a": [True, None]}], "more": {"x": 1.5}})
    assert post(app, body, JSON) == STARTED


def test_query_parameters(app: Application, meeting: str) -> None:
    reply = app.http.post("/getMeetingStatus", params={"meetingKey": meeting})
    assert app.read(reply) == STARTED
    app("addParticipant", meetingKey=meeting, puid="p")
    reply = app.http.post("/getParticipantStatus", params={"meetingKey": meeting}, data={"puid": "p"})
    assert app.read(reply) == {"resultcode": 1, "status": "2"}


@pytest.mark.parametrize(
    ("content", "kind", "query"),
    [
        (b"meetingKey=a&meetingKey=b", FORM, ""),
        (b"meetingKey=a&meetingKey=a", FORM, ""),
        (b'{"meetingKey": "a", "meetingKey": "b"}', JSON, ""),
        (b'{"meetingKey": "a", "meeting\\u004bey": "b"}', JSON, ""),
        (part("meetingKey", b"a") + part("meetingKey", b"b") + b"--b--\r\n", "multipart/form-data; boundary=b", ""),
        (b"meetingKey=a", FORM, "?meetingKey=b"),
        (b"", FORM, "?meetingKey=a&meetingKey=b"),
    ],
)
def test_a_parameter_that_is_given_twice_is_refused(app: Application, content: bytes, kind: str, query: str) -> None:
    reply = post(app, content, kind, f"/getMeetingStatus{query}")
    assert (reply["error"], reply["parameter"]) == ("invalid_parameter", "meetingKey")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(b"meetingKey=%ff", FORM, id="urlencoded, not UTF-8"),
        pytest.param(b"meetingKey=\xff", FORM, id="raw, not UTF-8"),
        pytest.param(b"meetingKey=a", f"{FORM}; charset=klingon", id="an unknown charset"),
        pytest.param(b"meetingKey=a", f"{FORM}; charset=rot13", id="no charset"),
        pytest.param(b"meetingKey=a", f"{FORM}; charset=utf-8; charset=latin1", id="two charsets"),
        pytest.param(b"meetingKey=\x81", f"{FORM}; charset=windows-1252", id="not the declared charset"),
        pytest.param(b"meetingKey=%81", f"{FORM}; charset=windows-1252", id="encoded, not the declared charset"),
        pytest.param(b"meetingKey=a", "text/plain", id="another type"),
        pytest.param(b"<a/>", "application/xml", id="XML"),
        pytest.param(b"a=b&" * 200, FORM, id="too many fields"),
        pytest.param(b"{", JSON, id="JSON cut off"),
        pytest.param(b"[]", JSON, id="a JSON list"),
        pytest.param(b'"meetingKey"', JSON, id="a JSON text"),
        pytest.param(b"null", JSON, id="JSON null"),
        pytest.param(b'{"meetingKey": NaN}', JSON, id="not a JSON number"),
        pytest.param(b'{"meetingKey": "\xff"}', JSON, id="JSON, not UTF-8"),
        pytest.param(b"[" * 100_000, JSON, id="very deep JSON"),
        pytest.param(b'{"a":' * 30_000, JSON, id="very deep JSON objects"),
        pytest.param(b"meetingKey=a", "multipart/form-data", id="multipart without boundary"),
        pytest.param(part("meetingKey", b"a"), "multipart/form-data; boundary=b", id="multipart cut off"),
        pytest.param(
            part("meetingKey", b"\xff") + b"--b--", "multipart/form-data; boundary=b", id="multipart, not UTF-8"
        ),
        pytest.param(part("a", b"x") * 150 + b"--b--", "multipart/form-data; boundary=b", id="too many parts"),
        pytest.param(b"\0" * 1000, "multipart/form-data; boundary=b", id="not multipart at all"),
    ],
)
def test_a_body_that_cannot_be_read_is_said_to_be_so(app: Application, content: bytes, kind: str) -> None:
    reply = post(app, content, kind)
    assert reply["error"] == "invalid_body", reply
    assert "parameter" not in reply


@pytest.mark.parametrize("kind", [FORM, JSON, "multipart/form-data; boundary=b", None])
def test_no_body_at_all_is_missing_parameters(app: Application, kind: str | None) -> None:
    reply = post(app, b"", kind)
    assert (reply["error"], reply["parameter"]) == ("invalid_parameter", "meetingKey")


def test_half_a_character_is_refused(app: Application) -> None:
    reply = post(app, '{"meetingKey": "\\ud83d"}', JSON)
    assert (reply["error"], reply["parameter"]) == ("invalid_parameter", "meetingKey")


def test_a_file_is_no_parameter(app: Application, meeting: str) -> None:
    reply = app.read(app.http.post("/getMeetingStatus", files={"meetingKey": ("key.txt", meeting)}))
    assert (reply["error"], reply["parameter"]) == ("invalid_parameter", "meetingKey")
    files: dict[str, Any] = {"meetingKey": (None, meeting), "photo": ("me.png", b"\x89PNG\xff")}
    assert app.read(app.http.post("/getMeetingStatus", files=files)) == STARTED


KINDS = st.sampled_from(
    [
        FORM,
        JSON,
        "multipart/form-data; boundary=b",
        "multipart/form-data; boundary=",
        "",
        "a/b; charset=x",
        "; charset=é",
    ]
)
SIGNS = [b"=", b"&", b"%", b"%00", b"%ff", b"{", b"}", b'"', b":", b",", b"[", b"]", b"--b", b"--"]
ENDS = [b"\r\n", b"\r\n\r\n"]
NAMES = [b"meetingKey", b"hostid", b'Content-Disposition: form-data; name="meetingKey"']
VALUES = [b"a", b"1e9", b"null", b"\\ud800"]
PIECES = st.sampled_from(SIGNS + ENDS + NAMES + VALUES)
BODIES = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=20).map(b"".join))


@given(content=BODIES, kind=KINDS, path=st.sampled_from(["/createMeeting", "/getMeetingStatus", "/cancelParticipant"]))
@settings(max_examples=300)
def test_any_body_gets_an_answer(app: Application, content: bytes, kind: str, path: str) -> None:
    headers = {b"content-type": kind.encode("latin-1")}
    app.read(app.http.post(path, content=content, headers=headers))


@given(header=st.one_of(st.binary(max_size=60), st.binary(max_size=60).map(lambda b: b"Basic " + base64.b64encode(b))))
@settings(max_examples=100)
def test_any_authorization_gets_an_answer(app: Application, header: bytes) -> None:
    try:
        reply = httpx.post(f"{app.server.base_url}/getMeetingStatus", headers={b"authorization": header})
    except (httpx.LocalProtocolError, httpx.RemoteProtocolError):
        return  # what HTTP itself forbids in a header
    if reply.headers.get("content-type") == "application/json":
        assert app.read(reply)["error"] in ("auth_failed", "too_many_requests")
    else:
        assert reply.status_code == 400, "the HTTP server has refused the header"
