"""Logs: one line each, with the request's id, without secrets."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from convener.domain.secrets import Secrets
from convener.observability.logging import configure_logging, masked
from convener.settings import Settings
from tests.factories.log import captured_log, lines

SECRETS = Secrets(b"k" * 32)
PUBLIC_ID = "ab1cd2ef3gh4ij5k"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    with captured_log() as stream:
        yield stream


@pytest.mark.parametrize(
    "secret",
    [
        SECRETS.link(PUBLIC_ID),
        SECRETS.answer_token(PUBLIC_ID),
        SECRETS.minutes_token(PUBLIC_ID, "zz9yy8xx7ww6vv5u"),
        SECRETS.minutes_file_token(PUBLIC_ID, "zz9yy8xx7ww6vv5u"),
        "ab1cd2ef3gh4ij5k.1795340972.vDIMhAy3Mg2ghCRklixQo0epcuB2WVIMECtgqui7-rM",
        "eurn568nfkkg9862iomdnnv987iirtrw76p0066x",
        SECRETS.playback_token("4nd82kqw1z0c", 60),
    ],
    ids=["link", "answer", "minutes", "file of minutes", "room token", "ticket", "right to view"],
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


def test_a_line_end_in_the_event_makes_no_line(stream: io.StringIO) -> None:
    configure_logging(Settings(log_format="text"), stream)
    structlog.get_logger("convener.test").info("entered\n2026-01-01 forged")
    logging.getLogger("some.library").warning("failed\n\x1b[31m%s", "forged")
    assert len(stream.getvalue().splitlines()) == 2
    assert "\x1b" not in stream.getvalue()


def test_text_holds_the_fields_and_the_trace(stream: io.StringIO) -> None:
    configure_logging(Settings(log_format="text"), stream)
    try:
        raise ValueError("password=hunter22")
    except ValueError:
        structlog.get_logger("convener.test").exception("failed", number=7, address="ann@example.org")
    first, *trace = stream.getvalue().splitlines()
    assert "[error" in first
    assert "[convener.test] number=7 address='a…@example.org'" in first
    assert trace[0].startswith("Traceback")
    assert trace[-1] == "ValueError: password=…"


def test_a_log_that_cannot_be_written_breaks_nothing(stream: io.StringIO) -> None:
    stream.close()
    structlog.get_logger("convener.test").info("nobody hears this")
    logging.getLogger("some.library").warning("nor this")
