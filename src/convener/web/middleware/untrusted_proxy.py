"""Notices a proxy that is not trusted: everybody behind it has its address then, and shares one budget of attempts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from .proxies import TrustedProxies

log = structlog.get_logger("convener.proxies")

FILE = "untrusted-proxy"
"""In the data folder: the address of one that was noticed since the last start, for ``convener doctor``."""

_HEADERS = frozenset({b"x-forwarded-for", b"forwarded"})


def read_noticed_proxy(data: Path) -> str:
    """The address that a server noticed since its last start; empty where there was none."""
    try:
        return (data / FILE).read_text("utf-8").strip()
    except OSError:
        return ""


class UntrustedProxyMiddleware:
    """Says once that a request with ``X-Forwarded-For`` came from an address that is not trusted. Pure ASGI, outside of
    what believes trusted proxies."""

    def __init__(self, app: Any, trusted: TrustedProxies, data: Path) -> None:
        self.app = app
        self._trusted = trusted
        self._file = data / FILE
        self._noticed = False
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    async def __call__(self, scope: Any, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        """Pass the request on."""
        if not self._noticed and scope["type"] != "lifespan" and scope.get("client"):
            self._look(scope["client"][0], scope["headers"])
        await self.app(scope, receive, send)

    def _look(self, peer: str, headers: list[tuple[bytes, bytes]]) -> None:
        if peer in self._trusted or not any(name in _HEADERS for name, _ in headers):
            return
        self._noticed = True
        log.warning(
            "X-Forwarded-For comes from an address that is not trusted; if it is your proxy, name it in "
            "CONVENER_TRUSTED_PROXIES, or all who come through it count as one address",
            proxy=peer,
        )
        with contextlib.suppress(OSError):
            self._file.write_text(f"{peer}\n", "utf-8")
