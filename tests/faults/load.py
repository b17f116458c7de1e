"""Those who are at work while processes are killed. Each remembers what was acknowledged, and repeats a call whose
answer it never got until it gets one."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from xml.sax.saxutils import quoteattr

import httpx
from lxml import etree
from websockets.exceptions import WebSocketException

from convener.domain.jobs import queue
from convener.storage.database import Database
from tests.factories.browsers import Browser

from .kinds import Counted, Fenced, Newest

PAUSE = 0.03
"""Seconds between two calls of one of them: the machine has other work."""

REPLY_WITHIN = 10.0
"""Seconds to wait for a reply; processes are killed every second or two."""

PASSWORD = "correct horse battery 1"


@dataclass
class Acknowledged:
    """What servers have said was done."""

    meetings: dict[str, set[str]] = field(default_factory=dict)
    """LiveMinutes: the participants of each meeting, by key."""
    cancelled: set[str] = field(default_factory=set)
    created: set[str] = field(default_factory=set)
    """XML: names of meetings."""
    deleted: set[str] = field(default_factory=set)
    entries: Counter[str] = field(default_factory=Counter)
    """How often each participant got a snapshot of the room, by puid."""
    hands: Counter[str] = field(default_factory=Counter)
    """How often the hand of each was raised."""
    counted: set[str] = field(default_factory=set)
    fenced: set[str] = field(default_factory=set)
    newest: int = 0
    unanswered: int = 0
    """Calls that got no answer, and were repeated."""


class Load:
    """All who are at work, each in a thread of its own, until they are told to stop."""

    def __init__(self, base_url: str, url: str, credentials: tuple[str, str], seed: int) -> None:
        self.done = Acknowledged()
        self._base_url = base_url
        self._database = Database(url)
        self._credentials = credentials
        self._seed = seed
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self.problems: list[str] = []
        works: dict[str, Callable[[random.Random], None]] = {
            "application 1": partial(self._application, "a"),
            "application 2": partial(self._application, "b"),
            "organizer": self._organizer,
            "jobs": self._jobs,
        }
        works.update({f"guest {number}": partial(self._guest, f"g{number}") for number in range(3)})
        self._threads = [
            threading.Thread(target=self._work, args=(name, work), name=name, daemon=True)
            for name, work in works.items()
        ]

    def start(self) -> None:
        """Begin; the server answers."""
        self._call("createMeeting", meetingKey="room", hostid="host")
        for number in range(3):
            self._call("addParticipant", meetingKey="room", puid=f"g{number}", nickname=f"Guest {number}")
        self.done.meetings["room"] = {"host", "g0", "g1", "g2"}
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; each finishes what it has begun, for which the server must answer."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(120)
            assert not thread.is_alive(), f"{thread.name} does not get an answer"
        self._database.close()
        assert self.problems == []

    def _work(self, name: str, work: Callable[[random.Random], None]) -> None:
        chance = random.Random(f"{self._seed} {name}")
        try:
            while not self._stopping.is_set():
                work(chance)
                time.sleep(PAUSE)
        except Exception as error:
            self.problems.append(f"{name}: {type(error).__name__}: {error}")

    # ------------------------------------------------------------------------------------------ applications

    def _call(self, method: str, **parameters: str) -> dict[str, Any]:
        """Call until there is an answer; one without a body of the API (the server stops) is none."""
        reply = self._post(f"/{method}", auth=self._credentials, data=parameters)
        answer: dict[str, Any] = reply.json()
        return answer

    def _post(self, path: str, **request: Any) -> httpx.Response:
        while True:
            try:
                reply = httpx.post(f"{self._base_url}{path}", timeout=REPLY_WITHIN, **request)
                if reply.status_code == 200:
                    return reply
                assert reply.status_code >= 500, f"{path} answers {reply.status_code}: {reply.text[:300]}"
            except httpx.TransportError:
                pass
            with self._guard:
                self.done.unanswered += 1
            time.sleep(0.1)

    def _application(self, name: str, chance: random.Random) -> None:
        """A meeting with some participants, who get mails; some are cancelled."""
        key = f"{name}{len(self.done.meetings)}-{chance.randrange(10**9)}"
        made = self._call("createMeeting", meetingKey=key, hostid=f"{name}host", title=f"Meeting {key}")
        assert made["resultcode"] == 1, made
        self.done.meetings[key] = {f"{name}host"}
        for number in range(chance.randrange(1, 4)):
            puid = f"{key}-p{number}"
            added = self._call("addParticipant", meetingKey=key, puid=puid, email=f"{puid}@example.org")
            assert added["resultcode"] == 1, added
            self.done.meetings[key].add(puid)
            time.sleep(PAUSE)
        if chance.random() < 0.3:
            before = self.done.unanswered
            cancelled = self._call("cancelMeeting", meetingKey=key)
            repeated = self.done.unanswered > before
            assert cancelled["resultcode"] == 1 or repeated, cancelled
            self.done.cancelled.add(key)

    def _organizer(self, chance: random.Random) -> None:
        """A meeting through the XML API; some are deleted. What was done by a call without an answer is refused the
        second time."""
        name = f"x{len(self.done.created)}-{chance.randrange(10**9)}"
        self._message(f"<CreateMeetingRequest name={quoteattr(name)} title='By XML'/>", "Fault")
        self.done.created.add(name)
        if chance.random() < 0.3:
            query = f"<StringQuery fieldName='name' value={quoteattr(name)}/>"
            self._message(f"<DeleteMeetingRequest>{query}</DeleteMeetingRequest>", "Fault")
            self.done.deleted.add(name)

    def _message(self, message: str, refused: str) -> None:
        """Send a message; a refusal is right only where the call was repeated."""
        before = self.done.unanswered
        root = f'<PlaceWareConfCenter authUser="ann" authPassword="{PASSWORD}">{message}</PlaceWareConfCenter>'
        reply = etree.fromstring(self._post("/cc/_XML/main/xml/4.0", content=root.encode()).content)[0]
        assert reply.tag != refused or self.done.unanswered > before, etree.tostring(reply)

    # ------------------------------------------------------------------------------------------------ people

    def _guest(self, puid: str, chance: random.Random) -> None:
        """Enter the room by the personal link, raise the hand, and leave, or lose the connection."""
        link = self._call("getParticipantUrl", meetingKey="room", puid=puid)["participantUrl"]
        token = self._entry(link.rsplit("/", 1)[1])
        if token is None:
            return
        try:
            browser = Browser(f"{self._base_url.replace('http', 'ws', 1)}/api/v1/room", puid, open_timeout=REPLY_WITHIN)
        except (OSError, WebSocketException, TimeoutError):
            return
        try:
            browser.send("enter", token=token)
            while browser.you is None and browser.closing is None:
                browser.next(REPLY_WITHIN)
            if browser.closing is not None:
                return
            with self._guard:
                self.done.entries[puid] += 1
            for _ in range(chance.randrange(1, 4)):
                for raised in (True, False):
                    browser.send("setHand", raised=raised)
                    while browser.you is not None and (browser.you.hand is not None) is not raised:
                        browser.next(REPLY_WITHIN)
                with self._guard:
                    self.done.hands[puid] += 1
                time.sleep(chance.uniform(0.0, 0.3))
            if chance.random() < 0.5:
                browser.send("leave")
                browser.to_the_end()
        except (OSError, WebSocketException, TimeoutError, AssertionError):
            pass
        finally:
            browser.drop()

    def _entry(self, link: str) -> str | None:
        with httpx.Client(base_url=self._base_url, timeout=REPLY_WITHIN) as page:
            try:
                page.get("/api/v1/session")
                headers = {"x-csrf-token": page.cookies.get("csrftoken") or ""}
                reply = page.post("/api/v1/entries", json={"link": link}, headers=headers)
            except httpx.TransportError:
                return None
        return str(reply.json()["token"]) if reply.status_code == 200 else None

    # ------------------------------------------------------------------------------------------------ jobs

    def _jobs(self, chance: random.Random) -> None:
        """Ask for jobs of all kinds, in a transaction of our own."""
        name = f"j{len(self.done.counted)}"
        number = self.done.newest + 1
        with self._database.write() as session:
            queue.enqueue(session, Counted(name=name), key=name)
            queue.enqueue(session, Fenced(name=name), key=name)
            queue.enqueue(session, Newest(number=number), key="one")
        self.done.counted.add(name)
        self.done.fenced.add(name)
        self.done.newest = number
        time.sleep(chance.uniform(0.0, 0.3))
