"""What doctor finds, in houses that are well and in houses that are not."""

from __future__ import annotations

import datetime
import json
import os
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from convener import doctor
from convener.cli import main
from convener.doctor import Finding, Health, examine
from convener.domain.secrets import Secrets
from convener.settings import Settings
from convener.storage.database import Database
from tests.factories.mail_server import MailServer
from tests.servers import RunningServer, free_port


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", port=free_port())


@pytest.fixture
def used(settings: Settings) -> Settings:
    """A house that has been started once."""
    Secrets.in_folder(settings.data)
    database = Database(settings.sqlalchemy_url)
    database.migrate()
    database.close()
    return settings


def of(settings: Settings, subject: str) -> Finding:
    (found,) = [finding for finding in examine(settings) if finding.subject == subject]
    return found


def test_a_fresh_house_is_well_and_nothing_is_made(settings: Settings) -> None:
    findings = [finding for finding in examine(settings) if finding.subject != "web client"]
    assert not any(finding.broken for finding in findings)
    assert not settings.data.exists()


def test_a_used_house_is_well(used: Settings) -> None:
    assert of(used, "secret key").health is Health.OK
    assert "tables are those of this version" in of(used, "database").message
    assert of(used, "invitations").message == "0 sent, 0 waiting"


def test_each_missing_extra_says_what_it_would_add(settings: Settings) -> None:
    for finding in examine(settings):
        if finding.health is Health.MISSING:
            assert finding.advice, finding


def test_a_key_that_others_can_read_is_broken(used: Settings) -> None:
    (used.data / "secret.key").chmod(0o644)
    assert of(used, "secret key").broken


def test_a_key_that_is_cut_off_is_broken(used: Settings) -> None:
    (used.data / "secret.key").write_bytes(b"short")
    assert of(used, "secret key").broken


def test_a_data_folder_that_is_a_file_is_broken(settings: Settings) -> None:
    settings.data.write_text("")
    assert of(settings, "data folder").broken


def test_a_full_disk_is_broken(used: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "TOO_SCARCE", 10**18)
    assert of(used, "data folder").broken


def test_a_database_that_is_away_is_broken_and_its_password_not_told(settings: Settings) -> None:
    found = of(replace(settings, database_url="postgresql://u:hunter22@127.0.0.1:1/none"), "database")
    assert found.broken
    assert "hunter22" not in str(found.as_dict())


def test_a_database_without_tables_is_a_warning(settings: Settings) -> None:
    settings.data.mkdir()
    (settings.data / "convener.sqlite3").touch()
    assert of(settings, "database").health is Health.WARNING


def test_a_database_that_others_can_read_is_a_warning(used: Settings) -> None:
    file = used.data / "convener.sqlite3"
    assert [file.stat().st_mode & 0o777, used.data.stat().st_mode & 0o777] == [0o600, 0o700]
    file.chmod(0o644)
    assert of(used, "database").health is Health.OK
    used.data.chmod(0o755)
    assert of(used, "database").health is Health.WARNING


def test_an_unusable_database_url_is_broken(settings: Settings) -> None:
    assert of(replace(settings, database_url="nonsense"), "database").broken


@pytest.mark.parametrize(
    ("url", "health"),
    [
        ("https://meet.example.org", Health.OK),
        ("http://localhost:8000", Health.OK),
        ("http://127.0.0.1:8000", Health.OK),
        ("http://[::1]:8000", Health.OK),
        ("http://meet.example.org", Health.BROKEN),
        ("http://192.168.1.20:8000", Health.BROKEN),
    ],
)
def test_public_urls_that_allow_no_camera_are_broken(settings: Settings, url: str, health: Health) -> None:
    found = of(replace(settings, public_url=url), "public URL")
    assert found.health is health
    assert "camera" in found.message


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """A certificate for meet.example.org and its key."""
    return certificate(tmp_path, 90)


def certificate(folder: Path, days: int) -> tuple[str, str]:
    files = str(folder / f"c{days}.pem"), str(folder / f"k{days}.pem")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    names = ["-subj", "/CN=meet.example.org", "-addext", "subjectAltName=DNS:meet.example.org"]
    subprocess.run(
        [*command, "-out", files[0], "-keyout", files[1], "-days", str(days), *names], check=True, capture_output=True
    )
    return files


