"""The table of meetings has what the domain can change."""

from __future__ import annotations

from convener.apis.live_meeting.tables.meetings import MEETING
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.meetings.options import OPTION_FIELDS


def test_all_options_that_can_be_given_are_fields_of_changes() -> None:
    given = {option.key for option in MEETING.options if set("CM") & set(option.access)} - {"ignored_type"}
    of_the_room = {f"audience_{right}" for right in ("chat", "draw", "microphone", "camera", "screen", "see")}
    of_other_apis = {"language", "duration_hours", "lobby", *of_the_room}
    assert given == set(MeetingChanges.__struct_fields__) - of_other_apis


def test_all_stored_options_are_fields_of_changes() -> None:
    assert set(MeetingChanges.__struct_fields__) >= OPTION_FIELDS
