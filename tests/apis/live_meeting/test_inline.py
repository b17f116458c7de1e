"""Which requests are answered on the event loop: those alone that take a few statements whatever the center holds, of
callers whose password was right lately, while nobody else writes."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from convener.apis.inline import NotInline
from convener.apis.live_meeting.dispatch import LARGEST_INLINE, Dispatcher, PasswordUnhashed
from convener.apis.live_meeting.registry import MESSAGES
from convener.auth.center_users import PasswordUnverified
from convener.domain.accounts import tickets, users
from convener.domain.centers import centers
from convener.domain.site import Site
from convener.storage.database import Busy, Database
from convener.storage.models import Meeting
from tests.factories.accounts import authenticate
from tests.factories.services import services_of
from tests.servers import migrated_file

NAMED = '<ListMeetingsRequest{}><StringQuery fieldName="{}" value="x"{}/></ListMeetingsRequest>'


@pytest.mark.parametrize(
    ("request_", "inline"),
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
def test_small_questions(request_: str, inline: bool) -> None:
    assert MESSAGES["ListMeetingsRequest"].inline(etree.fromstring(request_)) is inline


@pytest.mark.parametrize(
    ("options", "inline"),
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
def test_small_creations(options: str, inline: bool) -> None:
    request = etree.fromstring(f"<CreateMeetingRequest>{options}</CreateMeetingRequest>")
    assert MESSAGES["CreateMeetingRequest"].inline(request) is inline


@pytest.fixture
def dispatcher(site: Site, tmp_path: Path) -> Iterator[Dispatcher]:
    shutil.copy(migrated_file(), tmp_path / "convener.sqlite3")
    database = Database(f"sqlite:///{tmp_path / 'convener.sqlite3'}")
    with database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        users.create_user(session, center, "mira", "organizer", "a long password", email="")
    with services_of(database, site, tmp_path, center.id) as services:
        yield Dispatcher(services, "main", "127.0.0.1")
    database.close()


def sign_in(dispatcher: Dispatcher) -> None:
    """A first call, whose password is remembered."""
    status, reply = asyncio.run(dispatcher.reply(request(NAMED.format("", "mid", "")), inline=True))
    assert (status, b"Client.Authentication" in reply) == (200, False)


def request(message: str, password: str = "a long password") -> bytes:
    return f'<PlaceWareConfCenter authUser="mira" authPassword="{password}">{message}</PlaceWareConfCenter>'.encode()


CREATE = '<CreateMeetingRequest name="weekly"/>'


def test_a_password_is_checked_elsewhere(dispatcher: Dispatcher) -> None:
    for password in ("a long password", "wrong"):
        for inline in (True, False):
            with pytest.raises(PasswordUnverified):
                dispatcher.answer(request(CREATE, password), inline=inline)
    sign_in(dispatcher)
    status, reply = dispatcher.answer(request(CREATE), inline=True)
    assert (status, b"<CreateMeetingReply>" in reply) == (200, True)
    status, reply = dispatcher.answer(request(CREATE), inline=True)
    assert (status, b"NameInUse" in reply) == (200, True)


@pytest.mark.parametrize(
    "message",
    [
        "<ListMeetingsRequest/>",
        f"<BatchRequest>{CREATE}</BatchRequest>",
        CREATE.replace("/>", f' title="{"x" * LARGEST_INLINE}"/>'),
    ],
)
def test_what_takes_its_time_is_answered_elsewhere(dispatcher: Dispatcher, message: str) -> None:
    sign_in(dispatcher)
    with pytest.raises(NotInline):
        dispatcher.answer(request(message), inline=True)


def test_while_another_transaction_writes_nothing_is_written_inline(dispatcher: Dispatcher) -> None:
    sign_in(dispatcher)
    database = dispatcher.services.database
    other = Database(database.url.render_as_string())
    with other.write(), pytest.raises(Busy):
        dispatcher.answer(request(CREATE), inline=True)
    other.close()
    with database.read() as session:
        assert session.query(Meeting).count() == 0
    assert dispatcher.answer(request(CREATE), inline=True)[0] == 200


CREATE_USER = """<CreateUserRequest userID="{}"><OptionList><StringOption name="email" value="{}@example.org"/>
<StringOption name="lastName" value="Olsen"/>{}</OptionList></CreateUserRequest>"""
CHOSEN = '<StringOption name="password" value="chosen-Word1"/>'


def by_administrator(dispatcher: Dispatcher, message: str) -> etree._Element:
    """The reply element to a message of an administrator."""
    body = request(message).replace(b'"mira"', b'"root"')
    reply = asyncio.run(dispatcher.reply(body, inline=True))[1]
    assert isinstance(reply, bytes)
    return etree.fromstring(reply)[0]


@pytest.fixture
def administrator(dispatcher: Dispatcher) -> None:
    with dispatcher.services.database.write() as session:
        users.create_user(session, centers.find(session, "main"), "root", "administrator", "a long password", email="")


@pytest.mark.usefixtures("administrator")
def test_no_hash_is_computed_inside_a_transaction(dispatcher: Dispatcher) -> None:
    made = by_administrator(dispatcher, CREATE_USER.format("tom", "tom", CHOSEN))
    assert made.tag == "CreateUserReply", etree.tostring(made)
    body = request(CREATE_USER.format("ann", "ann", CHOSEN)).replace(b'"mira"', b'"root"')
    with pytest.raises(PasswordUnhashed):
        dispatcher.answer(body)
    with dispatcher.services.database.read() as session:
        center = centers.find(session, "main")
        assert users.list_user_ids(session, center) == ["mira", "root", "tom"]
        assert authenticate(session, center, "tom", "chosen-Word1").user_id == "tom"


@pytest.mark.usefixtures("administrator")
def test_passwords_that_are_generated_changed_and_set_by_batches(dispatcher: Dispatcher) -> None:
    made = by_administrator(dispatcher, CREATE_USER.format("tom", "tom", ""))
    generated = made.find(".//StringOption[@name='password']")
    assert generated is not None, etree.tostring(made)
    batch = "".join(CREATE_USER.format(name, name, CHOSEN) for name in ("ida", "ole"))
    changed = '<ModifyUserProfileRequest><OptionList><StringOption name="password" value="other-Word2"/></OptionList>'
    replies = by_administrator(dispatcher, f"<BatchRequest>{batch}{changed}</ModifyUserProfileRequest></BatchRequest>")
    assert [reply.tag for reply in replies] == ["CreateUserReply", "CreateUserReply", "ModifyUserProfileReply"]
    with dispatcher.services.database.read() as session:
        center = centers.find(session, "main")
        for user_id, password in (
            ("tom", generated.get("value") or ""),
            ("ida", "chosen-Word1"),
            ("ole", "chosen-Word1"),
            ("root", "other-Word2"),
        ):
            assert authenticate(session, center, user_id, password).user_id == user_id


@pytest.mark.usefixtures("administrator")
def test_a_ticket_is_used_once_though_the_message_is_carried_out_again(dispatcher: Dispatcher) -> None:
    services = dispatcher.services
    with services.database.write() as session:
        center = centers.find(session, "main")
        root = users.find_user(session, center, "root")
        ticket = tickets.create_ticket(session, services.site, center, root, 60)
    sender = f'<PlaceWareConfCenter authTicket="{ticket}">'
    body = f"{sender}{CREATE_USER.format('tom', 'tom', CHOSEN)}</PlaceWareConfCenter>".encode()
    assert b"<CreateUserReply" in asyncio.run(dispatcher.reply(body, inline=True))[1]
    assert b"Client.Authentication" in asyncio.run(dispatcher.reply(body, inline=True))[1]
