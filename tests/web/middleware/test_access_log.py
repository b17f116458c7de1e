"""The line about each request: its id, its fields, no secrets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from litestar import Litestar, get
from litestar.params import FromPath
from litestar.testing import TestClient

from convener.domain.secrets import Secrets
from convener.web.middleware.access_log import log_requests
from tests.factories.log import captured_log, lines

SECRETS = Secrets(b"k" * 32)
PUBLIC_ID = "ab1cd2ef3gh4ij5k"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    with captured_log() as stream:
        yield stream


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
    with TestClient(log_requests(app)) as client:
        yield client


def test_the_request_id_is_made_returned_and_in_each_line(client: TestClient[Any], stream: io.StringIO) -> None:
    made = client.get("/things/a").headers["x-request-id"]
    ours = [line for line in lines(stream) if line["logger"].startswith("convener")]
    assert [(line["event"], line["request_id"]) for line in ours] == [("inside", made), ("request", made)]
    assert client.get("/things/a").headers["x-request-id"] != made


def test_a_sane_request_id_is_taken(client: TestClient[Any]) -> None:
    assert client.get("/things/a", headers={"x-request-id": "proxy-1.2_3"}).headers["x-request-id"] == "proxy-1.2_3"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>", "a;b", "/e/secret", "k" * 40])
def test_another_request_id_is_not(client: TestClient[Any], stream: io.StringIO, given: str) -> None:
    assert client.get("/things/a", headers={"x-request-id": given}).headers["x-request-id"] != given
    assert [line["event"] for line in lines(stream)] == ["inside", "request"]


def test_accesses_are_logged_without_links_and_queries(client: TestClient[Any], stream: io.StringIO) -> None:
    personal = SECRETS.link(PUBLIC_ID)
    client.get(f"/e/{personal}?token=hunter22")
    client.get("/nothing/there")
    client.get("/healthz")
    found = [(line["path"], line["status"]) for line in lines(stream) if line["event"] == "request"]
    assert found == [("/e/…", 200), ("/nothing/there", 404)]
    assert personal not in stream.getvalue()
    assert "hunter22" not in stream.getvalue()
