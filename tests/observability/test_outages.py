"""A database that is away is told in a line a second."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, TimeoutError

from convener.observability.outages import OutageSummary, is_outage
from tests.factories.log import captured_log, lines

AWAY = OperationalError("SELECT 1", None, OSError("connection refused\nIs the server running?"))


def failing(error: Exception) -> dict[str, Any]:
    return {"event": "failed", "exc_info": error}


def test_lines_are_summed() -> None:
    moment = 1000.0
    summary = OutageSummary(lambda: moment)
    written = []
    for number in range(1, 401):
        moment = 1000.0 + number / 100
        try:
            written.append(summary(None, "error", failing(AWAY)))
        except structlog.DropEvent:
            continue
    assert [line.get("more") for line in written] == [None, 99, 99, 99]
    assert [("exc_info" in line, line["error"]) for line in written[:2]] == [
        (True, "connection refused"),
        (False, "connection refused"),
    ]
    moment = 2000.0
    assert "exc_info" in summary(None, "error", failing(AWAY))


def test_other_lines_pass() -> None:
    summary = OutageSummary(lambda: 0.0)
    for _ in range(3):
        assert summary(None, "error", failing(ValueError("mine")))["exc_info"]
        assert summary(None, "info", {"event": "request"}) == {"event": "request"}


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (AWAY, True),
        (TimeoutError("the pool is empty"), True),
        (InterfaceError("SELECT 1", None, OSError()), True),
        (DBAPIError("SELECT 1", None, OSError(), connection_invalidated=True), True),
        (IntegrityError("INSERT", None, ValueError()), False),
        (ValueError(), False),
    ],
)
def test_what_an_outage_is(error: Exception, away: bool) -> None:
    assert is_outage(error) is away


def test_all_loggers_share_the_sum() -> None:
    with captured_log() as stream:
        for _ in range(50):
            for name in ("convener.a", "convener.b"):
                try:
                    raise AWAY
                except OperationalError:
                    structlog.get_logger(name).exception("failed")
                    logging.getLogger(name).exception("failed")
        written = lines(stream)
    assert 1 <= len(written) < 50
    assert "Traceback" in written[0]["exception"]
    assert all("exception" not in line for line in written[1:])
