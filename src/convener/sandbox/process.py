"""Starts programs that open foreign files, each in a confined process and a process group of its own; reads what they
give, and ends the group as a whole.

A program is a module of ours with a function ``main``. It has no environment (that holds secrets of the server); its
standard input is a file, its result goes to standard output.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

import convener

from .confinement import NO_FOLDERS, Folders, Limits
from .frames import HEAD

_SOURCE = str(Path(convener.__file__).parents[1])
_PIECE = 262_144
_MOST_COMPLAINTS = 8_192
"""Bytes that are kept of the error output."""

END_WITHIN = 5.0
"""Seconds that a process has to end after it has closed its output."""


class ProcessFailed(Exception):
    """A process that opens a file gave no result. ``status``: its exit status (negative: the signal that ended it),
    ``seconds``: the processor time it took, ``complaint``: the last line of its error output."""

    def __init__(self, message: str, *, status: int = 0, seconds: float = 0.0, complaint: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.seconds = seconds
        self.complaint = complaint


class ProcessTooSlow(ProcessFailed):
    """It was ended because it did not answer in time."""


class ProcessNotStarted(ProcessFailed):
    """The system could not start it."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program of ours: the module whose ``main`` is called, what the process may use, and folders that it may read or
    write beside those of our libraries."""

    module: str
    limits: Limits = field(default_factory=Limits)
    folders: Folders = NO_FOLDERS

    def command(self, arguments: Sequence[str]) -> list[str]:
        """The command that starts it."""
        return confined_command(f"from {self.module} import main; main()", self.limits, arguments, self.folders)


def confined_command(
    code: str, limits: Limits, arguments: Sequence[str] = (), folders: Folders = NO_FOLDERS
) -> list[str]:
    """The command of a process that confines itself, and then runs this Python code of ours."""
    names = "Folders, Limits, enter"
    first = f"from convener.sandbox.confinement import {names}; enter({os.getpid()}, {limits!r}, {folders!r})\n"
    return own_python(first + code, arguments)


def own_python(code: str, arguments: Sequence[str]) -> list[str]:
    """The command that runs this Python code, which can import our modules, and nothing from the current folder or the
    user's; ``arguments`` follow in ``sys.argv``."""
    return [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {_SOURCE!r}); {code}", *arguments]


class Process:
    """A started process, used as a context: at its end the whole process group is killed, whatever came of it."""

    def __init__(self, command: Sequence[str], file: IO[bytes] | int, *, folder: str = "/") -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, without a shell
                command,
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={},
                cwd=folder,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise ProcessNotStarted(f"The process cannot be started: {error}.") from error
        self._complaints = b""
        self.seconds = 0.0
        """The processor time of the process, once it has ended."""
        self._status: int | None = None
        self._selector = selectors.DefaultSelector()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                self._selector.register(stream, selectors.EVENT_READ)

    def __enter__(self) -> Process:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.end()
        if isinstance(error, ProcessFailed):
            # Also where it was not the process that failed, but what it gave that was not believed.
            error.seconds = self.seconds

    def end(self) -> int:
        """Kill the process group and wait for the process; returns its exit status."""
        if self._status is not None:
            return self._status
        # Before it is waited for: until then its number belongs to no other process.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(self._process.pid, 0)
        self._status = self._process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = usage.ru_utime + usage.ru_stime
        self._selector.close()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        return self._status

    def read(self, until: float) -> bytes:
        """What comes next on standard output, empty at its end. ``until``: the monotonic time at which it must be
        there; then :class:`ProcessTooSlow` is raised."""
        while self._selector.get_map():
            ready = self._selector.select(max(until - time.monotonic(), 0))
            if not ready:
                self._raise_too_slow()
            for key, _ in ready:
                piece = os.read(key.fd, _PIECE)
                if not piece:
                    self._selector.unregister(key.fileobj)
                elif key.fileobj is self._process.stdout:
                    return piece
                else:
                    self._complaints = (self._complaints + piece)[-_MOST_COMPLAINTS:]
                    if time.monotonic() > until:
                        self._raise_too_slow()
        return b""

    def finish(self) -> None:
        """The output has ended: wait for the end of the process. Raises :class:`ProcessFailed` where it is no good
        one."""
        until = time.monotonic() + END_WITHIN
        while os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            if time.monotonic() > until:
                self._raise_too_slow()
            time.sleep(0.002)
        status = self.end()
        if status:
            raise ProcessFailed(
                "The process died.", status=status, seconds=self.seconds, complaint=self.last_complaint()
            )

    def frames(self, *, first_within: float, next_within: float, most: int) -> Iterator[bytes]:
        """The results that it writes by :func:`.frames.write_frame`, as they come, each within so many seconds, of at
        most ``most`` bytes. Raises :class:`ProcessFailed` where it dies, :class:`ProcessTooSlow`."""
        buffer = bytearray()
        until = time.monotonic() + first_within
        while True:
            piece = self.read(until)
            if not piece:
                break
            buffer += piece
            while len(buffer) >= HEAD.size:
                (length,) = HEAD.unpack_from(buffer)
                if length > most:
                    raise ProcessFailed("The process gives more than it may.", status=self.end(), seconds=self.seconds)
                if len(buffer) < HEAD.size + length:
                    break
                frame = bytes(buffer[HEAD.size : HEAD.size + length])
                del buffer[: HEAD.size + length]
                yield frame
                until = time.monotonic() + next_within
        self.finish()
        if buffer:
            raise ProcessFailed("The process broke off.", seconds=self.seconds)

    def last_complaint(self) -> str:
        """The last line of the error output."""
        lines = self._complaints.decode(errors="replace").strip().splitlines()
        return lines[-1][:500] if lines else ""

    def _raise_too_slow(self) -> None:
        status = self.end()
        raise ProcessTooSlow("The process took too long.", status=status, seconds=self.seconds)


def start(program: Program, arguments: Sequence[str], file: IO[bytes]) -> Process:
    """Start a program of ours with ``file``, which has a descriptor, as its standard input, from its beginning. Raises
    :class:`ProcessNotStarted`."""
    file.flush()
    file.seek(0)
    return Process(program.command(arguments), file)


def run(program: Program, arguments: Sequence[str], file: IO[bytes], *, within: float, most: int) -> bytes:
    """All that the program gives: at most ``most`` bytes, within so many seconds. Raises :class:`ProcessFailed` and its
    kinds."""
    until = time.monotonic() + within
    output = bytearray()
    with start(program, arguments, file) as process:
        while piece := process.read(until):
            output += piece
            if len(output) > most:
                raise ProcessFailed("The process gives more than it may.", status=process.end())
        process.finish()
    return bytes(output)


def run_with(program: Program, arguments: Sequence[str], data: bytes, *, within: float, most: int) -> bytes:
    """As :func:`run`, with ``data`` as standard input."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        return run(program, arguments, file, within=within, most=most)
