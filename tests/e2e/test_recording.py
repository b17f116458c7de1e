"""A meeting is recorded, as people see it, and what the recorder wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import expect

from convener.recording.index import TrackIndex, read_tracks
from convener.recording.port import TrackKind
from convener.recording.timing import JUMP
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import Person
from tests.e2e.recording import FLASHING, Watched, begin_recording, drawn, ids, states
from tests.factories.played import beeps, brightness
from tests.servers import RunningServer, wait_until


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
    ann.is_notified("Recording is turned off on this server")
    ann.button("More").click()
    expect(ann.button("Record")).to_be_visible()
    assert ann.errors == []


def share(person: Person, watched: Watched, participant: str, number: int) -> None:
    person.button("Share screen").click()
    watched.grows(participant, TrackKind.SCREEN, number=number, frames=5)
    person.button("Stop sharing").click()
    expect(person.button("Share screen")).to_be_visible()
    wait_until(
        lambda: watched.tracks(participant, TrackKind.SCREEN)[number - 1].is_complete, "the end of the shared screen"
    )


def mutes(watched: Watched, participant: str) -> list[tuple[int, int | None]]:
    """When the microphone of a person was off: from and until, in milliseconds; None: it is still."""
    return [gap for one in watched.tracks(participant, TrackKind.MICROPHONE) for gap in one.gaps]


def out_of_step(camera: TrackIndex, beeping: list[float]) -> float:
    """By how many milliseconds picture and sound differ, in the middle of all pictures that are shown meanwhile: each
    says how long after a beep it was drawn. The last beep is the measure: in the middle of the first one the microphone
    may have been unmuted."""
    assert len(beeping) >= 2
    first, last = beeping[0], beeping[-1]
    apart = [(shown - since - last + 500) % 1_000 - 500 for shown, since in drawn(camera) if first <= shown <= last]
    assert len(apart) >= 10
    return abs(median(apart))


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
    begin_recording(ann, bob)
    watched, person = Watched(shared_server, tmp_path / "capture"), ids(shared_server)
    watched.grows(person["Bob"], TrackKind.CAMERA, frames=90)

    bob.button("Mute microphone").click()
    wait_until(lambda: mutes(watched, person["Bob"]), "the mute")
    share(ann, watched, person["Ann"], 1)
    bob.button("Unmute microphone").click()
    wait_until(lambda: [end for _, end in mutes(watched, person["Bob"]) if end is not None], "the end of the mute")
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
    heard = beeps(microphone)
    # What comes late by less is not told from what was sent late.
    assert not [at for at in heard if off + JUMP < at < on - JUMP]
    assert out_of_step(camera, [at for at in heard if at <= off]) <= 80
    assert out_of_step(camera, [at for at in heard if at >= on]) <= 80
    assert abs(camera.end - microphone.end) < 500
    # What was captured can be played.
    wait_until(lambda: "ready" in states(shared_server), "the recording")
