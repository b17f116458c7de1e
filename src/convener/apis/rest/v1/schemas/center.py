"""The conference center."""

from __future__ import annotations

from .wire import Wire


class Center(Wire, kw_only=True):
    """What anybody may know of a conference center. ``version``: of the server; ``check_url``, ``help_url``: where
    people check their browser, and read how to join; null where the center has no such page."""

    name: str
    title: str
    version: str
    check_url: str | None
    help_url: str | None
