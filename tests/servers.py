"""Real servers for tests, each a process of its own on loopback: Convener, PostgreSQL, Redis."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import json
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from convener.cli import main
from convener.domain.accounts import users
from convener.domain.centers import centers
from convener.storage.database import Database
from tests.forking import ForkedProcess, forking_parent

CONVENER = [sys.executable, "-m", "convener.cli"]
DATABASE_FILE = "convener.sqlite3"


PATIENCE = 60.0
"""Seconds after which something that a test waits for will not come any more, on a busy machine too."""

PORTS = range(12_000, 32_000)
"""Below those that the system gives to connections and to who asks for any port (32768 and above on Linux)."""

_candidates = itertools.islice(itertools.cycle(PORTS), os.getpid() % len(PORTS), None)
_reservations: list[socket.socket] = []


def free_port() -> int:
    """A port that nobody listens on, TCP or UDP, and that no other run of tests on this machine is given while this one
    lasts."""
    for port in itertools.islice(_candidates, len(PORTS)):
        reservation = socket.socket(socket.AF_UNIX)
        try:
            reservation.bind(f"\0convener-tests-{port}")
        except OSError:
            reservation.close()
            continue
        _reservations.append(reservation)
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp, contextlib.suppress(OSError):
            tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tcp.bind(("127.0.0.1", port))
            udp.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def wait_until(condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait for a condition, or fail and say which."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"waited {seconds} s in vain for: {what}")
        time.sleep(0.02)


@cache
def migrated_file() -> Path:
    """A SQLite file with all tables and no rows, to be copied: migrating takes longer than most tests."""
    folder = Path(tempfile.mkdtemp(prefix="convener-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database(f"sqlite:///{folder / DATABASE_FILE}")
    database.migrate()
    database.close()
    return folder / DATABASE_FILE


@cache
def first_started_file() -> Path:
    """The same as the first start of a server leaves it: with the first center and its administrator."""
    path = migrated_file().with_name("first-started.sqlite3")
    shutil.copy(migrated_file(), path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        users.ensure_first_administrator(session, centers.ensure_center(session, "main", "Convener"))
    database.close()
    return path


class RunningServer:
    """``convener serve`` as a process: patient with participants who lose their connection, because on a busy machine
    they may take long to return, and quick to end an empty meeting.

    ``settings`` are CONVENER_* names without the prefix, in small letters; ``command``: how the program is started,
    where it is not the one under test.
    """

    forks = False
    """Start the program under test by :mod:`tests.forking`, which takes a fifth of the time, but for a first start, and
    for several processes, which are measured in a way that is decided when the program is imported."""

    def __init__(self, data: Path, command: Sequence[str] = CONVENER, /, **settings: object) -> None:
        self.data = data
        self.command = command
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.metrics_token = uuid.uuid4().hex
        defaults = {
            "empty_grace": 1.5,
            "reconnect_grace": 30,
            "close_grace": 30,
            "log_format": "json",
            "metrics_token": self.metrics_token,
        }
        values = {**defaults, **settings}
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CONVENER_")},
            "CONVENER_PORT": str(self.port),
            "CONVENER_DATA": str(data),
            **{f"CONVENER_{name.upper()}": str(value) for name, value in values.items()},
        }
        self.process: subprocess.Popen[str] | ForkedProcess | None = None
        self._trust = ssl.create_default_context()
        self.log = data.parent / f"{data.name}.log"

    def trust(self, certificate: Path) -> None:
        """Believe this certificate when asking whether the server is ready."""
        self._trust.load_verify_locations(certificate)

    def start(self, *, first: bool = False) -> None:
        """Start it and wait until it is ready. ``first``: with an empty data folder, where there is none yet, instead
        of one with a database that a first start has made."""
        self.launch(first=first)
        self.await_ready()

    def launch(self, *, first: bool = False) -> None:
        """Start it and return at once."""
        database = self.data / DATABASE_FILE
        if not (first or database.exists() or "CONVENER_DATABASE_URL" in self.environment or self._is_other_program):
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy(first_started_file(), database)
            database.chmod(0o600)
        forks = self.forks and not first and "CONVENER_WORKERS" not in self.environment
        if forks and not self._is_other_program:
            self.process = forking_parent().start(["serve"], self.environment, self.log)
            return
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*self.command, "serve"],
                env=self.environment,
                stdout=log,
                stderr=log,
                text=True,
                start_new_session=True,
            )

    def await_ready(self) -> None:
        """Wait until it is ready; fails where it ends."""
        assert self.process is not None
        wait_until(self._ready_or_dead, "the server to be ready")
        if self.process.poll() is not None:
            raise AssertionError(f"the server did not start:\n{self.log.read_text()}")

    def _ready_or_dead(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            return True
        try:
            with urllib.request.urlopen(f"{self.base_url}/readyz", timeout=2, context=self._trust) as reply:
                return bool(reply.status == 200)
        except OSError:
            return False

    def stop(self) -> int:
        """Stop it cleanly (SIGTERM); returns its exit code."""
        assert self.process is not None
        code: int | None = self.process.poll()
        if code is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                code = self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
        return code

    def kill(self) -> None:
        """kill -9, children included."""
        assert self.process is not None
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    @property
    def _is_other_program(self) -> bool:
        return self.command is not CONVENER

    def cli(self, *arguments: str, input: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of the program under test on the same data, in this process: that takes a tenth of the time."""
        if self._is_other_program:
            return self.program(*arguments, input=input)
        others = {name: None for name in os.environ if name.startswith("CONVENER_")}
        runner = CliRunner(env={**others, **self.environment})
        result = runner.invoke(main, list(arguments), input=input, catch_exceptions=False)
        return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)

    def program(self, *arguments: str, input: str | None = None) -> subprocess.CompletedProcess[str]:
        """The same as a process of its own."""
        return subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            input=input,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def metrics(self) -> str:
        """What it measures, in Prometheus' text format."""
        authorization = {"Authorization": f"Bearer {self.metrics_token}"}
        request = urllib.request.Request(f"{self.base_url}/metrics", headers=authorization)
        with urllib.request.urlopen(request, timeout=PATIENCE, context=self._trust) as reply:
            return str(reply.read().decode())

    def client_create(self, name: str = "crm", *options: str) -> tuple[str, str]:
        """A new API client: its AccountSid and AuthToken."""
        done = self.cli("client", "create", "--name", name, "--json", *options)
        assert done.returncode == 0, done.stderr
        made = json.loads(done.stdout)
        return made["accountSid"], made["authToken"]


