"""The rules of making and changing meetings, a row each, through every API: what one refuses all refuse, each in its
own words, and a call that is refused has changed nothing. What an API lets through has its source beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import httpx
import pytest
from lxml import etree
from sqlalchemy import select

from convener.domain.accounts import users
from convener.domain.accounts.changes import UserChanges
from convener.domain.centers import api_clients, maintenance_windows
from convener.domain.centers.settings import change_settings
from convener.domain.secrets import Secrets
from convener.domain.site import Site, now
from convener.settings import Settings
from convener.storage.database import Database, Session
from convener.storage.models import (
    ApiClient,
    Base,
    Center,
    Event,
    Mail,
    Meeting,
    MeetingAccess,
    Participant,
    SeatDay,
    SeatStep,
    User,
)
from tests.factories import live_meeting
from tests.factories.live_meeting import PASSWORD, World, at
from tests.servers import RunningServer

TABLES: tuple[type[Base], ...] = (
    ApiClient,
    Center,
    Event,
    Mail,
    Meeting,
    MeetingAccess,
    Participant,
    SeatDay,
    SeatStep,
    User,
)
FREE = at("2031-04-01T09:00:00")
"""A time at which nothing is in the way."""

IN_WINDOW = at("2031-05-11T02:30:00")
"""The center has a maintenance window then (tests.factories.live_meeting)."""

IN_ROADSHOW = at("2031-05-06T09:30:00")
"""A meeting has 40 seats then."""


@dataclass(frozen=True)
class Ask:
    """What is asked of a meeting. ``who``: the user who asks, where the API has users."""

    start: datetime | None = FREE
    hours: float | None = 1.0
    seats: int | None = None
    who: str = "tom"
    title: str | None = None
    personal: bool = False
    host: str = "h"
    key: str = "k"


# ------------------------------------------------------------------------------------------------------ the APIs


class Api:
    """One API and how to ask it. Outcomes are its error, an empty text for none."""

    name: ClassVar[str]
    changes: ClassVar[bool] = True

    def __init__(self, server: RunningServer, database: Database, site: Site, world: World) -> None:
        self.world, self.database, self.site = world, database, site
        self.http = httpx.Client(base_url=server.base_url, timeout=60)

    def create(self, ask: Ask) -> str:
        raise NotImplementedError

    def change(self, ask: Ask) -> str:
        """Change the meeting that :meth:`create` made."""
        raise NotImplementedError


class LiveMinutes(Api):
    """An API client of the center."""

    name = "LiveMinutes"

    def __init__(self, server: RunningServer, database: Database, site: Site, world: World) -> None:
        super().__init__(server, database, site, world)
        with database.write() as session:
            center = session.get_one(Center, world.center.id)
            _, credentials = api_clients.create(session, site, center, "crm", max_users=2, max_sessions=2)
        self.http.auth = (credentials.account_sid, credentials.auth_token)

    def create(self, ask: Ask) -> str:
        parameters = {"meetingKey": ask.key, "hostid": ask.host}
        if ask.start is not None:
            parameters["time"] = f"{ask.start:%Y-%m-%d %H:%M:%S}"
        if ask.hours is not None:
            parameters["duration"] = str(ask.hours)
        if ask.title is not None:
            parameters["title"] = ask.title
        reply = self.http.post("/createMeeting", data=parameters)
        assert reply.status_code == 200
        body = reply.json()
        assert (body["resultcode"] == 0) == ("error" in body)
        return str(body.get("error", ""))

    change = create


class LiveMeeting(Api):
    """The XML API, with user and password."""

    name = "XML"

    def create(self, ask: Ask) -> str:
        request = etree.Element("CreateMeetingRequest", name="held")
        self._fill(request, ask)
        return self._post(request, ask.who)

    def change(self, ask: Ask) -> str:
        request = etree.Element("ModifyMeetingRequest")
        etree.SubElement(request, "StringQuery", fieldName="name", operator="=", value="held")
        self._fill(request, ask)
        return self._post(request, ask.who)

    def _fill(self, request: etree._Element, ask: Ask) -> None:
        options = etree.SubElement(request, "OptionList")
        if ask.start is not None:
            etree.SubElement(options, "TimeOption", name="startTime", value=_instant(ask.start))
        if ask.start is not None and ask.hours is not None:
            end = ask.start + timedelta(hours=ask.hours)
            etree.SubElement(options, "TimeOption", name="endTime", value=_instant(end))
        if ask.seats is not None and request.tag == "CreateMeetingRequest":
            request.set("maxUsers", str(ask.seats))
        elif ask.seats is not None:
            etree.SubElement(options, "DecimalOption", name="maxUsers", value=str(ask.seats))
        if ask.title is not None and request.tag == "CreateMeetingRequest":
            request.set("title", ask.title)
        elif ask.title is not None:
            etree.SubElement(options, "StringOption", name="title", value=ask.title)
        if ask.personal:
            etree.SubElement(options, "EnumerationOption", name="meetingType", value="MeetNow")

    def _post(self, request: etree._Element, who: str) -> str:
        root = etree.Element("PlaceWareConfCenter", authUser=who, authPassword=PASSWORD)
        root.append(request)
        path = f"/cc/{self.world.center.name}/xml/4.0"
        reply = self.http.post(path, content=etree.tostring(root), headers={"content-type": "text/xml"})
        return etree.fromstring(reply.content)[0].findtext("FaultCode") or ""


class Rest(Api):
    """``/api/v1``, signed in. It cannot change meetings."""

    name = "REST"
    changes = False

    def create(self, ask: Ask) -> str:
        self.http.get("/api/v1/session")
        credentials = {"userId": ask.who, "password": PASSWORD, "center": self.world.center.name}
        if ask.who == "max":
            # Without the role of an organizer; the session is from the time before.
            self._role("organizer")
        assert self._post("/api/v1/session", credentials).status_code == 200
        if ask.who == "max":
            self._role("member")
        body: dict[str, object] = {"timeZone": "UTC", "title": ask.title or ""}
        if ask.start is not None:
            body["startsAt"] = _instant(ask.start)
        if ask.hours is not None:
            body["durationMinutes"] = round(ask.hours * 60)
        before = _rows(self.database)
        reply = self._post("/api/v1/meetings", body)
        if reply.status_code == 201:
            return ""
        assert _rows(self.database) == before
        return f"{reply.status_code} {reply.json()['error']}"

    def _role(self, role: str) -> None:
        with self.database.write() as session:
            session.get_one(User, self.world.users["max"].id).role = role

    def _post(self, path: str, body: object) -> httpx.Response:
        return self.http.post(path, json=body, headers={"x-csrf-token": self.http.cookies["csrftoken"]})


APIS: tuple[type[Api], ...] = (LiveMinutes, LiveMeeting, Rest)


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


# ----------------------------------------------------------------------------------------------------- the rules


@dataclass(frozen=True)
class Allowed:
    """The contract of the API lets this through: where that is said."""

    source: str


@dataclass(frozen=True)
class Unasked:
    """The API has no words for this: why."""

    why: str


Verdict = str | Allowed | Unasked
"""An error, or that there is none, or that the question does not arise."""


@dataclass(frozen=True)
class Rule:
    """A rule: what is so in the center (``settings`` and ``prepare``), what is asked, and what each API answers.

    ``changed``: also where a meeting is changed to this, after it was made at :data:`FREE`.
    """

    name: str
    ask: Ask
    answers: dict[str, Verdict]
    settings: dict[str, object] = field(default_factory=dict)
    prepare: Callable[[Session, Site, World], None] = lambda _session, _site, _world: None
    changed: bool = False


def _window_now(session: Session, _site: Site, world: World) -> None:
    center = session.get_one(Center, world.center.id)
    maintenance_windows.add_window(session, center, now() - timedelta(hours=1), now() + timedelta(hours=1))


def _no_privilege(session: Session, _site: Site, world: World) -> None:
    changes: UserChanges = {"schedules": False}
    users.change_user(session, session.get_one(Center, world.center.id), session.get_one(User, _tom(world)), changes)


def _many_seats(session: Session, _site: Site, world: World) -> None:
    changes: UserChanges = {"meeting_size": 60}
    users.change_user(session, session.get_one(Center, world.center.id), session.get_one(User, _tom(world)), changes)


def _tom(world: World) -> int:
    return world.users["tom"].id


def _no_more_sessions(session: Session, _site: Site, world: World) -> None:
    for client in session.scalars(select(ApiClient).where(ApiClient.center_id == world.center.id)):
        client.max_sessions = client.sessions


RULES = [
    Rule(
        "the number of scheduled meetings",
        Ask(),
        {"LiveMinutes": "quota_exceeded", "XML": "Client.ResourceLimit", "REST": "409 limit_reached"},
        settings={"schedule_limit": 4},
    ),
    Rule(
        "a maintenance window",
        Ask(start=IN_WINDOW),
        {
            "LiveMinutes": "maintenance",
            "XML": "Client.ServiceLimit.ScheduledMaintenance",
            "REST": "409 maintenance",
        },
        changed=True,
    ),
    Rule(
        "a maintenance window, of a meeting without an end",
        Ask(start=IN_WINDOW, hours=None),
        {
            "LiveMinutes": "maintenance",
            "XML": "Client.ServiceLimit.ScheduledMaintenance",
            "REST": "409 maintenance",
        },
    ),
    Rule(
        "a maintenance window, of a meeting that begins at once",
        Ask(start=None, hours=None),
        {
            "LiveMinutes": "maintenance",
            "XML": "Client.ServiceLimit.ScheduledMaintenance",
            "REST": "409 maintenance",
        },
        prepare=_window_now,
    ),
    Rule(
        "the seats of all meetings together",
        Ask(start=IN_ROADSHOW, seats=30),
        {
            "LiveMinutes": "seats_exceeded",
            "XML": "Client.ResourceLimit.Seats.Reserved",
            "REST": "409 seats_taken",
        },
        settings={"attendance_limit": 60, "meeting_seats": 30},
        changed=True,
    ),
    Rule(
        "the seats of all meetings together, where none of the new one are said",
        Ask(start=IN_ROADSHOW),
        {
            "LiveMinutes": "seats_exceeded",
            "XML": "Client.ResourceLimit.Seats.Reserved",
            "REST": "409 seats_taken",
        },
        settings={"attendance_limit": 60},
        changed=True,
    ),
    Rule(
        "the seats of a meeting without an end",
        Ask(start=IN_ROADSHOW, hours=None),
        {
            "LiveMinutes": Allowed("reference, 5.4: ongoing meetings reserve no seats"),
            "XML": Allowed("reference, 5.4: ongoing meetings reserve no seats"),
            "REST": Allowed("reference, 5.4: ongoing meetings reserve no seats"),
        },
        settings={"attendance_limit": 60, "meeting_seats": 30},
    ),
    Rule(
        "the seats of one meeting",
        Ask(seats=51),
        {
            "LiveMinutes": Unasked("createMeeting has no parameter for seats"),
            "XML": "Client.ResourceLimit.Seats",
            "REST": Unasked("NewMeeting has no field for seats"),
        },
        settings={"meeting_seats": 50},
        changed=True,
    ),
    Rule(
        "the seats of one meeting, by the number of its owner",
        Ask(),
        {
            "LiveMinutes": Unasked("hosts are users of the API client, without settings"),
            "XML": "Client.ResourceLimit.Seats",
            "REST": "409 too_many_seats",
        },
        settings={"meeting_seats": 50},
        prepare=_many_seats,
    ),
    Rule(
        "the role of an organizer",
        Ask(who="max"),
        {
            "LiveMinutes": Unasked("API clients have no roles"),
            "XML": "Client.Authorization.NotOrganizer",
            "REST": "403 not_allowed",
        },
    ),
    Rule(
        "the privilege to schedule",
        Ask(),
        {
            "LiveMinutes": Allowed("LiveMinutes seed, 1: AccountSid and AuthToken are all that is needed"),
            "XML": "Client.Authorization.NotOrganizer",
            "REST": "403 not_allowed",
        },
        prepare=_no_privilege,
    ),
    Rule(
        "a meeting without an end, where the center offers none",
        Ask(hours=None),
        {
            "LiveMinutes": Allowed("LiveMinutes seed, 2a: duration is optional"),
            "XML": "Server.OperationUnavailable.NotImplemented.Meeting.Ongoing",
            "REST": Allowed("NewMeeting: all fields may be left out"),
        },
        settings={"ongoing_meetings": False},
    ),
    Rule(
        "one personal room for each user",
        Ask(personal=True),
        {
            "LiveMinutes": Unasked("createMeeting makes no personal rooms"),
            "XML": "Client.BadMatch.Need0.Meeting",
            "REST": Unasked("NewMeeting makes no personal rooms"),
        },
    ),
    Rule(
        "a personal room stays one",
        Ask(personal=True),
        {
            "LiveMinutes": Unasked("createMeeting does not change the kind of a meeting"),
            "XML": "Client.BadData",
            "REST": Unasked("it changes no meetings"),
        },
        changed=True,
    ),
    Rule(
        "the quota of the API client",
        Ask(),
        {
            "LiveMinutes": "quota_exceeded",
            "XML": Allowed("users have no quota"),
            "REST": Allowed("users have no quota"),
        },
        prepare=_no_more_sessions,
    ),
    Rule(
        "a title of which nothing can be seen",
        Ask(title="\u200b\u3164\u202e"),
        {"LiveMinutes": "invalid_parameter", "XML": "Client.BadSyntax", "REST": "400 invalid_parameter"},
    ),
    Rule(
        "the host of a meeting",
        Ask(host="another"),
        {
            "LiveMinutes": "meeting_exists",
            "XML": Unasked("meetings have no keys"),
            "REST": Unasked("meetings have no keys"),
        },
        changed=True,
    ),
    Rule(
        "nothing is checked of a change that changes nothing",
        Ask(),
        {
            "LiveMinutes": Allowed("docs/liveminutes-api.md: calls can be repeated"),
            "XML": "Client.ResourceLimit.Seats.Reserved",
            "REST": Unasked("it changes no meetings"),
        },
        settings={"attendance_limit": 10},
        changed=True,
    ),
]

ONLY_CHANGES = {
    "a personal room stays one",
    "the host of a meeting",
    "nothing is checked of a change that changes nothing",
}

CASES = [
    pytest.param(rule, api, changes, id=f"{rule.name}: {api.name} {'changes' if changes else 'creates'}")
    for rule in RULES
    for api in APIS
    for changes in (False, True)
    if not isinstance(rule.answers[api.name], Unasked)
    and (rule.changed and api.changes if changes else rule.name not in ONLY_CHANGES)
]


# ----------------------------------------------------------------------------------------------------- the tests


@dataclass
class Installation:
    """A server and its database."""

    server: RunningServer
    database: Database
    site: Site
    connections: ExitStack = field(default_factory=ExitStack)

    def world(self) -> World:
        """A center of its own."""
        return live_meeting.build(self.database, self.site, {}, whole=False)

    def caller(self, api: type[Api], world: World) -> Api:
        """One who asks this API."""
        caller = api(self.server, self.database, self.site, world)
        self.connections.enter_context(caller.http)
        return caller


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    server = RunningServer(
        tmp_path_factory.mktemp("rules") / "data", sign_in_failures=100_000, address_failures=500_000
    )
    server.start()
    settings = Settings.load({}, data=server.data, port=server.port)
    database = Database(settings.sqlalchemy_url)
    made = Installation(server, database, Site.of(settings, Secrets.in_folder(server.data)))
    with made.connections:
        yield made
    database.close()
    server.stop()


def _rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that a meeting could leave behind."""
    with database.look() as connection:
        return {
            table.__tablename__: [tuple(row) for row in connection.execute(select(*table.__table__.columns))]
            for table in TABLES
        }


