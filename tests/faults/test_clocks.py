"""Clocks: two nodes whose clocks are 15 s apart, and one whose clock jumps."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from convener.realtime.protocol.messages import Resumed
from convener.storage.models import Node, Visit
from tests.factories.browsers import Gathering
from tests.servers import Postgres, RunningServer, wait_until

pytestmark = pytest.mark.long

SKEW = 15
BEATS = int(os.environ.get("FAULT_BEATS", "1"))
"""How many heartbeats of each node are waited for, two seconds apart."""


class SkewedServer(RunningServer):
    """A server on a machine whose clock is so many seconds ahead."""

    def __init__(self, data: Path, ahead: float, **settings: object) -> None:
        self.file = data.parent / f"{data.name}.ahead"
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.set_clock(ahead)
        super().__init__(data, [sys.executable, "-m", "tests.faults.skewed", str(self.file)], **settings)

    def set_clock(self, ahead: float) -> None:
        """Set the clock to another time."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(ahead))
        fresh.replace(self.file)


def wait_for_beats(room: Gathering, nodes: int, beats: int = BEATS) -> None:
    """Wait until each node has said so many times that it is alive."""

    def signs() -> dict[str, object]:
        with room.database.read() as session:
            return {node.name: node.seen_at for node in session.scalars(select(Node))}

    wait_until(lambda: len(signs()) == nodes, "all nodes to be known")
    for _ in range(beats):
        before = signs()
        wait_until(lambda before=before: all(signs().get(name) != at for name, at in before.items()), "heartbeats")  # type: ignore[misc]
        assert signs().keys() == before.keys()


@pytest.mark.postgres
def test_nobody_is_thrown_out_where_clocks_differ(postgres: Postgres, tmp_path: Path) -> None:
    settings = {"database_url": postgres.new_database(), "reconnect_grace": 12}
    right = RunningServer(tmp_path / "data", **settings)
    right.start()
    wrong = SkewedServer(tmp_path / "data", SKEW, **settings)
    wrong.log = tmp_path / "wrong.log"
    began = time.monotonic()
    try:
        wrong.start()
        with Gathering(right) as room:
            url = f"ws://127.0.0.1:{wrong.port}/api/v1/room"
            host, ann = room.enter("host"), room.enter("ann", url=url)
            host.see(lambda page: page.names() == {"host", "ann"})
            wait_for_beats(room, 2)
            for page in (host, ann):
                page.do("setHand", raised=True)
            # A grace that the one node began is the same for the other.
            for page, other in ((ann, None), (host, url)):
                page.drop()
                wait_until(lambda: _is_lost(room), "the loss")
                # Within the grace, however many beats are asked for.
                wait_for_beats(room, 2, beats=1)
                back = room.open(page.name, url=other, lastSeq=page.seq, peerId=page.peer_id)
                assert back.until(Resumed).peer_id == page.peer_id
            doctor = wrong.program("doctor").stdout
            found = re.search(r"clock of this machine is ([0-9.]+) s ahead of that of the database", doctor)
            # As exact as the time that the question takes, on a machine that has much to do.
            assert found is not None
            assert abs(float(found[1]) - 15) < 5
    finally:
        wrong.stop()
        right.stop()
    logs = right.log.read_text() + wrong.log.read_text()
    assert "taken for dead" not in logs
    print(f"\nclocks {SKEW} s apart for {time.monotonic() - began:.0f} s: 0 of 2 people thrown out")


def _is_lost(room: Gathering) -> bool:
    """Whether somebody's connection is."""
    with room.database.read() as session:
        return session.scalar(select(Visit.id).where(Visit.grace_until.is_not(None))) is not None


def test_a_jump_of_the_clock_ends_no_grace(tmp_path: Path) -> None:
    server = SkewedServer(tmp_path / "data", 0)
    server.start(first=True)
    try:
        with Gathering(server) as room:
            host, ann = room.enter("host"), room.enter("ann")
            for number, ahead in enumerate((3600, -3600)):
                ann.drop()
                host.see(lambda page: not page.person("ann").connected)
                server.set_clock(ahead)
                wait_until(lambda number=number: server.log.read_text().count("clock has jumped") > number, "the jump")  # type: ignore[misc]
                wait_for_beats(room, 1)
                back = room.open("ann", lastSeq=ann.seq, peerId=ann.peer_id)
                assert back.until(Resumed).peer_id == ann.peer_id
                back.seq, back.models = ann.seq, ann.models
                ann = back
                host.see(lambda page: page.person("ann").connected)
    finally:
        server.stop()
    print("\na clock that jumps an hour: 0 of 2 graces ended")
