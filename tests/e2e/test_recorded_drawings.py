"""What was drawn in a meeting is played as it was drawn, also where the server was killed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from convener.storage.database import Database
from convener.storage.models import Recording
from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import canvas, drag, drawn, played
from tests.e2e.panels import draw_on_new_document, more, open_panel, write_message
from tests.e2e.recording import begin_recording
from tests.servers import DATABASE_FILE, RunningServer, wait_until


@pytest.fixture
def recordings(server: RunningServer) -> Iterator[Database]:
    database = Database(f"sqlite:///{server.data / DATABASE_FILE}")
    yield database
    database.close()


def is_captured(server: RunningServer, stretch: int) -> bool:
    """Whether something of the stretch with this number is captured."""
    return any(one.stat().st_size > 0 for one in server.data.glob(f"captures/*/{stretch}/*.webm"))


def says(ann: Any, bob: Any, text: str) -> None:
    """Ann writes this to all: a moment of the recording that can be found again."""
    write_message(ann, text)
    expect(bob.page.get_by_role("log", name="Messages").get_by_text(text)).to_be_visible()


def begin_board(ann: Any, bob: Any) -> None:
    more(ann)
    ann.page.get_by_role("button", name="Whiteboard").click()
    ann.button("New board").click()
    ann.page.get_by_label("Name of the board").fill("Plan")
    ann.button("Create and show").click()
    for one in (ann, bob):
        expect(one.page.get_by_role("region", name="Plan")).to_be_visible()
        expect(canvas(one)).to_be_visible()


def record_a_meeting(server: RunningServer, ann: Any, bob: Any) -> None:
    """Ann draws on a page and on a board; in the middle of a stroke the server is killed."""
    begin_recording(ann, bob)
    wait_until(lambda: is_captured(server, 1), "the capture to begin")
    open_panel(bob, "Chat")

    draw_on_new_document(ann)
    expect(bob.page.get_by_role("region", name="Talk")).to_be_visible()
    says(ann, bob, "Empty page")
    drag(ann, (200, 100), (300, 100), (300, 160))
    expect(canvas(bob)).to_be_attached()
    wait_until(lambda: drawn(bob, 50, 20, 500, 400) > 100, "the stroke on the page")
    says(ann, bob, "Drawn page")

    begin_board(ann, bob)
    says(ann, bob, "Empty board")
    drag(ann, (100, 80), (200, 80), (200, 140))
    wait_until(lambda: drawn(bob, 0, 0, 500, 400) > 100, "the stroke on the board")
    says(ann, bob, "One stroke")
    box = canvas(ann).bounding_box()
    assert box is not None
    mouse = ann.page.mouse
    mouse.move(box["x"] + 100, box["y"] + 220)
    mouse.down()
    mouse.move(box["x"] + 200, box["y"] + 220, steps=5)
    before = drawn(bob, 0, 0, 500, 400)
    wait_until(lambda: drawn(bob, 0, 190, 500, 60) > 50, "the beginning of the next stroke")
    server.kill()
    mouse.move(box["x"] + 300, box["y"] + 220, steps=5)
    mouse.up()
    bob.reads("Reconnecting")
    server.start()
    wait_until(lambda: is_captured(server, 2), "the capture to go on")
    wait_until(lambda: drawn(bob, 0, 190, 500, 60) > 150, "the whole stroke")
    assert before > 100
    says(ann, bob, "Two strokes")
    more(ann)
    ann.button("Stop recording").click()


def shows(player: Locator, message: str, least: int, what: str) -> int:
    """Jump to the moment at which this was written, when at least so many pixels were drawn (0: none); how many are."""
    jump(player, message)
    wait_until(lambda: played(player) == 0 if least == 0 else played(player) >= least, what)
    return played(player)


def jump(player: Locator, message: str) -> None:
    """To the moment at which this was written: messages are listed as far as the player is."""
    player.get_by_role("tab", name="Chat").click()
    player.get_by_role("slider", name="Position").press("End")
    player.get_by_role("button", name=message).click()


@pytest.mark.feature("recording", "whiteboard", "drawing")
def test_what_was_drawn_is_played_as_it_was_drawn(server: RunningServer, recordings: Database, new_person: Any) -> None:
    api = LiveMinutes(server)
    made = create(api)
    ann, bob = new_person("Ann"), new_person("Bob")
    ann.join_without_picture(made["hostUrl"])
    bob.join_without_devices(add(api, "p1", "Bob"))
    record_a_meeting(server, ann, bob)

    def is_ready() -> bool:
        with recordings.read() as session:
            return session.scalar(select(Recording.state)) == "ready"

    wait_until(is_ready, "the recording")
    with recordings.write() as session:
        recording = session.scalars(select(Recording)).one()
        recording.entry, name = "none", recording.name
    assert ann.errors == bob.errors == []
    ann.close()
    bob.close()
    api.close()

    zoe = new_person("Zoe").open(f"{server.base_url}/cc/main/view?id={name}&cn=Zoe")
    player = zoe.page.get_by_role("region", name="Recording of the meeting")
    expect(player).to_be_visible()
    for _ in range(2):
        shows(player, "Empty page", 0, "the empty page")
        expect(player.get_by_role("figure", name="Talk, page 1")).to_be_visible()
        shows(player, "Drawn page", 100, "what was drawn on it")
        shows(player, "Empty board", 0, "the empty board")
        expect(player.get_by_role("figure", name="Whiteboard: Plan")).to_be_visible()
        one_stroke = shows(player, "One stroke", 100, "the first stroke")
        shows(player, "Two strokes", one_stroke + 100, "the stroke in whose middle the server was killed")
        shows(player, "Empty page", 0, "the page, empty again")
        zoe.page.reload()
    shows(player, "Two strokes", 200, "the board")
    accessible(zoe, "a recording with a board")
    assert zoe.errors == []
