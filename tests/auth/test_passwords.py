"""Passwords are checked by few threads, counted before, and remembered."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from convener.auth.credentials import UserCredentials
from convener.auth.limits import AttemptLimit, GuessLimit, Limits
from convener.auth.passwords import PasswordChecks
from convener.auth.remembered import REMEMBERED_FOR, RememberedPasswords, SharedMemory
from convener.auth.windows import MemoryWindows
from convener.domain.accounts import users
from convener.domain.errors import AuthFailed, CenterNotFound
from convener.storage.database import Database
from convener.storage.models import Center
from tests.factories.accounts import ANNS_PASSWORD, ann
from tests.factories.limits import limits_of

ADDRESS, OTHER = "192.0.2.1", "192.0.2.2"
RIGHT = UserCredentials("Ann", ANNS_PASSWORD)


@pytest.fixture
def limits() -> Limits:
    """Three failures of an account, five of an address."""
    return limits_of(target=3, address=5)


@pytest.fixture
def checks(database: Database, center: Center, limits: Limits) -> Iterator[PasswordChecks]:
    ann(database, center)
    checks = PasswordChecks(database, limits, threads=2, waiting=40)
    yield checks
    checks.close()


def outcomes(checks: PasswordChecks, *credentials: UserCredentials, address: str = ADDRESS) -> list[str]:
    """What becomes of all of these at once: the names of errors, in order."""

    async def verify() -> list[object]:
        return await asyncio.gather(
            *(checks.verify(address, "main", one) for one in credentials), return_exceptions=True
        )

    return [type(found).__name__ for found in asyncio.run(verify())]


def guess(number: int, user: str = "Ann") -> UserCredentials:
    return UserCredentials(user, f"guess {number}")


@pytest.mark.parametrize(("user", "password"), [("ann", "wrong"), ("bob", ANNS_PASSWORD), ("ann", ""), ("a\0", "x")])
def test_wrong_passwords_are_not_told_apart(checks: PasswordChecks, user: str, password: str) -> None:
    with pytest.raises(AuthFailed, match=r"^The credentials are wrong\.$"):
        asyncio.run(checks.verify(ADDRESS, "main", UserCredentials(user, password)))


def test_an_unknown_center(checks: PasswordChecks) -> None:
    for name in ("nowhere", "a\0"):
        with pytest.raises(CenterNotFound):
            asyncio.run(checks.verify(ADDRESS, name, RIGHT))


def test_of_many_guesses_at_once_no_more_are_looked_at_than_may_fail(checks: PasswordChecks) -> None:
    found = outcomes(checks, *(guess(number) for number in range(20)))
    assert sorted(found) == ["AuthFailed"] * 3 + ["TooManyAttempts"] * 17
    assert checks.hashed == 3
    found = outcomes(checks, *(guess(number, f"user{number}") for number in range(20)))
    assert sorted(found) == ["AuthFailed"] * 2 + ["TooManyAttempts"] * 18
    assert checks.hashed == 5


def test_first_calls_of_one_right_password_are_hashed_once(checks: PasswordChecks) -> None:
    assert outcomes(checks, *[RIGHT] * 8) == ["Identity"] * 8
    assert outcomes(checks, UserCredentials("ANN", ANNS_PASSWORD)) == ["Identity"]
    assert checks.hashed == 1


def test_right_passwords_count_as_no_failures(checks: PasswordChecks, database: Database, center: Center) -> None:
    with database.write() as session:
        for number in range(8):
            users.create_user(session, center, f"user{number}", "member", ANNS_PASSWORD)
    everybody = [UserCredentials(f"user{number}", ANNS_PASSWORD) for number in range(8)]
    assert outcomes(checks, *everybody) == ["Identity"] * 8
    assert outcomes(checks, *(guess(number) for number in range(2))) == ["AuthFailed"] * 2
    assert outcomes(checks, RIGHT) == ["Identity"], "and end those of the account before"
    assert outcomes(checks, *(guess(number) for number in range(3))) == ["AuthFailed"] * 3


def test_what_was_right_lately_is_never_refused(checks: PasswordChecks, database: Database, center: Center) -> None:
    assert outcomes(checks, RIGHT) == ["Identity"]
    assert "TooManyAttempts" in outcomes(checks, *(guess(number) for number in range(9)))
    before = checks.hashed
    assert outcomes(checks, *[RIGHT] * 9) == ["Identity"] * 9
    assert checks.hashed == before
    with database.write() as session:
        users.set_password(session, users.find_user(session, center, "Ann"), "another horse")
    assert outcomes(checks, RIGHT) == ["TooManyAttempts"]
    assert outcomes(checks, RIGHT, address=OTHER) == ["AuthFailed"], "forgotten when the password changes"


def test_what_was_right_lately_is_not_right_for_a_user_who_is_gone(
    checks: PasswordChecks, database: Database, center: Center
) -> None:
    assert outcomes(checks, RIGHT) == ["Identity"]
    with database.write() as session:
        users.delete_user(session, users.find_user(session, center, "Ann"))
    assert outcomes(checks, RIGHT) == ["AuthFailed"]


class GatedWindows(MemoryWindows):
    """Nothing is counted, and so no hash computed, before the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """As the other windows, when the gate is open."""
        assert self.gate.wait(60)
        return super().incr(key, expiry, amount)


