"""Checks what a server does without and some are glad of: Redis, LiveKit, LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import redis

from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.network import TIMEOUT
from convener.domain.documents import office
from convener.settings import Settings

TOOLS = Path(".tools/bin")
"""Where ``make livekit`` puts the program."""


def check_redis(settings: Settings) -> Iterator[Finding]:
    """Whether Redis answers, where it is set."""
    name = "Redis"
    if not settings.redis_url:
        yield Finding(name, Health.MISSING, "none", "with it, several server processes hold the same meetings")
        return
    try:
        with redis.Redis.from_url(settings.redis_url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT) as bus:
            bus.ping()
    except (redis.RedisError, ValueError, OSError) as error:
        yield Finding(name, Health.BROKEN, f"does not answer: {error}", "check CONVENER_REDIS_URL")
    else:
        yield Finding(name, Health.OK, "answers")


def check_livekit(settings: Settings) -> Iterator[Finding]:
    """Whether the program ``livekit-server`` is installed."""
    program = shutil.which("livekit-server") or shutil.which("livekit-server", path=str(TOOLS))
    mesh = f"browsers send to each other, up to {settings.mesh_limit} people with sound and picture"
    if program:
        yield Finding("LiveKit", Health.OK, f"{program} is there, but this version does not use it: {mesh}")
    else:
        yield Finding("LiveKit", Health.MISSING, f"none: {mesh}", "later versions use it for larger meetings")


def check_libreoffice(_settings: Settings) -> Iterator[Finding]:
    """Whether LibreOffice's program ``soffice`` is installed, and can be confined."""
    name = "LibreOffice"
    try:
        program, shelter = office.find_office()
    except office.OfficeMissing as missing:
        if shutil.which("soffice"):
            advice = "install bubblewrap (bwrap), or run a kernel with Landlock and seccomp"
            yield Finding(name, Health.WARNING, f"{missing} Office documents are not shown", advice)
        else:
            yield Finding(name, Health.MISSING, "none", f"with it, Office documents are shown: {office.INSTALL}")
    else:
        yield Finding(name, Health.OK, f"{program}, confined by {shelter}")
