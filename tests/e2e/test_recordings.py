"""Recordings in the browser: who may see them, that they play, and the page for everybody."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import select

from convener.domain.site import now
from convener.domain.transfers import transfers
from convener.domain.transfers.transfers import TransferKind
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.models import Recording, RecordingAccess, RecordingVisit
from tests.e2e.accessibility import accessible
from tests.factories.entry import USER_PASSWORD, EntryFactory
from tests.factories.files import video_file
from tests.factories.made_recordings import insert_made_recording
from tests.servers import RunningServer, wait_until

PASSWORD = "5~.~tS`p2"
START = "2026-03-31T14:00:00Z"

PLAYED = "async (video) => { await video.play(); return 1; }"


@pytest.fixture
def entrance(shared_server: RunningServer) -> Iterator[EntryFactory]:
    made = EntryFactory(shared_server)
    yield made
    made.clear()


def record(entrance: EntryFactory, folder: Path, kind: str = "webm", **columns: Any) -> int:
    """A recording called K7WP2Q with these columns; returns its id."""
    entrance.meeting("K7WP2Q")
    path = video_file(folder / f"film.{kind}", kind, seconds=4)
    options = ("--meeting", "K7WP2Q", "--title", "Spring review", "--start-time", START)
    done = entrance.server.cli("recording", "import", str(path), *options)
    assert done.returncode == 0, done.stderr
    with entrance.database.write() as session:
        recording = session.scalars(select(Recording).where(Recording.removed_at.is_(None))).one()
        for name, value in {"entry": "none", **columns}.items():
            setattr(recording, name, value)
        return recording.id


def visits(entrance: EntryFactory) -> list[RecordingVisit]:
    """All visits of the recording of the test."""
    query = select(RecordingVisit).join(Recording).where(Recording.removed_at.is_(None)).order_by(RecordingVisit.id)
    with entrance.database.read() as session:
        return list(session.scalars(query))


def plays(person: Any) -> None:
    """Assert that the video moves: its time grows."""
    video = person.page.get_by_label("Spring review")
    expect(video).to_be_visible()
    video.evaluate(PLAYED)
    wait_until(lambda: video.evaluate("(one) => one.currentTime") > 0.2, "the film to move")
    assert video.evaluate("(one) => one.videoWidth") == 64


def test_an_entry_url_plays_the_video(entrance: EntryFactory, new_person: Any, tmp_path: Path) -> None:
    record(entrance, tmp_path, entry="password", password=PASSWORD)
    url = entrance.url("view", "k7wp2q", pw=PASSWORD, cn="Zoé Ångström", company="Ma & Pa", extra1="crm", fmt="wmm")
    zoe = new_person("Zoé").open(url)
    plays(zoe)
    zoe.reads("March 31, 2026")
    (visit,) = visits(entrance)
    assert (visit.name, visit.company, visit.extra1) == ("Zoé Ångström", "Ma & Pa", "crm")
    assert "pw=" not in zoe.page.url
    with zoe.page.expect_download() as download:
        zoe.page.get_by_role("link", name="Download").click()
    assert Path(download.value.path()).read_bytes() == (tmp_path / "film.webm").read_bytes()
    zoe.page.reload()
    plays(zoe)
    assert PASSWORD not in entrance.server.log.read_text()


def test_the_address_that_a_program_asked_for_plays_the_video(
    entrance: EntryFactory, new_person: Any, tmp_path: Path
) -> None:
    recording_id = record(entrance, tmp_path, entry="password", password=PASSWORD, registration=True)
    with entrance.database.write() as session:
        recording = session.get_one(Recording, recording_id)
        kind, said = TransferKind.RECORDING_PLAYBACK, {"name": "Zoé"}
        token = transfers.create(
            session, entrance.site, recording.owner, kind, recording=recording, options=said
        )  # as GetURL does
    zoe = new_person("Zoé").open(f"{entrance.server.base_url}/cc/_XML/MAIN/view?t={token}")
    plays(zoe)
    assert zoe.page.url == entrance.url("view", "K7WP2Q")
    zoe.page.reload()
    plays(zoe)
    assert [visit.name for visit in visits(entrance)] == ["Zoé"]
    late = new_person("Late").open(entrance.url("view", "K7WP2Q") + "#seat=over")
    expect(late.page.get_by_label("Password of the recording")).to_be_visible()


def test_the_keyboard_plays_it(entrance: EntryFactory, new_person: Any, tmp_path: Path) -> None:
    record(entrance, tmp_path)
    zoe = new_person("Zoé").open(entrance.url("view", "K7WP2Q", cn="Zoé"))
    video = zoe.page.get_by_label("Spring review")
    video.focus()
    zoe.page.keyboard.press("Space")
    wait_until(lambda: video.evaluate("(one) => one.currentTime") > 0, "the film to move")


def test_what_is_missing_is_asked_for(entrance: EntryFactory, new_person: Any, tmp_path: Path) -> None:
    record(entrance, tmp_path, entry="password", password=PASSWORD, registration=True, owner_downloads_only=True)
    zoe = new_person("Zoé").open(entrance.url("view", "K7WP2Q"))
    zoe.button("Watch").click()
    zoe.reads("please type your name")
    zoe.page.get_by_role("textbox", name="Your name").fill("Zoé")
    zoe.page.get_by_role("textbox", name="Your e-mail address").fill("zoe@example.org")
    zoe.page.get_by_role("textbox", name="Your company").fill("Ma & Pa")
    for password in ("wrong", "wrong", PASSWORD):
        zoe.page.get_by_label("Password of the recording").fill(password)
        zoe.button("Watch").click()
        if password == "wrong":
            zoe.reads("not the password of this recording")
            expect(zoe.page.get_by_label("Password of the recording")).to_have_value("")
    plays(zoe)
    expect(zoe.page.get_by_role("link", name="Download")).to_have_count(0)
    (visit,) = visits(entrance)
    assert (visit.name, visit.email, visit.company) == ("Zoé", "zoe@example.org", "Ma & Pa")


def test_people_on_the_list_sign_in(entrance: EntryFactory, new_person: Any, tmp_path: Path) -> None:
    ann, bob = entrance.user("ann"), entrance.user("bob")
    recording = record(entrance, tmp_path, entry="acl")
    assert bob != ann
    with entrance.database.write() as session:
        session.add(RecordingAccess(recording_id=recording, user_id=ann))
    person = new_person("Ann").open(entrance.url("view", "K7WP2Q"))
    for user_id in ("bob", "ann"):
        person.page.get_by_role("textbox", name="User ID").fill(user_id)
        person.page.get_by_label("Password").first.fill(USER_PASSWORD)
        person.button("Sign in").click()
        if user_id == "bob":
            person.reads("signed in as bob, who is not on the list")
    plays(person)
    assert [visit.user_id for visit in visits(entrance)] == [ann]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"life": "deleted", "removed_at": now()}, "was deleted"),
        ({"life": "expired", "removed_at": now()}, "has expired"),
        ({"published_at": None}, "still being made"),
        ({"name_folded": "another"}, "no recording of this name"),
    ],
)
def test_closed_doors_say_why(
    entrance: EntryFactory, new_person: Any, tmp_path: Path, columns: dict[str, Any], says: str
) -> None:
    record(entrance, tmp_path, **columns)
    zoe = new_person("Zoé").open(entrance.url("view", "K7WP2Q", cn="Zoé"))
    zoe.reads(says)
    expect(zoe.page.locator("video")).to_have_count(0)


def test_a_video_that_browsers_do_not_play_can_be_had(entrance: EntryFactory, new_person: Any, tmp_path: Path) -> None:
    record(entrance, tmp_path, "asf")
    zoe = new_person("Zoé").open(entrance.url("view", "K7WP2Q", cn="Zoé"))
    zoe.reads("browsers cannot play this kind of film")
    expect(zoe.page.get_by_role("link", name="Download")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1440)])
def test_everybody_can_use_it(entrance: EntryFactory, new_person: Any, tmp_path: Path, scheme: str, width: int) -> None:
    record(entrance, tmp_path, entry="password", password=PASSWORD, registration=True)
    zoe = new_person("Zoé", color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    zoe.open(entrance.url("view", "K7WP2Q"))
    zoe.button("Watch").click()
    zoe.reads("please type your name")
    accessible(zoe, "asking")
    zoe.open(entrance.url("view", "K7WP2Q", pw=PASSWORD, cn="Zoé", email="z@example.org", company="Ltd"))
    plays(zoe)
    accessible(zoe, "playing")
    assert zoe.page.evaluate("document.documentElement.scrollWidth") <= width
    assert datetime.fromisoformat(START) < datetime.now(UTC)


def test_a_recording_of_the_room_plays_in_step(entrance: EntryFactory, new_person: Any, tmp_path: Path) -> None:
    meeting = entrance.meeting("K7WP2Q")
    store = BlobStore.of(Settings(data=entrance.server.data))
    pages = {f"page-plan-{number}": picture(number) for number in (1, 2)}
    insert_made_recording(entrance.database, store, meeting, tmp_path / "capture", pages, "Spring review")
    with entrance.database.write() as session:
        session.scalars(select(Recording).where(Recording.removed_at.is_(None))).one().entry = "none"
    zoe = new_person("Zoé").open(entrance.url("view", "K7WP2Q", cn="Zoé"))
    player = zoe.page.get_by_role("region", name="Recording of the meeting")
    expect(player.get_by_role("figure", name="Ann Berg")).to_be_visible()
    zoe.page.keyboard.press("k")
    wait_until(lambda: len(zoe.page.evaluate(PLAYING)) == 4, "all tracks to play")
    wait_until(lambda: min(zoe.page.evaluate(PLAYING)) > 0.3, "them to move")
    zoe.page.keyboard.press("k")
    wait_until(lambda: zoe.page.evaluate(PLAYING) == [], "all tracks to pause")
    player.get_by_role("button", name="Harbour plan, page 2").click()
    expect(player.get_by_role("figure", name="Harbour plan, page 2").get_by_role("img")).to_be_visible()
    expect(player.get_by_role("slider", name="Position")).to_have_attribute("aria-valuetext", "0:04 of 0:10")
    accessible(zoe, "a recording of the room")
    player.get_by_role("tab", name="Chat").click()
    player.get_by_role("button", name="Which pier is that?").click()
    expect(player.get_by_role("slider", name="Position")).to_have_attribute("aria-valuetext", "0:03 of 0:10")
    assert zoe.errors == []
    assert [visit.name for visit in visits(entrance)] == ["Zoé"]


PLAYING = """
() => [...document.querySelectorAll("video, audio")].filter((one) => !one.paused).map((one) => one.currentTime)
"""


def picture(number: int) -> bytes:
    """A page with so many dark bars."""
    page = Image.new("RGB", (640, 360), "white")
    for bar in range(number):
        page.paste((40, 80, 160), (60, 60 + 90 * bar, 580, 110 + 90 * bar))
    file = io.BytesIO()
    page.save(file, "WEBP")
    return file.getvalue()
