"""The rules of this installation that the domain needs: its key, its address, its times and limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from convener.settings import Settings

from .secrets import Secrets


@dataclass(frozen=True, kw_only=True)
class Site:
    """Handed to domain functions by whoever calls them. Limits count people, graces are durations."""

    secrets: Secrets
    base_url: str
    empty_grace: timedelta
    reconnect_grace: timedelta
    mesh_limit: int
    room_limit: int

    @classmethod
    def of(cls, settings: Settings, secrets: Secrets) -> Site:
        """The part of the settings that are rules."""
        return cls(
            secrets=secrets,
            base_url=settings.base_url,
            empty_grace=timedelta(seconds=settings.empty_grace),
            reconnect_grace=timedelta(seconds=settings.reconnect_grace),
            mesh_limit=settings.mesh_limit,
            room_limit=settings.room_limit,
        )


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)
