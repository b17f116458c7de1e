"""Debian's Firefox, with a fake camera and microphone, on a screen that nobody sees."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.servers import PATIENCE

PROGRAMS = {"firefox-esr": "firefox-esr", "Xvfb": "xvfb"}
"""Programs that are needed, and the packages of Debian that bring them."""

PREFERENCES = {
    # A moving picture and a tone, given to every page that asks.
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    # A machine for tests has no sound card, without which an AudioContext never runs in Firefox.
    "media.cubeb.force_mock_context": True,
    # Both browsers are on this machine, and nobody answers mDNS here.
    "media.peerconnection.ice.loopback": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
}


def missing() -> list[str]:
    """The packages that have to be installed first."""
    return [package for program, package in PROGRAMS.items() if shutil.which(program) is None]


@contextmanager
def screen(width: int = 1280, height: int = 900) -> Iterator[str]:
    """A display of its own, by its name: without one Firefox has no screen that could be shared."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


@contextmanager
def firefox(playwright: Playwright, folder: Path) -> Iterator[Browser]:
    """A Firefox; ``folder`` is for the program that starts it (see ``firefox_relay``)."""
    here = Path(__file__).parent.parent.parent
    start = folder / "firefox"
    start.write_text(
        f"#!/bin/sh\ncd {shlex.quote(str(here))}\n"
        f'exec {shlex.quote(sys.executable)} -m tests.e2e.firefox_relay {shutil.which("firefox-esr")} "$@"\n'
    )
    start.chmod(0o755)
    with screen() as display:
        browser = playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=start,
            headless=False,
            env={**os.environ, "DISPLAY": display, "MOZ_ENABLE_WAYLAND": "0"},
            firefox_user_prefs=dict(PREFERENCES),
            timeout=PATIENCE * 1000,
        )
        try:
            yield browser
        finally:
            browser.close()
