"""A backup of a server that runs, restored into an empty place: what was handed out before still works."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from convener.backup.key import decrypt_key, encrypt_key
from convener.backup.manifest import BackupError
from convener.cli import main
from tests.factories import files
from tests.servers import Postgres, RunningServer

pytestmark = pytest.mark.long

PASSPHRASE = "in winter the mill stands still"


@dataclass
class Original:
    """A server that runs, with what it has handed out: a personal link, an AuthToken, a recording."""

    server: RunningServer
    link: str
    credentials: tuple[str, str]
    recording: str
    video: bytes
    new_database: str

    def place(self, folder: Path) -> RunningServer:
        """A server that has not started yet, in an empty place."""
        return RunningServer(folder, **{"database_url": self.new_database} if self.new_database else {})


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def original(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Original]:
    folder = tmp_path_factory.mktemp("original")
    settings, new_database = {}, ""
    if request.param == "postgres":
        postgres: Postgres = request.getfixturevalue("postgres")
        settings["database_url"], new_database = postgres.new_database("template0"), postgres.new_database("template0")
    server = RunningServer(folder / "data", **settings)
    server.start(first=True)
    try:
        credentials = server.client_create()
        parameters = {"meetingKey": "k", "hostid": "h", "hostnickname": "Ann", "title": "Weekly"}
        made = httpx.post(f"{server.base_url}/createMeeting", data=parameters, auth=credentials, timeout=30).json()
        video = files.video_file(folder / "film.webm")
        code = made["meetingUrl"].rsplit("/", 1)[1] if "meetingUrl" in made else made["mid"]
        imported = server.cli("recording", "import", str(video), "--meeting", code, "--json")
        assert imported.returncode == 0, (imported.stderr, made)
        name = json.loads(imported.stdout)["name"]
        yield Original(server, made["hostUrl"].rsplit("/", 1)[1], credentials, name, video.read_bytes(), new_database)
    finally:
        server.stop()


def backed_up(original: Original, folder: Path, *options: str, input: str | None = None) -> str:
    done = original.server.cli("backup", str(folder), *options, input=input)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_what_was_handed_out_works_in_another_place(original: Original, tmp_path: Path) -> None:
    blob = next((original.server.data / "blobs").glob("*/*"))
    blob.chmod(0o640)
    folder = tmp_path / "backup"
    assert backed_up(original, folder, "--passphrase", input=f"{PASSPHRASE}\n") == ""
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not (folder / "secret.key").exists()

    other = original.place(tmp_path / "other" / "data")
    assert "passphrase" in other.cli("restore", str(folder), input="wrong\n").stderr
    assert not other.data.exists(), "nothing is written before all is known to be right"
    restored = other.cli("restore", str(folder), input=f"{PASSPHRASE}\n")
    assert (restored.returncode, restored.stderr) == (0, "")
    assert (other.data / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (other.data / "blobs" / blob.parent.name / blob.name).stat().st_mode & 0o777 == 0o640
    other.start(first=True)
    try:
        with httpx.Client(base_url=other.base_url, timeout=30) as http:
            http.get("/api/v1/session")
            headers = {"x-csrf-token": http.cookies.get("csrftoken") or ""}
            entered = http.post("/api/v1/entries", json={"link": original.link}, headers=headers)
            assert entered.status_code == 200, entered.text
            body = {"name": original.recording, "viewerName": "Grace"}
            entry = http.post("/api/v1/recordings/entries", json=body, headers=headers).json()
            assert http.get(entry["mediaUrl"]).content == original.video
            status = http.post("/getMeetingStatus", data={"meetingKey": "k"}, auth=original.credentials)
            assert status.json()["resultcode"] == 1
        again = other.cli("restore", str(folder), input=f"{PASSPHRASE}\n")
        assert again.returncode == 1
        assert "already" in again.stderr
    finally:
        other.stop()


def test_without_the_key_it_says_so_and_does_not_start(original: Original, tmp_path: Path) -> None:
    if original.new_database:
        pytest.skip("the same as with SQLite; the database is used by the other test")
    folder = tmp_path / "backup"
    assert "secret key is not in it" in backed_up(original, folder)
    other = original.place(tmp_path / "other" / "data")
    restored = other.cli("restore", str(folder))
    assert restored.returncode == 0
    assert f"Put it at {other.data / 'secret.key'}" in restored.stderr
    assert "missing" in other.program("serve").stderr
    shutil.copy(original.server.data / "secret.key", other.data / "secret.key")
    assert other.cli("client", "list").returncode == 0


def test_a_backup_that_changed_is_refused(original: Original, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    backed_up(original, folder, "--with-key")
    assert (folder / "secret.key").read_bytes() == (original.server.data / "secret.key").read_bytes()
    assert "not empty" in original.server.cli("backup", str(folder)).stderr
    other = RunningServer(tmp_path / "other" / "data")
    blob = next((folder / "blobs").glob("*/*"))
    content = blob.read_bytes()
    for change, said in (
        (lambda: blob.write_bytes(content[:-1] + b"x"), "damaged"),
        (blob.unlink, "missing"),
        ((folder / "manifest.json").unlink, "no backup"),
    ):
        change()
        refused = other.cli("restore", str(folder))
        assert refused.returncode == 1
        assert said in refused.stderr
        assert not other.data.exists()


def test_a_manifest_cannot_name_files_elsewhere(original: Original, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    backed_up(original, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"].append({"path": "outbox/../../x", "size": 0, "mode": "0600", "sha256": ""})
    (folder / "manifest.json").write_text(json.dumps(manifest))
    refused = RunningServer(tmp_path / "other" / "data").cli("restore", str(folder))
    assert "is no file of a backup" in refused.stderr


def test_a_missing_program_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convener.backup import databases

    monkeypatch.setattr(databases, "_PROGRAMS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    from sqlalchemy import make_url

    with pytest.raises(BackupError, match="pg_dump is not installed"):
        databases.dump_postgresql(make_url("postgresql://u:p@h/d"), tmp_path / "dump")


def test_only_the_passphrase_opens_the_key() -> None:
    encrypted = encrypt_key(b"k" * 32, PASSPHRASE)
    assert decrypt_key(encrypted, PASSPHRASE) == b"k" * 32
    for wrong in (PASSPHRASE + "!", ""):
        with pytest.raises(BackupError):
            decrypt_key(encrypted, wrong)
    with pytest.raises(BackupError):
        decrypt_key(encrypted[:20], PASSPHRASE)


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    runner = CliRunner(env={"CONVENER_DATA": str(tmp_path / "data")})
    assert runner.invoke(main, ["backup", str(tmp_path / "b"), "--passphrase"], input="\n").exit_code == 2
