"""Errors."""

from __future__ import annotations

from .wire import Wire


class Problem(Wire, kw_only=True):
    """Every error reply: a stable word, a sentence for people, and where one is to blame, the parameter."""

    error: str
    message: str
    parameter: str | None = None
