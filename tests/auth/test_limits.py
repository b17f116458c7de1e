from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from convener.auth.limits import RELAY_CHECKS_BY_ADDRESS, AttemptLimit, Limits
from convener.auth.windows import MemoryWindows
from convener.domain.errors import TooManyAttempts
from convener.settings import Settings


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_window_of_attempts() -> None:
    clock = Clock()
    limit = AttemptLimit(3, 60, MemoryWindows(clock))
    for _ in range(3):
        limit.check("a")
        limit.count("a")
    with pytest.raises(TooManyAttempts) as refused:
        limit.check("a")
    assert refused.value.retry_after == 60
    limit.check("b")
    clock.now += 59.5
    with pytest.raises(TooManyAttempts) as refused:
        limit.consume("a")
    assert refused.value.retry_after == 1
    clock.now += 0.5
    limit.consume("a")


def test_who_is_refused_is_not_counted_on() -> None:
    clock = Clock()
    limit = AttemptLimit(1, 60, MemoryWindows(clock))
    limit.consume("a")
    for _ in range(100):
        with pytest.raises(TooManyAttempts):
            limit.consume("a")
    clock.now += 60
    limit.consume("a")


def test_a_success_forgets_failures() -> None:
    limit = AttemptLimit(2, 60, MemoryWindows(Clock()))
    limit.count("a")
    limit.forget("a")
    limit.forget("never seen")
    limit.count("a")
    limit.check("a")


def test_memory_is_bounded() -> None:
    limit = AttemptLimit(1, 60, MemoryWindows(Clock(), most_keys=10))
    for number in range(50):
        limit.count(str(number))
    limit.check("0")
    with pytest.raises(TooManyAttempts):
        limit.check("49")


def test_many_at_once_take_no_more_than_there_is() -> None:
    limit = AttemptLimit(100, 60, MemoryWindows(Clock()))

    def consume(_: int) -> bool:
        try:
            limit.consume("a")
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(consume, range(1000))) == 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::7", "2001:db8:1:2:ffff::1"),
        ("192.0.2.9", "::ffff:192.0.2.9"),
        ("192.0.2.9:40312", "192.0.2.9:40313"),
        ("[2001:db8::1]:40312", "2001:db8::2"),
    ],
)
def test_addresses_of_one_caller_count_as_one(one: str, other: str) -> None:
    limit = AttemptLimit(1, 60, by_address=True)
    limit.count(f"{one} main ann")
    with pytest.raises(TooManyAttempts):
        limit.check(f"{other} main ann")
    limit.check(f"{other} main bob")
    limit.forget(f"{other} main ann")
    limit.check(f"{one} main ann")


@pytest.mark.parametrize(
    ("one", "other"),
    [("2001:db8:1:2::7", "2001:db8:1:3::7"), ("192.0.2.9", "192.0.2.8"), ("", "unknown"), ("a", "b")],
)
def test_different_callers_are_counted_apart(one: str, other: str) -> None:
    limit = AttemptLimit(1, 60, by_address=True)
    limit.count(one)
    limit.check(other)


def test_one_address_does_not_use_up_what_all_may_check() -> None:
    relay = Limits.of(Settings(relay_checks=RELAY_CHECKS_BY_ADDRESS + 1)).relay_check
    assert relay is not None
    greedy = [relay.allows(f"2001:db8::{number:x}") for number in range(20)]
    assert greedy.count(True) == RELAY_CHECKS_BY_ADDRESS
    assert relay.allows("192.0.2.1")
    assert not relay.allows("192.0.2.2"), "all together have used up what there is"


def test_without_checks_of_relays_there_is_no_limit_on_them() -> None:
    assert Limits.of(Settings(relay_checks=0)).relay_check is None
