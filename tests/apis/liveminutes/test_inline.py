"""Calls that write a few rows are carried out on the event loop where nobody else writes, and elsewhere otherwise."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from convener.storage.database import Database
from tests.factories.liveminutes import Application
from tests.servers import wait_until


def test_while_another_transaction_writes_the_server_answers_others(
    new_app: Callable[[], Application], key: str
) -> None:
    app = new_app()
    database = Database(f"sqlite:///{app.server.data / 'convener.sqlite3'}")
    with ThreadPoolExecutor(1) as pool:
        with database.write():
            made = pool.submit(app, "createMeeting", meetingKey=key, hostid="ann")
            for _ in range(20):
                assert httpx.get(f"{app.server.base_url}/healthz", timeout=30).status_code == 200
            assert not made.done()
        assert made.result(60)["resultcode"] == 1
    database.close()


def test_a_client_whose_people_get_mails_is_answered_in_a_thread(new_app: Callable[[], Application], key: str) -> None:
    app = new_app()
    assert app.server.cli("client", "set", app.sid, "--mail").returncode == 0
    first = app("createMeeting", meetingKey=key, hostid="ann", hostemail="ann@example.org", title="One")
    again = app("createMeeting", meetingKey=key, hostid="ann", title="Two")
    assert first["hostUrl"] == again["hostUrl"]
    outbox = app.server.data / "outbox"
    # The first mail may be obsolete before it was sent.
    wait_until(lambda: any("Subject: Invitation: Two" in mail.read_text() for mail in outbox.glob("*.eml")), "the mail")
