"""Seccomp: a process gives up system calls, for itself and its descendants.

:func:`build_filter` writes the classic BPF program that the kernel runs before each call (``linux/seccomp.h``,
``linux/filter.h``). Calls that reach out of the process are refused as not permitted, so that a library which tries one
without need goes on; one that is newer than our table does not exist for the process, which so falls back to an older
one; one of a foreign architecture ends it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

NEWEST = 461
"""The newest call (``lsm_list_modules``) that the tables below were made for."""

# Numbers of x86_64 (asm/unistd_64.h) and of aarch64 (asm-generic/unistd.h); None: there is no such call.
_SYSTEM: dict[str, tuple[int | None, int | None]] = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "kill": (62, 129),
    "tkill": (200, 130),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "ioprio_set": (251, 30),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "syslog": (103, 116),
    "kexec_load": (246, 104),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "modify_ldt": (154, None),
    "connect": (42, 203),
    "mq_open": (240, 180),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "semget": (64, 190),
}
"""Refused to all: what reaches into other processes, the system, the network or memory that others share."""

_OWNERSHIP: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
}
"""What Landlock does not restrict: owners, modes, times and attributes of files. A program that writes files of its own
may need it."""

_ALONE: dict[str, tuple[int | None, int | None]] = {
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "socketpair": (53, 199),
    "bind": (49, 200),
    "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
    "setpriority": (141, 140),
}
"""Refused to a process that has to do with no other: processes, programs, priorities of others, sockets of any kind."""

_SOCKET, _CLONE, _CLONE3, _TGKILL, _PRLIMIT = (41, 198), (56, 220), (435, 435), (234, 131), (302, 261)

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Column of the tables, and the kernel's number of the architecture (``linux/audit.h``)."""

_X32 = 0x40000000
_CLONE_THREAD = 0x00010000
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE = 1, 1, 0xF

_LOAD, _AND, _EQUAL, _GREATER, _GREATER_OR_EQUAL, _SET, _RETURN = 0x20, 0x54, 0x15, 0x25, 0x35, 0x45, 0x06
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_REFUSE, _UNKNOWN = 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
_NO_FAMILY = 0x00050000 | errno.EAFNOSUPPORT

_ARCHITECTURE, _NUMBER, _ARGUMENTS = 4, 0, 16
"""Offsets in ``struct seccomp_data``; each argument has eight bytes, the low ones first."""

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

_Instruction = tuple[int, int, int, int]


def is_known() -> bool:
    """Whether there is a table for this machine."""
    return platform.machine() in _ARCHITECTURES


def build_filter(*, alone: bool, pid: int | None = None) -> bytes:
    """The filter as the kernel takes it: for a process that has to do with no other (``alone``; ``pid`` is its number,
    to which alone it may send signals), or for one that starts programs and has sockets of its own family (Unix).
    Raises :class:`LookupError` where there is no table for this machine."""
    column, architecture = _ARCHITECTURES[platform.machine()]
    program: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if column == 0:
        program += [(_GREATER_OR_EQUAL, 0, 1, _X32), (_RETURN, 0, 0, _KILL)]
    program += [(_GREATER, 0, 1, NEWEST), (_RETURN, 0, 0, _UNKNOWN)]
    refused = _SYSTEM | (_OWNERSHIP | _ALONE if alone else {})
    for number in sorted(one for one in (calls[column] for calls in refused.values()) if one is not None):
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    program += [(_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _UNKNOWN)]
    # Limits of the process itself alone: those of its parent could end that one.
    program += _when(_PRLIMIT[column], [(_LOAD, 0, 0, _ARGUMENTS), (_EQUAL, 1, 0, 0), (_RETURN, 0, 0, _REFUSE)])
    if alone:
        program += [(_EQUAL, 0, 1, _SOCKET[column]), (_RETURN, 0, 0, _REFUSE)]
        thread = [(_LOAD, 0, 0, _ARGUMENTS), (_SET, 1, 0, _CLONE_THREAD), (_RETURN, 0, 0, _REFUSE)]
        program += _when(_CLONE[column], thread)
        itself = [(_LOAD, 0, 0, _ARGUMENTS), (_EQUAL, 1, 0, pid or 0), (_RETURN, 0, 0, _REFUSE)]
        program += _when(_TGKILL[column], itself)
    else:
        family = [
            (_LOAD, 0, 0, _ARGUMENTS),
            (_EQUAL, 1, 0, _AF_UNIX),
            (_RETURN, 0, 0, _NO_FAMILY),
            (_LOAD, 0, 0, _ARGUMENTS + 8),
            (_AND, 0, 0, _SOCK_TYPE),
            (_EQUAL, 1, 0, _SOCK_STREAM),
            (_RETURN, 0, 0, _REFUSE),
        ]
        program += _when(_SOCKET[column], family)
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("<HBBI", *one) for one in program)


def _when(number: int, then: list[_Instruction]) -> list[_Instruction]:
    """These instructions for this call, which is allowed where they end; for others they are passed over."""
    inside = [*then, (_RETURN, 0, 0, _ALLOW)]
    return [(_EQUAL, 0, len(inside), number), *inside]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def apply(program: bytes) -> None:
    """Have the kernel run this filter from now on. The process has no new privileges already. Raises
    :class:`OSError`."""
    buffer = ctypes.create_string_buffer(program, len(program))
    given = _Program(len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(given), 0, 0):
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
