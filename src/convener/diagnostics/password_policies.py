"""Checks what centers ask of the passwords that users choose."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from convener.diagnostics.database import read_database
from convener.diagnostics.finding import Finding, Health
from convener.domain.centers import centers
from convener.domain.centers.settings import SHORTEST_USER_PASSWORD, settings_of
from convener.settings import Settings


def check_password_policies(settings: Settings) -> Iterator[Finding]:
    """Whether users may choose passwords that are soon guessed: shorter than those of new centers."""
    for name, shortest in (read_database(settings, _weak_policies) or {}).items():
        yield Finding(
            "passwords",
            Health.WARNING,
            f"users of the center {name} may choose passwords of {shortest} character{'' if shortest == 1 else 's'}",
            f"convener center set {name} user_passwords.shortest={SHORTEST_USER_PASSWORD}",
        )


def _weak_policies(session: Session) -> dict[str, int]:
    """The least length by center, where it is too little and users may choose."""
    policies = {center.name: settings_of(center).user_passwords for center in centers.list_centers(session)}
    return {
        name: policy.shortest
        for name, policy in policies.items()
        if policy.shortest < SHORTEST_USER_PASSWORD and not policy.server_made
    }
