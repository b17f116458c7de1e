"""Documents that people bring in a meeting's room, and over ``/api/v1``, in the messages about resources."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from convener.domain.meetings import meetings, participants
from convener.domain.permissions import MeetingRole
from convener.realtime.features.media import Peers
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.test_transfer import url
from tests.factories import pages
from tests.factories.boards import make_board
from tests.factories.browsers import Browser
from tests.factories.live_meeting import World

PDF = pages.talk(2)


@pytest.fixture
def world(place: Place) -> World:
    return place.world()


@pytest.fixture
def presenter(place: Place, world: World) -> Iterator[Browser]:
    """The page of a presenter without an account, in the room of the roadshow; its token is its ``name``."""
    with place.database.write() as session:
        meeting = meetings.lock_meeting(session, world.meetings["roadshow"].id)
        pat = participants.add_participant(session, place.site, meeting, MeetingRole.PRESENTER, user=None, name="pat")
        token = place.site.secrets.room_token(pat.public_id)
    browser = Browser(f"ws://127.0.0.1:{place.server.port}/api/v1/room", token)
    browser.send("enter", token=token)
    browser.until(Peers)
    yield browser
    browser.drop()


def bring(place: Place, token: str) -> str:
    reply = httpx.post(
        f"{place.base_url}/api/v1/room/documents",
        params={"name": "Plan.pdf"},
        content=PDF,
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
    )
    assert reply.status_code == 201, reply.text
    document: str = reply.json()["id"]
    return document


def resources(place: Place, world: World, who: str, field: str, value: str) -> dict[str, dict[str, str]]:
    """What ListResources says, by resourceID."""
    names = "".join(f"<Name>{name}</Name>" for name in ("resourceID", "title", "uploadName", "owner", "mid", "size"))
    message = f'<ListResourcesRequest><StringQuery fieldName="{field}" value="{value}"/><FieldList>{names}</FieldList>'
    found = golden.post(place.base_url, world, who, message + "</ListResourcesRequest>")
    assert found.tag == "ListResourcesReply", golden.text_of(found)
    listed = [{option.get("name") or "": option.get("value") or "" for option in one[0]} for one in found]
    return {one["resourceID"]: one for one in listed}


def delete(place: Place, world: World, who: str, document: str) -> str:
    message = f'<DeleteResourceRequest><StringQuery fieldName="resourceID" value="{document}"/></DeleteResourceRequest>'
    return golden.post(place.base_url, world, who, message).tag


def test_what_is_brought_in_the_room_is_a_resource(place: Place, world: World, presenter: Browser) -> None:
    document = bring(place, presenter.name)
    presenter.see(lambda page: document in page.models["content"].documents)
    meeting = world.meetings["roadshow"]
    for field, value in (("name", "roadshow-7"), ("mid", meeting.mid), ("owner", "tom")):
        listed = resources(place, world, "tom", field, value)[document]
        assert listed == {
            "resourceID": document,
            "title": "Plan",
            "uploadName": "Plan.pdf",
            "owner": "tom",
            "mid": meeting.mid,
            "size": str(len(PDF)),
        }
    where = url(place, world, ("resourceID", document), resourceType="DocumentDownload")
    loaded = httpx.get(where)
    assert (loaded.content, loaded.headers["content-type"]) == (PDF, "application/octet-stream")
    elsewhere = place.world()
    assert delete(place, elsewhere, "mira", document) == "Fault"
    assert delete(place, world, "tom", document) == "DeleteResourceReply"
    assert document not in resources(place, world, "tom", "name", "roadshow-7")
    presenter.see(lambda page: document not in page.models["content"].documents)
    assert httpx.get(where).headers["content-type"] == "application/xml"


def test_what_is_drawn_in_the_room_is_a_resource(place: Place, world: World, presenter: Browser) -> None:
    board = make_board(presenter, "Plan: a/b", show=True)
    meeting = world.meetings["roadshow"]
    for field, value in (("name", "roadshow-7"), ("owner", "tom")):
        assert resources(place, world, "tom", field, value)[board] == {
            "resourceID": board,
            "title": "Plan: a/b",
            "uploadName": "Plan: a/b.excalidraw",
            "owner": "tom",
            "mid": meeting.mid,
        }
    where = url(place, world, ("resourceID", board), resourceType="DocumentDownload")
    loaded = httpx.get(where, timeout=60)
    assert (loaded.json()["type"], loaded.json()["elements"]) == ("excalidraw", [])
    assert loaded.headers["content-type"] == "application/octet-stream"
    assert loaded.headers["content-disposition"] == "attachment; filename*=UTF-8''Plan_%20a_b.excalidraw"
    elsewhere = place.world()
    assert board not in resources(place, elsewhere, "mira", "owner", "tom")
    ask = f'<GetURLRequest><StringQuery fieldName="resourceID" value="{board}"/><OptionList>'
    ask += '<EnumerationOption name="resourceType" value="DocumentDownload"/></OptionList></GetURLRequest>'
    for stranger, there in (("mira", elsewhere), ("ida", world)):
        assert delete(place, there, stranger, board) == "Fault", stranger
        assert golden.post(place.base_url, there, stranger, ask).tag == "Fault", stranger
    assert delete(place, world, "tom", board) == "DeleteResourceReply"
    assert board not in resources(place, world, "tom", "name", "roadshow-7")
    presenter.see(lambda page: board not in page.models["whiteboard"].boards)
    assert httpx.get(where, timeout=60).headers["content-type"] == "application/xml"
    assert delete(place, world, "tom", board) == "Fault"


def test_what_a_program_brings_is_seen_in_the_room(place: Place, world: World, presenter: Browser) -> None:
    where = url(
        place,
        world,
        ("name", "roadshow-7"),
        resourceType="Document",
        isUpload=True,
        bytes=len(PDF),
        uploadName="Program.pdf",
        showSlideSet=True,
    )
    assert httpx.post(where, content=PDF, timeout=60).status_code == 200
    presenter.see(lambda page: "Program" in {one.title for one in page.models["content"].documents.values()})
    (document,) = [one.id for one in presenter.models["content"].documents.values() if one.title == "Program"]
    assert document in resources(place, world, "tom", "name", "roadshow-7")
    presenter.see(lambda page: [one.id for one in page.models["showing"].open] == [document])
