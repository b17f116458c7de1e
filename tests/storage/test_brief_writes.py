"""Brief writes of one moment share a transaction: what one of them does or suffers is no other's affair."""

from __future__ import annotations

import asyncio
import contextvars
import sqlite3
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from convener.domain.centers.centers import ensure_center
from convener.domain.events.log import record_in_center
from convener.domain.site import now
from convener.storage.brief_writes import MOST
from convener.storage.database import TOUCHED, Busy, Database
from convener.storage.models import Center
from tests.servers import PATIENCE


class Refused(Exception):
    """What a call may raise."""


def make(database: Database, name: str, refuse: bool = False) -> Callable[[], str]:
    """A call that makes a center, and then refuses."""

    def act() -> str:
        with database.write_briefly() as session:
            session.add(Center(name=name, title=name, created_at=now()))
            session.flush()
            session.info.setdefault(TOUCHED, set()).add(len(name))
            if refuse:
                raise Refused(name)
        return name

    return act


async def carried_out(database: Database, *acts: Callable[[], str]) -> list[object]:
    return await asyncio.gather(*map(database.brief_writes.carry_out, acts), return_exceptions=True)


def names(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Center.name).order_by(Center.id)))


def commits_of(database: Database) -> list[object]:
    seen: list[object] = []
    event.listen(database._brief, "commit", seen.append)
    return seen


def test_calls_of_one_moment_are_committed_together(file: Database) -> None:
    commits, heard = commits_of(file), list[int]()
    file.on_commit(heard.extend)
    wanted = [f"center-{number}" for number in range(MOST + 3)]
    assert asyncio.run(carried_out(file, *(make(file, name) for name in wanted))) == wanted
    assert names(file) == wanted
    assert len(commits) == 2, "a full group, and the rest"
    assert heard == [len(name) for name in wanted], "each is told of once, after the commit"


def test_what_one_refuses_undoes_nothing_of_the_others(file: Database) -> None:
    done = asyncio.run(carried_out(file, make(file, "a"), make(file, "b", refuse=True), make(file, "c")))
    assert [done[0], type(done[1]), done[2]] == ["a", Refused, "c"]
    assert names(file) == ["a", "c"]


def test_a_statement_that_fails_undoes_nothing_of_the_others(file: Database) -> None:
    """The flush of an object, and a statement of :mod:`convener.storage.core`."""

    def unknown_center() -> str:
        with file.write_briefly() as session:
            record_in_center(session, 10**6, None, None)  # type: ignore[arg-type]
        return "never"

    done = asyncio.run(carried_out(file, make(file, "a"), unknown_center, make(file, "b")))
    assert [done[0], isinstance(done[1], Exception), done[2]] == ["a", True, "b"]
    assert names(file) == ["a", "b"]


def test_where_the_transaction_is_lost_nobody_is_told_that_it_was_made(file: Database) -> None:
    """A flush that fails takes the whole transaction with it: the others are told to try alone, in a thread."""
    with file.write() as session:
        ensure_center(session, "a", "a")
    done = asyncio.run(carried_out(file, make(file, "before"), make(file, "a"), make(file, "after")))
    assert done[:2] == [None, None]
    assert done[2] in (None, "after")
    assert names(file) == ["a", *(["after"] if done[2] else [])]
    assert asyncio.run(carried_out(file, make(file, "before"))) == ["before"]


def test_a_call_that_writes_nothing_needs_no_transaction(file: Database) -> None:
    with file.write() as session:
        ensure_center(session, "a", "a")
        session.flush()

        async def read() -> list[object]:
            return await carried_out(file, lambda: "read")

        other = threading.Thread(target=lambda: results.extend(asyncio.run(read())))
        results: list[object] = []
        other.start()
        other.join(PATIENCE)
    assert results == ["read"]


def test_where_others_keep_writing_it_is_for_a_thread(file: Database) -> None:
    results: list[object] = []
    with file.write():
        other = threading.Thread(target=lambda: results.extend(asyncio.run(carried_out(file, make(file, "a")))))
        other.start()
        other.join(PATIENCE)
    assert results == [None]
    assert names(file) == []


def test_each_has_the_context_of_its_request(file: Database) -> None:
    variable = contextvars.ContextVar("request", default="none")

    async def request(name: str) -> str | None:
        variable.set(name)
        return await file.brief_writes.carry_out(variable.get)

    async def both() -> list[str | None]:
        return list(await asyncio.gather(request("one"), request("two")))

    assert asyncio.run(both()) == ["one", "two"]


def test_who_does_not_wait_any_more_is_not_served(file: Database) -> None:
    async def leave() -> None:
        waiting = asyncio.create_task(file.brief_writes.carry_out(make(file, "gone")))
        staying = asyncio.create_task(file.brief_writes.carry_out(make(file, "here")))
        await asyncio.sleep(0)
        waiting.cancel()
        assert await staying == "here"

    asyncio.run(leave())
    assert names(file) == ["here"]


def test_a_failure_after_the_commit_is_told_and_the_next_ones_are_served(file: Database) -> None:
    """As where one who hears of commits fails."""
    failures = [Refused("listener")]

    def listen(_touched: set[int]) -> None:
        if failures:
            raise failures.pop()

    file.on_commit(listen)

    async def both() -> list[object]:
        async with asyncio.timeout(PATIENCE):
            return [*await carried_out(file, make(file, "a")), *await carried_out(file, make(file, "b"))]

    failed, done = asyncio.run(both())
    assert isinstance(failed, Refused)
    assert done == "b"
    assert names(file) == ["a", "b"]


def test_what_a_part_may_undo_is_kept_in_memory(file: Database) -> None:
    with file.write_briefly() as session:
        assert session.connection().exec_driver_sql("PRAGMA temp_store").scalar() == 2
    with file.write() as session:
        assert session.connection().exec_driver_sql("PRAGMA temp_store").scalar() == 0


def test_a_connection_that_could_not_begin_is_not_used_again(file: Database) -> None:
    make(file, "a")()
    kept = file._brief_connection
    assert kept is not None
    with sqlite3.connect(file.url.database or "", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            make(file, "b")()
        other.execute("ROLLBACK")
    assert kept.closed
    make(file, "c")()
    assert names(file) == ["a", "c"]


def test_parts_do_not_know_each_others_objects(file: Database) -> None:
    """They have one session after the other, or the same one."""
    heard: list[int] = []
    file.on_commit(heard.extend)
    with file.write_together() as together:
        make(file, "one")()
        with together.part() as session:
            assert not session.identity_map.values()
            assert TOUCHED not in session.info
            center = session.scalars(select(Center)).one()
            center.title = "Changed"
        with pytest.raises(Refused):
            make(file, "three", refuse=True)()
        make(file, "four")()
    assert names(file) == ["one", "four"]
    assert heard == [3, 4]
    with file.read() as session:
        assert session.scalars(select(Center.title).order_by(Center.id)).first() == "Changed"
