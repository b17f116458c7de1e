"""Rows written and read without the unit of work."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import DetachedInstanceError

from convener.domain.centers import centers
from convener.domain.site import now
from convener.storage import core
from convener.storage.database import Database
from convener.storage.models import Center, User


def mira(session: Session, *, added: bool = False) -> User:
    query = select(*core.columns(User)).where(User.user_id_folded == "mira")
    user = core.seen(User, session.connection().execute(query).one())
    if added:
        session.add(user)
    return user


@pytest.fixture(autouse=True)
def _a_user(database: Database) -> None:
    with database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        user = User(center_id=center.id, user_id="Mira", user_id_folded="mira", role="organizer", created_at=now())
        user.preferences = {"locale": "de-DE"}
        assert core.insert(session, user).id == user.id


@pytest.mark.parametrize("added", [False, True])
def test_an_object_is_what_the_session_would_have_made(database: Database, added: bool) -> None:
    with database.read() as session, database.read() as other:
        made, loaded = mira(session, added=added), other.scalars(select(User)).one()
        for column in core.columns(User):
            assert getattr(made, column.key) == getattr(loaded, column.key), column.key


def test_what_is_changed_in_an_object_that_was_added_is_written(database: Database) -> None:
    with database.write() as session:
        user = mira(session, added=True)
        assert session.get(User, user.id) is user
        user.display_name = "Mira"
    with database.read() as session:
        assert mira(session).display_name == "Mira"


def test_what_is_changed_in_another_is_not(database: Database) -> None:
    with database.write() as session:
        mira(session).display_name = "Mira"
    with database.read() as session:
        assert mira(session).display_name == ""


def test_what_was_not_given_cannot_be_asked_for() -> None:
    user = core.seen(User, (1, "Mira"), ("id", "user_id"))
    assert user.user_id == "Mira"
    with pytest.raises(DetachedInstanceError):
        _ = user.role
    with pytest.raises(ValueError, match="zip"):
        core.seen(Center, (1, "main"))
