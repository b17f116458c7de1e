"""Mass transfer over HTTP: what goes up and comes down at the addresses of GetURL, and that nothing else does."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from lxml import etree
from sqlalchemy import func, select

from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Content, Recording, RecordingVisit
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import Element
from tests.factories import files
from tests.factories.accounts import change_center_settings
from tests.factories.live_meeting import World
from tests.servers import RunningServer, wait_until

SUCCESS = "Info.Server.Success.Upload.SlideSet"


@pytest.fixture
def world(place: Place) -> World:
    return place.world()


def options(**values: object) -> str:
    """Options of GetURL."""
    made = []
    for name, value in values.items():
        if isinstance(value, bool):
            made.append(f'<BooleanOption name="{name}" value="{value}"/>')
        elif isinstance(value, int):
            made.append(f'<DecimalOption name="{name}" value="{value}"/>')
        elif name in ("resourceType", "encoding", "format"):
            made.append(
                f'<EnumerationOption name="{name}" value="{value}"><String>{value}</String></EnumerationOption>'
            )
        elif name == "startTime":
            made.append(f'<TimeOption name="{name}" value="{value}"/>')
        else:
            made.append(f'<StringOption name="{name}" value="{value}"/>')
    return f"<OptionList>{''.join(made)}</OptionList>"


def url(place: Place, world: World, query: tuple[str, str], who: str = "tom", **values: object) -> str:
    """An address, at this server."""
    field, value = query
    message = f'<GetURLRequest><StringQuery fieldName="{field}" value="{value}"/>{options(**values)}</GetURLRequest>'
    found = golden.post(place.base_url, world, who, message)
    assert found.tag == "GetURLReply", golden.text_of(found)
    assert 1 <= len(found.get("url") or "") <= 1023
    return found.get("url") or ""


def upload_url(place: Place, world: World, size: int, type_: str = "ESS", **values: object) -> str:
    """An address for an upload to the roadshow."""
    given: dict[str, object] = {"resourceType": type_, "isUpload": True, "bytes": size, **values}
    return url(place, world, ("name", "roadshow-7"), "tom", **given)


def notices(reply: httpx.Response) -> list[Element]:
    """Faults and InfoWarns of a MassTransferReply."""
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/xml"
    root = etree.fromstring(reply.content)
    assert [root.tag, root[0].tag, root[0][0].tag] == ["PlaceWareConfCenter", "MassTransferReply", "InfoWarnFaultList"]
    found = list(root[0][0])
    for notice in found:
        assert notice[2][0].get("name") == "time"
    return found


def codes(reply: httpx.Response) -> list[str]:
    """Their codes; the first must be the Fault or the success."""
    return [notice[0].text or "" for notice in notices(reply)]


def fault(reply: httpx.Response) -> str:
    """The code of a Fault."""
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/xml"
    return etree.fromstring(reply.content).findtext("Fault/FaultCode") or ""


@dataclass(frozen=True)
class Stored:
    """What a center has stored: how many documents, deleted ones too, and which files the server has."""

    documents: int
    files: set[str]

    @classmethod
    def of(cls, place: Place, world: World) -> Stored:
        return cls(documents(place, world), files_stored(place))

    def has_grown(self, place: Place, world: World) -> bool:
        """Whether anything came since. Files may go: a job removes those that tests before have deleted."""
        now = Stored.of(place, world)
        return now.documents != self.documents or not now.files <= self.files


def documents(place: Place, world: World) -> int:
    """How many documents the center has, deleted ones too."""
    with place.database.read() as session:
        return session.scalar(select(func.count(Content.id)).where(Content.center_id == world.center.id)) or 0


def files_stored(place: Place) -> set[str]:
    """All files of the server's blob store and what is on its way there, once no pages of documents are made."""

    def is_quiet() -> bool:
        with place.database.read() as session:
            busy = select(Content.id).where(Content.conversion.in_(("waiting", "converting")))
            return session.scalar(busy.where(Content.deleted_at.is_(None)).limit(1)) is None

    wait_until(is_quiet, "no pages are made")
    data = place.server.data
    return {str(path) for part in ("blobs", "uploads") for path in (data / part).rglob("*") if path.is_file()}


