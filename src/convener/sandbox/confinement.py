"""What a process does to itself before it opens a foreign file. All of it is for good, for its descendants too."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import landlock, seccomp
from .landlock import KEEP, READ, Right

_PR_SET_PDEATHSIG, _PR_GET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 21, 38
_CAPABILITY_VERSION = 0x20080522

FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/zoneinfo", "/etc/ld.so.cache")
LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64")
DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a process may use: bytes of address space, seconds of processor time, open files, bytes of a file that it
    writes (0: it writes none). ``nice``: how far it stands back behind other processes, 0 to 19."""

    memory: int = 1024 * 1024 * 1024
    seconds: int = 60
    files: int = 64
    file_size: int = 0
    nice: int = 0


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Folders of a process beside those of our libraries: what it can read, and where it can make files and write."""

    readable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()


NO_FOLDERS = Folders()


def enter(parent: int, limits: Limits, folders: Folders = NO_FOLDERS) -> None:
    """Confine this process, which opens foreign files with our own libraries: it can read those, and no other file but
    in its folders; it can reach nobody. ``parent``: the number of the process that started it, with which it ends."""
    end_with(parent)
    limit(limits)
    give_up_privileges()
    granted = [(path, READ) for path in (*library_paths(), *folders.readable)]
    restrict([*granted, *((path, KEEP) for path in folders.writable)], alone=True)


def end_with(parent: int) -> None:
    """Have the kernel end this process where its parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def limit(limits: Limits) -> None:
    """Set the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_size, limits.file_size))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.files, limits.files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(limits.nice)


def give_up_privileges() -> None:
    """No capability (where the server runs as root), and none to be gained by a program that is started."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)())


def restrict(granted: Iterable[tuple[str, Right]], *, alone: bool) -> None:
    """No files but these, and no calls but those of :func:`.seccomp.build_filter`; each where the kernel has it. Where
    it says that it has, and then refuses, :class:`OSError` is raised: better no file is opened."""
    if sys.platform != "linux":
        return
    landlock.restrict([*granted, *((path, Right.READ_FILE | Right.WRITE_FILE) for path in DEVICES)])
    if seccomp.is_known() and has_seccomp():
        seccomp.apply(seccomp.build_filter(alone=alone, pid=os.getpid()))


def has_seccomp() -> bool:
    """Whether this kernel knows filters of system calls."""
    return int(ctypes.CDLL(None).prctl(_PR_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def library_paths() -> Sequence[str]:
    """Where Python, its packages, this package, shared libraries and fonts are."""
    paths = sysconfig.get_paths()
    package = Path(__file__).parents[1]
    own = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")} | {str(package)}
    return [*sorted(own), *LIBRARIES, *FONTS]
