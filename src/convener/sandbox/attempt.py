"""Attempts what a confined process must not be able to do: a program of its own, for :mod:`.means`. Its arguments are a
file of the server and the number of the server's process; it writes :class:`~.means.Means` as JSON."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable

from . import landlock
from .confinement import has_seccomp
from .seccomp import is_known


def is_refused(act: Callable[[], object]) -> bool:
    """Whether the system refuses to do this."""
    try:
        act()
    except OSError:
        return True
    return False


def main() -> None:
    """Attempt everything."""
    secret, server = sys.argv[1], int(sys.argv[2])
    found = {
        "landlock": landlock.version(),
        "seccomp": sys.platform == "linux" and is_known() and has_seccomp(),
        "files": is_refused(lambda: os.close(os.open(secret, os.O_RDONLY))),
        "network": is_refused(lambda: socket.socket().close()),
        "signals": is_refused(lambda: os.kill(server, 0)),
        "processes": is_refused(_fork),
    }
    sys.stdout.write(json.dumps(found))


def _fork() -> None:
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
