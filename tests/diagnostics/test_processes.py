"""Whether a server may have several processes."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from convener.diagnostics.finding import Health
from convener.diagnostics.processes import check_processes, what_keeps_it_alone
from convener.settings import Settings
from tests.servers import free_port


@pytest.fixture
def shared(settings: Settings) -> Settings:
    """Settings by which it may; neither the database nor Redis is there."""
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    return replace(settings, database_url=url, redis_url=f"redis://127.0.0.1:{free_port()}/0")


def test_one_process_needs_nothing(settings: Settings) -> None:
    (finding,) = check_processes(settings)
    assert (finding.health, finding.message, finding.advice) == (Health.OK, "one serves", "")


def test_where_it_may_have_more_it_is_told_so(shared: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    (finding,) = check_processes(shared)
    assert "CONVENER_WORKERS=4" in finding.advice


def test_more_need_postgresql_and_redis(settings: Settings, shared: Settings) -> None:
    (finding,) = check_processes(replace(settings, workers=2))
    assert finding.broken
    assert "CONVENER_DATABASE_URL" in finding.advice
    assert "CONVENER_REDIS_URL" in finding.advice
    (finding,) = check_processes(replace(shared, workers=2, redis_url=""))
    assert finding.broken
    assert "set CONVENER_REDIS_URL" in finding.advice
    assert what_keeps_it_alone(replace(shared, workers=2)) == ""


def test_a_database_that_is_away_is_for_another_check(shared: Settings) -> None:
    (finding,) = check_processes(replace(shared, workers=2))
    assert (finding.health, finding.message) == (Health.OK, "2 are to serve")
    assert list(check_processes(replace(shared, workers=2, database_url="nonsense"))) == []
