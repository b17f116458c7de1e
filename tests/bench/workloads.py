"""What comparisons put into a server and ask of it: all through public APIs and the command line, so that it is the
same for servers of any commit."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import websockets
from lxml import etree

from tests.servers import RunningServer, wait_until

from . import load, messages
from .messages import LOOK_UP, OF_OWNER, PAGES, PASSWORD, PATH, fields, interval, message, start_of

USERS = 1_000
"""Users of the API client, each the host of some meetings."""
CONNECTIONS = 8
VISITED = 200
"""Meetings with a visit, of which a page is asked for."""
MOST_MIDS = 1_000
"""Meetings that are looked up by mid."""
GET_USER = "GetUser"
XML = {"Content-Type": "application/xml"}
FORM = "application/x-www-form-urlencoded"

Facts = dict[str, Any]
"""What the calls have to know of what is in the server; JSON."""
Job = dict[str, Any]
"""A job of :mod:`tests.bench.load` without the address."""


@dataclass(frozen=True)
class Workload:
    """An API: how a server with nothing in it gets ``size`` meetings, and the calls on them by name.

    ``analyzed``: whether the database gets the planner's figures, as on a server that has run for a while.
    """

    fill: Callable[[RunningServer, int], Facts]
    calls: Callable[[Facts], dict[str, Job]]
    analyzed: bool = False


def _send(server: RunningServer, job: Job) -> None:
    """Send a job's calls, all of which must succeed."""
    result = load.run({"base_url": server.base_url, "connections": CONNECTIONS, "first": 0, **job})
    if result["failures"]:
        raise SystemExit(f"{job['path']} failed {result['failures']} times: {result['first_failure']}")


# ------------------------------------------------------------------------------------------- LiveMinutes API


def _authorization(server: RunningServer) -> str:
    sid, token = server.client_create("bench", "--users", str(10**9), "--sessions", str(10**9))
    return "Basic " + base64.b64encode(f"{sid}:{token}".encode()).decode()


def _method(facts: Facts, name: str, **load_of_it: object) -> Job:
    return {
        "path": f"/{name}",
        "headers": {"Authorization": facts["authorization"], "Content-Type": FORM},
        "success": '"resultcode":1',
        "modulo": facts["size"],
        "users": USERS,
        **load_of_it,
    }


def fill_liveminutes(server: RunningServer, size: int) -> Facts:
    """An API client with users and meetings, each with a host and an attendee."""
    facts = {"authorization": _authorization(server), "size": size}
    meeting = {"meetingKey": "key-{n}", "hostid": "user{h}", "title": "Meeting {n}"}
    attendee = {"meetingKey": "key-{n}", "puid": "guest{h}", "nickname": "Guest {h}"}
    _send(server, _method(facts, "createMeeting", fields=meeting, limit=size))
    _send(server, _method(facts, "addParticipant", fields=attendee, limit=size))
    return facts


def liveminutes_calls(facts: Facts) -> dict[str, Job]:
    """Methods that read and methods that write."""
    meeting = {"meetingKey": "key-{m}"}
    # The host of meeting n is user n * 31, see tests.bench.load.
    hosts = [f"meetingKey=key-{n}&puid=user{n * 31 % USERS}" for n in range(min(facts["size"], 10_000))]
    new = {"meetingKey": "new-{n}", "hostid": "user{h}", "title": "Weekly {n}"}
    attendee = {"meetingKey": "key-{m}", "puid": "user{p}", "nickname": "Guest {n}"}
    return {
        "getMeetingStatus": _method(facts, "getMeetingStatus", fields=meeting),
        "getMeetingUrl": _method(facts, "getMeetingUrl", fields=meeting),
        "getParticipantStatus": _method(facts, "getParticipantStatus", bodies=hosts),
        "getParticipantUrl": _method(facts, "getParticipantUrl", bodies=hosts),
        "createMeeting": _method(facts, "createMeeting", fields=new),
        "addParticipant": _method(facts, "addParticipant", fields=attendee),
    }


# ---------------------------------------------------------------------------------- Live Meeting service API


