"""When it was sent: clocks that begin anywhere, stand still, drift; lines that are late and uneven."""

from __future__ import annotations

import random

import pytest

from convener.recording.timing import SenderClock, StreamClock

NTP = 3_900_000_000


def ntp(milliseconds: float) -> int:
    return int((NTP + milliseconds / 1_000) * 2**32)


def sound(sender: SenderClock) -> StreamClock:
    return StreamClock(48_000, sender)


def test_without_a_report_arrival_counts() -> None:
    clock = sound(SenderClock())
    clock.begin(4_294_967_000, 500.0)
    for number in range(100):
        timestamp = (4_294_967_000 + number * 960) % 2**32
        clock.arrived(timestamp, 500.0 + number * 20 + 3)
        assert clock.position(timestamp) == pytest.approx(number * 20)
    assert clock.offset == 500.0


def test_sound_and_picture_of_one_sender_are_in_step_whatever_their_delay() -> None:
    sender = SenderClock()
    microphone, camera = sound(sender), StreamClock(90_000, sender)
    # Sent at the same time; the picture's first packets are under way for 150 ms.
    microphone.begin(7, 1_020.0)
    camera.begin(99, 1_150.0)
    microphone.report(ntp(5_000), 7 + 5_000 * 48, 6_020.0)
    camera.report(ntp(5_000), 99 + 5_000 * 90, 6_090.0)
    assert microphone.offset == pytest.approx(1_020.0, abs=0.1)
    assert camera.offset == pytest.approx(1_020.0, abs=0.1)


def test_a_microphone_whose_clock_stood_still_goes_on_where_it_should() -> None:
    clock = sound(SenderClock())
    clock.begin(0, 100.0)
    clock.arrived(48_000, 1_100.0)
    clock.report(ntp(1_000), 48_000, 1_100.0)
    clock.arrived(48_960, 5_120.0)  # off for four seconds
    assert clock.position(48_960) + clock.offset == pytest.approx(5_120.0, abs=1)
    assert clock.position(48_960) == pytest.approx(5_020.0, abs=1)
    clock.report(ntp(5_040), 48_960 + 960, 5_140.0)
    assert clock.offset == pytest.approx(100.0, abs=1)


def test_a_line_that_stalled_is_no_clock_that_stood_still() -> None:
    clock = sound(SenderClock())
    clock.begin(0, 100.0)
    clock.arrived(960, 620.0)  # half a second late
    for number in range(2, 40):
        clock.arrived(number * 960, max(625.0, 100.0 + number * 20))
    assert clock.position(38 * 960) + clock.offset == pytest.approx(100.0 + 38 * 20, abs=25)


