"""What callers bring to say who they are. A face reads it from its protocol; this package finds out whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class UserCredentials:
    """User ID and password of a user of a center."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class TicketCredentials:
    """A ticket, which stands for a user."""

    ticket: str = field(repr=False)


@dataclass(frozen=True)
class ClientCredentials:
    """AccountSid and AuthToken of an API client."""

    sid: str
    token: str = field(repr=False)
