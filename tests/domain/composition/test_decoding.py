"""What was captured is decoded from where it is needed on, and what is broken is passed over."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from convener.domain.composition.decoding import decode, milliseconds
from convener.domain.composition.plan import Piece, Plan, Track
from convener.domain.composition.sound import Mixer
from convener.recording.codecs import Codec
from convener.recording.index import read_tracks
from convener.recording.matroska import TrackFormat
from convener.recording.port import TrackKind
from tests.factories.captures import CaptureFolder, encoded_tone


@pytest.fixture
def microphone(tmp_path: Path) -> str:
    """A minute that is silent but for a tone from second 50 to second 51."""
    capture = CaptureFolder(tmp_path / "1")
    silent, loud = encoded_tone(1, 440.0, volume=0.0)[0], encoded_tone(50, 440.0)
    frames = [(20 * n, loud[n - 2_500] if 2_500 <= n < 2_550 else silent, True) for n in range(3_000)]
    capture.track("ann", TrackKind.MICROPHONE, TrackFormat(codec=Codec.OPUS), 0, frames)
    return str(read_tracks(capture.folder)[0].file)


def test_sound_is_read_from_where_it_is_heard_first(microphone: str) -> None:
    with av.open(microphone) as container:
        first = next(decode(container, container.streams.audio[0], 49_000))
        assert 40_000 < milliseconds(first) <= 49_000


def test_of_a_trimmed_recording_the_right_sound_is_heard(microphone: str) -> None:
    pieces = (Piece(at=500, start=49_500, length=2_500),)
    track = Track(file=microphone, person="ann", kind=TrackKind.MICROPHONE, pieces=pieces)
    with Mixer(Plan(title="", duration=3_000, people=(), tracks=(track,))) as mixer:
        heard = np.abs(mixer.read(3 * 48_000)).reshape(-1, 480).max(axis=1)  # of each 10 ms
    assert heard[:95].max() < 0.02
    assert heard[105:195].min() > 0.2
    assert heard[205:].max() < 0.02
