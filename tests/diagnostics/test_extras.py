"""Redis."""

from __future__ import annotations

from dataclasses import replace

from convener.settings import Settings
from tests.diagnostics.conftest import find
from tests.servers import free_port


def test_a_redis_that_is_away_is_broken(settings: Settings) -> None:
    assert find(replace(settings, redis_url=f"redis://127.0.0.1:{free_port()}"), "Redis").broken
