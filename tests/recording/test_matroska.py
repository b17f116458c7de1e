"""Files of one track: players open them, also where the process that wrote them was killed in the middle."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import av
import pytest

from convener.recording.codecs import Codec
from convener.recording.matroska import TrackFormat, TrackWriter, read_blocks
from tests.factories.captures import encoded_picture, encoded_tone

VP8 = TrackFormat(codec=Codec.VP8, width=64, height=48)
OPUS = TrackFormat(codec=Codec.OPUS)


def write(path: Path, track: TrackFormat, frames: list[tuple[int, bytes, bool]]) -> None:
    writer = TrackWriter(path, track)
    for milliseconds, data, keyframe in frames:
        writer.write(milliseconds, data, keyframe=keyframe)
    assert writer.size == path.stat().st_size
    writer.sync()
    writer.close()


def pictures(count: int) -> list[tuple[int, bytes, bool]]:
    return [(40 * n, data, key) for n, (data, key) in enumerate(encoded_picture(Codec.VP8, 64, 48, count))]


def test_a_written_video_is_decoded_at_its_times(tmp_path: Path) -> None:
    write(tmp_path / "1.webm", VP8, pictures(5))
    with av.open(str(tmp_path / "1.webm")) as container:
        times = [round(frame.time * 1000) for frame in container.decode(video=0)]
    assert times == [0, 40, 80, 120, 160]


def test_a_written_tone_is_heard(tmp_path: Path) -> None:
    write(tmp_path / "1.webm", OPUS, [(20 * n, data, True) for n, data in enumerate(encoded_tone(50, 440.0))])
    with av.open(str(tmp_path / "1.webm")) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert 47_000 <= samples <= 48_000


def test_a_pause_and_an_hour_begin_new_clusters(tmp_path: Path) -> None:
    frames = [
        (0, b"key", True),
        (4_990, b"a", False),
        (5_000, b"b", False),
        (9_000, b"key", True),
        (70_000, b"c", False),
    ]
    frames += [(3_600_000, b"key", True)]
    write(tmp_path / "1.webm", VP8, frames)
    data = (tmp_path / "1.webm").read_bytes()
    found = [
        (one.milliseconds, data[one.offset : one.offset + one.size], one.keyframe)
        for one in read_blocks(tmp_path / "1.webm")
    ]
    assert found == frames
    assert data.count(b"\x1f\x43\xb6\x75") == 4


def test_a_cut_file_gives_all_that_is_complete(tmp_path: Path) -> None:
    write(tmp_path / "1.webm", VP8, pictures(4))
    whole = (tmp_path / "1.webm").read_bytes()
    blocks = list(read_blocks(tmp_path / "1.webm"))
    cut = tmp_path / "2.webm"
    for length in range(len(whole)):
        cut.write_bytes(whole[:length])
        complete = [one for one in blocks if one.offset + one.size <= length]
        assert list(read_blocks(cut)) == complete
    with av.open(str(cut)) as container:
        assert len(list(container.decode(video=0))) >= 3


def test_noise_is_no_file(tmp_path: Path) -> None:
    noise = tmp_path / "1.webm"
    for content in (b"", b"\0" * 64, b"\xff" * 64, bytes(range(256))):
        noise.write_bytes(content)
        assert list(read_blocks(noise)) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    write(tmp_path / "1.webm", VP8, pictures(1))
    with pytest.raises(FileExistsError):
        TrackWriter(tmp_path / "1.webm", VP8)


def test_a_full_disk_leaves_complete_frames(tmp_path: Path) -> None:
    """The limit of a file's size stands for the end of the disk: a part of the frame is written, then nothing."""
    path = tmp_path / "1.webm"
    child = os.fork()
    if not child:
        status = 1
        try:
            writer = TrackWriter(path, VP8)
            writer.write(0, b"x" * 1_000, keyframe=True)
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (writer.size + 500, writer.size + 500))
            try:
                writer.write(40, b"y" * 1_000, keyframe=False)
            except OSError:
                status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    blocks = list(read_blocks(path))
    assert [(one.milliseconds, one.size) for one in blocks] == [(0, 1_000)]
    assert path.stat().st_size == blocks[-1].offset + blocks[-1].size
