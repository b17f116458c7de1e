"""The public URL and its certificate."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate

from convener.diagnostics import Finding, Health
from convener.settings import Settings
from tests.diagnostics.conftest import find


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
    found = find(replace(settings, public_url=url), "public URL")
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
    return find(changed, "certificate")


def test_a_good_certificate_is_well_and_says_when_it_ends(settings: Settings, pair: tuple[str, str]) -> None:
    found = secured(settings, pair)
    assert found.health is Health.OK
    end = load_pem_x509_certificate(Path(pair[0]).read_bytes()).not_valid_after_utc
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
