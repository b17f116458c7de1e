"""The promise of the room: the state before, plus the events, is the state fetched afresh."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import inspect
from sqlalchemy import select

from convener.domain.meetings import meetings
from convener.domain.permissions import MeetingRole
from convener.domain.room import recording
from convener.realtime.features.people import SetRole
from convener.realtime.protocol.messages import Closing, InLobby, Resumed
from convener.realtime.registry import REGISTRY, tag_of
from convener.storage.models import Poll
from tests.factories.browsers import Browser, Gathering
from tests.factories.contents import insert_document
from tests.servers import RunningServer, wait_until

pytestmark = pytest.mark.long

NAMES = ("host", "pat", "ann", "bob")
name = st.sampled_from(NAMES)


class Name(str):
    """The name of a participant, in the place of whose public id it stands."""


class PollNumber(int):
    """Which of the polls that the page shows, in the place of its id."""


def _values(of: inspect.Type) -> st.SearchStrategy[Any]:
    """Values of a field of a command; ids are names of participants."""
    match of:
        case inspect.Metadata(type=inner):
            return _values(inner)
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case inspect.LiteralType(values=values):
            return st.sampled_from(values)
        case inspect.StrType():
            return name.map(Name)
        case inspect.IntType(ge=least):
            # A number that the command may not have is answered without its reference.
            return st.integers(-10 if least is None else least, 10)
        case inspect.UnionType(types=types):
            return st.one_of(*map(_values, types))
        case inspect.ListType(item_type=item):
            return st.lists(_values(item), max_size=3)
        case _:
            raise NotImplementedError(f"values of {of}")


class DocumentNumber(int):
    """Which of the meeting's documents, in the place of its id."""


DOCUMENT = st.integers(0, 2).map(DocumentNumber)
IDS: dict[str, st.SearchStrategy[Any]] = {
    "pollId": st.integers(0, 3).map(PollNumber),
    "itemId": DOCUMENT,
    "documentId": DOCUMENT,
}
"""Fields that are ids of something else than a participant."""


