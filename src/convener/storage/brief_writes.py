"""Brief writes on the event loop, those of one moment in one transaction. SQLite only.

A commit of SQLite costs as much as all statements of a hot call, and a few calls together change few more pages than
one. Calls that wait at the same turn of the loop share a transaction (:class:`BriefTransaction`), each behind a
savepoint of its own: what one refuses undoes nothing of another, and all are answered after the commit.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from .driver import CONNECTION

T = TypeVar("T")

MOST = 16
"""Calls in one transaction, at most: nothing else happens on the event loop meanwhile."""

PAUSES = (0.001, 0.002, 0.004, 0.008, 0.016)
"""Seconds between two tries where others write."""


class Busy(Exception):
    """Another transaction writes at this moment."""


class BriefTransaction:
    """A transaction of parts, begun by the first one; ``begin`` raises :class:`Busy` where another one writes."""

    def __init__(self, begin: Callable[[], Connection]) -> None:
        self._begin = begin
        self._connection: Connection | None = None
        self._idle: Session | None = None
        self.notes: list[dict[Any, Any]] = []
        """``info`` of the sessions of the parts that are done, in order."""
        self.parts = 0
        """How many were begun."""
        self.is_lost = False
        """Whether it could not be committed: none of its changes were made."""

    @contextmanager
    def part(self) -> Iterator[Session]:
        """A session whose changes are all made when the block ends, or none where it raises. Raises :class:`Busy`, also
        after the database has given the whole transaction up."""
        if self._connection is None:
            self._connection = self._begin()
        driver: Any = self._connection.connection.dbapi_connection
        if not driver.in_transaction:
            raise Busy
        self.parts += 1
        driver.execute("SAVEPOINT part")
        # To make a session costs as much as two statements: the next part has the one of this, which knows no object
        # any more, unless it failed. One that failed undoes the whole transaction (none of ours does, but a flush may):
        # then all parts are lost, and `commit` says so.
        session, self._idle = self._idle or self._new_session(self._connection), None
        session.info[CONNECTION] = self._connection
        try:
            yield session
            session.flush()
        except BaseException:
            session.close()
            if driver.in_transaction:
                driver.execute("ROLLBACK TO part")
            raise
        finally:
            if driver.in_transaction:
                driver.execute("RELEASE part")
        self.notes.append({**session.info})
        session.info.clear()
        if session.identity_map or session.new:
            session.expunge_all()
        self._idle = session

    @staticmethod
    def _new_session(connection: Connection) -> Session:
        return Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")

    def commit(self) -> None:
        """Commit what the parts changed, or set :attr:`is_lost`. Where that failed the connection is closed."""
        connection = self._connection
        if connection is None:
            return
        if self._idle is not None:
            self._idle.close()
        driver: Any = connection.connection.dbapi_connection
        self.is_lost = True
        try:
            if driver.in_transaction:
                connection.commit()
                self.is_lost = False
        except OperationalError:
            connection.rollback()
        finally:
            if self.is_lost:
                connection.close()


@dataclass
class _Waiting(Generic[T]):
    act: Callable[[], T]
    done: asyncio.Future[T | None]
    context: contextvars.Context = field(default_factory=contextvars.copy_context)
    tries: int = 0

    def carry_out(self) -> tuple[T | None, Exception | None]:
        try:
            return self.context.run(self.act), None
        except Exception as error:
            return None, error


class BriefWrites:
    """The calls that wait to be carried out on the event loop. ``together``: opens
    :meth:`convener.storage.database.Database.write_together`."""

    def __init__(self, together: Callable[[], AbstractContextManager[BriefTransaction]]) -> None:
        self._together = together
        self._waiting: list[_Waiting[Any]] = []
        self._task: asyncio.Task[None] | None = None

    async def carry_out(self, act: Callable[[], T]) -> T | None:
        """The result of ``act``, which opens ``write_briefly`` at most once, or what it raises. None where
        it is to be carried out in a thread instead: others keep writing all the time, or the transaction that it shared
        could not be committed, which is no fault of the calls in it."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(act, loop.create_future())
        self._waiting.append(waiting)
        if self._task is None:
            self._task = loop.create_task(self._run())
        return await waiting.done

    async def _run(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                busy = self._carry_out([one for one in group if not one.done.done()])
            except Exception as error:
                # Who hears of commits may fail, too: those who wait are told, and the next ones are served.
                busy = []
                for one in group:
                    if not one.done.done():
                        one.done.set_exception(error)
            self._waiting[:0] = busy
            # It is worth waiting a little: a call that goes to a thread instead is in the way of the next one, and so
            # all calls would end up there.
            await asyncio.sleep(PAUSES[busy[0].tries - 1] if busy else 0)
        self._task = None

    def _carry_out(self, group: list[_Waiting[Any]]) -> list[_Waiting[Any]]:
        """Carry out a group in one transaction; returns those that are to be tried again."""
        busy: list[_Waiting[Any]] = []
        done: list[tuple[_Waiting[Any], bool, Any, Exception | None]] = []
        with self._together() as transaction:
            for one in group:
                before = transaction.parts
                result, error = one.carry_out()
                if isinstance(error, Busy):
                    busy.append(one)
                else:
                    done.append((one, transaction.parts > before, result, error))
        for one, wrote, result, error in done:
            if wrote and transaction.is_lost:
                one.done.set_result(None)
            elif error is not None:
                one.done.set_exception(error)
            else:
                one.done.set_result(result)
        for one in busy:
            one.tries += 1
            if one.tries > len(PAUSES):
                one.done.set_result(None)
        return [one for one in busy if not one.done.done()]