class Postgres:
    """A PostgreSQL cluster in a temporary folder, on a Unix socket and a free port."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="convener-pg-"))
        self.port = free_port()
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self._user = "postgres" if os.getuid() == 0 else None

    @classmethod
    def find(cls) -> Postgres | None:
        """One from the system's packages, None where they are not installed."""
        candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        on_path = shutil.which("initdb")
        if candidates:
            return cls(candidates[-1].parent)
        return cls(Path(on_path).parent) if on_path else None

    def _run(self, *command: str) -> None:
        subprocess.run(command, check=True, user=self._user, cwd="/", stdout=subprocess.DEVNULL, timeout=60)

    def start(self) -> None:
        """Make the cluster and start it."""
        if self._user:
            os.chown(self._folder, pwd.getpwnam(self._user).pw_uid, -1)
        cluster = str(self._folder / "cluster")
        self._run(
            str(self._binaries / "initdb"), "-D", cluster, "-U", "convener", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        options += " -c fsync=off -c full_page_writes=off -c autovacuum=off -c jit=off"
        log = str(self._folder / "log")
        self._run(str(self._binaries / "pg_ctl"), "-D", cluster, "-l", log, "-o", options, "-w", "start")

    def new_database(self, template: str = "template1") -> str:
        """The URL of a fresh database, a copy of ``template``."""
        name = f"t{uuid.uuid4().hex}"
        command = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "convener", "-T", template, name]
        self._run(str(self._binaries / "createdb"), *command)
        return f"postgresql+psycopg://convener@127.0.0.1:{self.port}/{name}"

    def restart(self) -> None:
        """Stop it hard and start it again."""
        cluster = str(self._folder / "cluster")
        self._run(str(self._binaries / "pg_ctl"), "-D", cluster, "-m", "immediate", "-w", "restart")

    def halt(self) -> None:
        """Stop it hard; :meth:`restart` starts it again."""
        self._run(str(self._binaries / "pg_ctl"), "-D", str(self._folder / "cluster"), "-m", "immediate", "-w", "stop")

    def stop(self) -> None:
        """Stop it and remove its files."""
        self.halt()
        shutil.rmtree(self._folder, ignore_errors=True)


class Redis:
    """A Redis in memory alone, on a free port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, empty."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def answers() -> bool:
            ping = ["redis-cli", "-p", str(self.port), "ping"]
            return b"PONG" in subprocess.run(ping, capture_output=True, check=False).stdout

        wait_until(answers, "redis to answer")

    def stop(self) -> None:
        """kill -9; it can be started again on the same port."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
