"""What the domain needs to know of this installation: its key, its address, its durations and limits; and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from convener.settings import Settings
from convener.storage.clock import CLOCK

from .secrets import Secrets


@dataclass(frozen=True, kw_only=True)
class Site:
    """Passed to domain functions by the APIs. Limits are numbers of people, graces are durations.

    ``empty_grace``: how long an empty meeting waits before it is finished; ``reconnect_grace``: how long a lost
    connection may take to return; ``close_grace``: how long a page that was closed may, which is not longer;
    ``mesh_limit``: participants who exchange media browser to browser; ``room_limit``: people inside one meeting;
    ``storage_limit``: bytes that a center may store whose own limit says nothing, 0 for no limit.
    """

    secrets: Secrets
    base_url: str
    empty_grace: timedelta
    reconnect_grace: timedelta
    close_grace: timedelta
    mesh_limit: int
    room_limit: int
    storage_limit: int = 0

    @classmethod
    def of(cls, settings: Settings, secrets: Secrets) -> Site:
        """The site of these settings."""
        return cls(
            secrets=secrets,
            base_url=settings.base_url,
            empty_grace=timedelta(seconds=settings.empty_grace),
            reconnect_grace=timedelta(seconds=settings.reconnect_grace),
            close_grace=timedelta(seconds=min(settings.close_grace, settings.reconnect_grace)),
            mesh_limit=settings.mesh_limit,
            room_limit=settings.room_limit,
            storage_limit=settings.storage_limit,
        )


def now() -> datetime:
    """The current time, in UTC, as all processes of the installation have it (:mod:`convener.storage.clock`)."""
    return CLOCK.now()


def due_by(duration: timedelta) -> datetime:
    """The latest moment for what lasts ``duration`` to be over now (:meth:`~convener.storage.clock.Clock.due_by`)."""
    return CLOCK.due_by(duration)
