"""The table of meetings has what the domain can change."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from lxml.etree import tostring
from sqlalchemy import select

from convener.apis.live_meeting.tables.meetings import MEETING, MeetingWriter
from convener.domain.lifecycle import LifecycleState
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.meetings.options import OPTION_FIELDS
from convener.domain.meetings.search import Listing, list_meetings
from convener.storage.models import Center, User
from tests.apis.live_meeting.conftest import Place


def test_all_options_that_can_be_given_are_fields_of_changes() -> None:
    given = {option.key for option in MEETING.options if set("CM") & set(option.access)} - {"ignored_type"}
    of_the_room = {f"audience_{right}" for right in ("chat", "draw", "microphone", "camera", "screen", "see")}
    of_other_apis = {"language", "duration_hours", "lobby", *of_the_room}
    assert given == set(MeetingChanges.__struct_fields__) - of_other_apis


def test_all_stored_options_are_fields_of_changes() -> None:
    assert set(MeetingChanges.__struct_fields__) >= OPTION_FIELDS


def test_an_option_that_is_asked_for_alone_is_the_same(place: Place) -> None:
    """A list reads what it is asked for and no more: each option needs to say what that is."""
    world = place.any_world()
    asked = [option for option in MEETING.options if "R" in option.access]
    with place.database.read() as session:
        center = session.get_one(Center, world.center.id)
        caller = session.scalars(select(User).where(User.center_id == center.id, User.role == "administrator")).first()
        assert caller is not None
        call: Any = SimpleNamespace(session=session, site=place.site, center=center, caller=caller)
        states = frozenset(LifecycleState)
        whole = list_meetings(session, center, caller, Listing(states=states)).meetings
        assert whole
        seen = set()
        for option in asked:
            writer = MeetingWriter(call, [option])
            some = list_meetings(session, center, caller, Listing(states=states, fields=writer.fields)).meetings
            written = [tostring(writer.write(meeting)) for meeting in some]
            assert list(writer.markup_of_all(some)) == [
                tostring(writer.write(meeting), encoding="unicode") for meeting in some
            ]
            assert written == [tostring(writer.write(meeting)) for meeting in whole], option.name
            seen |= {option.name} if any(b"name=" in one for one in written) else set()
    assert len(seen) > len(asked) / 2, "the meetings have values to compare"
