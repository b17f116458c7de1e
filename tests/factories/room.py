"""A meeting with people in it, for tests of what happens inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from convener.domain.accounts import users
from convener.domain.centers import centers
from convener.domain.events.log import RoomEvent, read_room_events
from convener.domain.meetings import meetings, participants
from convener.domain.permissions import MeetingRole
from convener.domain.room import loss, mesh_slots, moderation, nodes, presence, roles, roster
from convener.domain.room.media_flags import Media
from convener.domain.room.presence import Arrival
from convener.domain.site import Site
from convener.realtime.registry import REGISTRY, tag_of
from convener.storage.database import Database
from convener.storage.models import Meeting, Participant, RoomConnection, User, Visit
from tests.factories.meetings import insert_meeting

NODE = "node-one"

_MAY = {
    re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", tag_of(spec.struct)): spec.may
    for spec in REGISTRY.commands.values()
}
"""Who may give the room's commands, by their names."""


class RoomFactory:
    """Makes a meeting and the participants in it, who are called by name. Each call is a transaction of its own."""

    def __init__(self, database: Database, site: Site, **limits: Any) -> None:
        self.database = database
        self.site = replace(site, **limits)
        with database.write() as session:
            center = centers.ensure_center(session, "main", "Convener")
            users.ensure_first_administrator(session, center)
            owner = session.scalars(select(User)).one()
            meeting = insert_meeting(session, owner, "Weekly")
            host = participants.add_participant(session, self.site, meeting, MeetingRole.HOST, user=owner, name="host")
            self.meeting_id = meeting.id
            self.owner_id = owner.id
            self.center_id = center.id
            self.ids = {"host": host.id}
            self.public = {"host": host.public_id}
            self.arrivals: dict[str, Arrival] = {}
            """Where each one's last socket has arrived."""

    def add(
        self, name: str, role: MeetingRole = MeetingRole.ATTENDEE, *, called: str | None = None, user: bool = False
    ) -> None:
        """Add a participant, a guest or a ``user``; ``called``: the name that others see, default the one by which
        tests call the participant."""
        with self.locked() as (session, meeting):
            center = centers.ensure_center(session, "main", "Convener")
            account = users.create_user(session, center, name, "member", "a long password") if user else None
            one = participants.add_participant(
                session, self.site, meeting, role, user=account, name=name if called is None else called
            )
            self.ids[name], self.public[name] = one.id, one.public_id

    @contextmanager
    def locked(self) -> Iterator[tuple[Session, Meeting]]:
        """A transaction with the meeting locked."""
        with self.database.write() as session:
            yield session, meetings.lock_meeting(session, self.meeting_id)

    def enter(
        self,
        name: str,
        *,
        node: str = NODE,
        peer_id: str | None = None,
        media: Media | None = None,
        takes_over: bool = False,
    ) -> Arrival:
        """Open a socket; adds the participant where the name is new."""
        if name not in self.ids:
            self.add(name)
        with self.database.write() as session:
            person = session.get_one(Participant, self.ids[name])
            arrival = presence.connect(
                session, self.site, person, node, media or Media(), peer_id=peer_id, takes_over=takes_over
            )
            self.arrivals[name] = arrival
            return arrival

    def lose(self, arrival: Arrival, *, page_closed: bool = False) -> None:
        """The socket of that arrival breaks, or its page is closed."""
        connection = arrival.connection
        with self.database.write() as session:
            loss.disconnect(
                session,
                self.site,
                self.meeting_id,
                connection.peer_id,
                connection.opened_at,
                page_closed=page_closed,
            )

    def leave(self, name: str) -> None:
        """Leave, with all tabs."""
        with self.database.write() as session:
            presence.leave(session, self.site, session.get_one(Participant, self.ids[name]))

    def act(self, name: str, action: str, *arguments: Any, site: bool = False, **named: Any) -> None:
        """Call a function of moderation or roles as this person, where the room's command of this name may be given."""
        with self.database.write() as session:
            person = session.get_one(Participant, self.ids[name])
            insider = moderation.inside(session, person, _MAY.get(action))
            if action == "end_meeting":
                presence.end_meeting(session, self.site, insider.meeting)
                return
            function = getattr(roles if action == "set_role" else moderation, action)
            function(session, *([self.site] if site else []), insider, *arguments, **named)

    def time_passes(self, seconds: float) -> None:
        """Move what is noted of graces into the past, then let time do its work."""
        back = timedelta(seconds=seconds)
        with self.database.write() as session:
            for visit in session.scalars(select(Visit).where(Visit.grace_until.is_not(None))):
                assert visit.grace_until is not None
                visit.grace_until -= back
            for meeting in session.scalars(select(Meeting).where(Meeting.empty_since.is_not(None))):
                assert meeting.empty_since is not None
                meeting.empty_since -= back
            session.flush()
            nodes.expire_due(session, self.site)

    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        with self.database.read() as session:
            return session.get_one(Meeting, self.meeting_id)

    def participant(self, name: str) -> Participant:
        """The participant as it is now."""
        with self.database.read() as session:
            return session.get_one(Participant, self.ids[name])

    def inside(self) -> list[str]:
        """Names of those inside, in the order of entering."""
        with self.database.read() as session:
            return [one.name for one in roster.people_page(session, self.meeting_id, None, 1000)[0]]

    def removed(self) -> list[str]:
        """Names of those who were removed from this run, in this order."""
        with self.database.read() as session:
            meeting = session.get_one(Meeting, self.meeting_id)
            return [roster.removed_state(one).name for one in roster.removed_people(session, meeting)]

    def person(self, name: str) -> Any:
        """The state of somebody inside."""
        with self.database.read() as session:
            page, _ = roster.people_page(session, self.meeting_id, None, 1000)
            return next(one for one in page if one.name == name)

    def slots(self) -> dict[str, str]:
        """The peer ids of those who have a mesh slot, by name."""
        names = {public_id: name for name, public_id in self.public.items()}
        with self.database.read() as session:
            meeting = session.get_one(Meeting, self.meeting_id)
            return {names[public_id]: peer_id for peer_id, public_id in mesh_slots.current(session, meeting)}

    def connections(self) -> list[RoomConnection]:
        """All rows of connections."""
        with self.database.read() as session:
            return list(session.scalars(select(RoomConnection).where(RoomConnection.meeting_id == self.meeting_id)))

    def seq(self) -> int:
        """Number of the last event."""
        return self.meeting().last_seq

    def since(self, seq: int) -> list[RoomEvent]:
        """What happened after that number."""
        with self.database.read() as session:
            return read_room_events(session, self.meeting_id, seq, 1000)

    def types_since(self, seq: int) -> list[str]:
        """The names of the payloads of what happened, in order."""
        return [type(one.payload).__name__ for one in self.since(seq)]

    def set_lobby(self, lobby: bool) -> None:
        """Turn the lobby on or off as an application would, without admitting anybody."""
        with self.database.write() as session:
            session.execute(update(Meeting).where(Meeting.id == self.meeting_id).values(lobby=lobby))
