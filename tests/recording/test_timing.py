"""When it was sent: clocks that begin anywhere, stand still, drift; lines that are late and uneven."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from convener.recording.timing import SenderClock, StreamClock

NTP = 3_900_000_000


def ntp(milliseconds: float) -> int:
    return int((NTP + milliseconds / 1_000) * 2**32)


def sound(sender: SenderClock) -> StreamClock:
    return StreamClock(48_000, sender)


def picture(sender: SenderClock) -> StreamClock:
    return StreamClock(90_000, sender, stops=False)


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
    microphone, camera = sound(sender), picture(sender)
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


@pytest.mark.parametrize(("made", "rate", "every"), [(sound, 48_000, 20), (picture, 90_000, 66)])
@pytest.mark.parametrize("stall", [300, 900, 1_900])
@pytest.mark.parametrize("drained", [0.2, 8.0])
def test_a_recorder_that_stalled_takes_no_clock_for_one_that_stood_still(
    made: Callable[[SenderClock], StreamClock], rate: int, every: int, stall: int, drained: float
) -> None:
    """All packets of a while are read late, one soon after the other; their sender's clock went on."""
    clock = made(SenderClock())
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


@pytest.mark.parametrize(("made", "rate", "every"), [(sound, 48_000, 20), (picture, 90_000, 50)])
def test_a_line_that_fills_or_a_machine_that_is_too_slow_is_no_clock_that_stood_still(
    made: Callable[[SenderClock], StreamClock], rate: int, every: int
) -> None:
    """Each packet is a little later than the one before, up to a second, and stays so: none of them is the first after
    a pause."""
    clock = made(SenderClock())
    clock.begin(0, 100.0)
    for number in range(1, 400):
        clock.arrived(number * every * rate // 1_000, 100.0 + number * every + min(number * every / 5, 1_000.0))
        assert not clock.is_undecided
    assert clock.position(399 * every * rate // 1_000) == pytest.approx(399 * every, abs=1)
    assert clock.offset == 100.0


def test_pictures_that_come_late_are_where_they_were_taken() -> None:
    """A camera's clock goes on while it is off, in all browsers: who is late is on a line that was full."""
    clock = picture(SenderClock())
    clock.begin(0, 100.0)
    for number in range(1, 100):  # the first one was large: those behind it wait
        clock.arrived(number * 4_500, 100.0 + number * 50 + (1_500.0 if number >= 2 else 0.0))
        assert not clock.is_undecided
    assert clock.position(99 * 4_500) + clock.offset == pytest.approx(100.0 + 99 * 50, abs=1)
    clock.arrived(100 * 4_500, 100.0 + 100 * 50 + 9_000.0)  # no line is as late as that
    assert clock.position(100 * 4_500) + clock.offset == pytest.approx(100.0 + 100 * 50 + 9_000.0, abs=1)


def test_what_a_report_says_of_the_sender_counts_for_all_streams_at_once() -> None:
    sender = SenderClock()
    microphone, camera = sound(sender), picture(sender)
    microphone.begin(0, 300.0)
    camera.begin(0, 300.0)
    microphone.report(ntp(1_000), 48_000, 1_300.0)  # all were under way for 200 ms
    camera.report(ntp(1_000), 90_000, 1_300.0)
    microphone.report(ntp(2_000), 96_000, 2_100.0)
    camera.arrived(180_000, 2_100.0)
    assert microphone.offset == pytest.approx(100.0, abs=0.1)
    assert camera.offset == pytest.approx(100.0, abs=0.1)


@pytest.mark.parametrize("late", [150.0, 700.0, 1_500.0])
def test_a_report_about_what_comes_now_says_by_how_much_it_is_late(late: float) -> None:
    sender = SenderClock()
    other = picture(sender)
    other.begin(0, 10.0)
    other.report(ntp(0), 0, 10.0)
    clock = sound(sender)
    clock.begin(0, 1_010.0 + late)
    for number in range(1, 50):
        clock.arrived(number * 960, 1_010.0 + late + number * 20)
    clock.report(ntp(2_000), 48_000, 2_010.0 + late)
    assert clock.offset == pytest.approx(1_010.0, abs=1)
    assert clock.is_known
    # The same after a pause, whose end looked later than it was.
    clock.arrived(50 * 960, 7_010.0 + late)
    for number in range(51, 100):
        clock.arrived(number * 960, 7_010.0 + late + (number - 50) * 20)
    assert not clock.is_undecided
    clock.report(ntp(7_980), 99 * 960, 7_990.0 + late)
    assert clock.position(50 * 960) + clock.offset == pytest.approx(7_010.0, abs=1)


@pytest.mark.parametrize("off", [0.0, 400.0])
def test_a_report_tells_a_line_that_stalled_from_a_clock_that_stood_still(off: float) -> None:
    clock = sound(SenderClock())
    clock.begin(0, 100.0)
    clock.report(ntp(0), 0, 100.0)
    for number in range(1, 60):
        clock.arrived(number * 960, 100.0 + number * 20 + (400.0 if number >= 50 else 0.0))
    assert clock.is_undecided
    clock.report(ntp(1_180 + off), 59 * 960, 100.0 + 1_180 + 400)
    assert not clock.is_undecided
    assert clock.is_known
    assert clock.position(59 * 960) == pytest.approx(1_180 + off, abs=1)
    assert clock.offset == pytest.approx(100.0, abs=1)
    clock.arrived(60 * 960, 100.0 + 1_200 + 400)
    assert not clock.is_undecided


def test_a_report_of_a_microphone_that_is_off_says_nothing_of_what_follows() -> None:
    """Browsers let the clock run on in reports, though it stands still."""
    sender = SenderClock()
    clock = sound(sender)
    clock.begin(0, 100.0)
    clock.report(ntp(0), 0, 100.0)
    clock.arrived(48_000, 1_100.0)
    clock.report(ntp(2_800), 48_000 + 1_800 * 48, 2_900.0)
    assert clock.position(48_000) + clock.offset == pytest.approx(1_100.0, abs=1)
    clock.arrived(48_960, 2_920.0)
    clock.tick(3_600.0)
    clock.report(ntp(2_810), 48_000 + 1_810 * 48, 3_601.0)  # it was under way for long
    assert clock.position(48_960) + clock.offset == pytest.approx(2_920.0, abs=1)


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
    clock = picture(sender)
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
