"""The processes that are killed: a server, a worker, and a worker with kinds of its own."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.forking import ForkedProcess, forking_parent
from tests.servers import RunningServer


class Killable(Protocol):
    """A process that can be killed, and started again."""

    def start(self) -> None:
        """Start it; a server is ready afterwards."""

    def kill(self) -> None:
        """kill -9."""


class WorkerProcess:
    """A worker, by its module and arguments, in the environment of a server."""

    def __init__(self, server: RunningServer, module: str, *arguments: str) -> None:
        self._module = module
        self._arguments = arguments
        self._environment = server.environment
        self._log = server.log
        self._process: ForkedProcess | None = None

    def start(self) -> None:
        """Start it; returns at once."""
        parent = forking_parent()
        self._process = parent.start(self._arguments, self._environment, self._log, module=self._module)

    def kill(self) -> None:
        """kill -9."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(60)


@dataclass
class Installation:
    """All processes on one database, by name."""

    server: RunningServer
    url: str
    processes: dict[str, Killable] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, data: Path, database_url: str, smtp_url: str) -> Installation:
        """On a database of its own; nothing runs yet."""
        settings = {"database_url": database_url} if database_url else {}
        server = RunningServer(data, smtp_url=smtp_url, empty_grace=1.5, reconnect_grace=2, **settings)
        url = database_url or f"sqlite:///{data / 'convener.sqlite3'}"
        installation = cls(server, url)
        installation.processes = {
            "server": server,
            "worker": WorkerProcess(server, "convener.cli", "worker"),
            "worker of marks": WorkerProcess(server, "tests.faults.kinds", str(data), url),
        }
        return installation

    def start(self) -> None:
        """Start all."""
        self.server.start()
        self.start_workers()

    def start_workers(self) -> None:
        """Start the others."""
        for process in self.processes.values():
            if process is not self.server:
                process.start()

    def kill(self) -> None:
        """kill -9 to all."""
        for process in self.processes.values():
            process.kill()

    def kill_at_random(self, chance: random.Random, seconds: float) -> None:
        """Kill one after the other for so long, and start each again; fails where the server does not come back."""
        until = time.monotonic() + seconds
        names = ["server", "server", "worker", "worker of marks"]
        while time.monotonic() < until:
            time.sleep(chance.uniform(0.2, 4.0))
            name = chance.choice(names)
            self.processes[name].kill()
            self.kills[name] += 1
            time.sleep(chance.choice([0.0, 0.0, chance.uniform(0.0, 1.0)]))
            self.processes[name].start()
