"""Browser sessions: signing in and out, and what ends a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from convener.domain.accounts import sessions
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, SignIn
from tests.factories.accounts import ANNS_PASSWORD, account, ann, authenticate, change_center_settings


def test_sign_in_and_out(database: Database, site: Site, center: Center) -> None:
    user = ann(database, center)
    with database.write() as session:
        assert authenticate(session, center, "ann", ANNS_PASSWORD).id == user.id
        token = sessions.sign_in(session, site, user)
        other = sessions.sign_in(session, site, user)
    with database.write() as session:
        found = sessions.find_signed_in_user(session, site, token)
        assert found is not None
        assert found.id == user.id
        assert sessions.find_signed_in_user(session, site, "X" + token[1:]) is None
        sessions.sign_out(session, site, token)
        assert sessions.find_signed_in_user(session, site, token) is None
        assert sessions.find_signed_in_user(session, site, other) is not None


def test_sign_ins_end(database: Database, site: Site, center: Center, monkeypatch: pytest.MonkeyPatch) -> None:
    user = ann(database, center)
    monkeypatch.setattr(sessions, "SIGN_IN_LIFETIME", timedelta(seconds=-1))
    with database.write() as session:
        token = sessions.sign_in(session, site, user)
        session.flush()
        assert sessions.find_signed_in_user(session, site, token) is None


def test_idle_browsers_are_signed_out(database: Database, site: Site, center: Center) -> None:
    change_center_settings(database, center, max_inactive_interval=600)
    with database.write() as session:
        mira = account(session, center, "mira")
        token = sessions.sign_in(session, site, mira)

    def idle_for(seconds: float) -> None:
        with database.write() as session:
            session.scalars(select(SignIn)).one().seen_at = now() - timedelta(seconds=seconds)

    with database.write() as session:
        assert not sessions.is_activity_due(session, site, token)
        assert not sessions.is_activity_due(session, site, "X" + token[1:])
    idle_for(590)
    with database.write() as session:
        assert sessions.find_signed_in_user(session, site, token) is not None
        assert sessions.is_activity_due(session, site, token)
        sessions.record_activity(session, site, token)
        assert not sessions.is_activity_due(session, site, token)
    idle_for(601)
    with database.write() as session:
        assert sessions.find_signed_in_user(session, site, token) is None
        assert not sessions.is_activity_due(session, site, token), "who is signed out does not come back by asking"
