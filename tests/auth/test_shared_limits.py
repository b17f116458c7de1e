"""Limits that nodes share through Redis, and what becomes of them while it is away."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from convener.auth.limits import AttemptLimit
from convener.auth.shared_windows import SharedWindows
from convener.domain.errors import TooManyAttempts
from tests.servers import Redis, RunningServer, wait_until

pytestmark = pytest.mark.long

PASSWORD = "correct horse battery"


def limit_of_a_node(url: str, most: int = 3, ask_again_after: float = 0.0) -> AttemptLimit:
    return AttemptLimit(most, 60, SharedWindows(url, ask_again_after=ask_again_after), name="guesses")


def is_refused(limit: AttemptLimit, key: str) -> bool:
    try:
        limit.check(key)
    except TooManyAttempts:
        return True
    return False


def test_what_one_node_counts_all_refuse(redis_server: Redis) -> None:
    one, other = limit_of_a_node(redis_server.url), limit_of_a_node(redis_server.url)
    for limit in (one, other, one):
        limit.consume("a")
    for limit in (one, other):
        with pytest.raises(TooManyAttempts) as refused:
            limit.check("a")
        assert 0 < refused.value.retry_after <= 60
        with pytest.raises(TooManyAttempts):
            limit.consume("a")
    other.check("b")
    other.forget("a")
    assert not is_refused(one, "a")


def test_limits_with_other_names_or_numbers_count_apart(redis_server: Redis) -> None:
    windows = SharedWindows(redis_server.url)
    limit = AttemptLimit(1, 60, windows, name="guesses")
    limit.count("a")
    assert is_refused(limit, "a")
    for other in (AttemptLimit(1, 60, windows, name="calls"), AttemptLimit(2, 60, windows, name="guesses")):
        other.check("a")


def test_a_window_ends_by_itself(redis_server: Redis) -> None:
    limit = AttemptLimit(1, 1, SharedWindows(redis_server.url))
    limit.consume("a")
    wait_until(lambda: not is_refused(limit, "a"), "the window to end")
    limit.consume("a")


def test_many_at_once_on_two_nodes_take_no_more_than_there_is(redis_server: Redis) -> None:
    nodes = [limit_of_a_node(redis_server.url, 100), limit_of_a_node(redis_server.url, 100)]

    def consume(number: int) -> bool:
        try:
            nodes[number % 2].consume("a")
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(consume, range(400))) == 100


def test_without_redis_each_node_counts_by_itself_until_it_is_back(redis_server: Redis) -> None:
    one, other = limit_of_a_node(redis_server.url), limit_of_a_node(redis_server.url)
    for _ in range(3):
        one.count("a")
    redis_server.stop()
    with capture_logs() as logs:
        for _ in range(3):
            assert not is_refused(one, "a")
            one.count("a")
        assert is_refused(one, "a")
        assert not is_refused(other, "a")
    assert [log["log_level"] for log in logs] == ["warning", "warning"]  # each node says it once

    redis_server.start()
    with capture_logs() as logs:
        assert not is_refused(one, "a")
        for _ in range(3):
            one.count("a")
        assert is_refused(other, "a")
    assert [log["log_level"] for log in logs] == ["info", "info"]


@contextmanager
def silent_port() -> Iterator[socket.socket]:
    """A port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        yield listener


def connections_to(listener: socket.socket) -> int:
    """How many connections it got."""
    count = 0
    while True:
        try:
            listener.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_a_redis_that_says_nothing_is_waited_for_once() -> None:
    with silent_port() as listener:
        limit = limit_of_a_node(f"redis://127.0.0.1:{listener.getsockname()[1]}/0", 50, ask_again_after=3600)
        for _ in range(50):
            limit.consume("a")
        assert is_refused(limit, "a")
        assert connections_to(listener) <= 2


def test_guesses_are_counted_over_two_servers(redis_server: Redis, tmp_path: Path) -> None:
    servers = [
        RunningServer(tmp_path / name, redis_url=redis_server.url, sign_in_failures=4) for name in ("one", "other")
    ]
    for server in servers:
        server.start()
    try:
        for server in servers:
            done = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
            assert done.returncode == 0, done.stderr
        assert [sign_in(servers[number % 2], "eve", "wrong") for number in range(6)] == [401] * 4 + [429] * 2
        assert sign_in(servers[0], "ann", PASSWORD) == 200
        redis_server.stop()
        assert [sign_in(server, "ann", PASSWORD) for server in servers] == [200, 200]
        assert [sign_in(servers[0], "ann", "wrong") for _ in range(5)] == [401] * 4 + [429]
        assert sign_in(servers[1], "ann", PASSWORD) == 200
    finally:
        for server in servers:
            server.stop()


def sign_in(server: RunningServer, user_id: str, password: str) -> int:
    """The status of the reply."""
    with httpx.Client(base_url=server.base_url) as browser:
        browser.get("/api/v1/session")
        reply = browser.post(
            "/api/v1/session",
            json={"userId": user_id, "password": password},
            headers={"x-csrf-token": browser.cookies["csrftoken"]},
        )
        return reply.status_code
