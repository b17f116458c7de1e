"""Checks whether the proxy before the server is trusted to say who asks."""

from __future__ import annotations

from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.settings import Settings
from convener.web.middleware.proxies import TrustedProxies
from convener.web.middleware.untrusted_proxy import read_noticed_proxy


def check_proxies(settings: Settings) -> Iterator[Finding]:
    """Whether requests came from a proxy that is not trusted since the server was started."""
    peer = read_noticed_proxy(settings.data)
    if peer and peer not in TrustedProxies(settings.trusted_proxies):
        yield Finding(
            "proxy",
            Health.WARNING,
            f"requests with X-Forwarded-For come from {peer}, which is not trusted: all who come through it count as"
            " one address, and wrong passwords of some keep out others",
            "if it is your proxy, name it in CONVENER_TRUSTED_PROXIES and restart the server",
        )
