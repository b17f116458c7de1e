"""The way from sockets to the domain: its functions are synchronous and run in threads of the room's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy.orm import Session

from convener.storage.database import Database

T = TypeVar("T")


class DatabaseExecutor:
    """Runs domain work in a transaction, on threads that no other door uses up.

    SQLite takes one writer at a time, so more threads would only wait; readers have threads of their own and never wait
    behind a writer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writers = ThreadPoolExecutor(2 if database.sqlite else 12, "room-write")
        self._readers = ThreadPoolExecutor(2 if database.sqlite else 6, "room-read")

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in a transaction and commit it; raises what ``work`` raises, then nothing was changed."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._write, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` with a session for reading."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _write(self, work: Callable[[Session], T]) -> T:
        with self._database.write() as session:
            return work(session)

    def _read(self, work: Callable[[Session], T]) -> T:
        with self._database.read() as session:
            return work(session)

    async def stop(self) -> None:
        """Wait for work that is under way."""
        await asyncio.to_thread(self._writers.shutdown)
        await asyncio.to_thread(self._readers.shutdown)