@pytest.mark.parametrize(("rule", "api", "changes"), CASES)
def test_rule(rule: Rule, api: type[Api], changes: bool, installation: Installation) -> None:
    database, site = installation.database, installation.site
    world = installation.world()
    caller = installation.caller(api, world)
    if changes:
        assert caller.create(replace(rule.ask, start=FREE, hours=1.0, seats=None, personal=False, host="h")) == ""
    with database.write() as session:
        if rule.settings:
            change_settings(session, session.get_one(Center, world.center.id), rule.settings)
        rule.prepare(session, site, world)
    before = _rows(database)
    answer = caller.change(rule.ask) if changes else caller.create(rule.ask)
    verdict = rule.answers[api.name]
    if isinstance(verdict, Allowed):
        assert answer == "", f"allowed by {verdict.source}"
        return
    assert answer == verdict
    if not isinstance(caller, Rest):
        # REST compares by itself: to sign in leaves rows.
        assert _rows(database) == before


def test_each_rule_has_an_answer_of_each_api() -> None:
    for rule in RULES:
        assert set(rule.answers) == {api.name for api in APIS}, rule.name
        assert any(isinstance(answer, str) for answer in rule.answers.values()) or "without an end" in rule.name


def test_an_application_takes_the_seats_that_are_left(installation: Installation) -> None:
    """A new time of a meeting that had none counts as a new meeting does, and a moved one takes its seats along."""
    world = installation.world()
    caller = installation.caller(LiveMinutes, world)
    assert caller.create(Ask(start=None, hours=None)) == ""
    with installation.database.write() as session:
        change_settings(session, session.get_one(Center, world.center.id), {"attendance_limit": 60})
    assert caller.create(Ask(start=IN_ROADSHOW)) == "seats_exceeded"
    assert caller.create(Ask()) == ""
    assert caller.create(Ask(key="other")) == "seats_exceeded"
    assert caller.create(Ask(start=FREE + timedelta(days=1))) == ""
    assert caller.create(Ask(key="other")) == ""


def test_an_application_repeats_a_call_while_maintenance_is_planned(installation: Installation, tmp_path: Path) -> None:
    """The window came after the meeting, which stays; only a new time is refused."""
    world = installation.world()
    caller = installation.caller(LiveMinutes, world)
    assert caller.create(Ask()) == ""
    with installation.database.write() as session:
        center = session.get_one(Center, world.center.id)
        maintenance_windows.add_window(session, center, FREE - timedelta(hours=1), FREE + timedelta(days=1))
    before = _rows(installation.database)
    assert caller.create(Ask()) == ""
    assert _rows(installation.database) == before
    assert caller.create(Ask(title="The same, renamed")) == ""
    assert caller.create(Ask(start=FREE + timedelta(hours=2))) == "maintenance"
