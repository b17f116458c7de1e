from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from convener.domain.accounts import tickets, users
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, InvalidParameter
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Event, Ticket, User
from tests.factories.accounts import account, administrator


@pytest.fixture
def mira(database: Database, center: Center) -> User:
    with database.write() as session:
        return account(session, center, "mira")


def ticket_of(database: Database, site: Site, center: Center, user: User, *, one_time: bool = True) -> str:
    with database.write() as session:
        return tickets.create_ticket(session, site, center, user, 60, one_time=one_time)


def redeem(database: Database, site: Site, center: Center, ticket: str) -> str | None:
    try:
        with database.write() as session:
            return tickets.redeem_ticket(session, site, center.id, ticket).user_id
    except AuthFailed:
        return None


def test_a_ticket_is_good_once(database: Database, site: Site, center: Center, mira: User) -> None:
    ticket = ticket_of(database, site, center, mira)
    assert ticket.isascii()
    assert ticket.isalnum()
    assert ticket == ticket.lower()
    assert len(ticket) <= 16
    with database.read() as session:
        assert ticket.encode() not in session.scalars(select(Ticket.token_hash)).one()
    assert redeem(database, site, center, ticket) == "mira"
    assert redeem(database, site, center, ticket) is None


def test_a_ticket_may_be_good_more_than_once(database: Database, site: Site, center: Center, mira: User) -> None:
    ticket = ticket_of(database, site, center, mira, one_time=False)
    assert [redeem(database, site, center, ticket) for _ in range(3)] == ["mira"] * 3


def test_of_many_at_once_one_wins(database: Database, site: Site, center: Center, mira: User) -> None:
    ticket = ticket_of(database, site, center, mira)
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda _: redeem(database, site, center, ticket), range(16)))
    assert sorted(filter(None, won)) == ["mira"]


def test_tickets_that_are_not_there(database: Database, site: Site, center: Center, mira: User) -> None:
    ticket = ticket_of(database, site, center, mira)
    with database.write() as session:
        other = centers.create_center(session, "other", "Other")
    assert redeem(database, site, center, "") is None
    assert redeem(database, site, center, ticket.upper()) is None
    assert redeem(database, site, other, ticket) is None
    assert redeem(database, site, center, ticket) == "mira", "a ticket shown to the wrong center is not used by that"


def test_tickets_end_and_are_forgotten(database: Database, site: Site, center: Center, mira: User) -> None:
    over, good = (ticket_of(database, site, center, mira) for _ in range(2))
    with database.write() as session:
        found = session.get_one(Ticket, site.secrets.hash("ticket", over))
        found.expires_at = now() - timedelta(microseconds=1)
    assert redeem(database, site, center, over) is None
    with database.write() as session:
        assert tickets.delete_expired(session) == 1
        assert session.scalar(select(func.count()).select_from(Ticket)) == 1
    assert redeem(database, site, center, good) == "mira"


def test_users_whose_account_is_off_have_no_use_of_a_ticket(
    database: Database, site: Site, center: Center, mira: User
) -> None:
    first, second = (ticket_of(database, site, center, mira, one_time=False) for _ in range(2))
    with database.write() as session:
        users.change_user(session, center, session.get_one(User, mira.id), {"expires_at": now()})
    assert redeem(database, site, center, first) is None
    with database.write() as session:
        users.change_user(session, center, session.get_one(User, mira.id), {"expires_at": None})
    assert redeem(database, site, center, first) == "mira"
    with database.write() as session:
        users.delete_user(session, session.get_one(User, mira.id))
    assert redeem(database, site, center, second) is None


@pytest.mark.parametrize("seconds", [0, -1, 301])
def test_durations_that_cannot_be(database: Database, site: Site, center: Center, mira: User, seconds: int) -> None:
    with database.write() as session, pytest.raises(InvalidParameter) as refused:
        tickets.create_ticket(session, site, center, mira, seconds)
    assert refused.value.parameter == "duration"


def test_that_a_ticket_was_made_is_told_without_it(database: Database, site: Site, center: Center, mira: User) -> None:
    with database.write() as session:
        root = administrator(session, center)
        ticket = tickets.create_ticket(session, site, center, mira, 300, actor=root)
        (event,) = session.scalars(select(Event).where(Event.type == "center:ticket:created"))
    assert event.data == {"user": "mira", "actor": "root"}
    assert ticket not in str(event.data)
