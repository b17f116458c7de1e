"""Comparisons: what is made of the figures of the rounds."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.commits import Variant
from tests.bench.comparison import CPU, RATE, Samples, in_turn

OLD, NEW = Variant("old", (), {}), Variant("new", (), {})


def _samples(old: list[float], new: list[float]) -> Samples:
    samples = Samples([OLD, NEW])
    for first, second in zip(old, new, strict=True):
        samples.add("call", OLD, {RATE: first, CPU: 1000 / first})
        samples.add("call", NEW, {RATE: second, CPU: 1000 / second})
    return samples


def test_ratio_is_of_medians_and_spread_is_by_round() -> None:
    rate, _ = _samples([100.0, 200.0, 400.0], [100.0, 100.0, 600.0]).ratios()
    assert (rate.first, rate.second) == (200.0, 100.0)
    assert (rate.ratio, rate.least, rate.most) == (0.5, 0.5, 1.5)


def test_speed_is_above_one_where_the_second_server_is_better() -> None:
    rate, cpu = _samples([100.0], [125.0]).ratios()
    assert rate.ratio == rate.speed == 1.25
    assert (cpu.ratio, cpu.speed) == (0.8, 1.25)


def test_rows_tell_each_round() -> None:
    row = _samples([100.0, 200.0], [50.0, 100.0]).rows()[0]
    assert row["rounds"] == {"old": [100.0, 200.0], "new": [50.0, 100.0]}
    assert (row["what"], row["figure"], row["ratio"]) == ("call", "calls/s", 0.5)


def test_order_of_a_round_is_turned_in_the_next() -> None:
    orders: Iterator[str] = ("".join(variant.name[0] for variant in in_turn([OLD, NEW], n)) for n in range(3))
    assert list(orders) == ["onno", "noon", "onno"]
