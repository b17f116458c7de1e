"""Recordings that were made in the room, through the XML API: listed, opened, downloaded, restricted, expired, deleted;
and not at all by the center next door."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import pytest
from sqlalchemy import select

from convener.domain import blobs
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.recordings import recordings
from convener.domain.recordings.recordings import File, Format
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.models import Meeting, Recording
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import Element
from tests.apis.live_meeting.test_transfer import options
from tests.apis.rest.conftest import Browser
from tests.factories.live_meeting import PASSWORD, World
from tests.factories.made_recordings import insert_made_recording
from tests.servers import wait_until

ALWAYS = (
    '<TimeIntervalQuery fieldName="startTime">'
    '<TimeInterval startTime="2026-01-01T00:00:00Z" endTime="2037-01-01T00:00:00Z"/></TimeIntervalQuery>'
)
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40


@dataclass
class Center:
    """A center with a recording of ten seconds, and its video."""

    place: Place
    world: World
    reid: str
    name: str

    def ask(self, message: str, who: str = "tom") -> Element:
        """Send a message; the one element of the reply."""
        return golden.post(self.place.base_url, self.world, who, message)

    def query(self) -> str:
        return f'<StringQuery fieldName="reid" value="{self.reid}"/>'

    def url(self, resource_type: str) -> str:
        """An address by GetURL, at this server."""
        found = self.ask(f"<GetURLRequest>{self.query()}{options(resourceType=resource_type)}</GetURLRequest>")
        assert found.tag == "GetURLReply", golden.text_of(found)
        return found.get("url") or ""

    def get(self, url: str) -> httpx.Response:
        """What is at an address, which may name the server as people do."""
        parts = urlsplit(url)
        return httpx.get(f"{self.place.base_url}{parts.path}?{parts.query}", follow_redirects=False)

    def listed(self, *names: str, who: str = "tom", attributes: str = "") -> dict[str, str]:
        """These fields of the one recording that is listed; empty where none is."""
        fields = "".join(f"<Name>{name}</Name>" for name in names)
        asked = f"{self.query()}<FieldList>{fields}</FieldList>"
        found = self.ask(f"<ListRecordings4Request{attributes}>{asked}</ListRecordings4Request>", who)
        assert found.tag == "ListRecordings4Reply", golden.text_of(found)
        return {str(one.get("name")): str(one.get("value")) for one in found.iterfind(".//OptionList/*")}


@pytest.fixture
def center(place: Place, tmp_path: Path) -> Center:
    world = place.small_world()
    store = BlobStore.of(Settings(data=place.server.data))
    with place.database.read() as session:
        meeting_id = session.scalars(select(Meeting.id).where(Meeting.mid == world.ids["mid", "roadshow"])).one()
    reid = insert_made_recording(
        place.database, store, meeting_id, tmp_path / "capture", {"page-plan-1": b"webp"}, "Harbour"
    )
    with blobs.stored(place.database, store, io.BytesIO(FILM)) as key, place.database.write() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
        file = File(format=Format.VIDEO, content_type="video/mp4", size=len(FILM), blob=key, playable=True)
        recordings.add_file(session, recording, file)
        recording.entry = "none"
        name = recording.name
    return Center(place, world, reid, name)


def code(found: Element) -> str:
    return found.findtext("FaultCode") or ""


def test_it_is_listed_with_what_is_known_of_it(center: Center) -> None:
    found = center.listed("name", "mid", "title", "owner", "startTime", "duration", "status", "size")
    assert found == {
        "name": center.name,
        "mid": center.world.ids["mid", "roadshow"],
        "title": "Harbour",
        "owner": "tom",
        "startTime": found["startTime"],
        "duration": "10",
        "status": "Active",
        "size": found["size"],
    }
    assert int(found["size"]) >= len(FILM) // 1024
    older = center.ask(
        f"<ListRecordingsRequest>{center.query()}<FieldList><Name>title</Name></FieldList></ListRecordingsRequest>"
    )
    assert [one.get("title") for one in older.iter("Recording")] == ["Harbour"]


@pytest.mark.parametrize("resource_type", ["HighFidelityPresentation", "BasicRecording"])
def test_it_is_opened_in_the_player(center: Center, resource_type: str) -> None:
    led = center.get(center.url(resource_type))
    assert led.status_code == 302
    page = urlsplit(led.headers["location"])
    assert page.path == f"/cc/{center.world.center.name}/view"
    assert parse_qs(page.query)["id"] == [center.name]
    token = unquote(page.fragment.removeprefix("seat="))
    timeline = httpx.get(f"{center.place.base_url}/api/v1/recordings/timeline", params={"token": token})
    assert timeline.json()["duration"] == 10_000


def test_its_video_is_played_and_downloaded_as_it_is(center: Center) -> None:
    reply = center.get(center.url("WindowsMediaMovieRecordingDownload"))
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/octet-stream")
    assert reply.content == FILM
    assert center.get(center.url("WindowsMediaMovieRecording")).status_code in (200, 302, 303, 307)


def test_without_a_video_there_is_none_to_download(center: Center) -> None:
    with center.place.database.write() as session:
        recordings.remove_video(session, session.scalars(select(Recording).where(Recording.reid == center.reid)).one())
    request = (
        f"<GetURLRequest>{center.query()}{options(resourceType='WindowsMediaMovieRecordingDownload')}</GetURLRequest>"
    )
    assert code(center.ask(request)) == "Client.BadMatch.Need1Got0.Recording.InFormat"
    assert center.url("HighFidelityPresentation")


def test_who_viewed_and_downloaded_it_is_reported(center: Center) -> None:
    key = {"center": center.world.center.name, "name": center.name, "viewerName": "Noor", "email": "n@example.org"}
    api = f"{center.place.base_url}/api/v1/recordings"
    assert httpx.post(f"{api}/entries", json=key).status_code == 200
    center.get(center.url("WindowsMediaMovieRecordingDownload"))
    found = center.ask(
        f"<ListRecordingVisitors4Request>{center.query()}"
        f"{ALWAYS}"
        "<FieldList><Name>userName</Name><Name>email</Name><Name>userID</Name></FieldList></ListRecordingVisitors4Request>"
    )
    assert found.tag == "ListRecordingVisitors4Reply", golden.text_of(found)
    told = [{one.get("name"): one.get("value") for one in visit.iterfind("OptionList/*")} for visit in found]
    assert {"userName": "Noor", "email": "n@example.org"} in told
    assert len(told) == 2


def test_it_is_renamed_and_restricted(center: Center) -> None:
    changed = center.ask(
        f"<ModifyRecordingRequest>{center.query()}"
        f"{options(name='harbour-tour', title='Harbour tour', password='kR4!tweZ', onlyOwnerCanDownload=True)}"
        "</ModifyRecordingRequest>"
    )
    assert changed.tag == "ModifyRecordingReply", golden.text_of(changed)
    found = center.listed("name", "title", "audienceEntryControl", "onlyOwnerCanDownload")
    assert found["name"] == "harbour-tour"
    assert found["audienceEntryControl"] == "Password"
    key = {"center": center.world.center.name, "name": "harbour-tour", "viewerName": "Noor"}
    api = f"{center.place.base_url}/api/v1/recordings"
    assert httpx.post(f"{api}/entries", json=key).status_code == 403
    entry = httpx.post(f"{api}/entries", json={**key, "password": "kR4!tweZ"}).json()
    assert entry["timelineUrl"]
    assert (entry["downloadUrl"], entry["soundUrl"]) == ("", "")
    download = httpx.get(f"{api}/download", params={"token": entry["token"]})
    assert download.status_code == 403


def _is_gone(center: Center, token: str, addresses: list[str]) -> None:
    """Nothing of it is handed out any more, whatever one had before."""
    api = f"{center.place.base_url}/api/v1/recordings"
    for path in ("media", "download", "sound", "timeline"):
        assert httpx.get(f"{api}/{path}", params={"token": token}).status_code in (404, 409)
    assert httpx.get(f"{api}/part", params={"token": token, "name": "track-1-1"}).status_code in (404, 409)
    key = {"center": center.world.center.name, "name": center.name, "viewerName": "Noor"}
    assert httpx.post(f"{api}/entries", json=key).status_code in (404, 409, 410)
    for address in addresses:
        assert FILM not in center.get(address).content


def test_deleted_nothing_of_it_is_handed_out_until_it_is_restored(center: Center) -> None:
    key = {"center": center.world.center.name, "name": center.name, "viewerName": "Noor"}
    api = f"{center.place.base_url}/api/v1/recordings"
    token = httpx.post(f"{api}/entries", json=key).json()["token"]
    addresses = [center.url(one) for one in ("WindowsMediaMovieRecordingDownload", "WindowsMediaMovieRecording")]
    assert (
        center.ask(f"<DeleteRecordingRequest>{center.query()}</DeleteRecordingRequest>").tag == "DeleteRecordingReply"
    )
    assert center.listed("name") == {}
    assert center.listed("status", attributes=' listDeleted="True"', who="mira") == {"status": "Deleted"}
    _is_gone(center, token, addresses)
    restored = center.ask(f"<RestoreRecordingRequest>{center.query()}</RestoreRecordingRequest>", "mira")
    assert restored.tag == "RestoreRecordingReply"
    assert center.listed("status") == {"status": "Undeleted"}
    assert httpx.get(f"{api}/timeline", params={"token": token}).status_code == 200


def test_expired_nothing_of_it_is_handed_out(center: Center) -> None:
    changed = center.ask(
        f"<ModifyRecordingRequest>{center.query()}"
        f"{options(enableRecordingExpiration=True, recordingExpirationTimeAmount=1)}</ModifyRecordingRequest>"
    )
    assert changed.tag == "ModifyRecordingReply", golden.text_of(changed)
    key = {"center": center.world.center.name, "name": center.name, "viewerName": "Noor"}
    token = httpx.post(f"{center.place.base_url}/api/v1/recordings/entries", json=key).json()["token"]
    with center.place.database.write() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == center.reid)).one()
        assert recording.expires_at is not None
        recordings.change_state(session, recording, LifecycleEvent.EXPIRE, None)
    assert center.listed("name") == {}
    _is_gone(center, token, [])


def test_the_center_next_door_gets_nothing_of_it(center: Center) -> None:
    place = center.place
    other = Center(place, place.small_world(), center.reid, center.name)
    query = other.query()
    assert other.listed("name", who="mira") == {}
    for resource_type in ("HighFidelityPresentation", "BasicRecording", "WindowsMediaMovieRecordingDownload"):
        message = f"<GetURLRequest>{query}{options(resourceType=resource_type)}</GetURLRequest>"
        assert code(other.ask(message, "mira")) == "Client.BadMatch.Need1Got0.Recording"
    for message in (
        f"<ModifyRecordingRequest>{query}{options(title='Mine')}</ModifyRecordingRequest>",
        f"<DeleteRecordingRequest>{query}</DeleteRecordingRequest>",
        f"<RestoreRecordingRequest>{query}</RestoreRecordingRequest>",
        f"<ListRecordingVisitors4Request>{query}{ALWAYS}<FieldList><Name>userName</Name></FieldList>"
        "</ListRecordingVisitors4Request>",
    ):
        assert code(other.ask(message, "mira")).startswith("Client.Bad"), message
    api = f"{place.base_url}/api/v1/recordings"
    key = {"center": other.world.center.name, "name": center.name}
    assert httpx.post(f"{api}/doors", json=key).json()["state"] == "invalid"
    assert httpx.post(f"{api}/entries", json={**key, "viewerName": "Noor"}).status_code in (404, 409, 410)
    # An address of a file, in the name of the other center.
    address = center.url("WindowsMediaMovieRecordingDownload")
    there = address.replace(f"/{center.world.center.name}/", f"/{other.world.center.name}/")
    assert FILM not in center.get(there).content
    assert center.get(address).content == FILM
    with Browser(base_url=place.base_url) as browser:
        browser.get("/api/v1/session")
        credentials = {"userId": "mira", "password": PASSWORD, "center": other.world.center.name}
        assert browser.write("POST", "/api/v1/session", credentials).status_code == 200
        assert browser.get("/api/v1/recordings").json()["recordings"] == []
        for path in ("tracks", "visitors"):
            assert browser.get(f"/api/v1/recordings/{center.reid}/{path}").status_code == 404
        for method, path in (("PATCH", ""), ("DELETE", ""), ("POST", "/restore"), ("POST", "/retry")):
            assert browser.write(method, f"/api/v1/recordings/{center.reid}{path}", {}).status_code == 404


def test_states_are_told_by_api(center: Center) -> None:
    """While it is made nobody finds it by the XML API; its meeting's owner sees how far it is by ``/api/v1``."""
    with center.place.database.write() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == center.reid)).one()
        recording.state, recording.published_at = "processing", None
    assert center.listed("name") == {}
    key = {"center": center.world.center.name, "name": center.name}
    wait_until(
        lambda: httpx.post(f"{center.place.base_url}/api/v1/recordings/doors", json=key).json()["state"] == "making",
        "it is being made",
    )
