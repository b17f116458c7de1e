"""Frames of RTP payloads: what encoders made comes out as it was, files of it decode, and noise harms nobody."""

from __future__ import annotations

import random
from pathlib import Path

import av
import pytest

from convener.recording.codecs import Codec
from convener.recording.depayload import BrokenFrame, KeyframeHead, depayloader
from convener.recording.files import opus_milliseconds
from convener.recording.matroska import TrackFormat, TrackWriter
from tests.factories.captures import encoded_picture, encoded_tone
from tests.factories.packets import payloads_of

WIDTH, HEIGHT = 328, 246

PICTURES = [Codec.VP8, Codec.VP9, Codec.H264, Codec.AV1]


@pytest.mark.parametrize("codec", PICTURES)
def test_what_was_encoded_is_decoded(codec: Codec, tmp_path: Path) -> None:
    frames = depayloader(codec)
    writer: TrackWriter | None = None
    path = tmp_path / f"1{codec.suffix}"
    heads: list[KeyframeHead] = []
    for number, (data, keyframe) in enumerate(encoded_picture(codec, WIDTH, HEIGHT, 6, keyframe_every=3, value=90)):
        frame = frames.frame(payloads_of(codec, data, keyframe=keyframe))
        assert (frame.head is not None) is keyframe
        if codec in (Codec.VP8, Codec.VP9):
            assert frame.data == data
        if frame.head is not None:
            heads.append(frame.head)
        if writer is None:
            head = heads[0]
            track = TrackFormat(codec=codec, width=head.width, height=head.height, private=head.private)
            writer = TrackWriter(path, track)
        writer.write(40 * number, frame.data, keyframe=keyframe)
    assert writer is not None
    writer.close()
    assert len(heads) >= 2
    assert {(head.width, head.height) for head in heads} == {(WIDTH, HEIGHT)}
    with av.open(str(path)) as container:
        decoded = list(container.decode(video=0))
    assert len(decoded) == 6
    assert all(abs(bytes(one.planes[0])[one.planes[0].line_size * 100 + 100] - 90) < 6 for one in decoded)


@pytest.mark.parametrize("codec", PICTURES)
def test_a_frame_without_its_beginning_is_none(codec: Codec) -> None:
    first = {Codec.VP8: b"\x80\x80\x01", Codec.VP9: b"\x84\x01", Codec.H264: b"\x7c\x05", Codec.AV1: b"\x90"}
    with pytest.raises(BrokenFrame):
        depayloader(codec).frame([first[codec] + b"rest of a frame"])


@pytest.mark.parametrize("codec", [*PICTURES, Codec.OPUS])
def test_noise_makes_no_other_error(codec: Codec) -> None:
    chance = random.Random(3)
    frames = depayloader(codec)
    for _ in range(3_000):
        payloads = [chance.randbytes(chance.randrange(1, 24)) for _ in range(chance.randrange(1, 4))]
        if chance.random() < 0.5:
            payloads[0] = bytes([chance.choice([0x10, 0x90, 0x08, 0x8A, 24, 28, 7, 0x20])]) + payloads[0]
        try:
            frames.frame(payloads)
        except BrokenFrame:
            continue


@pytest.mark.parametrize("kind", [7, 8])
def test_a_parameter_set_that_no_file_could_name_is_none(kind: int) -> None:
    size = 0x1_0000
    fragments = [bytes([0x7C, 0x80 | kind]) + bytes(size), bytes([0x7C, 0x40 | kind]) + b"end", b"\x65picture"]
    with pytest.raises(BrokenFrame):
        depayloader(Codec.H264).frame(fragments)


def test_how_long_sound_lasts() -> None:
    assert {opus_milliseconds(one) for one in encoded_tone(5, 440)} == {20}
    assert opus_milliseconds(b"\xf8\xff\xfe") == 20
    assert opus_milliseconds(b"\x1b\x03") == 180  # three of 60 ms
    assert opus_milliseconds(b"\x03") == 0
    assert opus_milliseconds(b"") == 0
