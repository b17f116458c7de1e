"""A meeting is recorded, as people see it, and what the recorder wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from convener.recording.index import TrackIndex, read_tracks
from convener.recording.port import TrackKind
from convener.storage.database import Database
from convener.storage.models import Participant, Recording
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import Person
from tests.factories.played import beeps, brightness, flashes
from tests.servers import DATABASE_FILE, RunningServer, wait_until

FLASHING = """
(() => {
  const Native = window.AudioContext;
  let made;
  const make = () => {
    const sound = new Native();
    const tone = new OscillatorNode(sound, { frequency: 660 });
    const volume = new GainNode(sound, { gain: 0.02 });
    const heard = sound.createMediaStreamDestination();
    tone.connect(volume).connect(heard);
    tone.start();
    const picture = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
    const context = picture.getContext('2d');
    let planned = Math.ceil(sound.currentTime);
    const draw = () => {
      for (; planned < sound.currentTime + 2; planned += 1) {
        volume.gain.setValueAtTime(0.8, planned);
        volume.gain.setValueAtTime(0.02, planned + 0.25);
      }
      context.fillStyle = sound.currentTime % 1 < 0.25 ? '#ffffff' : '#101010';
      context.fillRect(0, 0, 160, 90);
    };
    setInterval(draw, 10);
    draw();
    return { heard, picture };
  };
  MediaDevices.prototype.getUserMedia = async function (wanted) {
    made ??= make();
    const tracks = [];
    if (wanted.audio) tracks.push(made.heard.stream.getAudioTracks()[0].clone());
    if (wanted.video) tracks.push(made.picture.captureStream(30).getVideoTracks()[0]);
    return new MediaStream(tracks);
  };
})();
"""
"""Camera and microphone flash and beep together, at each full second of the page's sound clock."""


@pytest.fixture
def deaf_server(tmp_path: Path) -> Iterator[LiveMinutes]:
    """An application of a server that may not record."""
    server = RunningServer(tmp_path / "data", recorder="off")
    server.start()
    application = LiveMinutes(server)
    yield application
    application.close()
    server.stop()


@pytest.mark.feature("recording")
def test_where_nothing_can_be_recorded_the_host_is_told_why(deaf_server: LiveMinutes, new_person: Any) -> None:
    ann = new_person("Ann").join_without_devices(create(deaf_server)["hostUrl"])
    ann.button("More").click()
    ann.button("Record").click()
    expect(ann.page.get_by_text("Recording is turned off on this server")).to_be_visible()
    ann.button("More").click()
    expect(ann.button("Record")).to_be_visible()
    assert ann.errors == []


class Watched:
    """The capture that runs, by other names of its files: they outlive what becomes of the recording."""

    def __init__(self, server: RunningServer, folder: Path) -> None:
        wait_until(lambda: list(server.data.glob("captures/*/*/capture.json")), "the capture to begin")
        (head,) = server.data.glob("captures/*/*/capture.json")
        self._watch(head.parent, folder)

    def _watch(self, source: Path, folder: Path) -> None:
        self.source, self.folder = source, folder
        folder.mkdir()

    @classmethod
    def of(cls, source: Path, folder: Path) -> Watched:
        """The capture in this folder."""
        watched = cls.__new__(cls)
        watched._watch(source, folder)
        return watched

    def follow(self) -> None:
        """Name what was begun since."""
        with suppress(FileNotFoundError):  # the recording is finished, and has files of its own
            for file in self.source.iterdir():
                if not (self.folder / file.name).exists():
                    os.link(file, self.folder / file.name)

    def tracks(self, person: str, kind: TrackKind) -> list[TrackIndex]:
        """What is captured of a person."""
        self.follow()
        return [one for one in read_tracks(self.folder) if one.person == person and one.kind is kind]

    def grows(self, person: str, kind: TrackKind, *, number: int = 1, frames: int = 15) -> None:
        """Wait for so many frames more, of the so manyth publication."""

        def count() -> int:
            found = self.tracks(person, kind)
            return found[number - 1].frames if len(found) >= number else 0

        least = count() + frames
        wait_until(lambda: count() >= least, f"{frames} frames more of the {kind.value} of {person}")


