"""What protects the server from processes that open foreign files: tried once, by a process that attempts what it must
not be able to do."""

from __future__ import annotations

import functools
import os
import sys
import tempfile

import msgspec
import structlog
from msgspec import Struct

from .confinement import Limits
from .process import ProcessFailed, Program, run_with

log = structlog.get_logger("convener.sandbox")

WITHIN = 30.0
"""Seconds for the attempt."""


class Means(Struct, frozen=True, kw_only=True):
    """What a confined process cannot do: read files, use the network, signal others, start processes. ``landlock``: the
    version of the kernel's interface, 0 where it has none; ``seccomp``: whether system calls are filtered."""

    landlock: int = 0
    seccomp: bool = False
    files: bool = False
    network: bool = False
    signals: bool = False
    processes: bool = False

    @property
    def complete(self) -> bool:
        """Whether all of it is closed."""
        return self.files and self.network and self.signals and self.processes

    @property
    def names(self) -> str:
        """What does it, for operators."""
        found = [f"Landlock {self.landlock}" if self.landlock else "", "seccomp" if self.seccomp else ""]
        return " and ".join(name for name in found if name) or "limits on memory and time alone"


_ATTEMPT = Program(module="convener.sandbox.attempt", limits=Limits(seconds=10))


@functools.cache
def find_means() -> Means:
    """What this machine offers; tried at the first call. It is logged where something stays open."""
    means = try_means()
    if not means.complete and sys.platform == "linux":
        log.warning("processes that open foreign files are confined in part only", means=means.names)
    return means


def try_means() -> Means:
    """As :func:`find_means`, tried anew. Where the process cannot be started or dies, nothing is closed."""
    with tempfile.NamedTemporaryFile() as secret:
        secret.write(b"secret")
        secret.flush()
        try:
            found = run_with(_ATTEMPT, [secret.name, str(os.getpid())], b"", within=WITHIN, most=10_000)
            return msgspec.json.decode(found, type=Means)
        except (ProcessFailed, msgspec.DecodeError) as error:
            log.error("processes that open foreign files cannot be confined", error=str(error))
            return Means()