def secured(settings: Settings, pair: tuple[str, str], host: str = "meet.example.org") -> Finding:
    changed = replace(settings, tls_certificate=pair[0], tls_key=pair[1], public_url=f"https://{host}")
    return of(changed, "certificate")


def test_a_good_certificate_is_well_and_says_when_it_ends(settings: Settings, pair: tuple[str, str]) -> None:
    found = secured(settings, pair)
    assert found.health is Health.OK
    end = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=90)
    assert f"{end:%Y-%m}" in found.message


def test_a_certificate_that_ends_soon_is_a_warning(settings: Settings, tmp_path: Path) -> None:
    assert secured(settings, certificate(tmp_path, 5)).health is Health.WARNING


def test_a_certificate_of_another_name_is_broken(settings: Settings, pair: tuple[str, str]) -> None:
    assert secured(settings, pair, "other.example.org").broken


def test_a_certificate_with_another_key_is_broken(settings: Settings, pair: tuple[str, str], tmp_path: Path) -> None:
    other = certificate(tmp_path, 30)
    assert secured(settings, (pair[0], other[1])).broken


def test_a_certificate_that_is_not_there_is_broken(settings: Settings) -> None:
    assert secured(settings, ("nowhere.pem", "nowhere.key")).broken


def test_a_port_of_another_program_is_broken(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind((settings.host, settings.port))
        other.listen()
        assert of(settings, "server").broken


def test_a_udp_port_of_another_program_is_broken(settings: Settings) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as other:
        other.bind((settings.host, settings.port))
        assert of(settings, "STUN").broken


def test_a_running_server_is_seen(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data")
    server.start()
    try:
        result = server.cli("doctor", "--json")
        found = {finding["subject"]: finding for finding in json.loads(result.stdout)}
        assert found["server"]["message"].startswith("runs on")
        assert found["STUN"]["message"].startswith("answers")
    finally:
        server.stop()


def test_ice_servers_that_cannot_be_used_are_broken(settings: Settings) -> None:
    assert of(replace(settings, ice_servers="not JSON"), "TURN").broken


def test_a_turn_server_that_is_away_is_a_warning(settings: Settings) -> None:
    server = f'[{{"urls": ["turn:127.0.0.1:{free_port()}?transport=tcp"]}}]'
    assert of(replace(settings, ice_servers=server, turn_secret="s"), "TURN").health is Health.WARNING


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


def test_a_mail_server_that_answers_is_well(settings: Settings, mail_server: MailServer) -> None:
    changed = replace(settings, smtp_url=mail_server.url, public_url="https://meet.example.org")
    assert of(changed, "mail").health is Health.OK
    assert of(replace(settings, smtp_url=mail_server.url), "mail").health is Health.WARNING, "from convener@localhost"


def test_a_mail_server_that_is_away_is_broken(settings: Settings) -> None:
    assert of(replace(settings, smtp_url=f"smtp://127.0.0.1:{free_port()}"), "mail").broken


def test_a_redis_that_is_away_is_broken(settings: Settings) -> None:
    assert of(replace(settings, redis_url=f"redis://127.0.0.1:{free_port()}"), "Redis").broken


def test_the_command_ends_with_1_where_something_needed_is_broken(used: Settings) -> None:
    environment = {"CONVENER_DATA": str(used.data), "CONVENER_PORT": str(used.port)}
    assert os.environ.get("CONVENER_PUBLIC_URL") is None
    bad = CliRunner(env={**environment, "CONVENER_PUBLIC_URL": "http://meet.example.org"})
    text, machine = bad.invoke(main, ["doctor"]), bad.invoke(main, ["doctor", "--json"])
    assert (text.exit_code, machine.exit_code) == (1, 1)
    assert "BROKEN" in text.stdout
    assert any(one["health"] == "broken" for one in json.loads(machine.stdout))


def test_the_blob_store(settings: Settings, used: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "documents and recordings"
    assert "made at the first start" in of(replace(settings, data=tmp_path / "fresh"), name).message
    (used.data / "blobs").mkdir()
    assert of(used, name).health in (Health.OK, Health.WARNING)
    (tmp_path / "file").write_text("not a folder")
    assert of(replace(used, blobs_url=str(tmp_path / "file")), name).broken
    assert of(replace(used, blobs_url="ftp://host/x"), name).broken
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "k")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    away = f"s3://bucket?endpoint=http://127.0.0.1:{free_port()}&region=eu-central-1"
    assert of(replace(used, blobs_url=away), name).broken