# ------------------------------------------------------------------------------------------------------ uploads


def test_a_slide_set(place: Place, world: World) -> None:
    package = files.package()
    where = upload_url(place, world, len(package), uploadName="Agenda &amp; goals.ess", showSlideSet=True)
    assert urlsplit(where).path.startswith(f"/cc/_XML/{world.center.name}/")
    reply = httpx.post(where, content=package)
    (notice,) = notices(reply)
    assert notice.tag == "InfoWarn"
    assert notice.findtext("Code") == SUCCESS
    assert notice.findtext("Message") == "Slide set stored: 2 slides"
    with place.database.read() as session:
        found = session.scalars(
            select(Content).where(Content.center_id == world.center.id).order_by(Content.id.desc()).limit(1)
        ).one()
    assert found.conversion in ("waiting", "converting", "failed", "ready")
    assert (found.upload_name, found.title, found.pages, found.shown) == (
        "Agenda & goals.ess",
        "Agenda & goals",
        2,
        True,
    )
    assert notice.xpath("string(.//StringOption[@name='resourceID']/@value)") == found.resource_id


@pytest.mark.parametrize("encode", [base64.b64encode, base64.encodebytes])
def test_base64(place: Place, world: World, encode: object) -> None:
    assert callable(encode)
    content = files.pdf(2)
    body = encode(content)
    where = upload_url(place, world, len(body), "Document", encoding="base64", uploadName="plan.pdf")
    assert codes(httpx.post(where, content=body)) == [SUCCESS]
    listed = golden.post(
        place.base_url,
        world,
        "tom",
        '<ListResourcesRequest><StringQuery fieldName="name" value="roadshow-7"/><FieldList><Name>size</Name>'
        "<Name>resourceID</Name><Name>title</Name></FieldList></ListResourcesRequest>",
    )
    (one,) = [part for part in listed if part.xpath("string(.//*[@name='title']/@value)") == "plan"]
    assert one.xpath("string(.//*[@name='size']/@value)") == str(len(content))
    resource_id = str(one.xpath("string(.//*[@name='resourceID']/@value)"))
    back = httpx.get(url(place, world, ("resourceID", resource_id), resourceType="DocumentDownload"))
    assert back.content == content


def test_other_documents_come_under_the_same_name(place: Place, world: World) -> None:
    for content, message in ((files.pdf(3), "3 slides"), (files.pptx(4), "4 slides"), (files.PNG, "1 slides")):
        reply = httpx.post(upload_url(place, world, len(content)), content=content)
        assert message in (notices(reply)[0].findtext("Message") or "")


def test_an_old_package_is_kept_with_a_warning(place: Place, world: World) -> None:
    body = base64.b64encode(b"\x00old slides")
    reply = httpx.post(upload_url(place, world, len(body), "PWP", encoding="base64"), content=body)
    assert codes(reply) == [SUCCESS, "Warn.Client.BadData"]


def test_damages_that_can_be_lived_with_are_warnings(place: Place, world: World) -> None:
    content = files.archive({"1.png": files.PNG, "2.png": b"no image"})
    reply = httpx.post(upload_url(place, world, len(content)), content=content)
    missing = "Warn.Client.BadData.Zip.Entry.Missing.Version"
    assert codes(reply) == [SUCCESS, missing, "Warn.Client.BadData.Zip.Entry"]
    assert notices(reply)[2].xpath("string(.//*[@name='entryName']/@value)") == "2.png"


