"""What a process that opens foreign files cannot do, each attempted by one that was taken over."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest

from convener.sandbox.confinement import NO_FOLDERS, Folders, Limits
from convener.sandbox.means import find_means
from convener.sandbox.process import Process, ProcessFailed, ProcessNotStarted, ProcessTooSlow, confined_command

MEANS = find_means()

needs_landlock = pytest.mark.skipif(not MEANS.landlock, reason="this kernel has no Landlock")
needs_seccomp = pytest.mark.skipif(not MEANS.seccomp, reason="this kernel has no seccomp, or the machine is unknown")


def attempt(
    code: str, *arguments: str, limits: Limits | None = None, folders: Folders = NO_FOLDERS, within: float = 60.0
) -> str:
    """What the code prints in a confined process."""
    command = confined_command(f"import os, sys\n{code}", limits or Limits(seconds=20), arguments, folders)
    output = b""
    with tempfile.TemporaryFile() as file, Process(command, file) as process:
        until = time.monotonic() + within
        while piece := process.read(until):
            output += piece
        process.finish()
    return output.decode().strip()


def is_refused(statement: str, *arguments: str) -> bool:
    """Whether the system refuses this statement as not permitted, and nothing else is wrong with it."""
    code = (
        "import errno, resource, socket, subprocess, ctypes\n"
        f"try: {statement}\n"
        "except OSError as error:\n"
        "    print('refused' if error.errno in (errno.EPERM, errno.EACCES) else error)\n"
        "else: print('done')"
    )
    found = attempt(code, *arguments)
    assert found in ("refused", "done"), found
    return found == "refused"


@needs_landlock
@pytest.mark.parametrize(
    "statement",
    [
        "open(sys.argv[1], 'rb')",
        "open(sys.argv[1], 'r+b')",
        "open(sys.argv[1] + '-journal', 'wb')",
        "os.listdir(os.path.dirname(sys.argv[1]))",
        "os.unlink(sys.argv[1])",
        "os.rename(sys.argv[1], sys.argv[1] + '2')",
        "os.link(sys.argv[1], sys.argv[1] + '2')",
        "os.symlink('/', sys.argv[1] + '2')",
        "os.mkdir(sys.argv[1] + '2')",
        "os.truncate(sys.argv[1], 0)",
        "open('/etc/passwd')",
        "open('/proc/' + sys.argv[2] + '/environ')",
        "open('/proc/' + sys.argv[2] + '/mem', 'r+b')",
        "os.listdir('/proc')",
        "os.listdir('/tmp')",
    ],
)
def test_no_file_of_the_server_is_read_or_changed(tmp_path: Path, statement: str) -> None:
    database = tmp_path / "convener.db"
    database.write_bytes(b"the database")
    assert is_refused(statement, str(database), str(os.getpid()))
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"the database"]


@needs_seccomp
@pytest.mark.parametrize(
    "statement", ["os.chmod(sys.argv[1], 0)", "os.chown(sys.argv[1], 1, 1)", "os.utime(sys.argv[1])"]
)
def test_no_owner_mode_or_time_of_a_file_is_changed(tmp_path: Path, statement: str) -> None:
    database = tmp_path / "convener.db"
    database.write_bytes(b"the database")
    before = database.stat()
    assert is_refused(statement, str(database))
    after = database.stat()
    assert (after.st_mode, after.st_uid, after.st_mtime_ns) == (before.st_mode, before.st_uid, before.st_mtime_ns)


@needs_seccomp
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"])
@pytest.mark.parametrize("kind", ["SOCK_STREAM", "SOCK_DGRAM"])
def test_no_socket_is_opened(family: str, kind: str) -> None:
    assert is_refused(f"socket.socket(socket.{family}, socket.{kind})")


@needs_seccomp
@pytest.mark.parametrize(
    "statement",
    [
        "os.fork()",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['/bin/true'])",
        "resource.prlimit(int(sys.argv[1]), resource.RLIMIT_CPU, (1, 1))",
        "os.setpriority(os.PRIO_PROCESS, int(sys.argv[1]), 19)",
        "os.sched_setaffinity(int(sys.argv[1]), {0})",
    ],
)
def test_no_process_is_started_or_reached(statement: str) -> None:
    assert is_refused(statement, str(os.getpid()))


@needs_seccomp
@pytest.mark.parametrize("number", [0, signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP])
def test_nobody_is_signalled(number: int) -> None:
    assert is_refused(f"os.kill({os.getpid()}, {int(number)})")
    assert is_refused(f"os.killpg(0, {int(number)})")
    assert is_refused(f"os.kill(-1, {int(number)})")


@needs_seccomp
@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="numbers of calls of x86_64")
@pytest.mark.parametrize(
    ("call", "number"),
    [("ptrace", 101), ("unshare", 272), ("mount", 165), ("io_uring_setup", 425), ("bpf", 321), ("keyctl", 250)],
)
def test_calls_that_reach_into_the_system_are_refused(call: str, number: int) -> None:
    load = "import ctypes; libc = ctypes.CDLL(None, use_errno=True)"
    code = f"{load}; print(libc.syscall({number}, 16, 0, 0, 0, 0), ctypes.get_errno())"
    assert attempt(code) == "-1 1", call


@needs_seccomp
@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="numbers of calls of x86_64")
def test_a_call_that_is_not_known_yet_does_not_exist_and_one_of_another_architecture_ends_the_process() -> None:
    code = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); print(libc.syscall({}), ctypes.get_errno())"
    assert attempt(code.format(500)) == "-1 38"
    with pytest.raises(ProcessFailed) as caught:
        attempt(code.format(0x40000000 | 39))
    assert caught.value.status == -signal.SIGSYS


def test_threads_and_the_libraries_are_there() -> None:
    code = (
        "import threading, pypdfium2, av, PIL.Image, pycrdt, docx, fpdf, encodings.cp437\n"
        "seen = []\n"
        "thread = threading.Thread(target=seen.append, args=(1,)); thread.start(); thread.join()\n"
        "print(seen, len(os.urandom(3)))"
    )
    assert attempt(code) == "[1] 3"


def test_it_has_no_environment_and_writes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENER_SMTP_URL", "smtp://user:secret@host")
    assert "secret" not in attempt("print(dict(os.environ), open(0, 'rb').read())")
    with pytest.raises(ProcessFailed) as caught:
        attempt("import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL); os.write(0, b'x')")
    assert caught.value.status == -signal.SIGXFSZ


def test_memory_and_time_are_limited() -> None:
    code = "try: bytearray(2 * 1024**3)\nexcept MemoryError: print('too much')"
    assert attempt(code) == "too much"
    with pytest.raises(ProcessFailed) as caught:
        attempt("while True: pass", limits=Limits(seconds=1))
    assert caught.value.status in (-signal.SIGXCPU, -signal.SIGKILL)
    assert caught.value.seconds > 0.5


def test_a_process_that_does_not_answer_is_ended_with_its_group() -> None:
    with pytest.raises(ProcessTooSlow):
        attempt("import time; time.sleep(600)", within=0.5)


def test_the_whole_group_is_killed(tmp_path: Path) -> None:
    """A program that may start others (this one is not confined) leaves none behind."""
    code = "import os, time; child = os.fork()\nif child: print(child, flush=True)\ntime.sleep(600)"
    with tempfile.TemporaryFile() as file, Process([sys.executable, "-I", "-c", code], file) as process:
        child = int(process.read(time.monotonic() + 60))
        os.kill(child, 0)
    until = time.monotonic() + 60
    while Path(f"/proc/{child}").exists() and "\nState:\tZ" not in Path(f"/proc/{child}/status").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_program_that_is_not_there() -> None:
    with tempfile.TemporaryFile() as file, pytest.raises(ProcessNotStarted):
        Process([str(Path("/no/such/program"))], file)


def test_the_means_are_what_was_attempted() -> None:
    assert MEANS.files is bool(MEANS.landlock)
    assert MEANS.network is MEANS.processes is MEANS.seccomp
    assert MEANS.names


@needs_landlock
def test_a_process_has_its_folders_and_no_other(tmp_path: Path) -> None:
    for name in ("in", "out", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_bytes(name.encode())
    folders = Folders(readable=(str(tmp_path / "in"),), writable=(str(tmp_path / "out"),))
    code = (
        "def tried(act):\n"
        "    try: return act() or 'done'\n"
        "    except PermissionError: return 'refused'\n"
        "at = sys.argv[1]\n"
        "print(tried(lambda: open(at + '/in/file').read()),\n"
        "      tried(lambda: open(at + '/in/file', 'r+').close()),\n"
        "      tried(lambda: open(at + '/in/new', 'w').close()),\n"
        "      tried(lambda: open(at + '/other/file').read()),\n"
        "      tried(lambda: open(at + '/out/new', 'w').write('text') and ''),\n"
        "      tried(lambda: open(at + '/out/new').read()),\n"
        "      tried(lambda: os.symlink(at + '/other', at + '/out/link')),\n"
        "      tried(lambda: os.unlink(at + '/out/new')))"
    )
    limits = Limits(seconds=20, file_size=1_000)
    found = attempt(code, str(tmp_path), limits=limits, folders=folders)
    assert found.split() == ["in", "refused", "refused", "refused", "done", "text", "refused", "done"]


def test_a_process_stands_back() -> None:
    assert attempt("print(os.getpriority(os.PRIO_PROCESS, 0))", limits=Limits(seconds=20, nice=7)) == str(
        os.getpriority(os.PRIO_PROCESS, 0) + 7
    )
