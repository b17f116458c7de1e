"""The mailbox over IMAP, with a real server on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from convener.mail.mailbox import Mailbox, MailboxError, MailboxServer
from convener.settings import SettingsError
from tests.factories.imap_server import ImapServer

Serve = Callable[..., ImapServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers, which are stopped after the test."""
    running: list[ImapServer] = []

    def start(scheme: str = "imap", certificate: tuple[str, str] | None = None) -> ImapServer:
        running.append(ImapServer(scheme, certificate))
        return running[-1]

    yield start
    for one in running:
        one.stop()


def read(url: str, most: int = 100, largest: int = 1000) -> list[bytes | None]:
    """Read what was not read, and mark it."""
    found = []
    with Mailbox(MailboxServer.parse(url)) as mailbox:
        for uid, text in mailbox.unread(most, largest):
            found.append(text)
            mailbox.mark_read(uid)
    return found


@pytest.mark.parametrize("plain", [True, False])
def test_each_mail_is_read_once(serve: Serve, plain: bool) -> None:
    server = serve()
    server.state.plain = plain
    for number in range(3):
        server.state.add(b"mail %d" % number)
    assert read(server.url, most=2) == [b"mail 0", b"mail 1"]
    assert read(server.url) == [b"mail 2"]
    assert read(server.url) == []


def test_a_large_mail_is_not_fetched(serve: Serve) -> None:
    server = serve()
    server.state.add(b"x" * 1001)
    assert read(server.url) == [None]
    assert server.state.fetched == 0


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_tls_needs_a_trusted_certificate(
    serve: Serve, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    server = serve(scheme, certificate)
    server.state.add(b"mail")
    with pytest.raises(MailboxError, match="certificate"):
        read(server.url)
    assert server.state.sign_ins == 0, "the password stays here"
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    assert read(server.url) == [b"mail"]


def test_a_wrong_password_is_said_without_it(serve: Serve) -> None:
    server = serve()
    url = server.url
    server.state.password = "another"
    with pytest.raises(MailboxError) as refused:
        read(url)
    assert "AUTHENTICATIONFAILED" in str(refused.value)
    assert "S3cret" not in str(refused.value)


def test_a_line_that_breaks_leaves_the_mail_unread(serve: Serve) -> None:
    server = serve()
    server.state.drop_after = 1
    first, second = server.state.add(b"one"), server.state.add(b"two")
    with pytest.raises(MailboxError):
        read(server.url)
    assert (first.seen, second.seen) == (True, False)


def test_a_server_that_is_away() -> None:
    server = ImapServer()
    server.stop()
    with pytest.raises(MailboxError):
        read(server.url)


@pytest.mark.parametrize(
    ("url", "host", "port", "folder"),
    [
        ("imaps://u:p@mail.example.org", "mail.example.org", 993, "INBOX"),
        ("imaps://u:p@mail.straße.de/Answers/2031", "mail.xn--strae-oqa.de", 993, "Answers/2031"),
        ("imap+starttls://u%40x:p%23@mail.example.org:2143/INBOX", "mail.example.org", 2143, "INBOX"),
        ("imap://u:p@localhost", "localhost", 143, "INBOX"),
    ],
)
def test_urls(url: str, host: str, port: int, folder: str) -> None:
    server = MailboxServer.parse(url)
    assert (server.host, server.port, server.folder) == (host, port, folder)


@pytest.mark.parametrize(
    "url",
    [
        "hunter22",
        "imaps://u:hunter22@",
        "imaps://:hunter22@mail.example.org",
        "imaps://u:hunter22@mail.example.org:port",
        "imaps://u:hunter22#1@mail.example.org",
        "imaps://u:hunter22/1@mail.example.org",
        "imaps://u:hunter22@😀.example",
        "imap://u:hunter22@mail.example.org",
        "pop3://u:hunter22@mail.example.org",
        "imaps://u:hunter22@mail.example.org/a%0Ab",
    ],
)
def test_unusable_urls_are_named_without_the_password(url: str) -> None:
    with pytest.raises(SettingsError, match="CONVENER_IMAP_URL") as caught:
        MailboxServer.parse(url)
    assert "hunter22" not in str(caught.value)
