"""A small world for golden pairs: a conference center of its own for each case, with people, meetings and visits.

Ids that are random are known by names: ``{mid:roadshow}`` in a request or reply stands for the mid of that meeting.
What other modules add to the world they register in :data:`MORE`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from convener.domain.accounts import groups
from convener.domain.actions import end_meeting
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.attendance import visited_hours
from convener.domain.centers import centers, maintenance_windows
from convener.domain.centers.settings import change_settings
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, hash_password, random_text
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Meeting, User, Visit

PASSWORD = "q7!Vd2xw-long"
_HASH = hash_password(PASSWORD)
_NUMBERS = itertools.count(1)
_NAMED = re.compile(r"\{(\w+):([\w.-]+)\}")


def at(text: str) -> datetime:
    """A time like ``2031-05-06T09:00:00``, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class World:
    """A center with a fresh name. ``ids`` are random ids by kind and name."""

    session: Session
    site: Site
    center: Center
    users: dict[str, User] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """The text with the ids that it names."""
        return _NAMED.sub(lambda found: self.ids[(found.group(1), found.group(2))], text)

    def user(self, user_id: str, role: str, first: str, last: str) -> User:
        """A user whose password is :data:`PASSWORD`."""
        # A row of its own: create_user would hash the password anew, which costs more than the rest of a world.
        user = User(
            center_id=self.center.id,
            user_id=user_id,
            user_id_folded=user_id,
            role=role,
            first_name=first,
            last_name=last,
            display_name=f"{first} {last}",
            email=f"{user_id}@example.org",
            email_folded=f"{user_id}@example.org",
            password_hash=_HASH,
            schedules=role != "member",
            created_at=now(),
        )
        self.session.add(user)
        self.session.flush()
        self.users[user_id] = user
        return user

    def meeting(self, key: str, owner: str, /, **changes: object) -> Meeting:
        """A meeting as CreateMeeting makes it."""
        scheduler = Scheduler(self.session, self.site, self.center, self.users[owner])
        made = scheduler.create(msgspec.convert(changes, MeetingChanges)).meeting
        self.meetings[key] = made
        self.ids[("mid", key)] = made.mid
        return made

    def visit(self, key: str, meeting: str, name: str, entered: str, left: str | None, **more: Any) -> Visit:
        """A visit of a participant who was not signed in (or of ``user``)."""
        user = more.pop("user", None)
        in_meeting = meetings.lock_meeting(self.session, self.meetings[meeting].id)
        role = MeetingRole(more.pop("role", "attendee"))
        person = participants.add_participant(self.session, self.site, in_meeting, role, user=user, name=name)
        visit = Visit(
            vid=random_text(LOWERCASE_AND_DIGITS, 12),
            meeting_id=in_meeting.id,
            participant_id=person.id,
            name=name,
            role=role.value,
            entered_at=at(entered),
            left_at=at(left) if left else None,
            **more,
        )
        self.session.add(visit)
        if left is not None:
            visited_hours.record_visit(self.session, in_meeting, at(entered), at(left))
        else:
            in_meeting.inside += 1
            in_meeting.status = "in_progress"
        self.ids[("vid", key)] = visit.vid
        return visit


MORE: list[Callable[[World], None]] = []
"""What is added to each world that is to be whole: polls, documents, recordings."""


def build(database: Database, site: Site, settings: dict[str, object], *, whole: bool = True) -> World:
    """A world in a center with these settings (names of CenterSettings); ``whole``: with all of :data:`MORE`."""
    with database.write() as session:
        name = f"acme{next(_NUMBERS)}{random_text(LOWERCASE_AND_DIGITS, 6)}"
        center = centers.create_center(session, name, "Acme")
        world = World(session, site, center)
        world.ids[("center", "name")] = center.name
        world.user("mira", "administrator", "Mira", "Olsen")
        world.user("tom", "organizer", "Tom", "Lind")
        world.user("ida", "organizer", "Ida", "Berg")
        world.user("max", "member", "Max", "Moor")
        people_of = world.users
        groups.create_group(session, center, "north", [people_of["mira"], people_of["tom"]], actor=None)
        maintenance_windows.add_window(
            session, center, at("2031-05-11T02:00:00"), at("2031-05-11T04:00:00"), "new disks"
        )
        _add_meetings(world)
        for add in MORE if whole else []:
            add(world)
        if settings:
            change_settings(session, center, settings, actor=None)
        return world


def _add_meetings(world: World) -> None:
    world.meeting(
        "roadshow",
        "tom",
        name="roadshow-7",
        title="Roadshow, stop 7",
        seats=40,
        starts_at=at("2031-05-06T09:00:00"),
        ends_at=at("2031-05-06T10:30:00"),
        time_zone="Europe/Berlin",
        opaque1="crm-17",
        billing="K-114",
        tag="CRM",
        audience_password="kR4!tweZ",
        presenter_password="9p-Uhg2X",
    )
    world.meeting(
        "weekly",
        "tom",
        name="weekly",
        title="Weekly",
        kind="recurring",
        seats=10,
        starts_at=at("2031-06-02T08:00:00"),
        ends_at=at("2031-06-02T09:00:00"),
        recurrence="FREQ=WEEKLY;COUNT=3",
        opaque1="crm-18",
        audience_entry="none",
        presenter_acl=["tom", "north"],
    )
    world.meeting("room", "tom", name="toms-room", kind="meet_now", starts_at=at("2026-01-05T08:00:00"))
    world.meeting("clinic", "ida", name="clinic", title="Clinic", starts_at=at("2026-01-05T08:00:00"), opaque1="crm-17")
    for key in ("gone", "past", "dust"):
        world.meeting(key, "tom", name=key, starts_at=at("2026-01-06T08:00:00"), ends_at=at("2026-01-06T09:00:00"))
    gone, past, dust = (world.meetings[key] for key in ("gone", "past", "dust"))
    end_meeting.delete_meeting(world.session, world.site, gone)
    end_meeting.expire_meeting(world.session, world.site, past)
    end_meeting.delete_meeting(world.session, world.site, dust)
    end_meeting.erase_meeting(world.session, dust)
    world.visit(
        "noor",
        "roadshow",
        "Noor",
        "2026-01-07T09:41:10",
        "2026-01-07T10:28:03",
        email="noor@example.org",
        company="Fjord Ltd",
        browser="Firefox",
        address="192.0.2.7",
        extra1="a",
        extra2="b",
        extra3="c",
    )
    world.visit("old", "gone", "Otto", "2026-01-06T08:05:00", "2026-01-06T08:50:00")
    world.visit("here", "roadshow", "Max", "2026-01-08T09:00:30", None, user=world.users["max"], role="presenter")
