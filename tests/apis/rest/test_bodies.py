"""Bodies of requests are read strictly, and all replies say how they may be used."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.servers import RunningServer


@pytest.fixture(scope="module")
def http(shared_server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=shared_server.base_url) as client:
        yield client


def check_entry(http: httpx.Client, body: bytes, content_type: str | None = "application/json") -> httpx.Response:
    headers = {"content-type": content_type} if content_type is not None else {}
    return http.post("/api/v1/doors", content=body, headers=headers)


@pytest.mark.parametrize(
    ("body", "error", "parameter"),
    [
        (b'{"code":"x","kode":"y"}', "invalid_parameter", "kode"),
        (b'{"entry":{"center":"main","id":"x","side":"attend","page":1}}', "invalid_parameter", "page"),
        (b'{"code":"x","code":"x"}', "invalid_parameter", "code"),
        (b'{"c\\u006fde":"x","code":"x"}', "invalid_parameter", "code"),
        (b'{"entry":{"center":"main","id":"x","side":"attend","id":"y"}}', "invalid_parameter", "id"),
        (b'{"code":5}', "invalid_request", "code"),
        (b'{"entry":{"center":"main","id":5,"side":"attend"}}', "invalid_request", "entry.id"),
        (b'{"code":"%b"}' % (b"x" * 65), "invalid_request", "code"),
        (b"[]", "invalid_request", None),
        (b'"code"', "invalid_request", None),
        (b'{"code":', "invalid_request", None),
        (b'{"code":"x"} 1', "invalid_request", None),
        (b'{"code":"\xff"}', "invalid_request", None),
        (b'{"code":"\\ud800"}', "invalid_request", None),
        (b'{"code":' + b"[" * 20_000, "invalid_request", "code"),
        (b"", "invalid_request", None),
    ],
)
def test_what_is_wrong_with_a_body(http: httpx.Client, body: bytes, error: str, parameter: str | None) -> None:
    reply = check_entry(http, body)
    assert (reply.status_code, reply.json()["error"], reply.json()["parameter"]) == (400, error, parameter), reply.text


def test_numbers_and_words_are_not_taken_for_each_other(shared_server: RunningServer) -> None:
    assert shared_server.cli("user", "create", "ina", "--role", "organizer", "--password", "a long one").returncode == 0
    with httpx.Client(base_url=shared_server.base_url) as browser:
        browser.get("/api/v1/session")
        browser.headers["x-csrf-token"] = browser.cookies["csrftoken"]
        signed_in = browser.post("/api/v1/session", json={"userId": "ina", "password": "a long one"})
        assert signed_in.status_code == 200, signed_in.text
        browser.headers["x-csrf-token"] = browser.cookies["csrftoken"]
        for field, value in (("durationMinutes", "30"), ("lobby", "true"), ("lobby", 1), ("title", 5)):
            reply = browser.post("/api/v1/meetings", json={field: value})
            assert (reply.status_code, reply.json()["parameter"]) == (400, field), reply.text


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=UTF-8", "application/json; charset=utf-8; charset=UTF8"],
)
def test_json_is_json(http: httpx.Client, content_type: str) -> None:
    assert check_entry(http, b'{"code":"x"}', content_type).status_code == 200


@pytest.mark.parametrize(("charset", "codec"), [("ISO-8859-1", "latin-1"), ("utf-16", "utf-16")])
def test_json_is_decoded_as_it_declares(shared_server: RunningServer, charset: str, codec: str) -> None:
    with httpx.Client(base_url=shared_server.base_url) as browser:
        browser.get("/api/v1/session")
        headers = {"x-csrf-token": browser.cookies["csrftoken"], "content-type": f"application/json; charset={charset}"}
        body = '{"userId": "clé", "password": "é"}'.encode(codec)
        reply = browser.post("/api/v1/session", content=body, headers=headers)
    assert (reply.status_code, reply.json()["error"]) == (401, "auth_failed")


def test_different_charsets_are_both_named(http: httpx.Client) -> None:
    reply = check_entry(http, b'{"code":"x"}', "application/json; charset=UTF-8; charset=latin1")
    assert (reply.status_code, "UTF-8 and latin1" in reply.json()["message"]) == (415, True)


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "text/json", "application/x-www-form-urlencoded", "application/json; charset=klingon"],
)
def test_what_is_not_json_by_its_type_is_refused(http: httpx.Client, content_type: str | None) -> None:
    reply = check_entry(http, b'{"code":"x"}', content_type)
    assert (reply.status_code, reply.json()["error"]) == (415, "unsupported_media_type")


def test_a_body_has_a_bound(http: httpx.Client) -> None:
    reply = check_entry(http, b'{"code":"%b"}' % (b"x" * 70_000))
    assert (reply.status_code, reply.json()["error"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/center", 200),
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/api/v1/meetings", 401),
        ("POST", "/api/v1/session", 403),
        ("POST", "/api/v1/doors", 400),
        ("PUT", "/api/v1/doors", 405),
        ("OPTIONS", "/api/v1/doors", 204),
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/api/v2", 404),
        ("POST", "/getMeetingUrl", 401),
        ("POST", "/cc/main/xml/4.0", 200),
    ],
)
def test_no_reply_is_kept_or_taken_for_something_else(http: httpx.Client, method: str, path: str, status: int) -> None:
    reply = http.request(method, path)
    assert reply.status_code == status
    assert reply.headers.get_list("cache-control") == ["no-store"]
    assert reply.headers.get_list("x-content-type-options") == ["nosniff"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/meetings", "GET, HEAD, OPTIONS, POST"),
        ("/meetings/1", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        ("/doors", "OPTIONS, POST"),
    ],
)
def test_options_name_the_methods(http: httpx.Client, path: str, methods: str) -> None:
    assert http.options(f"/api/v1{path}").headers["allow"] == methods