def test_a_full_queue_refuses(database: Database, center: Center, limits: Limits) -> None:
    ann(database, center)
    windows = GatedWindows()
    gated = GuessLimit(AttemptLimit(3, 60, windows, name="target"), AttemptLimit(5, 60, windows, name="address"))
    small = PasswordChecks(database, replace(limits, password=gated), threads=1, waiting=1)

    async def verify() -> list[object]:
        checks = [small.verify(ADDRESS, "main", guess(number, f"user{number}")) for number in range(5)]
        tasks = [asyncio.ensure_future(check) for check in checks]
        # One is looked at and one waits; the others are refused meanwhile.
        while sum(task.done() for task in tasks) < 3:
            await asyncio.wait([task for task in tasks if not task.done()], return_when=asyncio.FIRST_COMPLETED)
        windows.gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    found = [type(one).__name__ for one in asyncio.run(verify())]
    small.close()
    assert sorted(found) == ["AuthFailed"] * 2 + ["Overloaded"] * 3


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_password_is_remembered_for_a_day_from_its_last_use() -> None:
    clock = Clock()
    memory = RememberedPasswords(clock)
    digest = memory.digest("main", RIGHT)
    assert not memory.may_confirm(digest)
    assert not memory.confirms(digest, "hash")
    memory.remember(digest, "hash")
    clock.now += REMEMBERED_FOR - 1
    assert memory.may_confirm(digest)
    assert memory.confirms(memory.digest("MAIN", UserCredentials("aNN", ANNS_PASSWORD)), "hash")
    assert not memory.confirms(digest, "another hash")
    assert not memory.confirms(digest, None)
    for other in (memory.digest("other", RIGHT), memory.digest("main", guess(1))):
        assert not memory.may_confirm(other)
    clock.now += REMEMBERED_FOR - 1
    assert memory.confirms(digest, "hash")
    clock.now += REMEMBERED_FOR
    assert not memory.may_confirm(digest)
    assert not memory.confirms(digest, "hash")


def test_of_too_many_the_one_is_forgotten_that_was_not_used() -> None:
    memory = RememberedPasswords(Clock(), most=2)
    digests = [memory.digest("main", guess(number)) for number in range(3)]
    memory.remember(digests[0], "hash")
    memory.remember(digests[1], "hash")
    assert memory.confirms(digests[0], "hash")
    memory.remember(digests[2], "hash")
    assert [memory.may_confirm(digest) for digest in digests] == [True, False, True]


def test_processes_of_one_server_remember_together() -> None:
    shared = SharedMemory(most=16)
    here, there = (RememberedPasswords(Clock(), shared=shared) for _ in range(2))
    digest = here.digest("main", RIGHT)
    assert not there.may_confirm(digest)
    if (pid := os.fork()) == 0:
        there.remember(digest, "hash")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert here.may_confirm(digest)
    assert not here.confirms(digest, "another hash")
    assert here.confirms(digest, "hash")
    for number in range(100):
        here.remember(here.digest("main", guess(number)), "hash")
    assert there.confirms(there.digest("main", guess(99)), "hash"), "the latest has a place"
    assert not RememberedPasswords(Clock()).may_confirm(digest)