@pytest.mark.parametrize(
    ("content", "warnings"),
    [
        (files.package()[:-20], ["Warn.Client.BadData.Zip"]),
        (files.archive({"version": b"1"}), ["Warn.Client.BadData.Zip.Entry.Missing.Image"]),
        (files.archive({"version": b"1", "1.png": b"x"}), ["Warn.Client.BadData.Zip.Entry"]),
        (b"<html><script>alert(1)</script>", []),
    ],
)
def test_what_cannot_be_used_is_a_fault_and_leaves_nothing(
    place: Place, world: World, content: bytes, warnings: list[str]
) -> None:
    before = Stored.of(place, world)
    reply = httpx.post(upload_url(place, world, len(content)), content=content)
    assert codes(reply) == ["Client.BadData", *warnings]
    assert notices(reply)[0].tag == "Fault"
    assert not before.has_grown(place, world)


@pytest.mark.parametrize(("announced", "sent"), [(-1, 0), (1, 0), (100, 0), (0, 100)])
def test_the_length_is_what_was_announced(place: Place, world: World, announced: int, sent: int) -> None:
    content = files.package()
    where = upload_url(place, world, len(content) + announced)
    reply = httpx.post(where, content=content + bytes(sent))
    assert codes(reply) == ["Client.BadData"]
    assert notices(reply)[0].xpath("string(.//*[@name='fieldName']/@value)") == "bytes"
    assert codes(httpx.post(where, content=content)) == ["Client.BadData.Expired.URL"]


def test_a_body_without_a_stated_length(place: Place, world: World) -> None:
    content = files.package()

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(content), 100):
            yield content[start : start + 100]

    assert codes(httpx.post(upload_url(place, world, len(content)), content=pieces())) == [SUCCESS]


def test_a_body_that_is_not_base64(place: Place, world: World) -> None:
    reply = httpx.post(upload_url(place, world, 8, encoding="base64"), content=b"no base6")
    assert codes(reply) == ["Client.BadData"]
    assert notices(reply)[0].xpath("string(.//*[@name='fieldName']/@value)") == "encoding"


def test_far_too_large_a_body(place: Place, world: World) -> None:
    reply = httpx.post(upload_url(place, world, 100), content=bytes(10_000_001), timeout=30)
    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/xml"
    assert "bytes" in reply.text


def test_the_largest_document(place: Place, world: World) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        made.writestr("version", b"1")
        made.writestr("1.png", files.PNG)
        padding = 10_000_000 - 500
        made.writestr("2.png", files.PNG + os.urandom(padding - len(files.PNG)))
    content = buffer.getvalue()
    assert 9_990_000 < len(content) <= 10_000_000
    assert codes(httpx.post(upload_url(place, world, len(content)), content=content, timeout=60)) == [SUCCESS]


def test_an_upload_that_does_not_fit_into_the_storage_is_refused_before_it_is_read(place: Place, world: World) -> None:
    before = Stored.of(place, world)
    first, second = (upload_url(place, world, 1_000_000) for _ in range(2))
    change_center_settings(place.database, world.center, storage_limit=1_000)
    reply = httpx.post(first, content=bytes(1_000_000))
    assert codes(reply) == ["Client.ResourceLimit"]
    assert "1,000 bytes" in (notices(reply)[0][1].text or "")
    where = urlsplit(second)
    with socket.create_connection((where.hostname or "", where.port or 0)) as connection:
        connection.settimeout(60)
        head = f"POST {where.path}?{where.query} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
        connection.sendall(head.encode())
        got = b""
        while b"MassTransferReply>" not in got:
            got += connection.recv(65536)
    assert b"Client.ResourceLimit" in got
    assert not before.has_grown(place, world)
    change_center_settings(place.database, world.center, storage_limit=None)
    package = files.package()
    assert codes(httpx.post(upload_url(place, world, len(package)), content=package)) == [
        "Info.Server.Success.Upload.SlideSet"
    ]


