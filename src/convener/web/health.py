"""Whether the process lives (``/healthz``) and can do its work (``/readyz``), for those who watch over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from convener.services import Services

FULL = 2_000_000
"""Bytes of free space on the disk of the data folder below which writing fails at any moment."""


def is_disk_full(folder: Path) -> bool:
    """Whether there is no space left on the folder's disk."""
    try:
        return shutil.disk_usage(folder).free < FULL
    except OSError:
        return False


@get("/healthz", sync_to_thread=False, include_in_schema=False)
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


def handlers(
    services: Services, is_stopping: Callable[[], bool], processes: Callable[[], str]
) -> list[HTTPRouteHandler]:
    """Both questions. ``is_stopping``: whether the room is being closed; ``processes``: how many processes of this
    server serve, empty where it has one alone."""

    @get("/readyz", sync_to_thread=True, include_in_schema=False)
    def readyz() -> Response[dict[str, str]]:
        """The process can do its work: the database answers, no disk is full, and the room is not being closed."""
        try:
            services.database.ping()
        except Exception:
            return Response({"status": "the database does not answer"}, status_code=503)
        if services.database.full or is_disk_full(services.settings.data):
            return Response({"status": "the disk is full"}, status_code=503)
        if is_stopping():
            return Response({"status": "stopping"}, status_code=503)
        told = processes()
        return Response({"status": "ok", "processes": told} if told else {"status": "ok"})

    return [healthz, readyz]