def _fields(struct: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    described = inspect.type_info(struct)
    assert isinstance(described, inspect.StructType)
    given = {
        one.encode_name: (one, IDS[one.encode_name] if one.encode_name in IDS else _values(one.type))
        for one in described.fields
        if one.name != "ref"
    }
    return st.fixed_dictionaries(
        {name: values for name, (one, values) in given.items() if one.required},
        optional={name: values for name, (one, values) in given.items() if not one.required},
    )


COMMANDS = [spec.struct for spec in REGISTRY.commands.values() if spec.kind != "relay"]
"""Every command that a feature registers is given, by anybody, with any values."""

STEPS = st.one_of(
    st.tuples(st.sampled_from(["enter", "resume", "drop"]), name),
    *(st.tuples(st.just(tag_of(struct)), name, _fields(struct)) for struct in COMMANDS),
)


class Play:
    """Runs steps; each participant has at most one page, which survives lost connections."""

    def __init__(self, room: Gathering) -> None:
        self.room = room
        self.pages: dict[str, Browser] = {}
        with room.database.write() as session:
            meeting = meetings.lock_meeting(session, room.meeting_id)
            self.documents = [insert_document(session, meeting), insert_document(session, meeting)]
        for one in NAMES:
            room.add(one, MeetingRole.PRESENTER if one == "pat" else MeetingRole.ATTENDEE)

    def step(self, kind: str, who: str, *rest: Any) -> None:
        page = self.pages.get(who)
        if kind in ("enter", "resume"):
            self._open(who, page, resume=kind == "resume")
        elif page is None:
            return
        elif kind == "drop":
            page.drop()
            # The page keeps its state, so that it can resume.
        elif not _gone(page):
            fields = {field: value for one in rest for field, value in one.items()}
            _call(page, kind, {field: self._with_ids(value, field, page) for field, value in fields.items()})

    def _with_ids(self, value: Any, field: str, page: Browser) -> Any:
        if isinstance(value, list):
            return [self._with_ids(one, field, page) for one in value]
        if isinstance(value, PollNumber):
            known = list(page.models["polls"].polls) if page.models else []
            return known[value % len(known)] if known else "nosuchpoll"
        if isinstance(value, DocumentNumber):
            return self.documents[value] if value < len(self.documents) else "nosuchdocument"
        if not isinstance(value, Name):
            return value
        if field in ("id", "replyTo"):
            # One of the last messages that the page shows.
            messages = sorted(page.models["chat"].messages.values() if page.models else [], key=lambda one: one.number)
            return messages[-1 - NAMES.index(value) % len(messages)].id if messages else "none"
        return self.room.ids[value]

    def _open(self, who: str, before: Browser | None, *, resume: bool) -> None:
        fields: dict[str, Any] = {}
        if resume and before is not None and before.seq:
            fields = {"lastSeq": before.seq, "peerId": before.peer_id}
        if before is not None:
            before.drop()
        page = self.room.open(who, **fields)
        first = page.next()
        if isinstance(first, Resumed) and before is not None:
            page.models = before.models
            # The number stays where it was: the missed events must go on from there.
            page.seq = before.seq
        if isinstance(first, Closing):
            self.pages.pop(who, None)
        else:
            self.pages[who] = page

    def compare(self) -> None:
        """All pages in the room show what a new snapshot shows, once what is due was done."""
        host = self.pages.get("host")
        if host is None or _gone(host) or host.you is None:
            self.step("enter", "host")
            host = self.pages["host"]
        wait_until(self._nothing_is_due, "the count of all votes, and the recorder")
        _call(host, "setHand", {"raised": host.you is not None and host.you.hand is None})
        last = self.room.meeting().last_seq
        for who, page in list(self.pages.items()):
            if _gone(page) or page.you is None:
                continue
            # All get the event of the hand, so a page that has it has all earlier events.
            try:
                page.see(lambda one: one.seq >= last or one.closing is not None)
            except (OSError, EOFError):
                continue
            if page.closing is not None:
                continue
            fresh = self.room.open(who)
            fresh.see(lambda one: one.seq >= last)
            page.see(lambda one, fresh=fresh: one.seq >= fresh.seq)  # type: ignore[misc]
            fresh.see(lambda one, page=page: one.seq >= page.seq)  # type: ignore[misc]
            assert page.state() == fresh.state(), f"the page of {who} differs"
            fresh.drop()

    def _nothing_is_due(self) -> bool:
        with self.room.database.read() as session:
            waits = select(Poll.id).where(Poll.meeting_id == self.room.meeting_id, Poll.uncounted.is_(True))
            counted = session.scalar(waits.limit(1)) is None
        return counted and recording.read(self.room.meeting()).state != "starting"


def _gone(page: Browser) -> bool:
    if page.closing is not None:
        return True
    try:
        page.call("ping")
    except (OSError, EOFError):
        return True
    except Exception as error:
        if type(error).__name__.startswith("ConnectionClosed"):
            return True
        raise
    return page.closing is not None


def _call(page: Browser, kind: str, fields: dict[str, Any]) -> None:
    try:
        page.call(kind, **fields)
    except Exception as error:
        if not type(error).__name__.startswith("ConnectionClosed"):
            raise


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
)
@given(steps=st.lists(STEPS, min_size=5, max_size=25))
def test_state_and_events_are_the_fresh_state(shared_server: RunningServer, steps: list[tuple[Any, ...]]) -> None:
    with Gathering(shared_server) as room:
        play = Play(room)
        for one in ("host", "pat", "ann"):
            play.step("enter", one)
        for step in steps:
            play.step(*step)
        play.compare()


