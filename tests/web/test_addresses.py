"""All addresses: HEAD where there is GET, one charset in a Content-Type, names that no file can have."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from convener.web.assets import accepts_gzip
from convener.web.pages import WEB
from tests.servers import RunningServer

READABLE = [
    "/",
    "/healthz",
    "/readyz",
    "/favicon.svg",
    "/convener-embed.js",
    "/robots.txt",
    "/e/nothing",
    "/m/nothing",
    "/i/nothing/nothing",
    "/i/nothing/reminders",
    "/cc/main",
    "/cc/main/attend?id=x",
    "/cc/main/view?id=x",
    "/api/v1/center",
    "/api/v1/openapi.json",
    "/api/v1/session",
    "/cc/main/xml/4.0/GetPostingURLRequest",
    "/cc/_XML/main/down?t=x",
]


@pytest.fixture(scope="module")
def http(shared_server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=shared_server.base_url, timeout=60) as client:
        yield client


@pytest.mark.parametrize("path", [*READABLE, "/metrics", "/nothing/here", "/assets/nothing"])
def test_head_is_get_without_a_body(http: httpx.Client, path: str) -> None:
    got, asked = http.get(path), http.head(path)
    assert (asked.status_code, asked.content) == (got.status_code, b"")
    varying = {"date", "x-request-id", "set-cookie"}
    assert {n: v for n, v in asked.headers.items() if n not in varying} == {
        n: v for n, v in got.headers.items() if n not in varying
    }


def test_head_of_a_file_of_the_build(http: httpx.Client) -> None:
    page = http.get("/").text
    path = page[page.index("/assets/") :].partition('"')[0]
    asked = http.head(path)
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-length"] == http.get(path).headers["content-length"]


def test_files_of_the_build_are_sent_compressed_to_who_takes_it(http: httpx.Client) -> None:
    copies = sorted((WEB / "assets").rglob("*.gz"))
    assert len(copies) > 50
    for copy in copies:
        path = f"/assets/{copy.relative_to(WEB / 'assets').with_suffix('')}"
        plain = http.get(path, headers={"Accept-Encoding": "identity"})
        packed = http.get(path, headers={"Accept-Encoding": "br, gzip;q=0.5"})
        assert int(packed.headers["content-length"]) == copy.stat().st_size < len(plain.content)
        assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
        assert packed.content == plain.content
        for name in ("content-type", "cache-control", "content-disposition", "vary"):
            assert packed.headers[name] == plain.headers[name]
        assert packed.headers.get("content-security-policy") == plain.headers.get("content-security-policy")
        assert packed.headers["etag"] != plain.headers["etag"]
        asked = http.head(path, headers={"Accept-Encoding": "gzip"})
        assert (asked.headers["content-length"], asked.content) == (packed.headers["content-length"], b"")


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        *((header, True) for header in ("gzip", "br, GZIP", "*", "x-gzip;q=1", "gzip ; q=0.1")),
        *((header, False) for header in ("", "br", "gzip;q=0", "*, gzip;q=0", "gzip;q=much")),
    ],
)
def test_who_takes_gzip(header: str, taken: bool) -> None:
    assert accepts_gzip(header) is taken


def test_workers_alone_may_compile(http: httpx.Client) -> None:
    workers = sorted(path.name for path in (WEB / "assets" / "workers").glob("*.js"))
    assert [name.partition("-")[0] for name in workers] == ["background.worker", "compile.worker", "noise.worklet"]
    for name in workers:
        reply = http.get(f"/assets/workers/{name}")
        policy = reply.headers["content-security-policy"]
        assert policy == "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
        assert "immutable" in reply.headers["cache-control"]
    assert "wasm" not in http.get("/").headers["content-security-policy"]
    assert "content-security-policy" not in http.get("/assets/workers/nothing.js").headers


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/center", "/cc/main"])
def test_allow_names_head_beside_get(http: httpx.Client, path: str) -> None:
    for reply in (http.options(path), http.delete(path)):
        assert {"GET", "HEAD"} <= {name.strip() for name in reply.headers["allow"].split(",")}


@pytest.mark.parametrize("path", [*READABLE, "/metrics", "/nothing/here"])
def test_a_reply_names_its_charset_once(http: httpx.Client, path: str) -> None:
    for accept in ("*/*", "text/html"):
        kind = http.get(path, headers={"accept": accept}).headers["content-type"]
        assert kind.count("charset") <= 1, kind


@pytest.mark.parametrize("name", ["%00", "a%00b", "x/y%00/z", "a" * 5000, "%C3%A9" * 200, "%ff", "..%2f..", "."])
@pytest.mark.parametrize("folder", ["/assets/", "/", "/m/", "/e/", "/cc/", "/cc/main/xml/4.0/", "/api/v1/doors/"])
def test_names_that_nothing_can_have(http: httpx.Client, folder: str, name: str) -> None:
    status = http.get(folder + name).status_code
    assert status == 404 if folder == "/assets/" else status < 500


# ------------------------------------------------------------------------------------------ unknown methods


@pytest.mark.parametrize(
    ("path", "auth"),
    [
        ("/createmeeting", None),
        ("/CREATEMEETING", ("a", "b")),
        ("/createMeetings", ("a", "b")),
        ("/foo%00", ("a", "b")),
        ("/", ("a", "b")),
    ],
)
def test_a_call_of_an_unknown_method(http: httpx.Client, path: str, auth: Any) -> None:
    reply = http.post(path, data={"meetingKey": "k"}, auth=auth)
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/json")
    assert (reply.json()["resultcode"], reply.json()["error"]) == (0, "unknown_method")
    if path.lower() == "/createmeeting":
        assert "createMeeting" in reply.json()["message"]


@pytest.mark.parametrize("path", ["/foo", "/foo/createmeeting", "/api/v1/createmeeting"])
def test_what_is_no_call_of_a_method(http: httpx.Client, path: str) -> None:
    assert "resultcode" not in http.post(path, data={"meetingKey": "k"}).json()


# ------------------------------------------------------------------------------------------------- bodies in gzip


def post(http: httpx.Client, path: str, body: bytes, kind: str, encoding: str = "gzip") -> httpx.Response:
    return http.post(path, content=iter([body]), headers={"content-type": kind, "content-encoding": encoding})


def test_bodies_in_gzip_are_read(http: httpx.Client, shared_server: RunningServer) -> None:
    auth = shared_server.client_create("gzip")
    form = gzip.compress(b"meetingKey=zipped&") + gzip.compress(b"hostid=h")
    headers = {"content-encoding": "gzip", "content-type": "application/x-www-form-urlencoded"}
    assert http.post("/createMeeting", content=form, headers=headers, auth=auth).json()["meetingKey"] == "zipped"
    assert post(http, "/api/v1/doors", gzip.compress(b'{"code":"x"}'), "application/json").status_code == 200
    xml = b'<PlaceWareConfCenter authUser="a" authPassword="b"><ListMeetingsRequest/></PlaceWareConfCenter>'
    assert b"Client.Authentication" in post(http, "/cc/main/xml/4.0", gzip.compress(xml), "application/xml").content


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"not gzip", "gzip"),
        (gzip.compress(b"a" * 100)[:-9], "gzip"),
        (gzip.compress(b" " * 1_100_000), "gzip"),
        (gzip.compress(b"") * 60_000, "gzip"),
        (gzip.compress(b"a"), "br"),
        (gzip.compress(gzip.compress(b"a")), "gzip, gzip"),
    ],
    ids=["belied", "cut off", "large", "empty without end", "another", "twice"],
)
def test_bodies_that_are_not_decoded(http: httpx.Client, body: bytes, encoding: str) -> None:
    call = post(http, "/createMeeting", body, "application/x-www-form-urlencoded", encoding)
    assert (call.status_code, call.json()["resultcode"], call.json()["error"]) == (415, 0, "unsupported_encoding")
    rest = post(http, "/api/v1/doors", body, "application/json", encoding)
    assert (rest.status_code, rest.json()["error"]) == (415, "unsupported_media_type")
    xml = post(http, "/cc/main/xml/4.0", body, "application/xml", encoding)
    assert (xml.status_code, xml.headers["content-type"]) == (415, "application/xml")
    assert b"Client.BadSyntax" in xml.content
    assert {reply.headers["accept-encoding"] for reply in (call, rest, xml)} == {"gzip"}


# ------------------------------------------------------------------------------------------------ connections


def exchange(server: RunningServer, request: bytes, *, half_closed: bool = False) -> bytes:
    """All that the server answers until it closes the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(request)
        if half_closed:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


