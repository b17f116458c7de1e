"""What every face receives: the typed services of this process."""

from __future__ import annotations

from dataclasses import dataclass

from convener.auth.limits import AttemptLimit
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits on attempts. ``sign_in``: failures for an account from an address; ``address``: failures from an address;
    ``code``: codes and names guessed from an address; ``entry``: entries from an address; ``call``: calls of an API
    client."""

    sign_in: AttemptLimit
    address: AttemptLimit
    code: AttemptLimit
    entry: AttemptLimit
    call: AttemptLimit

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """As the settings say, each for a window of a minute."""
        return cls(
            sign_in=AttemptLimit(settings.sign_in_failures, 60, by_address=True),
            address=AttemptLimit(settings.sign_in_failures * 5, 60, by_address=True),
            code=AttemptLimit(60, 60, by_address=True),
            entry=AttemptLimit(settings.entries, 60, by_address=True),
            call=AttemptLimit(settings.api_calls, 60),
        )


@dataclass(frozen=True, kw_only=True)
class Services:
    """Handed to every face by the composition root. ``center_id``: of the first center."""

    settings: Settings
    database: Database
    site: Site
    blobs: BlobStore
    limits: Limits
    center_id: int