def share(person: Person, watched: Watched, participant: str, number: int) -> None:
    person.button("Share screen").click()
    watched.grows(participant, TrackKind.SCREEN, number=number, frames=5)
    person.button("Stop sharing").click()
    expect(person.button("Share screen")).to_be_visible()
    wait_until(
        lambda: watched.tracks(participant, TrackKind.SCREEN)[number - 1].is_complete, "the end of the shared screen"
    )


def ids(server: RunningServer) -> dict[str, str]:
    """The public ids of participants, by name."""
    database = Database(f"sqlite:///{server.data / DATABASE_FILE}")
    try:
        with database.read() as session:
            return {one.name: one.public_id for one in session.scalars(select(Participant))}
    finally:
        database.close()


def out_of_step(shown: list[float], sounded: list[float]) -> float:
    """By how many milliseconds flashes and beeps differ, in the middle of all cases."""
    assert len(shown) >= 2
    assert len(sounded) >= 2
    return abs(median(min((one - other for other in shown), key=abs) for one in sounded))


@pytest.mark.feature("recording", "media")
def test_what_people_send_is_captured_in_step(
    api: LiveMinutes, shared_server: RunningServer, new_person: Any, tmp_path: Path
) -> None:
    made = create(api)
    ann, bob = new_person("Ann"), new_person("Bob")
    bob.context.add_init_script(FLASHING)
    ann.join(made["hostUrl"])
    bob.join(add(api, "p1", "Bob"))
    ann.sees("Bob")
    ann.button("More").click()
    ann.button("Record").click()
    bob.page.get_by_role("dialog").get_by_role("button", name="Stay").click()
    watched, person = Watched(shared_server, tmp_path / "capture"), ids(shared_server)
    watched.grows(person["Bob"], TrackKind.CAMERA, frames=60)

    bob.button("Mute microphone").click()
    wait_until(lambda: watched.tracks(person["Bob"], TrackKind.MICROPHONE)[0].gaps, "the mute")
    share(ann, watched, person["Ann"], 1)
    bob.button("Unmute microphone").click()
    wait_until(lambda: watched.tracks(person["Bob"], TrackKind.MICROPHONE)[0].gaps[0][1], "the end of the mute")
    share(ann, watched, person["Ann"], 2)
    watched.grows(person["Bob"], TrackKind.CAMERA, frames=60)
    ann.button("More").click()
    ann.button("Stop recording").click()
    watched.follow()
    wait_until(lambda: all(one.is_complete for one in read_tracks(watched.folder)), "the end")
    assert ann.errors == bob.errors == []

    # Ann shared twice: two tracks, one behind the other, each with a picture.
    first, second = watched.tracks(person["Ann"], TrackKind.SCREEN)
    assert first.end < second.at
    assert brightness(first)
    assert brightness(second)
    # Nobody has seen or heard of another one than those who were there.
    assert {one.person for one in read_tracks(watched.folder)} == {person["Ann"], person["Bob"]}
    # Bob flashed and beeped together, but for the mute, from the beginning to the end.
    (camera,) = watched.tracks(person["Bob"], TrackKind.CAMERA)
    (microphone,) = watched.tracks(person["Bob"], TrackKind.MICROPHONE)
    ((off, on),) = microphone.gaps
    assert on is not None
    seen, heard = flashes(camera), beeps(microphone)
    # On a busy machine a beep and the mute that follows it are put some hundred milliseconds apart.
    assert not [at for at in heard if off + 500 < at < on - 500]
    assert out_of_step(seen, [at for at in heard if at <= off]) <= 80
    assert out_of_step(seen, [at for at in heard if at >= on]) <= 80
    assert abs(camera.end - microphone.end) < 500
    # What was captured can be played.
    wait_until(lambda: "ready" in states(shared_server), "the recording")


def states(server: RunningServer) -> list[str]:
    """How far the recordings of a server are."""
    database = Database(f"sqlite:///{server.data / DATABASE_FILE}")
    try:
        with database.read() as session:
            return list(session.scalars(select(Recording.state)))
    finally:
        database.close()
