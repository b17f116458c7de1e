"""Processes that end, and the one that supervises them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from convener.web.serving.processes import Knock, ProcessTable

_PROGRAM = """
import os, signal, sys, time
import structlog
from convener.web.serving.processes import ProcessTable
from convener.web.serving.supervisor import NotStarted, Supervisor

structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
table, supervising = ProcessTable(2), os.getpid()
supervisor = Supervisor(table, lambda pid: print("ended", flush=True))
try:
    number = supervisor.run()
except NotStarted:
    sys.exit("not started")
if number is None:
    print("restarts", table.restarts())
    sys.exit()
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
{serve}
"""


def _run(serve: str) -> subprocess.CompletedProcess[str]:
    program = _PROGRAM.format(serve=serve)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)


def test_a_process_that_never_served_ends_the_server() -> None:
    done = _run("sys.exit(3) if number else signal.pause()")
    assert (done.returncode, done.stdout, done.stderr.splitlines()[-1]) == (1, "ended\n" * 2, "not started")


def test_one_that_has_served_is_started_again_until_all_are_asked_to_stop() -> None:
    done = _run(
        """
table.set_ready(number, ready=True)
if number == 0:
    while table.restarts() < 2 or table.ready() < 2:
        time.sleep(0.01)
    os.kill(supervising, signal.SIGTERM)
    signal.pause()
if table.restarts() < 2:
    os.kill(os.getpid(), signal.SIGKILL)
signal.pause()
"""
    )
    assert (done.returncode, done.stdout) == (0, "ended\n" * 4 + "restarts 2\n"), done.stderr


def test_new_connections_are_for_those_that_have_fewer() -> None:
    table = ProcessTable(2)
    for number in range(2):
        table.begin(number, 100 + number)
    table.set_open(0, 5)
    assert not table.is_busiest(0), "nobody else serves"
    table.set_ready(1, ready=True)
    assert table.is_busiest(0)
    assert not table.is_busiest(1)
    table.set_open(1, 4)
    assert not table.is_busiest(0)
    assert (table.pids(), table.ready()) == ([100, 101], 1)
    table.end(1)
    assert (table.pids(), table.ready()) == ([100], 0)


@pytest.mark.parametrize("knocks", [1, 100_000])
def test_all_knocks_until_it_hears_are_one(knocks: int) -> None:
    knock, woken = Knock(), []
    for _ in range(knocks):
        knock.knock()
    hear = knock.listen(lambda: woken.append(True))
    hear()
    assert woken == [True]
