"""Logs: one line each, with the request's id, without secrets."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from litestar import Litestar, get
from litestar.params import FromPath
from litestar.testing import TestClient

from convener.domain.secrets import Secrets
from convener.observability.logging import AccessMiddleware, configure_logging, masked
from convener.settings import Settings

SECRETS = Secrets(b"k" * 32)
PUBLIC_ID = "ab1cd2ef3gh4ij5k"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    stream = io.StringIO()
    configure_logging(Settings(log_format="json"), stream)
    yield stream
    configure_logging(Settings())
    logging.captureWarnings(False)
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    "secret",
    [
        SECRETS.link(PUBLIC_ID),
        SECRETS.answer_token(PUBLIC_ID),
        "ab1cd2ef3gh4ij5k.1795340972.vDIMhAy3Mg2ghCRklixQo0epcuB2WVIMECtgqui7-rM",
        "eurn568nfkkg9862iomdnnv987iirtrw76p0066x",
        SECRETS.playback_token("4nd82kqw1z0c", 60),
    ],
    ids=["link", "answer", "room token", "ticket", "right to view"],
)
@pytest.mark.parametrize(
    "form", ["{}", "GET /e/{} HTTP/1.1", "x={}&y", '{{"token": "{}"}}', "('{}',)", "https://h/i/{}/accept"]
)
def test_links_and_tokens_are_masked_wherever_they_stand(secret: str, form: str) -> None:
    assert secret not in masked(form.format(secret))


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("Authorization: Basic QUM6c2VjcmV0", "QUM6c2VjcmV0"),
        ("{'authorization': 'Bearer abc.def'}", "abc.def"),
        ("password=hunter22 next", "hunter22"),
        ('{"password": "hunter 22"}', "hunter 22"),
        ("{'authToken': 'hunter22'}", "hunter22"),
        ("postgresql://convener:hunter22@db.example.org/x", "hunter22"),
        ("smtps://u%40x:hunter22@mail.example.org:465", "hunter22"),
        ("cookie: hunter22", "hunter22"),
        ("turn_secret='hunter22'", "hunter22"),
        ("to ann.lee@example.org now", "ann.lee"),
        ("GET /m/ABCDEFGHJK", "ABCDEFGHJK"),
    ],
)
def test_credentials_and_addresses_are_masked(line: str, secret: str) -> None:
    assert secret not in masked(line)


def test_what_is_no_secret_stays() -> None:
    for line in ("GET /getMeetingStatus 200", "meeting sn8ag0rc27s85ms9 finished", "ms=1.5 client=127.0.0.1"):
        assert masked(line) == line


def test_lines_are_structured_and_masked(stream: io.StringIO) -> None:
    structlog.get_logger("convener.test").warning("mail refused", recipient="ann@example.org", code=550)
    (line,) = lines(stream)
    assert (line["level"], line["logger"], line["event"], line["code"]) == (
        "warning",
        "convener.test",
        "mail refused",
        550,
    )
    assert line["recipient"] == "a…@example.org"


def test_values_under_the_name_of_a_secret_are_masked_at_any_depth(stream: io.StringIO) -> None:
    structlog.get_logger("convener.test").info(
        "called", password='hun ter"22', form={"authToken": ["hunter22"], "a": 1}
    )
    (line,) = lines(stream)
    assert line["form"] == {"authToken": "…", "a": 1}
    assert line["password"] == "…"


def test_other_libraries_and_traces_are_masked_too(stream: io.StringIO) -> None:
    try:
        raise ValueError("password=hunter22")
    except ValueError:
        logging.getLogger("some.library").exception("failed for %s", "ann@example.org")
    (line,) = lines(stream)
    assert "ValueError" in line["exception"]
    assert "hunter22" not in stream.getvalue()
    assert "ann@" not in stream.getvalue()


def test_a_line_end_in_a_value_makes_no_line(stream: io.StringIO) -> None:
    configure_logging(Settings(log_format="text"), stream)
    structlog.get_logger("convener.test").info("entered", name="Eve\n2026-01-01 forged")
    assert len(stream.getvalue().splitlines()) == 1


def test_a_log_that_cannot_be_written_breaks_nothing(stream: io.StringIO) -> None:
    stream.close()
    structlog.get_logger("convener.test").info("nobody hears this")


@get("/things/{name:str}", sync_to_thread=True)
def thing(name: FromPath[str]) -> str:
    structlog.get_logger("convener.test").info("inside")
    return name


@get("/e/{link:str}")
async def link(link: FromPath[str]) -> str:
    return "page"


@get("/healthz")
async def health() -> str:
    return "ok"


@pytest.fixture
def client(stream: io.StringIO) -> Iterator[TestClient[Any]]:
    app = Litestar([thing, link, health], openapi_config=None, logging_config=None)
    with TestClient(AccessMiddleware(app)) as client:  # type: ignore[type-var]
        yield client


def test_the_request_id_is_made_returned_and_in_each_line(client: TestClient[Any], stream: io.StringIO) -> None:
    made = client.get("/things/a").headers["x-request-id"]
    ours = [line for line in lines(stream) if line["logger"].startswith("convener")]
    assert [(line["event"], line["request_id"]) for line in ours] == [("inside", made), ("request", made)]
    assert client.get("/things/a").headers["x-request-id"] != made


def test_a_sane_request_id_is_taken(client: TestClient[Any]) -> None:
    assert client.get("/things/a", headers={"x-request-id": "proxy-1.2_3"}).headers["x-request-id"] == "proxy-1.2_3"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>", "a;b"])
def test_another_request_id_is_not(client: TestClient[Any], given: str) -> None:
    assert client.get("/things/a", headers={"x-request-id": given}).headers["x-request-id"] != given


def test_accesses_are_logged_without_links_and_queries(client: TestClient[Any], stream: io.StringIO) -> None:
    personal = SECRETS.link(PUBLIC_ID)
    client.get(f"/e/{personal}?token=hunter22")
    client.get("/nothing/there")
    client.get("/healthz")
    found = [(line["path"], line["status"]) for line in lines(stream) if line["event"] == "request"]
    assert found == [("/e/…", 200), ("/nothing/there", 404)]
    assert personal not in stream.getvalue()
    assert "hunter22" not in stream.getvalue()
