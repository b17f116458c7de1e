"""Servers that start at once on an empty database, and those that cannot: full disk, folder in use, another key."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.servers import DATABASE_FILE, Postgres, RunningServer, wait_until

pytestmark = pytest.mark.long

ROUNDS = int(os.environ.get("FAULT_STARTS", "1"))
"""How often two nodes are started at once on an empty database."""


@pytest.mark.postgres
def test_two_nodes_start_at_once_on_an_empty_database(postgres: Postgres, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        url = postgres.new_database()
        nodes = [RunningServer(tmp_path / f"{name}{number}" / "data", database_url=url) for name in ("a", "b")]
        shutil.copytree(_key_folder(tmp_path / f"key{number}"), nodes[0].data)
        shutil.copytree(nodes[0].data, nodes[1].data)
        try:
            for node in nodes:
                node.launch()
            for node in nodes:
                node.await_ready()
            told = [node.log.read_text().count("This password is shown once") for node in nodes]
            assert sorted(told) == [0, 1]
        finally:
            for node in nodes:
                node.stop()
    print(f"\ntwo nodes at once on an empty database: {2 * ROUNDS} of {2 * ROUNDS} came up")


def _key_folder(folder: Path) -> Path:
    """A data folder with a secret key alone: nodes of one installation have the same."""
    folder.mkdir(mode=0o700)
    (folder / "secret.key").write_bytes(os.urandom(32))
    (folder / "secret.key").chmod(0o600)
    return folder


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 4 MB, where this user may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="convener-small-"))
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode != 0:
        folder.rmdir()
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


def _fill(folder: Path) -> Path:
    """A file that takes all that is left."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65_536))
    return filler


def test_a_full_disk_is_a_sentence_at_the_start_and_told_while_the_server_runs(small_disk: Path) -> None:
    server = RunningServer(small_disk / "data")
    server.log = small_disk.parent / f"{small_disk.name}.log"
    filler = _fill(small_disk)
    refused = server.program("serve")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "disk" in refused.stderr
    assert "full" in refused.stderr

    filler.unlink()
    shutil.rmtree(server.data, ignore_errors=True)
    server.start()
    try:
        credentials = server.client_create()
        filler = _fill(small_disk)
        ready = f"{server.base_url}/readyz"
        wait_until(lambda: httpx.get(ready).json() == {"status": "the disk is full"}, "the full disk to be told")
        assert httpx.get(f"{server.base_url}/healthz").status_code == 200
        assert "BROKEN" in server.cli("doctor").stdout
        filler.unlink()
        wait_until(lambda: httpx.get(ready).status_code == 200, "the server to be ready again")
        made = httpx.post(f"{server.base_url}/createMeeting", data={"meetingKey": "k", "hostid": "h"}, auth=credentials)
        assert made.json()["resultcode"] == 1
    finally:
        server.stop()
        server.log.unlink(missing_ok=True)
    print("\nfull disk: refused at the start with one sentence, told by /readyz, healed by itself")


def test_a_file_that_may_not_grow_is_a_full_disk(tmp_path: Path) -> None:
    """Where no file system can be mounted too: a limit of the process on the size of its files."""
    server = RunningServer(tmp_path / "data")
    done = subprocess.run(
        ["sh", "-c", f'ulimit -f 64; exec "$@" >{tmp_path}/out 2>{tmp_path}/err', "sh", *server.command, "serve"],
        env=server.environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert (
        tmp_path / "err"
    ).read_text() == "convener: the disk of the database is full: free some space, then try again\n"


def test_a_second_server_on_a_data_folder_is_refused(tmp_path: Path) -> None:
    first = RunningServer(tmp_path / "data")
    first.start()
    second = RunningServer(tmp_path / "data")
    try:
        refused = second.program("serve")
        assert refused.returncode == 1
        assert refused.stderr.startswith(f"convener: another server runs on {first.data / DATABASE_FILE}: end it")
        assert "another one runs on this database" in second.cli("doctor").stdout
        assert second.cli("client", "list").returncode == 0, "commands still run"
        first.kill()
        second.start()
    finally:
        second.stop()
        first.stop()


def test_another_secret_key_is_refused_and_can_be_accepted(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data")
    server.start()
    server.stop()
    key = server.data / "secret.key"
    key.rename(tmp_path / "kept")
    for refused in (server.program("serve"), server.cli("client", "list")):
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        assert f"missing: put it at {key}" in refused.stderr
    key.write_bytes(os.urandom(32))
    key.chmod(0o600)
    assert "is not the key" in server.cli("client", "list").stderr
    assert "is not the key" in server.cli("doctor").stdout
    assert server.cli("key", "accept", "--yes").returncode == 0
    server.start()
    server.stop()
