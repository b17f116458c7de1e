"""Confines a program that is not ours, such as LibreOffice: it may start processes and write into one folder, and sees
of the rest of the disk what programs and libraries need; it has no network.

Where bubblewrap (``bwrap``) works it has file system, processes and ``/tmp`` of its own; else Landlock and seccomp do
it, which work in containers too. :func:`find_shelter` tries once what there is.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from . import seccomp
from .confinement import Limits, end_with, give_up_privileges, limit, restrict
from .landlock import ALL, READ, RUN, Right
from .means import find_means
from .process import own_python

TRY_WITHIN = 20.0
"""Seconds for trying whether bubblewrap works."""


class Shelter(StrEnum):
    """What confines a program."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "Landlock and seccomp"


PROGRAMS = ("/usr", "/bin", "/lib", "/lib64")
SETTINGS = (
    "/etc/fonts",
    "/etc/libreoffice",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
)
"""What LibreOffice reads; Debian's links into the last two, and says nothing where they are missing."""

_NICE = 5


@functools.cache
def find_shelter() -> Shelter | None:
    """The best that works here, None where nothing does; tried at the first call."""
    if _bubblewrap_works():
        return Shelter.BUBBLEWRAP
    return Shelter.LANDLOCK if find_means().complete else None


def _bubblewrap_works() -> bool:
    program = shutil.which("bwrap")
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        command = [*_bubblewrap(program, folder, ()), "--", "/usr/bin/env", "true"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TRY_WITHIN, env={}, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def command(program: Sequence[str], folder: Path, limits: Limits, shelter: Shelter) -> list[str]:
    """The command that runs the program confined. Its folder, where it may write, is its home; ``program`` begins with
    a path, and everything in the installation folder of that can be read."""
    code = (
        "from convener.sandbox.launcher import Limits, Shelter, launch; "
        f"launch({os.getpid()}, {limits!r}, Shelter({shelter.value!r}), {str(folder)!r}, sys.argv[1:])"
    )
    return own_python(code, program)


def launch(parent: int, limits: Limits, shelter: Shelter, folder: str, program: Sequence[str]) -> NoReturn:
    """Become the program, confined."""
    end_with(parent)
    limit(limits)
    os.nice(_NICE)
    environment = {"HOME": folder, "TMPDIR": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    installed = str(Path(program[0]).resolve().parents[1])
    if shelter is Shelter.BUBBLEWRAP:
        found = shutil.which("bwrap", path=os.defpath + ":/usr/bin:/usr/local/bin") or "bwrap"
        arguments = _bubblewrap(found, folder, [installed])
        if seccomp.is_known():
            # The filter is read from a file that only this process has.
            descriptor = os.memfd_create("filter", 0)
            os.write(descriptor, seccomp.build_filter(alone=False))
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.set_inheritable(descriptor, True)
            arguments += ["--seccomp", str(descriptor)]
        os.execve(found, [*arguments, "--", *program], environment)  # noqa: S606 - no shell
    give_up_privileges()
    granted = [(path, RUN) for path in (*PROGRAMS, installed)]
    granted += [(path, READ) for path in (*SETTINGS, "/proc", "/sys/devices/system/cpu")]
    # LibreOffice's socket for its own processes is in /tmp, whatever TMPDIR says, and it ends where it may not take it
    # away again. So it can delete files there, which a service with a /tmp of its own does not mind.
    granted += [(folder, ALL), ("/dev", READ), ("/tmp", Right.MAKE_SOCK | Right.REMOVE_FILE)]  # noqa: S108
    restrict(granted, alone=False)
    os.execve(program[0], list(program), environment)  # noqa: S606 - no shell


def _bubblewrap(program: str, folder: str, readable: Sequence[str]) -> list[str]:
    arguments = [program, "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    for path in (*PROGRAMS, *SETTINGS, *readable):
        arguments += ["--ro-bind-try", path, path]
    private = ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # noqa: S108 - one of its own
    return [*arguments, *private, "--bind", folder, folder, "--chdir", folder]
