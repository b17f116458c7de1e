"""Golden pairs: what is asked, by whom, and what must be answered.

``messages/NAME.xml`` holds the cases of a message::

    <cases message="ListMeetings">
      <case name="by name" as="tom">
        <request><ListMeetingsRequest>…</ListMeetingsRequest></request>
        <reply><ListMeetingsReply>…</ListMeetingsReply></reply>
      </case>
    </cases>

A case may have several requests, each with its reply; ``as`` on a request says who sends that one (``nobody``: with a
wrong password). ``settings`` (JSON) are settings of the center. In replies ``*`` stands for any value that is there;
``<Fault code="…">options</Fault>`` for a whole Fault with its time and some text; an element with the attribute
``among`` may have more children than those that are told. ``{mid:roadshow}`` names an id of the
world (:mod:`.world`).
"""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx
import pytest
from _pytest.mark.structures import ParameterSet
from lxml import etree

from convener.apis.live_meeting.registry import MESSAGES, Message
from convener.domain.permissions import CenterRole
from tests.factories.live_meeting import PASSWORD, World

Element = etree._Element
FOLDER = Path(__file__).parent / "messages"
ROLES = {"mira": CenterRole.ADMINISTRATOR, "tom": CenterRole.ORGANIZER, "max": CenterRole.MEMBER}
"""Users of the world who stand for their roles."""
ABOUT_FILES = frozenset({"Batch", "DeleteUser", "GetURL"})
_CLIENT = httpx.Client(timeout=300)
"""One for all: making one costs more than most requests."""


@dataclass(frozen=True)
class Exchange:
    """A request, who sends it, and what must come back."""

    who: str
    request: Element
    reply: Element


@dataclass(frozen=True)
class Case:
    """A case of a message."""

    message: str
    name: str
    settings: dict[str, object]
    exchanges: tuple[Exchange, ...]

    @property
    def id(self) -> str:
        """Its name among all cases."""
        return f"{self.message}-{self.name}"

    @property
    def is_about_files(self) -> bool:
        """Whether polls, documents or recordings are what it is about."""
        return self.message in ABOUT_FILES or any(word in self.message for word in ("Poll", "Recording", "Resource"))

    @property
    def changes_nothing(self) -> bool:
        """Whether all that it sends only reads, or fails."""
        return self.message != "Batch" and all(
            one.reply.tag == "Fault" or MESSAGES[str(one.request.tag)].reads for one in self.exchanges
        )

    @property
    def last(self) -> Exchange:
        """What the case is about; those before only lead there."""
        return self.exchanges[-1]

    @property
    def fault(self) -> str | None:
        """The code of the Fault that the case ends with, None for a success."""
        return self.last.reply.get("code") if self.last.reply.tag == "Fault" else None


@cache
def load() -> list[Case]:
    """All cases of all messages."""
    return [case for path in sorted(FOLDER.glob("*.xml")) for case in _load(path)]


def _load(path: Path) -> list[Case]:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    root = etree.parse(path, parser).getroot()
    cases = []
    for case in root:
        requests, replies = case.findall("request"), case.findall("reply")
        assert len(requests) == len(replies) > 0, f"{path.name}: {case.get('name')}"
        exchanges = [
            Exchange(request.get("as") or case.get("as") or "", request[0], reply[0])
            for request, reply in zip(requests, replies, strict=True)
        ]
        settings = json.loads(case.get("settings") or "{}")
        cases.append(Case(root.get("message") or "", case.get("name") or "", settings, tuple(exchanges)))
    return cases


def messages_of(modules: Container[str]) -> list[Message]:
    """The messages of these modules of :mod:`convener.apis.live_meeting.messages`."""
    return [message for message in MESSAGES.values() if _module(message) in modules]


def cases_of(modules: Container[str]) -> list[Case]:
    """Their cases; those of a batch are of the module ``batch``."""
    home = {"Batch": "batch", **{message.name: _module(message) for message in MESSAGES.values()}}
    return [case for case in load() if home.get(case.message) in modules]


def _module(message: Message) -> str:
    return message.carry_out.__module__.rpartition(".")[2]


def param(case: Case) -> ParameterSet:
    """The case as a parameter of a test, with its name."""
    return pytest.param(case, id=case.id)


def exchange(base_url: str, world: World, case: Case) -> None:
    """Ask what the case asks, and assert that each reply is the golden one."""
    for one in case.exchanges:
        found = post(base_url, world, one.who, world.fill(text_of(one.request)))
        different = difference(one.reply, found, world)
        assert different is None, different


def post(base_url: str, world: World, who: str, message: str) -> Element:
    """Send a message as a user of the world; returns the reply's one element."""
    password = "wrong" if who == "nobody" else PASSWORD
    user = "mira" if who == "nobody" else who
    body = f'<PlaceWareConfCenter authUser="{user}" authPassword="{password}">{message}</PlaceWareConfCenter>'
    reply = _CLIENT.post(f"{base_url}/cc/_XML/{world.center.name}/xml/4.0", content=body.encode())
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/xml"
    root = etree.fromstring(reply.content)
    assert root.tag == "PlaceWareConfCenter"
    assert not root.attrib
    assert len(root) == 1
    return root[0]


def text_of(element: Element) -> str:
    """An element as it is written."""
    return etree.tostring(element, encoding="unicode")


def difference(expected: Element, found: Element, world: World, path: str = "") -> str | None:
    """How a reply differs from the golden one, None where it does not."""
    path = f"{path}/{expected.tag}"
    if expected.tag != found.tag:
        return f"{path}: there is {text_of(found)}"
    if expected.tag == "Fault" and expected.get("code"):
        return _fault_difference(expected, found, world, path)
    names = (set(expected.attrib) | set(found.attrib)) - {"among"}
    for name in sorted(str(name) for name in names):
        if not _same(expected.get(name), found.get(name), world):
            return f"{path}@{name}: {found.get(name)!r} instead of {expected.get(name)!r}"
    if not _same((expected.text or "").strip(), (found.text or "").strip(), world):
        return f"{path}: {found.text!r} instead of {expected.text!r}"
    if expected.get("among"):
        return _missing(expected, found, world, path)
    if len(expected) != len(found):
        return f"{path}: {len(found)} children instead of {len(expected)}: {text_of(found)}"
    for wanted, there in zip(expected, found, strict=True):
        if different := difference(wanted, there, world, path):
            return different
    return None


def _missing(expected: Element, found: Element, world: World, path: str) -> str | None:
    """Which of the expected children is not there; others may be there too."""
    for wanted in expected:
        if all(difference(wanted, there, world) for there in found):
            return f"{path}: there is no {text_of(wanted)} in {text_of(found)}"
    return None


def _fault_difference(expected: Element, found: Element, world: World, path: str) -> str | None:
    code = found.findtext("FaultCode")
    if code != expected.get("code"):
        return f"{path}: {text_of(found)}"
    if [part.tag for part in found] != ["FaultCode", "FaultString", "OptionList"] or not found.findtext("FaultString"):
        return f"{path}: is not formed like a Fault: {text_of(found)}"
    options = list(found[2])
    if not options or options[0].tag != "TimeOption" or options[0].get("name") != "time":
        return f"{path}: has no time: {text_of(found)}"
    if len(options) - 1 != len(expected):
        return f"{path}: has other options: {text_of(found)}"
    for wanted, there in zip(expected, options[1:], strict=True):
        if different := difference(wanted, there, world, path):
            return different
    return None


def _same(expected: str | None, found: str | None, world: World) -> bool:
    if expected == "*":
        return bool(found)
    return (None if expected is None else world.fill(expected)) == found
