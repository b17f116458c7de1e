"""The secret key of an installation: made once, and no other is taken for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete

from convener.domain.actions.open_installation import WrongKey, accept_key, fits, open_secrets
from convener.domain.meetings import participants
from convener.domain.secrets import KEY_FILE, Secrets
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Installation
from tests.factories.room import RoomFactory


def opened(database: Database, folder: Path) -> Secrets:
    with database.write() as session:
        return open_secrets(session, folder)


def refusal(database: Database, folder: Path) -> str:
    with pytest.raises(WrongKey) as refused:
        opened(database, folder)
    assert "convener key accept" in str(refused.value)
    return str(refused.value)


def test_the_first_start_makes_it_and_the_next_finds_it(database: Database, tmp_path: Path) -> None:
    assert opened(database, tmp_path).fingerprint == opened(database, tmp_path).fingerprint


def test_another_key_is_refused_and_nothing_is_made_in_its_place(database: Database, tmp_path: Path) -> None:
    opened(database, tmp_path / "right")
    assert f"missing: put it at {tmp_path / 'other' / KEY_FILE}" in refusal(database, tmp_path / "other")
    assert not (tmp_path / "other").exists()
    Secrets.in_folder(tmp_path / "other")
    assert "is not the key that this database was made with" in refusal(database, tmp_path / "other")


def test_a_key_that_is_cut_off_is_refused(database: Database, tmp_path: Path) -> None:
    opened(database, tmp_path)
    (tmp_path / KEY_FILE).write_bytes(b"short")
    assert "cut off" in refusal(database, tmp_path)


def test_a_database_without_a_fingerprint_shows_by_its_links(database: Database, site: Site, tmp_path: Path) -> None:
    secrets = Secrets.in_folder(tmp_path / "right")
    RoomFactory(database, replace(site, secrets=secrets))
    assert "missing" in refusal(database, tmp_path / "none")
    Secrets.in_folder(tmp_path / "wrong")
    assert "is not the key" in refusal(database, tmp_path / "wrong")
    assert opened(database, tmp_path / "right").fingerprint == secrets.fingerprint
    with database.write() as session:
        session.execute(delete(Installation))
    with database.read() as session:
        assert fits(session, secrets)
        assert not fits(session, site.secrets)


def test_a_new_key_can_be_accepted_and_makes_new_links(database: Database, site: Site, tmp_path: Path) -> None:
    room = RoomFactory(database, replace(site, secrets=opened(database, tmp_path / "lost")))
    new = replace(site, secrets=Secrets.in_folder(tmp_path / "new"))
    with database.write() as session:
        assert accept_key(session, tmp_path / "new") == 1
    assert opened(database, tmp_path / "new").fingerprint == new.secrets.fingerprint
    public_id = room.public["host"]
    with database.read() as session:
        found = participants.find_by_link(session, new, new.secrets.link(public_id))
        assert found is not None
        assert found.public_id == public_id