@pytest.mark.parametrize(("rate", "every"), [(48_000, 20), (90_000, 66)])
@pytest.mark.parametrize("stall", [300, 900, 1_900])
@pytest.mark.parametrize("drained", [0.2, 8.0])
def test_a_recorder_that_stalled_takes_no_clock_for_one_that_stood_still(
    rate: int, every: int, stall: int, drained: float
) -> None:
    """All packets of a while are read late, one soon after the other; their sender's clock went on."""
    clock = StreamClock(rate, SenderClock())
    clock.begin(0, 100.0)
    read = 0.0
    for number in range(1, 540):
        sent = 100.0 + number * every
        stalled = 2_000 <= sent % 5_000 < 2_000 + stall
        read = max(read + drained, sent + 2, sent - sent % 5_000 + 2_000 + stall if stalled else 0.0)
        clock.arrived(number * every * rate // 1_000, read)
    assert not clock.is_undecided
    assert clock.position(539 * every * rate // 1_000) == pytest.approx(539 * every, abs=1)
    assert clock.offset == pytest.approx(100.0, abs=20)


@pytest.mark.parametrize("off", [300, 900, 1_900])
def test_a_clock_that_stood_still_for_a_moment_is_known_by_the_packets_that_follow(off: int) -> None:
    chance = random.Random(5)
    clock = sound(SenderClock())
    clock.begin(0, 100.0)
    for number in range(1, 200):
        pause = off if number >= 100 else 0
        clock.arrived(number * 960, 100.0 + number * 20 + pause + chance.random() * 30)
        if number < 100:
            assert not clock.is_undecided
    assert not clock.is_undecided
    assert clock.position(199 * 960) == pytest.approx(199 * 20 + off, abs=40)
    assert clock.position(199 * 960) + clock.offset == pytest.approx(100.0 + 199 * 20 + off, abs=40)


def test_packets_that_do_not_follow_leave_a_clock_that_stood_still() -> None:
    clock = sound(SenderClock())
    clock.begin(0, 100.0)
    clock.arrived(960, 720.0)
    assert clock.is_undecided
    clock.tick(900.0)
    assert clock.is_undecided
    clock.tick(1_300.0)
    assert not clock.is_undecided
    assert clock.position(960) == pytest.approx(620.0, abs=1)


def test_the_first_report_says_when_the_file_began() -> None:
    sender = SenderClock()
    clock = sound(sender)
    sender.report(ntp(0), 40.0)  # of the picture: 40 ms under way
    clock.begin(0, 190.0)  # sent at 40, under way for 150
    assert not clock.is_known
    clock.report(ntp(1_000), 48_000, 1_050.0)
    assert clock.offset == pytest.approx(40.0, abs=1)
    assert clock.is_known
    assert clock.since == 0.0
    clock.arrived(48_960, 6_000.0)  # off for five seconds
    assert not clock.is_known


@pytest.mark.parametrize("off", [1_000.0, 4_000.0])
def test_the_first_report_after_a_pause_says_when_it_ended(off: float) -> None:
    clock = sound(SenderClock())
    clock.begin(0, 100.0)
    clock.arrived(48_000, 1_100.0)
    clock.report(ntp(1_000), 48_000, 1_100.0)
    for number in range(1, 50):  # under way for 90 ms each
        clock.arrived(48_000 + number * 960, 1_100.0 + off + number * 20 + 90)
    assert not clock.is_undecided
    assert not clock.is_known
    begun = clock.position(48_960)
    assert clock.since == pytest.approx(begun)
    assert begun + clock.offset == pytest.approx(1_120.0 + off + 90, abs=1)
    clock.report(ntp(2_000 + off), 96_000, 2_100.0 + off)
    assert clock.is_known
    assert clock.since == pytest.approx(begun)
    assert clock.position(48_960) == begun
    assert begun + clock.offset == pytest.approx(1_120.0 + off, abs=1)
    clock.begin_again(96_960)
    assert clock.is_known
    assert clock.since == clock.position(96_960) == 0.0
    assert clock.offset == pytest.approx(2_120.0 + off, abs=1)


def test_a_clock_that_is_put_forward_makes_no_hole_in_the_file() -> None:
    clock = sound(SenderClock())
    clock.begin(0, 100.0)
    timestamp, at = 0, 100.0
    for _ in range(20):
        timestamp, at = (timestamp + 2**31 - 1) % 2**32, at + 20  # twelve hours, in each packet
        clock.arrived(timestamp, at)
        assert clock.position(timestamp) + clock.offset == pytest.approx(at, abs=1)
        assert clock.position(timestamp) == pytest.approx(at - 100.0, abs=1)


def test_clocks_of_computers_drift_apart_and_tracks_do_not() -> None:
    chance = random.Random(2)
    sender = SenderClock()
    clock = StreamClock(90_000, sender)
    clock.begin(0, 0.0)
    for second in range(1, 3_600):
        true = second * 1_000.0
        of_sender = true * 1.00005  # 50 ppm
        clock.arrived(int(of_sender * 90) % 2**32, true + chance.random() * 30)
        if second % 5 == 0:
            clock.report(ntp(of_sender), int(of_sender * 90) % 2**32, true + chance.random() * 30)
    assert clock.position(int(3_599_000 * 1.00005 * 90) % 2**32) + clock.offset == pytest.approx(3_599_000, abs=30)


def test_a_report_from_before_a_pause_is_not_believed() -> None:
    sender = SenderClock()
    clock = sound(sender)
    clock.report(ntp(0), 0, 0.0)
    clock.begin(48_000, 9_000.0)  # its clock stood still for eight seconds since
    assert clock.offset == 9_000.0
