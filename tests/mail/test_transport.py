"""Delivery over SMTP to a real server: what is known of a mail after each way in which it can fail."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest

from convener.mail import transport
from convener.mail.transport import NotSent, OutgoingMail, SmtpServer, SmtpTransport, Uncertain
from tests.factories.mail_server import MailServer

Serve = Callable[..., MailServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts mail servers, which are stopped after the test."""
    running: list[MailServer] = []

    def start(**options: object) -> MailServer:
        running.append(MailServer(**options))  # type: ignore[arg-type]
        return running[-1]

    yield start
    for one in running:
        one.stop()


def deliver(url: str, *, recipient: str = "bob@example.org", begin: Callable[[], None] = lambda: None) -> None:
    message = EmailMessage()
    message["Subject"] = "Hello"
    message.set_content("A line\n.\n")
    mail = OutgoingMail("m1", "convener@example.org", recipient, message)
    SmtpTransport(SmtpServer.parse(url)).send(mail, begin)


def test_a_delivered_mail_was_announced_once(serve: Serve) -> None:
    server, begun = serve(), []
    deliver(server.url, begin=lambda: begun.append(len(server.behaviour.received)))
    assert begun == [0], "before the server had it"
    assert server.behaviour.recipients == ["bob@example.org"]


def test_nothing_is_handed_over_where_begin_raises(serve: Serve) -> None:
    server = serve()

    def withdrawn() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        deliver(server.url, begin=withdrawn)
    assert server.behaviour.received == []


@pytest.mark.parametrize("step", ["rcpt", "command_data", "data"])
@pytest.mark.parametrize(
    ("reply", "permanent"), [("450 Try again later", False), ("421 Closing", False), ("554 No", True)]
)
def test_a_refusal_at_each_step_says_whether_it_is_permanent(
    serve: Serve, step: str, reply: str, permanent: bool
) -> None:
    server = serve()
    setattr(server.behaviour, step, reply)
    with pytest.raises(NotSent, match=reply) as refused:
        deliver(server.url)
    assert refused.value.permanent is permanent


BEFORE_THE_END = ("greeting", "hello", "sender", "recipient", "data")


@pytest.mark.parametrize("step", BEFORE_THE_END)
def test_a_connection_lost_before_the_end_of_the_text_means_not_sent(serve: Serve, step: str) -> None:
    server, begun = serve(), list[str]()
    server.behaviour.drop_at = step
    with pytest.raises(NotSent, match="cannot talk to the mail server") as refused:
        deliver(server.url, begin=lambda: begun.append(step))
    assert (refused.value.permanent, begun) == (False, [])


def test_a_server_that_died_with_the_text_has_not_got_its_end(serve: Serve) -> None:
    server = serve()
    server.behaviour.drop_at = "text"

    def wait() -> None:
        assert server.behaviour.reached.wait(60)

    with pytest.raises(NotSent, match="cannot talk to the mail server"):
        deliver(server.url, begin=wait)
    assert server.behaviour.received == []


def test_a_connection_lost_after_the_text_leaves_it_uncertain(serve: Serve) -> None:
    server = serve()
    server.behaviour.drop_at = "end"
    with pytest.raises(Uncertain):
        deliver(server.url)
    assert server.behaviour.recipients == ["bob@example.org"]


@pytest.mark.parametrize("step", BEFORE_THE_END)
def test_a_server_that_falls_silent_before_the_text_has_not_got_it(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    server = serve()
    server.behaviour.hang_at = step
    monkeypatch.setattr(transport, "TIMEOUT", 0.5)
    with pytest.raises(NotSent):
        deliver(server.url)


def test_a_server_that_falls_silent_after_the_text_leaves_it_uncertain(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    server.behaviour.hang_at = "end"
    monkeypatch.setattr(transport, "VERDICT_TIMEOUT", 0.5)
    with pytest.raises(Uncertain):
        deliver(server.url)


def test_a_reply_that_nobody_understands_leaves_it_uncertain(serve: Serve) -> None:
    server = serve()
    server.behaviour.data = "what?"
    with pytest.raises(Uncertain, match="what"):
        deliver(server.url)


DIES_WITH_THE_TEXT = """
import os, signal, sys
from tests.mail.test_transport import deliver
deliver(sys.argv[1], begin=lambda: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_process_killed_when_all_but_the_end_is_sent_has_delivered_nothing(serve: Serve) -> None:
    server = serve()
    done = subprocess.run([sys.executable, "-c", DIES_WITH_THE_TEXT, server.url], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    deliver(server.url, recipient="eve@example.org")
    assert server.behaviour.recipients == ["eve@example.org"]


def test_a_server_without_smtputf8_takes_no_international_address(serve: Serve) -> None:
    with pytest.raises(NotSent, match="SMTPUTF8") as refused:
        deliver(serve(international=False).url, recipient="böb@example.org")
    assert refused.value.permanent
    server = serve()
    deliver(server.url, recipient="böb@example.org")
    assert server.behaviour.recipients == ["böb@example.org"]


@pytest.mark.parametrize("scheme", ["smtps", "starttls"])
def test_tls_needs_a_trusted_certificate(
    serve: Serve, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    server = serve(scheme=scheme, certificate=certificate)
    with pytest.raises(NotSent, match="certificate") as refused:
        deliver(server.url)
    assert not refused.value.permanent, "a certificate can be corrected"
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    deliver(server.url)
    assert server.behaviour.recipients == ["bob@example.org"]


def test_starttls_is_required_where_the_url_says_so(serve: Serve) -> None:
    with pytest.raises(NotSent, match="STARTTLS"):
        deliver(serve(scheme="starttls").url)


def test_a_wrong_password_is_not_the_fault_of_the_mail(serve: Serve) -> None:
    server = serve(user="ann", password="right")
    with pytest.raises(NotSent, match="535") as refused:
        deliver(server.url_for("ann", "wrong"))
    assert not refused.value.permanent
    deliver(server.url_for("ann", "right"))
    assert server.behaviour.recipients == ["bob@example.org"]
