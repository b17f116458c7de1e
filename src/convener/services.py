"""What every face receives: the typed services of this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation

from convener.auth.limits import Limits
from convener.auth.passwords import PasswordChecks
from convener.domain.site import Site
from convener.recording.port import Recorder
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Services:
    """Handed to every face by the composition root. ``center_id``: of the first center."""

    settings: Settings
    database: Database
    site: Site
    blobs: BlobStore
    limits: Limits
    passwords: PasswordChecks
    recorder: Recorder
    center_id: int


InjectedServices: TypeAlias = NamedDependency[SkipValidation[Services]]
"""The type of a handler's parameter ``services``; :func:`provide` says where its value comes from."""


def provide(services: Callable[[], Services]) -> dict[str, Provide]:
    """The ``dependencies`` of a router whose handlers have a parameter ``services``; it is called once, at the first
    request."""
    return {"services": Provide(services, use_cache=True, sync_to_thread=False)}
