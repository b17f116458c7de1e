"""A recording in the browsers of tests: how it begins, and what the recorder has written of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from convener.recording.index import TrackIndex, read_tracks
from convener.recording.port import TrackKind
from convener.storage.database import Database
from convener.storage.models import Participant, Recording
from tests.e2e.panels import more
from tests.e2e.person import Person
from tests.factories.played import pictures
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
      const since = sound.currentTime % 1;
      context.fillStyle = since < 0.25 ? '#ffffff' : '#101010';
      context.fillRect(0, 0, 160, 90);
      context.fillStyle = `rgb(${Array(3).fill(Math.round(255 * since)).join()})`;
      context.fillRect(96, 0, 64, 90);
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
"""Camera and microphone flash and beep together, at each full second of the page's sound clock. Besides, how bright the
right of a picture is says how long ago that was when it was drawn: a busy page draws late."""


def drawn(camera: TrackIndex) -> list[tuple[float, float]]:
    """Of each picture of ``FLASHING``: when it is shown, in milliseconds of the capture, and when it was drawn, in
    milliseconds since the last full second of the page's sound clock."""
    black, white = 16, 235  # of studio range, as pictures of a camera are
    return [
        (camera.time_of(round(at)), 1_000 * (value - black) / (white - black))
        for at, value in pictures(camera.file, (0.85, 0.5))
    ]


def begin_recording(host: Person, other: Person) -> None:
    """The host records; the other one, who is asked, stays."""
    more(host)
    host.button("Record").click()
    other.page.get_by_role("dialog").get_by_role("button", name="Stay").click()


def captures(server: RunningServer) -> list[Path]:
    """The folders of the captures, in order."""
    return sorted(head.parent for head in server.data.glob("captures/*/*/capture.json"))


class Watched:
    """The capture that runs, by other names of its files: they outlive what becomes of the recording."""

    def __init__(self, server: RunningServer, folder: Path, number: int = 1) -> None:
        """The so manyth capture of a server, which may be about to begin, in a folder that is made."""
        wait_until(lambda: len(captures(server)) >= number, f"capture {number}")
        self.source, self.folder = captures(server)[number - 1], folder
        folder.mkdir()

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


def ids(server: RunningServer) -> dict[str, str]:
    """The public ids of participants, by name."""
    database = Database(f"sqlite:///{server.data / DATABASE_FILE}")
    try:
        with database.read() as session:
            return {one.name: one.public_id for one in session.scalars(select(Participant))}
    finally:
        database.close()


def states(server: RunningServer) -> list[str]:
    """How far the recordings of a server are."""
    database = Database(f"sqlite:///{server.data / DATABASE_FILE}")
    try:
        with database.read() as session:
            return list(session.scalars(select(Recording.state)))
    finally:
        database.close()
