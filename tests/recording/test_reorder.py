"""Packets out of order, twice, lost, come too late, or counted anew."""

from __future__ import annotations

import random

from convener.recording.reorder import ASK_AGAIN, GIVE_UP, MOST_REQUESTS, Ordered, Packet, ReorderBuffer


def packet(number: int) -> Packet:
    return Packet(number & 0xFFFF, number, marker=False, payload=b"x")


def numbers(found: list[Ordered]) -> list[int]:
    return [one.timestamp for ordered in found for one in ordered.packets]


def feed(buffer: ReorderBuffer, *sent: int, moment: float = 0.0) -> list[int]:
    return [number for one in sent for number in numbers(buffer.add(packet(one), moment))]


def test_packets_come_out_in_order_across_the_wrap() -> None:
    buffer = ReorderBuffer(repairs=True)
    sent = [65_533, 65_535, 65_534, 65_537, 65_536, 65_536, 65_538, 65_541, 65_540, 65_539]
    assert feed(buffer, *sent) == list(range(65_533, 65_542))
    assert buffer.lost == 0


def test_what_is_missing_is_asked_for_again_and_again() -> None:
    buffer = ReorderBuffer(repairs=True)
    feed(buffer, 10, 13)
    assert buffer.requests(0.0) == [11, 12]
    assert buffer.requests(0.05) == []
    assert feed(buffer, 12, moment=0.06) == []
    asked = 1
    for step in range(1, 100):
        asked += len(buffer.requests(step * ASK_AGAIN))
    assert asked == MOST_REQUESTS
    assert feed(buffer, 11) == [11, 12, 13]


def test_what_does_not_come_is_given_up() -> None:
    buffer = ReorderBuffer(repairs=True)
    feed(buffer, 10, 12, 15)
    assert buffer.give_up(GIVE_UP - 0.1) == []
    found = buffer.give_up(GIVE_UP + 0.1)
    assert [(one.lost, numbers([one])) for one in found] == [(True, [12]), (True, [15])]
    assert buffer.lost == 3
    assert feed(buffer, 11, 16) == [16]


def test_nothing_is_asked_for_that_would_not_come() -> None:
    buffer = ReorderBuffer(repairs=False)
    feed(buffer, 10, 12)
    assert buffer.requests(0.0) == []
    assert numbers(buffer.give_up(0.5)) == [12]


def test_a_sender_that_counts_anew() -> None:
    buffer = ReorderBuffer(repairs=True)
    feed(buffer, 40_000)
    (found,) = buffer.add(packet(45_000), 0.0)
    assert (found.lost, numbers([found])) == (True, [45_000])
    found_later = [buffer.add(packet(1_000 + one), 0.0) for one in range(40_000, 40_100)]
    assert [numbers(one) for one in found_later[:99]] == [[]] * 99
    assert numbers(found_later[99]) == [41_099]


def test_at_random_nothing_comes_twice_or_out_of_order() -> None:
    chance = random.Random(11)
    for _ in range(50):
        buffer = ReorderBuffer(repairs=True)
        sent = list(range(65_400, 65_700))
        first, *others = sent
        late = [(one + chance.random() * chance.choice([1, 8]), one) for one in others if chance.random() > 0.05]
        late += [(one + 20.0, one) for one in others if chance.random() > 0.2]  # sent again, some for nothing
        found = feed(buffer, first, *[one for _, one in sorted(late)])
        found += numbers(buffer.give_up(10.0))
        assert found == sorted(set(found))
        assert set(found) >= {one for _, one in late if one < 65_690} - {one for one in sent if one not in found}
        assert len(found) >= 285
