"""Small and capital letters of all scripts are the same where people and recordings are searched, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from convener.domain.accounts.known_users import list_known_users
from convener.domain.actions import erase_person
from convener.domain.authorization import Principal, Proof
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.recordings.library import LibraryQuery, list_recordings
from convener.storage.models import Center, Participant
from tests.factories.recordings import Archive


@pytest.mark.parametrize("search", ["ÜBER", "über", "Über", "bErSEE", "ΣΟΦΊΑ", "жАННА"])
def test_people_and_recordings_are_found(archive: Archive, search: str) -> None:
    name = "Zoë Übersee Σοφία Жанна"
    archive.video(title=name)
    with archive.database.write() as session:
        archive.user(session, "mia").display_name = name
    with archive.database.read() as session:
        center = session.get_one(Center, archive.center.id)
        found, _more = list_known_users(session, center, search=search)
        assert [one.user.user_id for one in found] == ["mia"]
        root = archive.user(session, "root")
        caller = Principal(center_id=root.center_id, proof=Proof.SESSION, user=root)
        listed, _next = list_recordings(session, caller, LibraryQuery(search=search), after="", most=10)
        assert [one.title for one in listed] == [name]
        assert list_recordings(session, caller, LibraryQuery(search="ÜBERX"), after="", most=10)[0] == []


@pytest.mark.parametrize("address", ["ÜBER@example.org", "plain@example.org"])
def test_a_guest_is_erased_whatever_the_case_of_the_address(archive: Archive, address: str) -> None:
    with archive.locked_meeting() as (session, meeting):
        guest = MeetingRole.ATTENDEE
        participants.add_participant(session, archive.site, meeting, guest, user=None, name="U", email=address)
    with archive.database.write() as session:
        center = session.get_one(Center, archive.center.id)
        person = erase_person.find_address(session, center, address.swapcase())
        erase_person.erase_person(session, archive.site, person)
    with archive.database.read() as session:
        assert session.scalars(select(Participant.email).where(Participant.user_id.is_(None))).all() == [""]
