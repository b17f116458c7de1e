from __future__ import annotations

from convener.realtime.absent import MAX_BYTES, AbsentPages
from convener.realtime.features.media import IceCandidate, SignalData, SignalFrom

STEP = SignalFrom(sender="ann", data=SignalData(candidate=IceCandidate(candidate="x" * 2000)))


def test_what_is_kept_is_given_once_in_order() -> None:
    pages = AbsentPages(60)
    pages.add("bob")
    other = SignalFrom(sender="cleo", data=SignalData())
    pages.keep("bob", STEP)
    pages.keep("bob", other)
    assert pages.pop_messages("bob") == [STEP, other]
    assert pages.pop_messages("bob") == []


def test_nothing_is_kept_for_pages_that_were_never_here() -> None:
    pages = AbsentPages(60)
    pages.keep("bob", STEP)
    assert pages.pop_messages("bob") == []


def test_nothing_is_kept_after_the_grace() -> None:
    pages = AbsentPages(0)
    pages.add("bob")
    pages.keep("bob", STEP)
    pages.add("cleo")
    assert pages.pop_messages("bob") == []


def test_of_too_much_the_newest_is_kept() -> None:
    pages = AbsentPages(60)
    pages.add("bob")
    for _ in range(MAX_BYTES // 1000):
        pages.keep("bob", STEP)
    last = SignalFrom(sender="cleo", data=SignalData())
    pages.keep("bob", last)
    kept = pages.pop_messages("bob")
    assert kept[-1] == last
    assert MAX_BYTES // 2 < 2000 * len(kept) < MAX_BYTES
