"""Settings that are URLs: what is refused, and that no message, log line or finding shows a secret of theirs."""

from __future__ import annotations

import io
import json

import pytest
import structlog
from click.testing import CliRunner

from convener.cli import main
from convener.observability.logging import configure_logging
from convener.setting_urls import hide, public_url_problem
from convener.settings import Settings, SettingsError
from convener.storage.database import parsed_url
from tests.servers import free_port

PASSWORDS = (
    "Secret#1",
    "Secret/1",
    "Secret?1",
    "Sec:Secret",
    "Secret@1",
    "Secret%1",
    "Secret 1",
    "#Secret",
    "Secret[1",
)

URLS = {
    "CONVENER_SMTP_URL": (
        "smtps://user:{}@127.0.0.1:{}",
        "starttls://user:{}@127.0.0.1:{}",
        "smtp://user:{}@x.test:{}",
    ),
    "CONVENER_IMAP_URL": ("imaps://user:{}@127.0.0.1:{}/INBOX",),
    "CONVENER_REDIS_URL": ("redis://:{}@127.0.0.1:{}/0", "rediss://user:{}@127.0.0.1:{}/0"),
    "CONVENER_DATABASE_URL": (
        "postgresql://user:{}@127.0.0.1:{}/none",
        "postgresql+psycopg://user:{}@127.0.0.1:{}/none",
        "mysql://user:{}@127.0.0.1:{}/none",
        "postgresql://user@127.0.0.1/none?password={}&connect_timeout=1&port={}",
    ),
    "CONVENER_BLOBS_URL": (
        "s3://AKIA:{}@bucket/x?endpoint=http://127.0.0.1:{}",
        "s3://bucket/x?endpoint=http://user:{}@127.0.0.1:{}&region=eu",
    ),
    "CONVENER_PUBLIC_URL": ("https://user:{}@meet.example.org:{}",),
    "CONVENER_ICE_SERVERS": (
        '[{{"urls": "turn:user:{}@127.0.0.1:{}"}}]',
        '[{{"urls": "turn:127.0.0.1:{1}", "username": "u", "credential": "{0}"}}]',
        '[{{"urls": "turn:127.0.0.1:{1}", "credential": "{0}"}}]',
    ),
}


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, forms in URLS.items() for form in forms])
def test_no_secret_of_a_url_is_told(
    name: str, form: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAsomething")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "Secret-of-S3")
    runner = CliRunner(
        env={"CONVENER_DATA": str(tmp_path_factory.mktemp("data") / "data"), "CONVENER_PORT": str(free_port())}
    )
    for password in PASSWORDS if name != "CONVENER_DATABASE_URL" else PASSWORDS[:5]:
        value = form.format(password, free_port())
        for command in (["client", "list"], ["doctor", "--json"]) if name == "CONVENER_DATABASE_URL" else (["doctor"],):
            done = runner.invoke(main, command, env={name: value})
            assert done.exception is None or isinstance(done.exception, SystemExit), (value, done.exception)
            assert "Secret" not in done.output, (value, done.output)


def test_no_secret_of_a_url_gets_into_the_log() -> None:
    settings = Settings(
        smtp_url="smtps://user:Se%23cret-one@mail.example.org",
        redis_url="redis://:cret-two@127.0.0.1:1/0",
        turn_secret="cret-three",
        metrics_token="cret-four",
        ice_servers='[{"urls": "turn:t.example.org", "username": "u", "credential": "cret-five"}]',
        log_format="json",
    )
    stream = io.StringIO()
    configure_logging(settings, stream)
    structlog.get_logger("x").warning(
        "went wrong", error="Port could not be cast: 'cret-one' cret-two, cret-three cret-four", more=["cret-five"]
    )
    (line,) = stream.getvalue().splitlines()
    assert "cret" not in line
    assert json.loads(line)["event"] == "went wrong"


@pytest.mark.parametrize("password", ["a%23b%2Fc%3Fd%40e", "user.name", "with@at"])
def test_what_is_encoded_is_taken(password: str) -> None:
    for name in ("smtp_url", "imap_url", "redis_url"):
        scheme = {"smtp_url": "smtps", "imap_url": "imaps", "redis_url": "redis"}[name]
        Settings(**{name: f"{scheme}://user:{password}@host.example:99/0"})  # type: ignore[arg-type]
    assert parsed_url("postgresql://user:a%40b#c@host.example/db").password == "a@b#c"


@pytest.mark.parametrize(
    "url",
    [
        "https://host.example/meet",
        "https://host.example/meet/",
        "https://host.example//",
        "https://host.example/?x=1",
        "https://host.example?",
        "https://host.example#top",
        "https://host.example:0",
        "https://host.example:99999",
        "https://host.example:eight",
        "https://",
        "https:///x",
        "https://a b.example",
        "https://host.example\n",
        "https://[::1",
        "https://user@host.example",
        "ftp://host.example",
        "host.example",
    ],
)
def test_a_public_url_is_the_root_of_a_host(url: str) -> None:
    problem = public_url_problem(url)
    assert "https://meet.example.org" in problem
    with pytest.raises(SettingsError, match="CONVENER_PUBLIC_URL must"):
        Settings(public_url=url)


def test_a_path_is_explained_at_the_start_and_by_the_doctor() -> None:
    runner = CliRunner(env={"CONVENER_PUBLIC_URL": "https://host.example/meet"})
    for command in ("serve", "doctor"):
        done = runner.invoke(main, [command])
        assert done.exit_code == 2
        assert "without the path '/meet': the APIs live at the root of a host" in done.stderr


@pytest.mark.parametrize(
    "url", ["https://host.example", "http://127.0.0.1:8000/", "https://[2001:db8::1]:8443", "https://straße.de"]
)
def test_other_public_urls_are_taken(url: str) -> None:
    assert Settings(public_url=url).base_url == url.rstrip("/").replace("straße", "xn--strae-oqa")


def test_short_words_are_not_hidden() -> None:
    Settings(smtp_url="smtps://user:a%23b@host.example")
    assert hide("a banana") == "a banana"