POLL = {"kind": "single", "question": "Lunch?", "answers": ["Rice", "Soup"], "open": True}
FIRST: dict[str, Any] = {"pollId": PollNumber(0)}
POLL_STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["enter", "resume", "drop"]), name),
        st.tuples(st.just("vote"), name, st.fixed_dictionaries({"positions": st.lists(st.integers(0, 2), max_size=1)})),
        st.tuples(st.sampled_from(["closePoll", "sharePollResults", "deletePoll"]), st.just("host"), st.just({})),
        st.tuples(st.just("setRole"), st.just("host"), _fields(SetRole)),
    ),
    min_size=6,
    max_size=20,
)


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(shown=st.sampled_from(["live", "closed", "runners", "anonymous"]), draft=st.booleans(), steps=POLL_STEPS)
def test_a_poll_is_what_the_events_say(
    shared_server: RunningServer, shown: str, draft: bool, steps: list[tuple[Any, ...]]
) -> None:
    secret = shown == "anonymous"
    poll = {**POLL, "key": "k", "anonymous": secret, "shown": "closed" if secret else shown, "correct": [1]}
    with Gathering(shared_server) as room:
        play = Play(room)
        for one in NAMES:
            play.step("enter", one)
        if draft:
            play.step("createPoll", "host", {**poll, "open": False})
            play.step("openPoll", "pat", FIRST)
        else:
            play.step("createPoll", "pat", poll)
        for kind, who, *rest in steps:
            play.step(kind, who, *({**FIRST, **one} if kind != "setRole" else one for one in rest))
        play.compare()


ITEM = {"kind": st.just("document"), "itemId": DOCUMENT}
SHOWING_STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["enter", "resume", "drop"]), name),
        st.tuples(
            st.sampled_from(["showItem", "turnPage"]), name, st.fixed_dictionaries({**ITEM, "page": st.integers(1, 4)})
        ),
        st.tuples(st.just("closeItem"), name, st.fixed_dictionaries(ITEM)),
        st.tuples(st.just("stopShowing"), name, st.just({})),
        st.tuples(st.just("deleteDocument"), st.just("pat"), st.fixed_dictionaries({"documentId": DOCUMENT})),
        st.tuples(st.just("setRole"), st.just("host"), _fields(SetRole)),
    ),
    min_size=6,
    max_size=20,
)


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(steps=SHOWING_STEPS)
def test_what_is_shown_is_what_the_events_say(shared_server: RunningServer, steps: list[tuple[Any, ...]]) -> None:
    with Gathering(shared_server) as room:
        play = Play(room)
        for one in NAMES:
            play.step("enter", one)
        for step in [("showItem", "pat", {"kind": "document", "itemId": DocumentNumber(0)}), *steps]:
            play.step(*step)
        play.compare()


SEEING = st.fixed_dictionaries({"see": st.booleans()})
TEXTS = st.fixed_dictionaries(
    {"key": st.sampled_from("abcdef"), "text": st.just("hello"), "audience": st.sampled_from(["all", "presenters"])},
    optional={"replyTo": name.map(Name)},
)
REACTING = st.fixed_dictionaries({"id": name.map(Name), "emoji": st.just("heart"), "on": st.booleans()})
SIGHT_STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["enter", "resume", "drop"]), name),
        st.tuples(st.just("setRights"), st.just("host"), SEEING),
        st.tuples(st.just("setRole"), st.just("host"), _fields(SetRole)),
        st.tuples(st.just("sendMessage"), name, TEXTS),
        st.tuples(st.just("reactToMessage"), name, REACTING),
        st.tuples(st.just("deleteMessage"), st.just("host"), st.fixed_dictionaries({"id": name.map(Name)})),
        st.tuples(st.just("setHand"), name, st.fixed_dictionaries({"raised": st.booleans()})),
        st.tuples(st.just("leave"), name, st.just({})),
    ),
    min_size=8,
    max_size=20,
)


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(steps=SIGHT_STEPS)
def test_whom_attendees_see_is_what_the_events_say(shared_server: RunningServer, steps: list[tuple[Any, ...]]) -> None:
    with Gathering(shared_server) as room:
        play = Play(room)
        for one in NAMES:
            play.step("enter", one)
        play.step("sendMessage", "ann", {"key": "first", "text": "hello"})
        play.step("setRights", "host", {"see": False})
        for step in steps:
            play.step(*step)
        play.compare()


def test_the_lobby_too(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, pat_is = room.enter("host"), room.add("pat", MeetingRole.PRESENTER)
        pat = room.enter("pat")
        host.do("setLobby", lobby=True)
        guests = [room.open(f"guest {number}") for number in range(3)]
        for guest in guests:
            guest.until(InLobby)
        pat.see(lambda page: len(page.waiting) == 3)
        fresh = room.enter("pat")
        assert pat.waiting == fresh.waiting
        assert pat_is in pat.people
