"""The rules of a site."""

from __future__ import annotations

from datetime import timedelta

from convener.domain.secrets import Secrets
from convener.domain.site import Site


def a_site() -> Site:
    """Rules with graces that are over at once when a test wants them to be."""
    return Site(
        secrets=Secrets(b"k" * 32),
        base_url="http://convener.test",
        empty_grace=timedelta(seconds=60),
        reconnect_grace=timedelta(seconds=15),
        close_grace=timedelta(seconds=3),
        mesh_limit=8,
        room_limit=500,
    )
