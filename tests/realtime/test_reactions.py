"""Reactions: seen by all who are connected, kept in recordings alone, switched off by the host."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from convener.domain.meetings import meetings
from convener.domain.permissions import MeetingRole
from convener.domain.room import feature_settings, recording
from convener.domain.room.recording import RoomRecording
from convener.storage.models import Event
from tests.factories.browsers import Browser, Gathering
from tests.servers import RunningServer, wait_until


def shown(page: Browser) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = page.models["reactions"].shown
    return found


def test_all_see_a_reaction_and_nothing_is_stored(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        with room.database.read() as session:
            count = select(func.count()).select_from(Event)
            before = session.scalar(count)
        ann.do("react", emoji="heart")
        for page in (host, ann, bob):
            page.see(lambda page: shown(page) == [(room.ids["ann"], "heart")])
        with room.database.read() as session:
            assert session.scalar(count) == before
        assert shown(room.enter("late")) == []


def test_while_the_meeting_is_recorded_they_are_kept(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        with room.database.write() as session:
            meeting = meetings.lock_meeting(session, room.meeting_id)
            feature_settings.write(
                meeting, recording.NAME, RoomRecording(instance=meeting.instance_id, state=recording.RECORDING)
            )
        ann.do("react", emoji="heart")
        host.see(lambda page: shown(page) == [(room.ids["ann"], "heart")])

        def events() -> list[object]:
            with room.database.read() as session:
                return list(session.scalars(select(Event.data).where(Event.type == "room:reactions:shown")))

        wait_until(lambda: events() == [{"emoji": "heart"}], "the reaction to be kept")


def test_several_come_in_order(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        given = ["clap", "party", "laugh", "surprised", "thumbs_up"]
        for emoji in given:
            ann.send("react", emoji=emoji)
        host.see(lambda page: len(shown(page)) == len(given))
        assert [emoji for _, emoji in shown(host)] == given


def test_the_host_switches_them_off_and_on(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        room.add("pat", MeetingRole.PRESENTER)
        host, pat, ann = room.enter("host"), room.enter("pat"), room.enter("ann")
        assert ann.models["reactions"].allowed
        for page in (pat, ann):
            assert page.refused("setReactions", allowed=False) == "not_allowed"
        host.do("setReactions", allowed=False)
        for page in (host, pat, ann):
            page.see(lambda page: not page.models["reactions"].allowed)
            assert page.refused("react", emoji="heart") == "not_allowed"
        assert not room.enter("late").models["reactions"].allowed
        host.do("setReactions", allowed=True)
        ann.see(lambda page: bool(page.models["reactions"].allowed))
        ann.do("react", emoji="clap")


def test_what_is_refused(shared_server: RunningServer) -> None:
    with Gathering(shared_server, lobby=True) as room:
        host = room.enter("host")
        guest = room.open("guest")
        guest.next()
        assert guest.refused("react", emoji="heart") == "in_lobby"
        host.send("react", emoji="skull")
        refused: Any = host.next()
        while getattr(refused, "error", None) is None:
            refused = host.next()
        assert refused.error == "invalid_message"
        for _ in range(15):
            host.send("react", ref=1, emoji="heart")
        while host.next() is not None:
            if getattr(host.heard[-1], "error", "") == "too_many_requests":
                break
