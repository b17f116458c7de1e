"""How long it takes until a recording can be played after it was stopped: ten minutes of four cameras of 1.5 Mbit/s and
their microphones, finished by the job that a worker does.

    python -m tests.bench.playable [--quick]

Measured is from the end of the last capture to the reply of the database that it can be played. That captures are
closed before takes as long as a message to the recorder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.recording.codecs import Codec
from convener.recording.matroska import TrackFormat
from convener.recording.port import TrackKind
from convener.settings import Settings
from convener.storage.database import Database
from tests.bench import report
from tests.bench.report import verdict
from tests.factories.captures import encoded_beep
from tests.factories.studio import Studio, make_studio, now
from tests.servers import DATABASE_FILE, migrated_file

PEOPLE = 4
FRAME = 1_500_000 // 8 // 25
WITHIN = 5.0
"""Seconds, at most."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A recording that was finished."""

    cameras: int
    minutes: int
    megabytes: float
    seconds: float


def measure(folder: Path, minutes: int) -> Measured:
    """Finish one recording."""
    data = folder / "data"
    data.mkdir()
    shutil.copy(migrated_file(), data / DATABASE_FILE)
    database = Database(f"sqlite:///{data / DATABASE_FILE}")
    settings = Settings(data=data)
    try:
        studio = make_studio(database, Site.of(settings, Secrets(b"k" * 32)), settings)
        size = _capture(studio, minutes)
        began = time.perf_counter()
        studio.finish()
        took = time.perf_counter() - began
        assert studio.recording().state == "ready"
    finally:
        database.close()
    return Measured(cameras=PEOPLE, minutes=minutes, megabytes=round(size / 1e6, 1), seconds=round(took, 2))


def _capture(studio: Studio, minutes: int) -> int:
    capture = studio.stretch(1, now() - timedelta(minutes=minutes), 60 * minutes)
    sounds = encoded_beep(50)
    for number in range(PEOPLE):
        person = studio.room.public["ann" if number % 2 else "host"]
        camera = TrackFormat(codec=Codec.VP8, width=1280, height=720)
        frames = [(40 * at, os.urandom(FRAME), at % 50 == 0) for at in range(1_500 * minutes)]
        capture.track(person, TrackKind.CAMERA, camera, 0, frames)
        heard = [(20 * at, sounds[at % 50], True) for at in range(3_000 * minutes)]
        capture.track(person, TrackKind.MICROPHONE, TrackFormat(codec=Codec.OPUS), 0, heard)
    return sum(file.stat().st_size for file in capture.folder.iterdir())


def main() -> None:
    """Measure; print and write the results."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.playable")
    parser.add_argument("--quick", action="store_true", help="a minute")
    minutes = 1 if parser.parse_args().quick else 10
    with tempfile.TemporaryDirectory() as name:
        row = measure(Path(name), minutes)
    report.table("From the end of a recording until it can be played", [asdict(row)])
    print(verdict(row.seconds <= WITHIN, f"within {WITHIN:g} s"))
    print(f"\n  written to {report.save('playable', [asdict(row)])}")


if __name__ == "__main__":
    main()
