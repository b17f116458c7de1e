"""Makes PDF of Office documents, by LibreOffice where it is installed: confined (:mod:`convener.sandbox.launcher`) and
with a fresh profile for each document that runs no macro and loads nothing that a document links to, one at a time."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

import structlog

from convener.sandbox import launcher
from convener.sandbox.confinement import Limits
from convener.sandbox.launcher import Shelter
from convener.sandbox.process import Process, ProcessFailed, ProcessNotStarted, ProcessTooSlow

from .inspector import OFFICE

log = structlog.get_logger("convener.domain.documents.office")

WITHIN = 180.0
"""Seconds for one document, whatever the machine has to do besides."""

LIMITS = Limits(memory=2 * 1024**3, seconds=60, files=1024, file_size=200_000_000)
"""What LibreOffice may use, its processes each."""

ENDINGS = {OFFICE["presentation"]: "pptx", OFFICE["document"]: "docx", OFFICE["sheet"]: "xlsx"}
"""File extensions, by content type."""

INSTALL = (
    "apt install --no-install-recommends libreoffice-impress-nogui libreoffice-writer-nogui libreoffice-calc-nogui "
    "fonts-noto-core fonts-noto-cjk"
)
"""How it is installed on Debian and Ubuntu."""

_ONE_AT_A_TIME = threading.Lock()
"""Two at once take as long as one after the other, and twice the memory."""

_NAMESPACE = "http://openoffice.org/2001/registry"
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PROFILE = (
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
)
"""Settings of LibreOffice: its path, the name, the value (2: never)."""


class OfficeMissing(Exception):
    """There is no LibreOffice, or nothing that confines it."""


class OfficeFailed(Exception):
    """No PDF was made. ``reason``: damaged, large."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def find_office() -> tuple[str, Shelter]:
    """The program, and what confines it. Raises :class:`OfficeMissing`."""
    program = shutil.which("soffice")
    if program is None:
        raise OfficeMissing("LibreOffice is not installed.")
    shelter = launcher.find_shelter()
    if shelter is None:
        raise OfficeMissing("LibreOffice is installed, but nothing confines it here.")
    return program, shelter


def make_pdf(file: IO[bytes], content_type: str) -> IO[bytes]:
    """The document as PDF, a file of which whoever calls disposes. Raises :class:`OfficeMissing`,
    :class:`OfficeFailed`, :class:`ProcessNotStarted`."""
    program, shelter = find_office()
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="convener-office-") as name:
        folder = Path(name).resolve()
        source = folder / f"document.{ENDINGS[content_type]}"
        file.seek(0)
        with source.open("wb") as target:
            shutil.copyfileobj(file, target)
        _write_profile(folder / "profile")
        _run(program, shelter, folder, source)
        return _open_result(folder / "document.pdf")


def _run(program: str, shelter: Shelter, folder: Path, source: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    quiet = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    asked = [program, profile, *quiet, "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    command = launcher.command(asked, folder, LIMITS, shelter)
    with open(os.devnull, "rb") as nothing, Process(command, nothing, folder=str(folder)) as process:
        until = time.monotonic() + WITHIN
        try:
            while process.read(until):
                pass
            process.finish()
        except ProcessNotStarted:
            raise
        except ProcessFailed as failed:
            log.warning("LibreOffice made no PDF", status=failed.status, error=failed.complaint)
            used_up = isinstance(failed, ProcessTooSlow) or failed.status in (-9, -24, 128 + 9, 128 + 24)
            raise OfficeFailed("large" if used_up else "damaged") from failed


def _open_result(path: Path) -> IO[bytes]:
    """The file that was made, if it is one: LibreOffice may have been taken over, and have made a link to another."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise OfficeFailed("damaged") from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        os.close(descriptor)
        raise OfficeFailed("damaged")
    return os.fdopen(descriptor, "rb")


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _PROFILE
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    (folder / "registrymodifications.xcu").write_text(
        f'{head}<oor:items xmlns:oor="{_NAMESPACE}">{items}</oor:items>', encoding="utf-8"
    )
