"""The conference center."""

from __future__ import annotations

from .wire import Wire


class Center(Wire, kw_only=True):
    """What anybody may know of a conference center. ``version``: of the server."""

    name: str
    title: str
    version: str
