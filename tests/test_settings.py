"""Settings: where they come from, what cannot be, and their page in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.generate_settings_doc import DOCUMENT, document

from convener.settings import Settings, SettingsError


def test_the_page_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run: python tools/generate_settings_doc.py"


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "convener.toml"
    file.write_text('port = 1\nhost = "a"\ncenter = "file"\nempty_grace = 5\n')
    environ = {"CONVENER_CONFIG": str(file), "CONVENER_PORT": "2", "CONVENER_HOST": "b"}
    settings = Settings.load(environ, port=3)
    assert (settings.port, settings.host, settings.center, settings.empty_grace) == (3, "b", "file", 5.0)


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"CONVENER_PORT": "x"}, "CONVENER_PORT"),
        ({"CONVENER_PORT": "70000"}, "CONVENER_PORT"),
        ({"CONVENER_EMPTY_GRACE": "soon"}, "CONVENER_EMPTY_GRACE"),
        ({"CONVENER_EMPTY_GRACE": "-1"}, "CONVENER_EMPTY_GRACE"),
        ({"CONVENER_ROOM_LIMIT": "0"}, "CONVENER_ROOM_LIMIT"),
        ({"CONVENER_TLS_KEY": "k.pem"}, "CONVENER_TLS_CERTIFICATE"),
        ({"CONVENER_LOG_FORMAT": "xml"}, "CONVENER_LOG_FORMAT"),
        ({"CONVENER_LOG_LEVEL": "loud"}, "CONVENER_LOG_LEVEL"),
        ({"CONVENER_PUBLIC_URL": "meet.example.org"}, "CONVENER_PUBLIC_URL"),
        ({"CONVENER_CONFIG": "/nowhere.toml"}, "CONVENER_CONFIG"),
    ],
)
def test_what_cannot_be_is_named(environ: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings.load(environ)


def test_an_earlier_name_is_read_where_the_new_one_is_not_set(tmp_path: Path) -> None:
    file = tmp_path / "convener.toml"
    file.write_text("film_limit = 5\n")
    environ = {"CONVENER_CONFIG": str(file)}
    assert Settings.load(environ).video_limit == 5
    assert Settings.load({**environ, "CONVENER_FILM_LIMIT": "6"}).video_limit == 6
    assert Settings.load({**environ, "CONVENER_FILM_LIMIT": "6", "CONVENER_VIDEO_LIMIT": "7"}).video_limit == 7
    file.write_text("film_limit = 5\nvideo_limit = 8\n")
    assert Settings.load(environ).video_limit == 8


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"CONVENER_PORT": "0"}, "CONVENER_PORT must be 1 to 65535, not 0"),
        ({"CONVENER_PORT": "8000.5"}, "CONVENER_PORT must be a whole number, not '8000.5'"),
        ({"CONVENER_STUN_PORT": "-2"}, "CONVENER_STUN_PORT must be -1 to 65535, not -2"),
        ({"CONVENER_TURN_TTL": "0"}, "CONVENER_TURN_TTL must be at least 1, not 0"),
        ({"CONVENER_CLIENT_USERS": "-1"}, "CONVENER_CLIENT_USERS must be 0 to 2147483647, not -1"),
        ({"CONVENER_RECONNECT_GRACE": "nan"}, "CONVENER_RECONNECT_GRACE must be at least 0, not nan"),
        ({"CONVENER_EMPTY_GRACE": "soon"}, "CONVENER_EMPTY_GRACE must be a number, not 'soon'"),
        ({"CONVENER_LOG_LEVEL": "loud"}, "CONVENER_LOG_LEVEL must be debug, info, warning or error, not 'loud'"),
    ],
)
def test_ranges_are_said(environ: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.load(environ)
    assert str(raised.value) == message


def test_numbers_and_texts_of_the_file_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    file = tmp_path / "convener.toml"
    file.write_text('port = "8080"\nempty_grace = 5\nturn_secret = 4711\nvideo_limit = 1_000\n')
    settings = Settings.load({"CONVENER_CONFIG": str(file)})
    assert (settings.port, settings.empty_grace, settings.turn_secret) == (8080, 5.0, "4711")
    assert settings.video_limit == 1000


def test_settings_made_in_the_program_are_checked_too() -> None:
    with pytest.raises(SettingsError, match="CONVENER_PORT must be 1 to 65535, not 0"):
        Settings(port=0)


def test_an_unknown_name_in_the_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "convener.toml"
    file.write_text("prot = 8000\n")
    with pytest.raises(SettingsError, match="prot"):
        Settings.load({"CONVENER_CONFIG": str(file)})


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"CONVENER_HOST": "0.0.0.0", "CONVENER_PORT": "80"}, "http://127.0.0.1"),
        ({"CONVENER_HOST": "::1"}, "http://[::1]:8000"),
        ({"CONVENER_PUBLIC_URL": "https://meet.example.org/"}, "https://meet.example.org"),
        ({"CONVENER_PUBLIC_URL": "https://Meet.straße.de:8443/"}, "https://meet.xn--strae-oqa.de:8443"),
        ({"CONVENER_TLS_CERTIFICATE": "c", "CONVENER_TLS_KEY": "k", "CONVENER_PORT": "443"}, "https://127.0.0.1"),
    ],
)
def test_the_public_address(environ: dict[str, str], url: str) -> None:
    assert Settings.load(environ).base_url == url


@pytest.mark.parametrize(
    ("host", "public_url", "stun"),
    [
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "http://localhost:8000", "127.0.0.1"),
        ("127.0.0.1", "https://meet.example.org", "0.0.0.0"),
        ("10.0.0.5", "https://meet.example.org", "10.0.0.5"),
    ],
)
def test_stun_is_reachable_where_people_come_from(host: str, public_url: str, stun: str) -> None:
    assert Settings(host=host, public_url=public_url).stun_host == stun
