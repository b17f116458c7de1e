"""What was drawn and written while it was recorded becomes files of the recording, which depend on nothing of the
meeting."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from pycrdt import Array, Doc, Map
from sqlalchemy import func, select

from convener.domain import blobs
from convener.domain.boards import boards
from convener.domain.boards.templates import Template
from convener.domain.events.kinds.reactions import ReactionShown
from convener.domain.events.kinds.showing import ShowingChanged
from convener.domain.events.log import record
from convener.domain.events.states import ItemState, OpenItemState
from convener.domain.notes import documents
from convener.domain.notes.parts import ActionItem
from convener.domain.notes.schema import ROOT
from convener.domain.recordings import recordings
from convener.domain.recordings.states import RecordingState
from convener.domain.room import moderation
from convener.domain.shared_documents import log
from convener.domain.shared_documents.encoding import Element, UpdateWriter
from convener.domain.shared_documents.log import NewUpdate
from convener.jobs.kinds.recordings import FINISH_RECORDING
from convener.jobs.kinds.shared_documents import COMPACT_DOCUMENT
from convener.recording import drawings, notes
from convener.recording.drawings import elements_at
from convener.storage.blobs import BlobStore
from convener.storage.models import (
    DocumentUpdate,
    DrawingImage,
    Event,
    Meeting,
    Participant,
    Recording,
    SharedDocument,
)
from tests.factories.jobs import do_all, job_states, let_time_pass, runner
from tests.factories.studio import Studio, now


class Wall:
    """A whiteboard of the studio's meeting, on which something is drawn at times of the test's."""

    def __init__(self, studio: Studio, name: str = "Plan") -> None:
        self.studio = studio
        self.document: Doc[Any] = Doc()
        self.elements: Map[Any] = self.document.get("elements", type=Map)
        with studio.database.write() as session:
            insider = moderation.inside(session, session.get_one(Participant, studio.room.ids["host"]))
            board = boards.create(session, insider, name, Template.BLANK, [], key=name)
            self.board_id, self.key = board.board_id, board.document_id
            session.get_one(DocumentUpdate, (self.key, 1)).at -= timedelta(hours=1)

    def draw(self, at: datetime, name: str, **more: Any) -> None:
        """An element is drawn at that time."""
        element = {"id": name, "type": "rectangle", "x": 1, "y": 2, "width": 9, "height": 5, "index": "a1", **more}
        before = self.document.get_state()
        with self.document.transaction():
            self.elements[name] = Map({"e": element, "p": Array([0, 0])})
        self.store(at, self.document.get_update(before))

    def store(self, at: datetime, update: bytes) -> None:
        """An update is stored at that time."""
        with self.studio.database.write() as session:
            update_ = NewUpdate(None, self.studio.room.ids["host"], update)
            appended = log.append(session, self.key, [update_], {})
            session.get_one(DocumentUpdate, (self.key, appended.last)).at = at


def show(studio: Studio, at: datetime, *items: tuple[str, str, int]) -> None:
    """The last of these items (kind, id, page) is shown from that time on; none: nothing is."""
    opened = [OpenItemState(kind=kind, id=item, page=page) for kind, item, page in items]
    shown = ItemState(kind=opened[-1].kind, id=opened[-1].id) if opened else None
    with studio.room.locked() as (session, meeting):
        record(session, meeting, ShowingChanged(open=opened, shown=shown))
        session.flush()
        events = select(Event).where(Event.meeting_id == meeting.id)
        session.scalars(events.order_by(Event.seq.desc()).limit(1)).one().at = at


def drawn(studio: Studio, name: str) -> drawings.Drawing:
    return drawings.decode(studio.read(name))


def ids(drawing: drawings.Drawing, at: int) -> list[str]:
    return [one["id"] for one in elements_at(drawing, at)]


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_a_board_is_there_as_it_grew(studio: Studio) -> None:
    start, wall = now(), Wall(studio)
    wall.draw(start - seconds(10), "before")
    show(studio, start - seconds(5), ("board", wall.board_id, 1))
    wall.draw(start + seconds(2), "while", index="a2")
    wall.draw(start + seconds(12), "afterwards", index="a3")
    studio.stretch(1, start, 10).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    name = f"drawing-{wall.board_id}"
    assert [(one.at, one.kind, one.drawing) for one in studio.timeline().events if one.kind == "board"] == [
        (0, "board", name)
    ]
    part = studio.parts()[name]
    assert (part.kind, part.content_type) == ("drawing", "application/json")
    drawing = drawn(studio, name)
    assert [ids(drawing, at) for at in (0, 1_999, 2_000, 10_000)] == [
        ["before"],
        ["before"],
        ["before", "while"],
        ["before", "while"],
    ]


def test_what_was_drawn_in_a_pause_or_while_something_else_was_shown_is_there_when_it_is_shown_again(
    studio: Studio,
) -> None:
    start, wall = now(), Wall(studio)
    show(studio, start, ("board", wall.board_id, 1))
    wall.draw(start + seconds(1), "one")
    wall.draw(start + seconds(5), "in the pause", index="a2")
    show(studio, start + seconds(11))
    wall.draw(start + seconds(12), "hidden", index="a3")
    wall.draw(start + seconds(12.5), "hidden for a moment", index="a4")
    wall.draw(start + seconds(13), "hidden for a moment", index="a4", isDeleted=True)
    show(studio, start + seconds(14), ("board", wall.board_id, 1))
    host = studio.room.public["host"]
    studio.stretch(1, start, 3, "paused").microphone(host, 0, 25)
    studio.stretch(2, start + seconds(10), 8).microphone(host, 0, 25)
    studio.finish()
    drawing = drawn(studio, f"drawing-{wall.board_id}")
    assert [ids(drawing, at) for at in (2_999, 3_000, 6_999, 7_000)] == [
        ["one"],
        ["one", "in the pause"],
        ["one", "in the pause"],
        ["one", "in the pause", "hidden"],
    ]
    assert b"hidden for a moment" not in studio.read(f"drawing-{wall.board_id}")


def test_boards_that_were_not_shown_or_are_empty_are_not_in_it(studio: Studio) -> None:
    start, hidden, empty = now(), Wall(studio, "Hidden"), Wall(studio, "Empty")
    hidden.draw(start + seconds(1), "secret")
    show(studio, start, ("board", empty.board_id, 1))
    studio.stretch(1, start, 5).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    assert sorted(studio.parts()) == ["timeline", "track-1-1"]
    assert [one.drawing for one in studio.timeline().events if one.kind == "board"] == [""]


def test_it_is_all_there_though_snapshots_were_made_meanwhile(studio: Studio) -> None:
    """Until the recording is finished compaction leaves updates alone, then they go."""
    start, wall = now(), Wall(studio)
    worker = runner(studio.database, studio.site, studio.settings)

    def compact() -> None:
        with studio.database.write() as session:
            log.request_compaction(session, wall.key)
        do_all(worker, COMPACT_DOCUMENT)

    def count() -> int:
        with studio.database.read() as session:
            query = select(func.count()).where(DocumentUpdate.document_id == wall.key)
            return session.scalar(query) or 0

    show(studio, start, ("board", wall.board_id, 1))
    for number in range(1, 5):
        wall.draw(start + seconds(number), f"e{number}", index=f"a{number}")
        compact()
    assert count() == 5
    with studio.database.read() as session:
        assert session.get_one(SharedDocument, wall.key).snapshot_seq == 5
        assert log.read_log(session, wall.key).updates == []
    studio.stretch(1, start, 5).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    drawing = drawn(studio, f"drawing-{wall.board_id}")
    assert [ids(drawing, at) for at in (0, 1_000, 2_000, 4_000)] == [
        [],
        ["e1"],
        ["e1", "e2"],
        ["e1", "e2", "e3", "e4"],
    ]
    assert count() == 0


def test_a_later_recording_begins_with_the_snapshot(studio: Studio) -> None:
    """What was drawn before the recording is in a snapshot, and its updates are gone."""
    start, wall = now(), Wall(studio)
    with studio.database.write() as session:
        session.get_one(Recording, studio.recording_id).state = RecordingState.READY.value
    wall.draw(start - seconds(9), "long ago")
    with studio.database.write() as session:
        log.request_compaction(session, wall.key)
    do_all(runner(studio.database, studio.site, studio.settings), COMPACT_DOCUMENT)
    with studio.database.write() as session:
        session.get_one(Recording, studio.recording_id).state = RecordingState.PROCESSING.value
    wall.draw(start + seconds(2), "now", index="a2")
    with studio.database.write() as session:
        log.request_compaction(session, wall.key)
    do_all(runner(studio.database, studio.site, studio.settings), COMPACT_DOCUMENT)
    show(studio, start, ("board", wall.board_id, 1))
    studio.stretch(1, start, 5).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    drawing = drawn(studio, f"drawing-{wall.board_id}")
    assert [ids(drawing, at) for at in (0, 2_000)] == [["long ago"], ["long ago", "now"]]


def test_updates_stay_while_another_recording_needs_them(studio: Studio) -> None:
    start, wall = now(), Wall(studio)
    wall.draw(start, "one")
    with studio.room.locked() as (session, meeting):
        recordings.begin(session, meeting).state = RecordingState.RECORDING.value
        log.request_compaction(session, wall.key)
    do_all(runner(studio.database, studio.site, studio.settings), COMPACT_DOCUMENT)
    studio.stretch(1, start, 5).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    assert studio.recording().state == "ready"
    with studio.database.read() as session:
        assert session.scalar(select(func.count()).where(DocumentUpdate.document_id == wall.key)) == 2


def test_a_drawing_that_cannot_be_read_is_left_out_in_the_end(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    start, wall = now(), Wall(studio)
    show(studio, start, ("board", wall.board_id, 1))
    wall.draw(start + seconds(1), "fine")
    wall.store(start + seconds(2), b"\xff" * 40)
    studio.stretch(1, start, 5).microphone(studio.room.public["host"], 0, 25)
    studio.ask()
    worker = runner(studio.database, studio.site, studio.settings)
    for _ in range(4):
        let_time_pass(studio.database)
        do_all(worker, FINISH_RECORDING)
    assert job_states(studio.database, "finish_recording") == ["done"]
    assert studio.recording().state == "ready"
    assert sorted(studio.parts()) == ["timeline", "track-1-1"]


def test_notes_are_there_as_they_grew_and_raised_hands(studio: Studio) -> None:
    start = now()
    call, write = (
        ActionItem(id=text, text=text, assignee="", person="", due=None, done=False) for text in ("Call", "Write")
    )
    with studio.room.locked() as (session, meeting):
        document = documents.open_current(session, meeting.id, documents.first_update((call,)))
        session.flush()
        session.get_one(DocumentUpdate, (document.id, 1)).at = start - seconds(1)
        writer = UpdateWriter(77, ROOT)
        writer.append(Element("paragraph", {}, write.text))
        log.append(session, document.id, [NewUpdate(77, None, writer.update())], {77: None})
        session.get_one(DocumentUpdate, (document.id, 2)).at = start + seconds(7)
    for at, raised in ((2, True), (4, False), (8, True)):
        studio.room.act("ann", "set_hand", raised, None)
        with studio.room.locked() as (session, meeting):
            last = select(Event).where(Event.meeting_id == meeting.id).order_by(Event.seq.desc()).limit(1)
            session.scalars(last).one().at = start + seconds(at)
    studio.stretch(1, start, 10).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    timeline = studio.timeline()
    ann = studio.room.public["ann"]
    assert [(one.at, one.person, one.length) for one in timeline.events if one.kind == "hand"] == [
        (2_000, ann, 2_000),
        (8_000, ann, 2_000),
    ]
    assert (timeline.notes, studio.parts()["notes"].kind) == ("notes", "notes")
    made = notes.decode(studio.read("notes"))
    found = [(state.at, [made.lines[number].text for number in state.lines]) for state in made.states]
    assert [at for at, _ in found] == [0, 7_000]
    assert found[0][1] == ["Call"]
    assert sorted(found[1][1]) == ["Call", "Write"]


def test_reactions_of_people_who_are_shown(studio: Studio) -> None:
    start = now()
    with studio.room.locked() as (session, meeting):
        record(
            session, meeting, ReactionShown(emoji="heart"), participant=session.get(Participant, studio.room.ids["ann"])
        )
        last = select(Event).where(Event.meeting_id == meeting.id).order_by(Event.seq.desc()).limit(1)
        session.scalars(last).one().at = start + seconds(2)
    studio.stretch(1, start, 10).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    assert [(one.at, one.person, one.text) for one in studio.timeline().events if one.kind == "reaction"] == [
        (2_000, studio.room.public["ann"], "heart")
    ]


def test_images_on_drawings_are_parts_of_the_recording(studio: Studio) -> None:
    """One that is on two boards is one part; the recording has it when the meeting has not any more."""
    start, walls = now(), [Wall(studio, "one"), Wall(studio, "two")]
    there, gone = "a" * 40, "b" * 40
    store = BlobStore.of(studio.settings)
    with studio.database.write() as session:
        center_id = session.get_one(Meeting, studio.room.meeting_id).center_id
    for wall in walls:
        blob = blobs.store(studio.database, store, io.BytesIO(b"webp"))
        with studio.database.write() as session:
            blobs.claim(session, blob)
            image = {"file_id": there, "width": 3, "height": 2, "size": 4, "blob": blob, "created_at": now()}
            session.add(DrawingImage(center_id=center_id, document_id=wall.key, **image))
        show(studio, start, ("board", wall.board_id, 1))
        wall.draw(start, "picture", type="image", fileId=there, status="saved", scale=[1, 1])
        wall.draw(start + seconds(1), "lost", index="a2", type="image", fileId=gone, status="saved", scale=[1, 1])
        start += seconds(3)
    studio.stretch(1, start - seconds(6), 10).microphone(studio.room.public["host"], 0, 25)
    studio.finish()
    names = [name for name, part in studio.parts().items() if part.kind == "image"]
    assert names == [f"image-{there}"]
    assert studio.read(names[0]) == b"webp"
    for wall in walls:
        drawing = drawn(studio, f"drawing-{wall.board_id}")
        assert drawing.files == {there: names[0]}
        assert drawings.cut(drawing, 0, 0).files == {}