def test_an_upload_that_is_cut_off_leaves_nothing(place: Place, world: World) -> None:
    before = Stored.of(place, world)
    where = urlsplit(upload_url(place, world, 1_000_000))
    with socket.create_connection((where.hostname or "", where.port or 0)) as connection:
        name = f"cut-off-{where.query[-8:]}"
        head = f"POST {where.path}?{where.query} HTTP/1.1\r\nHost: x\r\nX-Request-Id: {name}\r\nContent-Length: 1000000"
        connection.sendall(head.encode() + b"\r\n\r\n" + bytes(500_000))
    again = f"{where.scheme}://{where.netloc}{where.path}?{where.query}"
    wait_until(lambda: fault_of_upload(again) == "Client.BadData.Expired.URL", "the address to be used")
    wait_until(lambda: not before.has_grown(place, world), "nothing to be left")
    wait_until(lambda: name in place.server.log.read_text(), "the line about the request")
    (line,) = [json.loads(one) for one in place.server.log.read_text().splitlines() if name in one]
    assert line["level"] == "info", "a connection that breaks is no mistake of the server"


def test_a_server_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data")
    server.start()
    settings = Settings.load({}, data=server.data, port=server.port)
    database = Database(settings.sqlalchemy_url)
    site = Site.of(settings, Secrets.in_folder(server.data))
    place = Place(server, database, site)
    try:
        world = place.world()
        where = urlsplit(upload_url(place, world, 1_000_000))
        with socket.create_connection((where.hostname or "", where.port or 0)) as connection:
            head = f"POST {where.path}?{where.query} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
            connection.sendall(head.encode() + bytes(600_000))
            wait_until(lambda: on_its_way(server), "the server to write what comes")
            server.kill()
        assert files_stored(place) == set()
        server.start()
        assert documents(place, world) == len({"agenda", "old", "taken back", "notes"})
        assert files_stored(place) == set()
    finally:
        server.stop()
        database.close()


def on_its_way(server: RunningServer) -> bool:
    """Whether the server holds a file that has no name, with something in it."""
    assert server.process is not None
    for descriptor in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            deleted = str(server.data / "uploads") in os.readlink(descriptor)
            if deleted and descriptor.stat().st_size > 0:
                return True
    return False


def fault_of_upload(where: str) -> str:
    """The code of the Fault of an upload of nothing; it uses the address where nobody has."""
    return codes(httpx.post(where, content=b""))[0]


def test_addresses_lead_one_way_once_and_in_their_center(place: Place, world: World) -> None:
    content = files.package()
    where = upload_url(place, world, len(content))
    other = place.world()
    foreign = where.replace(f"/{world.center.name}/", f"/{other.center.name}/")
    assert codes(httpx.post(foreign, content=content)) == ["Client.BadData.NoSuch.URL"]
    assert codes(httpx.post(where.replace("?t=", "?t=x"), content=content)) == ["Client.BadData.NoSuch.URL"]
    assert codes(httpx.post(where.split("?")[0], content=content)) == ["Client.BadData.NoSuch.URL"]
    assert fault(httpx.get(where.replace("/up?", "/down?"))) == "Client.BadData.NoSuch.URL"
    assert fault(httpx.get(where.replace("/up?", "/view?"))) == "Client.BadData.NoSuch.URL"
    assert codes(httpx.post(where, content=content)) == [SUCCESS]
    assert codes(httpx.post(where, content=content)) == ["Client.BadData.Expired.URL"]


def test_a_meeting_that_is_deleted_meanwhile(place: Place, world: World) -> None:
    content = files.package()
    where = upload_url(place, world, len(content))
    deleted = '<DeleteMeetingRequest><StringQuery fieldName="name" value="roadshow-7"/></DeleteMeetingRequest>'
    assert golden.post(place.base_url, world, "tom", deleted).tag == "DeleteMeetingReply"
    before = files_stored(place)
    assert codes(httpx.post(where, content=content)) == ["Client.BadState.Meeting"]
    assert files_stored(place) <= before


# -------------------------------------------------------------------------------------------------------- videos