def _messages(size: int, **load_of_it: object) -> Job:
    return {"path": PATH, "headers": XML, "modulo": size, "users": max(1, size // OF_OWNER), **load_of_it}


def _ask(client: httpx.Client, request: str) -> etree._Element:
    """The reply to a message of the administrator."""
    content = client.post(PATH, content=message(request), headers=XML).content
    root = etree.fromstring(content)
    if root.find(".//Fault") is not None or root.tag == "Fault":
        raise SystemExit(f"the server could not be filled: {content.decode()[:500]}")
    return root


def _option(kind: str, name: str, value: str) -> str:
    return f'<{kind}Option name="{name}" value="{value}"/>'


def _user(owner: int) -> str:
    options = _option("String", "email", f"owner{owner}@example.org") + _option("String", "lastName", f"Owner {owner}")
    options += _option("Boolean", "isOrganizer", "True")
    return f'<CreateUserRequest userID="owner{owner}"><OptionList>{options}</OptionList></CreateUserRequest>'


def _meeting(number: int) -> str:
    owner = _option("String", "owner", f"owner{number // OF_OWNER}")
    return messages.meeting(f"bench-{number}", f"Meeting {number}", start_of(number), "mid", options=owner)


def fill_live_meeting(server: RunningServer, size: int) -> Facts:
    """Organizers and meetings as those of :mod:`tests.bench.messages`, the first of them visited."""
    done = server.cli("user", "create", "bench", "--role", "administrator", "--password", PASSWORD)
    assert done.returncode == 0, done.stderr
    with httpx.Client(base_url=server.base_url, timeout=60) as client:
        for owner in range(-(-size // OF_OWNER)):
            _ask(client, _user(owner))
        bodies = [message(_meeting(number)) for number in range(size)]
        _send(server, _messages(size, bodies=bodies, limit=size, success="<CreateMeetingReply>"))
        asked = fields("mid", "name", "audiencePassword")
        listed = _ask(client, f'<ListMeetingsRequest pageSize="{MOST_MIDS}">{asked}</ListMeetingsRequest>')
        found = [
            {option.get("name", ""): option.get("value", "") for option in reply.iter("StringOption")}
            for reply in listed.iter("MeetingReply")
        ]
        period = _visit(server, client, found[:VISITED])
    return {"size": size, "mids": [one["mid"] for one in found], "visited_in": period}


def live_meeting_calls(facts: Facts) -> dict[str, Job]:
    """The messages of :mod:`tests.bench.messages`, and GetUser."""
    calls = messages.calls(facts["size"])
    look_up = calls[LOOK_UP].pop("body")
    calls[LOOK_UP]["bodies"] = [look_up.replace("m{m:015d}", mid) for mid in facts["mids"]]
    page = calls[PAGES[2]].pop("bodies")[0]
    calls[PAGES[2]]["body"] = re.sub("<TimeInterval .*?/>", facts["visited_in"], page)
    calls[GET_USER] = {"body": message('<GetUserRequest userID="owner{h}"/>'), "success": "<GetUserReply>"}
    return {name: _messages(facts["size"], **job) for name, job in calls.items()}


def _visit(server: RunningServer, client: httpx.Client, meetings: list[dict[str, str]]) -> str:
    """Enter these meetings, one after the other, and leave them; the interval of the visits."""
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    tokens = [
        _enter(
            client,
            entry={"center": "main", "id": meeting["name"], "side": "attend"},
            name="Visitor",
            password=meeting["audiencePassword"],
        )[0]
        for meeting in meetings
    ]
    asyncio.run(_enter_and_leave(_socket(server), tokens))
    period = interval(hour, hour + timedelta(hours=2))
    query = f'<TimeIntervalQuery fieldName="visitedIn">{period}</TimeIntervalQuery>'
    listing = f"<ListMeetingsRequest>{query}{fields('mid')}</ListMeetingsRequest>"

    def all_have_left() -> bool:
        return len(_ask(client, listing).findall(".//MeetingReply")) == len(meetings)

    wait_until(all_have_left, "all visits to be over", 60)
    return period


# ------------------------------------------------------------------------------------------------- the room


def _enter(client: httpx.Client, **given: object) -> tuple[str, str]:
    """Room token and public id of one who enters."""
    reply = client.post("/api/v1/entries", json=given)
    if reply.status_code != 200:
        raise SystemExit(f"cannot enter: {reply.text[:500]}")
    entry = reply.json()
    return entry["token"], entry["personId"]


def _socket(server: RunningServer) -> str:
    return f"ws://127.0.0.1:{server.port}/api/v1/room"


async def _enter_and_leave(url: str, tokens: list[str]) -> None:
    for token in tokens:
        async with websockets.connect(url, compression=None) as socket:
            await socket.send(json.dumps({"type": "enter", "token": token}))
            while json.loads(await socket.recv())["type"] != "snapshot":
                pass
            await socket.send('{"type":"leave"}')


def enter_room(server: RunningServer, size: int) -> Job:
    """A meeting that so many people may enter, a host and the audience; a job of :mod:`tests.bench.room_load` but for
    how long things take."""
    assert server.process is not None
    headers = {"Authorization": _authorization(server)}
    with httpx.Client(base_url=server.base_url, timeout=60) as client:
        meeting = {"meetingKey": "room", "hostid": "host", "hostnickname": "Host", "title": f"{size} people"}
        made = client.post("/createMeeting", data=meeting, headers=headers).json()
        host, code = (made[name].rpartition("/")[2] for name in ("hostUrl", "meetingUrl"))
        people = [_enter(client, link=host)]
        people += [_enter(client, code=code, name=f"Person {number} of the audience") for number in range(1, size)]
    return {"url": _socket(server), "pid": server.process.pid, "people": people}


API = Workload(fill_liveminutes, liveminutes_calls)
LIVE_MEETING = Workload(fill_live_meeting, live_meeting_calls, analyzed=True)
