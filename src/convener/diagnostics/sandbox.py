"""Checks what protects the server from the processes that open foreign files."""

from __future__ import annotations

from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.sandbox.means import Means, find_means
from convener.settings import Settings


def check_sandbox(_settings: Settings) -> Iterator[Finding]:
    """What a process that opens a foreign file cannot do here: attempted by one."""
    yield describe(find_means())


def describe(means: Means) -> Finding:
    """The finding on these means."""
    name = "Confinement"
    if means.complete:
        reach = "processes that open foreign files reach no file, network, or other process"
        return Finding(name, Health.OK, f"{reach} ({means.names})")
    gaps = [
        word
        for closed, word in (
            (means.files, "read the server's files"),
            (means.network, "use the network"),
            (means.signals, "signal other processes"),
            (means.processes, "start processes"),
        )
        if not closed
    ]
    return Finding(
        name,
        Health.WARNING,
        f"processes that open foreign files are confined by {means.names}, but can {', '.join(gaps)}",
        "run a kernel of 5.13 or newer with Landlock (the boot parameter lsm= must name it) and seccomp, on x86_64 or "
        "aarch64; a container's own filter must let landlock_create_ruleset pass",
    )
