"""Entry URLs, as programs send people into meetings: passwords, lists, registration, closed doors, tickets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from convener.domain import centers, meetings, people, texts
from convener.domain.meetings import Details
from convener.domain.rules import Rules
from convener.domain.secrets import Secrets
from convener.settings import Settings
from convener.storage.database import Database, Session
from convener.storage.tables import Center, Meeting, User, Visit
from tests.servers import RunningServer, wait_until

PASSWORD = "5~.~tS`p2+ %41&é"
"""Full of what goes wrong when it is decoded twice, or not at all."""

USER_PASSWORD = "correct horse battery"


class House:
    """Meetings in the database of a running server, made by the domain, and their entry URLs."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.database = Database(f"sqlite:///{server.data / 'convener.sqlite3'}")
        self.rules = Rules.of(Settings(), Secrets.in_folder(server.data))

    @contextmanager
    def center(self, name: str = "main") -> Iterator[tuple[Session, Center]]:
        """A transaction and the center of this name, made where it is not there."""
        with self.database.write() as session:
            yield session, centers.ensure_center(session, name, name.capitalize())

    def user(self, user_id: str, role: str = "member", center: str = "main") -> int:
        """A user who can sign in."""
        with self.center(center) as (session, where):
            return people.create_user(session, where, user_id, role, USER_PASSWORD).id

    def meeting(self, name: str, *, owner: int | None = None, center: str = "main", **columns: Any) -> int:
        """A meeting of the Live Meeting kind, with these columns."""
        with self.center(center) as (session, where):
            user = session.get_one(User, owner) if owner else session.scalars(select(User).order_by(User.id)).first()
            assert user is not None
            details = Details(title="Spring review")
            meeting, _ = meetings.create_with_host(session, self.rules, where.id, user, details, name="", email="")
            values = {"doors": "always", "audience_entry": "none", "presenter_entry": "password", **columns}
            for column, value in {"name": name, "name_folded": texts.fold(name), **values}.items():
                setattr(meeting, column, value)
            return meeting.id

    def url(self, side: str, name: str, center: str = "main", **fields: str) -> str:
        """The entry URL, percent-encoded as programs do it."""
        query = "".join(f"&{field}={quote(value, safe='')}" for field, value in fields.items())
        return f"{self.server.base_url}/cc/{center}/{side}?id={quote(name)}{query}"

    def visits(self, meeting_id: int) -> list[Visit]:
        """All stays in the meeting."""
        with self.database.read() as session:
            return list(session.scalars(select(Visit).where(Visit.meeting_id == meeting_id).order_by(Visit.id)))

    def row(self, meeting_id: int) -> Meeting:
        """The meeting as it is now."""
        with self.database.read() as session:
            return session.get_one(Meeting, meeting_id)


@pytest.fixture
def house(server: RunningServer) -> Iterator[House]:
    made = House(server)
    yield made
    made.database.close()


def test_a_program_sends_somebody_in(house: House, people: Any) -> None:
    meeting_id = house.meeting("K7WP2Q", audience_entry="password", audience_password=PASSWORD)
    url = house.url("attend", "k7wp2q", pw=PASSWORD, cn="Zoé Ångström", company="Ma & Pa", extra1="crm-17")
    zoe = people("Zoé").join(url)
    expect(zoe.page.get_by_role("textbox")).to_have_count(0)
    wait_until(lambda: house.visits(meeting_id), "the visit")
    (visit,) = house.visits(meeting_id)
    assert (visit.name, visit.role, visit.company, visit.extra1) == ("Zoé Ångström", "attendee", "Ma & Pa", "crm-17")
    assert "Chrom" in visit.browser
    assert visit.address == "127.0.0.1"
    assert "pw=" not in zoe.page.url
    assert "id=k7wp2q" in zoe.page.url
    zoe.page.reload()
    expect(zoe.button("Leave")).to_be_visible()
    zoe.leave()
    zoe.button("Return to the meeting").click()
    zoe.button("Join meeting").click()
    expect(zoe.button("Leave")).to_be_visible()
    assert {one.participant_id for one in house.visits(meeting_id)} == {visit.participant_id}
    assert quote(PASSWORD, safe="") not in house.server.log.read_text()
    assert PASSWORD not in house.server.log.read_text()
