"""What confines processes that open foreign files, as ``convener doctor`` says it."""

from __future__ import annotations

import pytest

from convener.diagnostics.finding import Health
from convener.diagnostics.sandbox import describe
from convener.sandbox.means import Means, find_means
from convener.settings import Settings
from tests.diagnostics.conftest import find


def test_what_this_machine_has(settings: Settings) -> None:
    assert find_means().names in find(settings, "Confinement").message


def test_all_is_closed() -> None:
    means = Means(landlock=7, seccomp=True, files=True, network=True, signals=True, processes=True)
    finding = describe(means)
    assert finding.health is Health.OK
    assert finding.message.endswith("(Landlock 7 and seccomp)")


@pytest.mark.parametrize(
    ("means", "phrases"),
    [
        (Means(), ["limits on memory and time alone", "read the server's files", "network", "signal", "start"]),
        (Means(seccomp=True, network=True, signals=True, processes=True), ["seccomp", "read the server's files"]),
        (Means(landlock=3, files=True), ["Landlock 3", "use the network"]),
    ],
)
def test_what_stays_open_is_said(means: Means, phrases: list[str]) -> None:
    finding = describe(means)
    assert finding.health is Health.WARNING
    assert all(word in finding.message for word in phrases)
    assert "5.13" in finding.advice
