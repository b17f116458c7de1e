"""Which requests are answered on the event loop: those alone that take a few statements whatever the center holds, of
callers whose password was right lately, while nobody else writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.datastructures import State
from lxml import etree

from convener.apis.live_meeting.dispatch import Dispatcher
from convener.apis.live_meeting.registry import MESSAGES
from convener.auth.limits import AttemptLimit
from convener.domain.accounts import users
from convener.domain.centers import centers
from convener.domain.site import Site
from convener.storage.database import Busy, Database
from convener.storage.models import Meeting

NAMED = '<ListMeetingsRequest{}><StringQuery fieldName="{}" value="x"{}/></ListMeetingsRequest>'


@pytest.mark.parametrize(
    ("request_", "quick"),
    [
        (NAMED.format("", "mid", ""), True),
        (NAMED.format("", "name", ' operator="="'), True),
        (NAMED.format(' listDeleted="True"', "mid", ""), True),
        (NAMED.format(' listDeleted="True"', "name", ""), False),
        (NAMED.format(' restorableOnly="True"', "name", ""), False),
        (NAMED.format("", "name", ' operator="LIKE"'), False),
        (NAMED.format("", "opaque1", ""), False),
        (NAMED.format("", "owner", ""), False),
        ("<ListMeetingsRequest/>", False),
    ],
)
def test_small_questions(request_: str, quick: bool) -> None:
    assert MESSAGES["ListMeetingsRequest"].quick(etree.fromstring(request_)) is quick


@pytest.mark.parametrize(
    ("options", "quick"),
    [
        ("", True),
        ('<OptionList><StringOption name="title" value="x"/></OptionList>', True),
        ('<OptionList><OptionList><StringListOption name="presenterACL"/></OptionList></OptionList>', False),
        (
            '<OptionList><StringListOption name="audienceACL"><String>tom</String></StringListOption></OptionList>',
            False,
        ),
        ('<OptionList><StringOption name="recurrenceRule" value="FREQ=DAILY"/></OptionList>', False),
    ],
)
def test_small_creations(options: str, quick: bool) -> None:
    request = etree.fromstring(f"<CreateMeetingRequest>{options}</CreateMeetingRequest>")
    assert MESSAGES["CreateMeetingRequest"].quick(request) is quick


@pytest.fixture
def desk(migrated_file: Path, site: Site, tmp_path: Path) -> Iterator[Dispatcher]:
    shutil.copy(migrated_file, tmp_path / "convener.sqlite3")
    database = Database(f"sqlite:///{tmp_path / 'convener.sqlite3'}")
    with database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        users.create_user(session, center, "mira", "organizer", "a long password", email="")
    limits = {name: AttemptLimit(10, 60) for name in ("sign_in_limit", "address_limit")}
    yield Dispatcher(State({"database": database, "site": site, **limits}), "main", "127.0.0.1")
    database.close()


def request(message: str, password: str = "a long password") -> bytes:
    return f'<PlaceWareConfCenter authUser="mira" authPassword="{password}">{message}</PlaceWareConfCenter>'.encode()


CREATE = '<CreateMeetingRequest name="weekly"/>'


def test_a_password_is_checked_elsewhere(desk: Dispatcher) -> None:
    assert desk.answer_at_once(request(CREATE)) is None
    assert desk.answer_at_once(request(CREATE, "wrong")) is None
    assert desk.answer(request(NAMED.format("", "mid", "")))[0] == 200
    status, reply = desk.answer_at_once(request(CREATE)) or (0, b"")
    assert (status, b"<CreateMeetingReply>" in reply) == (200, True)
    status, reply = desk.answer_at_once(request(CREATE)) or (0, b"")
    assert (status, b"NameInUse" in reply) == (200, True)


def test_while_somebody_writes_nothing_is_written_at_once(desk: Dispatcher) -> None:
    desk.answer(request(NAMED.format("", "mid", "")))
    database: Database = desk.state.database
    other = Database(database.url.render_as_string())
    with other.write(), pytest.raises(Busy):
        desk.answer_at_once(request(CREATE))
    other.close()
    with database.read() as session:
        assert session.query(Meeting).count() == 0
    assert desk.answer_at_once(request(CREATE)) is not None
