"""Work that strangers can ask for: bounded, and shared fairly."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from convener.auth.fair_pool import FairPool
from convener.domain.errors import AuthFailed, Overloaded


class Workshop:
    """A pool of one thread whose work waits for :meth:`go_on`, and the order in which it was done."""

    def __init__(self, waiting: int) -> None:
        self.pool = FairPool(1, waiting, "test")
        self.done: list[str] = []
        self._gate = threading.Event()

    def ask(self, owner: str, name: str) -> Future[str]:
        def work() -> str:
            assert self._gate.wait(60)
            self.done.append(name)
            return name

        return self.pool.submit(owner, name.encode(), work)

    def go_on(self) -> None:
        self._gate.set()


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    workshop = Workshop(waiting=4)
    yield workshop
    workshop.go_on()
    workshop.pool.close()


def test_owners_take_turns(workshop: Workshop) -> None:
    asked = [workshop.ask("a", f"a{number}") for number in range(4)]
    asked.append(workshop.ask("b", "b0"))
    workshop.go_on()
    assert [future.result(60) for future in asked] == ["a0", "a1", "a2", "a3", "b0"]
    assert workshop.done == ["a0", "a1", "b0", "a2", "a3"]


def test_who_has_the_most_waiting_is_refused(workshop: Workshop) -> None:
    asked = {name: workshop.ask(name[0], name) for name in ("a0", "a1", "a2", "a3", "a4")}
    refused = workshop.ask("a", "a5")
    assert refused.exception(60).__class__ is Overloaded
    asked["b0"] = workshop.ask("b", "b0")
    assert isinstance(asked.pop("a4").exception(60), Overloaded)
    asked["c0"] = workshop.ask("c", "c0")
    assert isinstance(asked.pop("a3").exception(60), Overloaded)
    workshop.go_on()
    assert {name: future.result(60) for name, future in asked.items()} == {name: name for name in asked}


def test_where_all_have_one_waiting_the_last_is_refused(workshop: Workshop) -> None:
    asked = [workshop.ask(owner, owner) for owner in "abcde"]
    assert isinstance(workshop.ask("f", "f").exception(60), Overloaded)
    workshop.go_on()
    assert [future.result(60) for future in asked] == list("abcde")


def test_the_same_is_done_once_for_all_who_ask(workshop: Workshop) -> None:
    asked = [workshop.ask(owner, "same") for owner in ("a", "b", "a")]
    workshop.go_on()
    assert [future.result(60) for future in asked] == ["same"] * 3
    assert workshop.done == ["same"]
    assert workshop.ask("a", "same").result(60) == "same"
    assert workshop.done == ["same"] * 2, "what is done is not remembered here"


def test_an_error_is_for_those_who_asked(workshop: Workshop) -> None:
    def fail() -> str:
        raise AuthFailed("wrong")

    failed = workshop.pool.submit("a", b"x", fail)
    assert isinstance(failed.exception(60), AuthFailed)
    workshop.go_on()
    assert workshop.ask("a", "a0").result(60) == "a0"


def test_what_waits_is_refused_at_the_end(workshop: Workshop) -> None:
    running, waiting = workshop.ask("a", "a0"), workshop.ask("a", "a1")
    closing = threading.Thread(target=workshop.pool.close)
    closing.start()
    assert isinstance(waiting.exception(60), Overloaded)
    workshop.go_on()
    assert running.result(60) == "a0"
    closing.join(60)


def test_of_one_owner_no_more_runs_than_may() -> None:
    pool = FairPool(3, 10, "test", of_one=1)
    gates = {name: threading.Event() for name in ("a0", "a1", "b0")}
    begun: list[str] = []

    def ask(name: str) -> Future[str]:
        def work() -> str:
            begun.append(name)
            assert gates[name].wait(60)
            return name

        return pool.submit(name[0], name.encode(), work)

    try:
        asked = {name: ask(name) for name in ("a0", "a1", "b0")}
        gates["b0"].set()
        assert asked["b0"].result(60) == "b0"
        # A thread is free, and yet the second of the same owner waits for the first.
        assert sorted(begun) == ["a0", "b0"]
        gates["a0"].set()
        gates["a1"].set()
        assert [asked[name].result(60) for name in ("a0", "a1")] == ["a0", "a1"]
    finally:
        for gate in gates.values():
            gate.set()
        pool.close()
