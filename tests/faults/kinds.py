"""Kinds of jobs that leave a mark for each time they are done, and the worker that does them.

``python -m tests.faults.kinds DATA URL`` runs it.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import ClassVar

from sqlalchemy import text

from convener.domain.jobs.queue import JobPayload
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.jobs.context import JobContext
from convener.jobs.kind import job_kind
from convener.jobs.worker import Worker
from convener.settings import Settings
from convener.storage.database import Database
from tests.factories.job_kinds import write_line

LEASE = timedelta(seconds=3)
ATTEMPTS = 1000
"""A job may be killed as often as chance has it."""

MARKS = "CREATE TABLE IF NOT EXISTS fault_marks (name TEXT NOT NULL)"
"""A table without any key: what is written twice is there twice."""


class Counted(JobPayload, frozen=True):
    """A job that is done at least once."""

    kind: ClassVar[str] = "counted"

    name: str


class Fenced(JobPayload, frozen=True):
    """A job whose mark is written together with its end: exactly once."""

    kind: ClassVar[str] = "fenced"

    name: str


class Newest(JobPayload, frozen=True):
    """A job of one key, asked for again and again: the last request is done after it was made."""

    kind: ClassVar[str] = "newest"

    number: int


def count(context: JobContext, payload: Counted) -> None:
    """Write a line."""
    context.progress(1, 2, "writing")
    write_line(context.settings.data, payload.name)


def mark(context: JobContext, payload: Fenced) -> None:
    """Write a row, some time after the beginning."""
    context.stopping.wait(0.05)
    with context.finish() as session:
        session.execute(text("INSERT INTO fault_marks (name) VALUES (:name)"), {"name": payload.name})


def note_newest(context: JobContext, payload: Newest) -> None:
    """Write the number that was asked for."""
    context.stopping.wait(0.2)
    write_line(context.settings.data, f"newest {payload.number}")


KINDS = {
    kind.name: kind
    for kind in (
        job_kind(Counted, count, concurrency=2, attempts=ATTEMPTS, lease=LEASE),
        job_kind(Fenced, mark, concurrency=2, attempts=ATTEMPTS, lease=LEASE),
        job_kind(Newest, note_newest, attempts=ATTEMPTS, lease=LEASE),
    )
}


def main(data: str, url: str) -> None:
    """Run the worker until it is killed."""
    settings = Settings(data=Path(data), database_url=url)
    database = Database(url)
    site = Site.of(settings, Secrets.in_folder(settings.data))
    Worker(database, site, settings, KINDS).start()
    Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
