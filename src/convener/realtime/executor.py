"""Runs work of the domain for the event loop: the domain is synchronous, so it runs in threads of the room's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from convener.storage.database import Database

T = TypeVar("T")


class DatabaseExecutor:
    """Runs functions with a database session on threads that no other part of the server uses.

    SQLite has one writer at a time, so more threads would only wait; reads have threads of their own and never wait
    behind a write.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writers = ThreadPoolExecutor(2 if database.sqlite else 12, "room-write")
        self._readers = ThreadPoolExecutor(2 if database.sqlite else 6, "room-read")

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in a transaction and commit it; perhaps more than once (:meth:`.Database.transact`), so it
        changes nothing but rows. Raises what ``work`` raises; then nothing was changed."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._database.transact, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` with a session for reading; raises what ``work`` raises."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Run ``work``, which reads columns alone, with a connection: where a session would cost more than the query.
        Raises what ``work`` raises."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._look, work)

    def _look(self, work: Callable[[Connection], T]) -> T:
        with self._database.look() as connection:
            return work(connection)

    def _read(self, work: Callable[[Session], T]) -> T:
        with self._database.read() as session:
            return work(session)

    async def stop(self) -> None:
        """Take no more work; returns when the work in progress is done."""
        await asyncio.to_thread(self._writers.shutdown)
        await asyncio.to_thread(self._readers.shutdown)
