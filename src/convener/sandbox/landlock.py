"""Landlock: a process gives up all files but some, for itself and its descendants (Linux 5.13 and later).

The structures and numbers are those of ``linux/landlock.h``; versions of the interface ("ABI") add rights, see
https://docs.kernel.org/userspace-api/landlock.html.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from enum import IntFlag

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""Numbers of the system calls, the same on all architectures that we know."""

_VERSION = 1
_PATH_BENEATH = 1


class Right(IntFlag):
    """What may be done with files. The numbers are the kernel's."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


READ = Right.READ_FILE | Right.READ_DIR
RUN = READ | Right.EXECUTE
KEEP = READ | Right.MAKE_REG | Right.WRITE_FILE | Right.TRUNCATE | Right.REMOVE_FILE
ALL = Right((1 << 16) - 1)
_OF_FILES = Right.EXECUTE | Right.WRITE_FILE | Right.READ_FILE | Right.TRUNCATE | Right.IOCTL_DEV
_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights a version knows; later ones all 16."""

_TCP = 0b11
"""Binding and connecting by TCP, from version 4 on."""

_SCOPES = 0b11
"""Abstract sockets and signals of processes outside, from version 6 on."""


def version() -> int:
    """The version of the kernel's interface, 0 where there is none (or it is switched off)."""
    try:
        found = int(_libc().syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION)))
    except (OSError, AttributeError):
        return 0
    return max(found, 0)


def restrict(granted: Iterable[tuple[str, Right]]) -> None:
    """Give up all files but those at or below these paths, with these rights; paths that do not exist are passed over.
    Also, as far as the kernel can: TCP, and signals to processes that are not confined so. The process has no new
    privileges already. Does nothing where the kernel has no such interface (:func:`version`). Raises :class:`OSError`.
    """
    abi = version()
    if not abi:
        return
    libc = _libc()
    handled = (1 << _BITS.get(abi, 16)) - 1
    attributes = struct.pack("<QQQ", handled, _TCP if abi >= 4 else 0, _SCOPES if abi >= 6 else 0)
    attributes = attributes[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    ruleset = _checked(libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0))
    try:
        for path, rights in granted:
            _grant(libc, ruleset, path, rights & handled)
        _checked(libc.syscall(RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _grant(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _OF_FILES
        if rights:
            rule = struct.pack("<Qi", rights, descriptor)
            _checked(libc.syscall(ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(descriptor)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return result
