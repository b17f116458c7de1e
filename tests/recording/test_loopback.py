"""The capture core with senders of aiortc over loopback: what was written is decoded, looked at and listened to."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from convener.recording.codecs import Codec
from convener.recording.index import TrackIndex, read_capture, read_tracks
from convener.recording.port import TrackKind
from tests.factories.played import beeps, brightness, flashes, rises
from tests.factories.senders import BRIGHT, DARK, BeepingMicrophone, FlashingCamera
from tests.factories.stage import Stage, play

pytestmark = pytest.mark.long


def run(folder: Path, script: Callable[[Stage], Awaitable[None]]) -> tuple[Stage, dict[TrackKind, TrackIndex]]:
    return play(folder, {"page": "tom"}, script)


def in_step(first: list[float], second: list[float]) -> list[float]:
    """How far each of the first is from the nearest of the second."""
    return [min((abs(one - other) for other in second), default=9_999.0) for one in first]


def test_camera_and_microphone_are_in_step_and_a_pause_of_the_microphone_is_one(tmp_path: Path) -> None:
    paused: list[float] = []

    async def script(stage: Stage) -> None:
        begun = time.time() + 0.2
        microphone = BeepingMicrophone(begun)
        stage.browser.add(microphone)
        stage.browser.add(FlashingCamera(begun))
        await stage.admit()
        await stage.browser.offer()
        stage.browser.repeat()  # the answer may have been lost: it comes again, and nothing else does
        await stage.frames(120)
        microphone.is_off = True
        paused.append(microphone.at)
        await stage.frames(50)
        # In the middle of a beep: what is heard first begins at the end of the pause, and not with a flash.
        await stage.until(lambda: 100 <= microphone.at % 1_000 <= 140)
        microphone.is_off = False
        paused.append(microphone.at)
        await stage.frames(300)

    _, tracks = run(tmp_path, script)
    camera, microphone = tracks[TrackKind.CAMERA], tracks[TrackKind.MICROPHONE]
    assert (camera.person, camera.codec, microphone.codec) == ("tom", Codec.VP8, Codec.OPUS)
    assert camera.is_complete
    assert microphone.is_complete
    # One pause, as long as the microphone was off, and nothing is heard in it.
    ((off, on),) = microphone.gaps
    assert on is not None
    assert abs(on - off - (paused[1] - paused[0])) <= 100
    heard = beeps(microphone)
    assert not [at for at in heard if off + 100 < at < on - 100]
    # Sound and picture are in step before and behind it.
    seen = flashes(camera)
    assert len(seen) >= 4
    before = [at for at in heard if at < off]
    behind = [at for at in heard if at > on]
    assert before
    assert behind
    assert max(in_step(before + behind, seen)) <= 80
    assert abs(camera.end - microphone.end) < 400


def test_loss_of_a_twentieth_is_repaired(tmp_path: Path) -> None:
    async def script(stage: Stage) -> None:
        stage.browser.add(FlashingCamera(time.time(), 640, 480))
        await stage.admit()
        await stage.browser.offer()
        await stage.frames(5)
        (peer,) = stage.capture._peers.values()
        media = peer._media
        assert media is not None
        receive, chance = media._transport._on_rtp, random.Random(5)
        media._transport._on_rtp = lambda data: None if chance.random() < 0.05 else receive(data)
        await stage.frames(60)
        (track,) = peer.tracks
        assert track._stream is not None
        assert track._stream._order.gaps > 0
        assert track.lost == 0

    _, tracks = run(tmp_path, script)
    camera = tracks[TrackKind.CAMERA]
    pictures = brightness(camera)
    assert len(pictures) == camera.frames >= 65
    times = [at for at, _ in pictures]
    assert max(later - at for at, later in itertools.pairwise(times)) < 200
    # None is missing: from one flash to the next there are those of a second.
    begin = rises(enumerate(value for _, value in pictures), (BRIGHT + DARK) / 2)
    assert {later - number for number, later in itertools.pairwise(begin)} == {20}


def test_h264_goes_into_matroska_and_a_new_size_into_a_new_file(tmp_path: Path) -> None:
    async def script(stage: Stage) -> None:
        camera = FlashingCamera(time.time(), 160, 120)
        stage.browser.add(camera, codec="video/H264")
        await stage.admit()
        await stage.browser.offer()
        await stage.frames(15)
        camera.width, camera.height = 320, 240
        await stage.frames(15)

    run(tmp_path, script)
    first, second = read_tracks(tmp_path)
    assert (first.codec, first.file.name, second.file.name) == (Codec.H264, "1.mkv", "2.mkv")
    assert abs(second.at - first.end) < 150
    for track in (first, second):
        assert len(brightness(track)) == track.frames >= 10


def test_another_size_of_vp8_stays_in_its_file_and_a_screen_gets_its_own(tmp_path: Path) -> None:
    async def script(stage: Stage) -> None:
        camera = FlashingCamera(time.time(), 160, 120)
        stage.browser.add(camera)
        await stage.admit()
        await stage.browser.offer()
        await stage.frames(10)
        camera.width, camera.height = 320, 240
        await stage.frames(10)
        stage.browser.add(FlashingCamera(time.time(), 320, 200), "screen")
        await stage.browser.offer()
        await stage.until(lambda: stage.capture.counts[4] == 2)
        await stage.frames(20)

    _, tracks = run(tmp_path, script)
    assert set(tracks) == {TrackKind.CAMERA, TrackKind.SCREEN}
    assert tracks[TrackKind.CAMERA].frames == len(brightness(tracks[TrackKind.CAMERA])) >= 25
    assert tracks[TrackKind.SCREEN].at > 500
    assert read_capture(tmp_path).meeting == "m1"


def test_a_full_disk_ends_the_capture_which_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(stage: Stage) -> None:
        stage.browser.add(FlashingCamera(time.time()))
        await stage.admit()
        await stage.browser.offer()
        await stage.frames(10)

        def refuse(*_: object, **__: object) -> int:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("convener.recording.matroska.os.write", refuse)
            await stage.until(lambda: stage.failed)

    _, tracks = run(tmp_path, script)
    assert len(brightness(tracks[TrackKind.CAMERA])) >= 10