POST = b"POST /api/v1/doors HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 12\r\n"


@pytest.mark.parametrize("connection", [b"Upgrade, HTTP2-Settings", b"Upgrade"])
@pytest.mark.parametrize("upgrade", [b"h2c", b"TLS/1.0"])
def test_an_offer_of_another_protocol_is_passed_over(
    shared_server: RunningServer, connection: bytes, upgrade: bytes
) -> None:
    offer = (
        b"Connection: " + connection + b"\r\nUpgrade: " + upgrade + b"\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
    )
    last = POST + b"Connection: close\r\n\r\n" + b'{"code":"x"}'
    answer = exchange(shared_server, POST + offer + b"\r\n" + b'{"code":"x"}' + last)
    assert answer.count(b"HTTP/1.1 200 ") == 2


def test_who_sends_no_more_still_gets_the_reply(shared_server: RunningServer) -> None:
    assert b"HTTP/1.1 200 " in exchange(shared_server, POST + b"\r\n" + b'{"code":"x"}', half_closed=True)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 66_000, b"431"),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 11_000, b"431"),
        (b"CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
        (b"hello\r\n\r\n", b"400"),
    ],
)
def test_heads_that_are_refused(shared_server: RunningServer, request_: bytes, status: bytes) -> None:
    assert exchange(shared_server, request_).startswith(b"HTTP/1.1 " + status)
