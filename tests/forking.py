"""Starts the program by forking a process that has imported it: a start takes a fifth of the time that way.

That process is single-threaded and has opened nothing, so what it forks is what a start of its own would be.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_PAUSE = 0.02

_IMPORTED_LATE = (
    "anyio._backends._asyncio",
    "convener.cli.serve",
    "convener.cli.worker",
    "convener.diagnostics.listening",
    "convener.server",
    "convener.storage.checkpoints",
    "uvicorn.lifespan.off",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
    "uvloop",
)
"""What a server or a worker imports while it starts, and what imports the rest."""

_exit_code: int | None = None
"""What a process that was forked ends with, once its program has ended."""


class ForkedProcess:
    """A process that the parent forked, with as much of :class:`subprocess.Popen` as tests need."""

    def __init__(self, parent: ForkingParent, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._parent = parent

    def poll(self) -> int | None:
        """Its exit code, or None while it runs. It keeps its pid until it was asked for."""
        if self.returncode is None:
            self.returncode = self._parent.ask(poll=self.pid)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Its exit code; raises :class:`subprocess.TimeoutExpired` after ``timeout`` seconds."""
        until = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
            time.sleep(_PAUSE)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, where it has not ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


class ForkingParent:
    """The process that has imported the program."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forking", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=Path(__file__).parent.parent,
            )
        self._stream = ours.makefile("rw")
        ours.close()
        atexit.register(self._end)

    def start(
        self, arguments: Sequence[str], environment: Mapping[str, str], log: Path, *, module: str = "convener.cli"
    ) -> ForkedProcess:
        """Run a module (``python -m``), the command line unless another one is named, in a session of its own. What it
        prints is appended to ``log``."""
        directory = str(Path.cwd())
        pid = self.ask(
            module=module, arguments=list(arguments), environment=dict(environment), log=str(log), directory=directory
        )
        return ForkedProcess(self, pid)

    def ask(self, **request: Any) -> Any:
        """What the process answers."""
        print(json.dumps(request), file=self._stream, flush=True)
        return json.loads(self._stream.readline())

    def _end(self) -> None:
        with contextlib.suppress(OSError):
            self._stream.close()
        self._process.wait(60)


@cache
def forking_parent() -> ForkingParent:
    """The one of this process, started when it is asked for first."""
    return ForkingParent()


def _serve(connection: socket.socket) -> None:
    running: set[int] = set()
    for line in connection.makefile("r"):
        request = json.loads(line)
        if "poll" in request:
            pid, status = os.waitpid(request["poll"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
            running.discard(pid)
        elif answer := os.fork():
            running.add(answer)
        else:
            os.close(connection.detach())
            _become(**request)
            return
        connection.sendall(f"{json.dumps(answer)}\n".encode())
    for pid in running:
        os.killpg(pid, signal.SIGKILL)


def _become(module: str, arguments: list[str], environment: dict[str, str], log: str, directory: str) -> None:
    os.setsid()
    os.chdir(directory)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.close(output)

    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        global _exit_code
        _exit_code = end.code


def _preload() -> None:
    """All that a running server and a worker import, and their mappers."""
    from litestar import Litestar
    from sqlalchemy.orm import configure_mappers

    from convener.cli.late_imports import late_imports
    from convener.jobs.kinds import all_kinds

    with late_imports():
        for name in _IMPORTED_LATE:
            import_module(name)
        all_kinds()
        # What is imported when an application is made.
        Litestar()
    configure_mappers()


def _end() -> None:
    """End a forked process whose program is through, without taking all objects of the interpreter apart: for a server
    that takes as much time as half of its start."""
    if _exit_code is not None:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_exit_code)


if __name__ == "__main__":
    # What is registered first is called last, when threads have ended and others have cleaned up.
    atexit.register(_end)
    _preload()
    with socket.socket(fileno=int(sys.argv[1])) as inherited:
        _serve(inherited)
