from __future__ import annotations

import pytest

from convener.domain.errors import NotAllowed
from convener.domain.events.kinds.reactions import ReactionsChanged
from convener.domain.room import moderation, reactions
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Participant
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    factory = RoomFactory(database, site)
    factory.enter("host")
    return factory


def allow(room: RoomFactory, allowed: bool) -> None:
    with room.database.write() as session:
        host = moderation.inside(session, session.get_one(Participant, room.ids["host"]))
        reactions.allow(session, host, allowed)


def test_people_may_react_until_it_is_switched_off(room: RoomFactory) -> None:
    reactions.require_allowed(room.meeting())
    allow(room, False)
    with pytest.raises(NotAllowed, match="switched reactions off"):
        reactions.require_allowed(room.meeting())
    allow(room, True)
    assert reactions.are_allowed(room.meeting())


def test_an_event_says_so_once(room: RoomFactory) -> None:
    seq = room.seq()
    for allowed in (True, False, False, True):
        allow(room, allowed)
    events = room.since(seq)
    assert [one.payload for one in events] == [ReactionsChanged(allowed=False), ReactionsChanged(allowed=True)]
