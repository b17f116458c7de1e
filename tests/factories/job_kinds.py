"""Kinds of jobs for tests, and a worker process that does them: ``python -m tests.factories.job_kinds DATA URL``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from convener.domain.jobs.queue import JobPayload
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.jobs import worker as worker_module
from convener.jobs.context import JobContext
from convener.jobs.kind import job_kind, periodic_kind
from convener.jobs.worker import Worker
from convener.settings import Settings
from convener.storage.database import Database

LEASE = timedelta(seconds=2)


class Note(JobPayload, frozen=True):
    """Write a line."""

    kind: ClassVar[str] = "note"

    text: str = ""


class Wait(JobPayload, frozen=True):
    """Write a line, wait until the file ``go`` is there, write another one."""

    kind: ClassVar[str] = "wait"

    text: str = ""


def write_line(folder: Path, text: str) -> None:
    """Append a line, by one call, so that processes do not mix theirs."""
    file = os.open(folder / "lines", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(file, f"{text}\n".encode())
    os.close(file)


def lines(folder: Path) -> list[str]:
    """What was written."""
    path = folder / "lines"
    return path.read_text().splitlines() if path.exists() else []


def note(context: JobContext, payload: Note) -> None:
    """Write the line."""
    write_line(context.settings.data, payload.text)


def wait(context: JobContext, payload: Wait) -> None:
    """Wait for the file, with progress; hands the job back where the worker is to stop."""
    write_line(context.settings.data, f"begin {payload.text}")
    rounds = 0
    while not (context.settings.data / "go").exists():
        rounds += 1
        context.progress(rounds, 100_000, "waiting")
        context.stopping.wait(0.02)
    write_line(context.settings.data, f"end {payload.text}")


def tick(context: JobContext) -> None:
    """Write a line, time after time."""
    write_line(context.settings.data, "tick")


NOTE = job_kind(Note, note, concurrency=2, lease=LEASE)
WAIT = job_kind(Wait, wait, concurrency=2, attempts=3, lease=LEASE)
TICK = periodic_kind("tick", tick, every=timedelta(seconds=3600), lease=LEASE)
KINDS = {kind.name: kind for kind in (NOTE, WAIT, TICK)}


def main(data: str, url: str) -> None:
    """Run a worker until SIGTERM."""
    worker_module.MINIMUM_PAUSE, worker_module.POLL_INTERVAL = 0.05, 0.2
    settings = Settings(data=Path(data), database_url=url)
    database = Database(url)
    worker = Worker(database, Site.of(settings, Secrets.in_folder(settings.data)), settings, KINDS)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    worker.start()
    stopping.wait()
    worker.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