def video_recording(place: Place, world: World, video: Path, **values: object) -> Recording:
    """A video uploaded as a recording of the roadshow."""
    content = video.read_bytes()
    where = upload_url(place, world, len(content), "RecordingUpload", **values)
    reply = httpx.post(where, content=content, timeout=60)
    assert codes(reply) == ["Info.Server.Success.Upload"]
    reid = str(notices(reply)[0].xpath("string(.//*[@name='reid']/@value)"))
    with place.database.read() as session:
        return session.scalars(select(Recording).where(Recording.reid == reid)).one()


def test_a_video_goes_up_and_comes_down(place: Place, world: World, tmp_path: Path) -> None:
    video = files.video_file(tmp_path / "film.webm")
    made = video_recording(place, world, video, startTime="2009-03-31T14:00:00Z", title="An old one")
    assert (made.title, made.started_at.year, made.duration) == ("An old one", 2009, 2)
    where = url(
        place,
        world,
        ("reid", made.reid),
        resourceType="WindowsMediaMovieRecordingDownload",
        recViewerName="Noor",
        recViewerEmail="noor@example.org",
        recViewerCompany="Fjord Ltd",
    )
    for _ in range(2):
        reply = httpx.get(where, headers={"User-Agent": "collector/1"})
        assert reply.status_code == 200
        assert reply.headers["content-type"] == "application/octet-stream"
        assert int(reply.headers["content-length"]) == video.stat().st_size
        assert reply.content == video.read_bytes()
    tag = reply.headers["etag"]
    rest = httpx.get(where, headers={"Range": "bytes=100-", "If-Range": tag})
    assert (rest.status_code, rest.content, rest.headers["etag"]) == (206, video.read_bytes()[100:], tag)
    assert httpx.get(where, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert httpx.get(where, headers={"Range": "bytes=100-", "If-Range": '"x"'}).content == video.read_bytes()
    assert httpx.head(where).headers["etag"] == tag
    with place.database.read() as session:
        visits = session.scalars(select(RecordingVisit).where(RecordingVisit.recording_id == made.id)).all()
    assert [(one.name, one.company, one.browser, one.download) for one in visits] == [
        ("Noor", "Fjord Ltd", "collector/1", True)
    ] * 2


def test_a_video_is_viewed(place: Place, world: World, tmp_path: Path) -> None:
    video = files.video_file(tmp_path / "film.mp4", "mp4")
    made = video_recording(place, world, video)
    where = url(
        place, world, ("reid", made.reid), "mira", resourceType="WindowsMediaMovieRecording", recViewerName="Noor"
    )
    led = httpx.get(where)
    assert led.status_code == 302
    page, _, token = led.headers["location"].partition("#seat=")
    assert page == f"{place.base_url}/cc/{world.center.name}/view?id={made.name}"
    media = f"{place.base_url}/api/v1/recordings/media?token={token}"
    played = httpx.get(media, headers={"Range": "bytes=0-99"})
    assert (played.status_code, played.headers["content-type"]) == (206, "video/mp4")
    assert played.content == video.read_bytes()[:100]


def test_people_are_told_on_a_page_that_an_address_for_viewing_leads_nowhere(place: Place, world: World) -> None:
    where = f"{place.base_url}/cc/_XML/{world.center.name}/view?t=nothing"
    assert fault(httpx.get(where)) == "Client.BadData.NoSuch.URL"
    led = httpx.get(where, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (led.status_code, led.headers["location"]) == (302, f"{place.base_url}/cc/{world.center.name}/view")
    assert httpx.get(led.headers["location"]).headers["content-type"].startswith("text/html")


def test_who_is_sent_to_a_video_by_a_program_has_not_the_rights_of_the_program(
    place: Place, world: World, tmp_path: Path
) -> None:
    made = video_recording(place, world, files.video_file(tmp_path / "film.webm"))
    with place.database.write() as session:
        session.get_one(Recording, made.id).owner_downloads_only = True
    for message, user_id, downloads in (({}, "tom", True), ({"recViewerName": "Noor"}, None, False)):
        where = url(place, world, ("reid", made.reid), resourceType="WindowsMediaMovieRecording", **message)
        token = httpx.get(where).headers["location"].partition("#seat=")[2]
        asked = {"center": world.center.name, "name": made.name, "token": token}
        entry = httpx.post(f"{place.base_url}/api/v1/recordings/entries", json=asked).json()
        assert bool(entry["downloadUrl"]) is downloads
        with place.database.read() as session:
            visit = session.scalars(select(RecordingVisit).order_by(RecordingVisit.id.desc()).limit(1)).one()
            assert (visit.user.user_id if visit.user else None) == user_id


def test_addresses_for_viewing_are_not_for_downloading(place: Place, world: World, tmp_path: Path) -> None:
    made = video_recording(place, world, files.video_file(tmp_path / "film.webm"))
    view = url(place, world, ("reid", made.reid), resourceType="WindowsMediaMovieRecording")
    video = url(place, world, ("reid", made.reid), resourceType="WindowsMediaMovieRecordingDownload")
    report = url(place, world, ("mid", world.ids[("mid", "roadshow")]), resourceType="PollReport")
    assert fault(httpx.get(view.replace("/view?", "/down?"))) == "Client.BadData.NoSuch.URL"
    for where in (video, report):
        assert fault(httpx.get(where.replace("/down?", "/view?"))) == "Client.BadData.NoSuch.URL"


def test_a_recording_that_is_deleted_meanwhile(place: Place, world: World, tmp_path: Path) -> None:
    made = video_recording(place, world, files.video_file(tmp_path / "film.webm"))
    addresses = [
        url(place, world, ("reid", made.reid), resourceType=type_)
        for type_ in ("WindowsMediaMovieRecordingDownload", "WindowsMediaMovieRecording")
    ]
    deleted = f'<DeleteRecordingRequest><StringQuery fieldName="reid" value="{made.reid}"/></DeleteRecordingRequest>'
    assert golden.post(place.base_url, world, "tom", deleted).tag == "DeleteRecordingReply"
    for where in addresses:
        assert fault(httpx.get(where)) == "Client.BadMatch.Need1Got0.Recording"


def test_a_file_that_the_store_lost_is_a_fault(place: Place, world: World) -> None:
    where = url(place, world, ("name", "roadshow-7"), resourceType="WindowsMediaMovieRecordingDownload")
    assert fault(httpx.get(where)) == "Server"


def test_a_large_video_is_never_held_in_memory(place: Place, world: World) -> None:
    size = 150_000_000
    where = upload_url(place, world, size, "RecordingUpload")
    assert place.server.process is not None
    process = psutil.Process(place.server.process.pid)
    before = most = process.memory_info().rss
    piece = hashlib.sha256(b"x").digest() * 32_768

    def body() -> Iterator[bytes]:
        nonlocal most
        left = size
        while left:
            yield piece[:left]
            left -= min(left, len(piece))
            most = max(most, process.memory_info().rss)

    reply = httpx.post(where, content=body(), headers={"Content-Length": str(size)}, timeout=120)
    assert codes(reply) == ["Client.BadData"]
    assert most - before < size / 3


# ------------------------------------------------------------------------------------------------------ reports


@pytest.mark.parametrize(("type_", "what"), [("PollReport", "polls"), ("AttendanceReport", "attendance")])
def test_reports(place: Place, world: World, type_: str, what: str) -> None:
    reply = httpx.get(url(place, world, ("name", "roadshow-7"), resourceType=type_))
    assert reply.headers["content-type"] == "application/octet-stream"
    assert int(reply.headers["content-length"]) == len(reply.content)
    assert reply.content.startswith(b"\xef\xbb\xbf")
    assert reply.headers["content-disposition"] == f"attachment; filename*=UTF-8''roadshow-7-{what}.csv"
    book = httpx.get(url(place, world, ("name", "roadshow-7"), resourceType=type_, format="XLSX"))
    assert zipfile.is_zipfile(io.BytesIO(book.content))
