"""Which connections must go when there are too many."""

from __future__ import annotations

import pytest

from convener.web.middleware.proxies import TrustedProxies
from convener.web.serving import connections
from convener.web.serving.connections import ConnectionTable, OpenConnection, Stage


class Table(ConnectionTable):
    """A table with a clock of its own, that says which connections were cut off."""

    def __init__(self, most: int = 8, by_address: int = 3) -> None:
        self.moment = 0.0
        self.cut: list[str] = []
        self._named = 0
        super().__init__(most, by_address, TrustedProxies("10.0.0.1"), lambda: self.moment)

    def open(self, address: str, stage: Stage = Stage.QUIET) -> OpenConnection:
        """A connection that there is room for."""
        found = self.admit(address)
        assert found is not None
        found.close = lambda: self.cut.append(address)
        found.move(stage)
        return found


@pytest.mark.parametrize("stage", [Stage.QUIET, Stage.BODY, Stage.SOCKET])
def test_at_the_limit_of_an_address_its_oldest_idle_one_makes_room(stage: Stage) -> None:
    table = Table()
    table.open("192.0.2.9", stage)
    first = table.open("192.0.2.1", stage)
    for _ in range(3):
        table.open("192.0.2.1", stage)
    assert (table.cut, first.stage) == (["192.0.2.1"], None)


@pytest.mark.parametrize("stage", [Stage.BUSY, Stage.ENTERED])
def test_what_is_in_use_stays(stage: Stage) -> None:
    table = Table()
    for _ in range(3):
        table.open("2001:db8::1", stage)
    assert table.admit("2001:db8::2") is None
    assert table.admit("2001:db8:0:1::2") is not None
    assert table.cut == []


def test_the_oldest_of_all_makes_room_first() -> None:
    table = Table(most=9, by_address=100)
    for stage in (Stage.SOCKET, Stage.ENTERED, Stage.BODY, Stage.BUSY, Stage.QUIET):
        table.moment += 1
        table.open(stage.value, stage)
    for number in range(6):
        table.moment += 1
        found = table.admit(f"192.0.2.{number}")
        if found is not None:
            found.move(Stage.BUSY)
    assert table.cut == ["socket", "body", "quiet"]
    assert table.admit("192.0.2.9") is None


def test_a_stranger_makes_room_for_one_with_fewer_connections() -> None:
    table = Table(most=4, by_address=100)
    for _ in range(2):
        table.open("192.0.2.1")
        table.open("192.0.2.2")
    assert table.admit("192.0.2.2") is None
    assert table.cut == []
    table.open("192.0.2.3")
    assert table.cut == ["192.0.2.1"]
    assert table.admit("192.0.2.3") is not None
    assert table.admit("192.0.2.3") is None


def test_strangers_make_room_before_known_addresses() -> None:
    table = Table(most=2, by_address=100)
    table.open("192.0.2.7").caller.prove()
    for number in range(3):
        table.open(f"192.0.2.{number}")
    assert table.cut == ["192.0.2.0", "192.0.2.1"]


def test_places_are_kept_for_known_addresses() -> None:
    table = Table(by_address=100)
    table.open("192.0.2.7", Stage.SOCKET).caller.prove()
    for _ in range(6):
        table.open("192.0.2.1", Stage.BUSY)
    assert table.admit("192.0.2.2") is None
    assert table.admit("192.0.2.7") is not None
    assert table.admit("192.0.2.7") is not None  # the one before has nothing under way
    table.moment = connections.KNOWN_FOR
    assert len(table) == 8
    assert table.admit("192.0.2.2") is not None


def test_trusted_proxies_are_exempt() -> None:
    table = Table(most=50)
    for _ in range(20):
        table.open("10.0.0.1", Stage.BUSY)
    assert table.cut == []


def test_a_proxy_is_no_stranger() -> None:
    table = Table(most=4, by_address=100)
    for _ in range(6):
        table.open("10.0.0.1")
    assert table.cut == ["10.0.0.1"] * 2


def test_a_known_caller_may_take_its_time() -> None:
    table = Table()
    body, socket = table.open("192.0.2.1", Stage.BODY), table.open("192.0.2.1", Stage.SOCKET)
    body.caller.prove()
    socket.caller.prove()
    assert (body.stage, socket.stage) == (Stage.BUSY, Stage.ENTERED)


def test_what_waits_for_too_long_is_cut_off() -> None:
    table = Table(by_address=100)
    table.open("new")
    table.open("served").served = True
    table.open("10.0.0.1").served = True
    begun = table.open("begun")
    begun.served, begun.begun_at = True, 5.0
    table.open("blocked", Stage.BUSY).blocked_at = 40.0
    table.open("busy", Stage.BUSY)
    seen = {}
    for second in range(700):
        table.moment = float(second)
        before = len(table.cut)
        table.cut_late()
        seen.update(dict.fromkeys(table.cut[before:], second))
    assert seen == {"new": 31, "begun": 36, "served": 76, "blocked": 101, "10.0.0.1": 621}
    assert len(table) == 1


def test_nothing_is_left_of_what_is_gone() -> None:
    table = Table()
    for _ in range(5):
        connection = table.open("192.0.2.1", Stage.BUSY)
        connection.release()
        connection.release()
        connection.move(Stage.QUIET)
    assert (len(table), table._counts) == (0, {})
