"""Checks the TURN servers that browsers are told of."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.network import accepts_connections, answers_stun
from convener.media.ice import IceServers
from convener.settings import Settings, SettingsError


def check_turn(settings: Settings) -> Iterator[Finding]:
    """Whether there are TURN servers, and each of their URLs answers."""
    name = "TURN"
    try:
        servers = [server for server in IceServers(settings).for_person("doctor") if server.relays]
    except SettingsError as error:
        yield Finding(name, Health.BROKEN, str(error))
        return
    if not servers:
        yield Finding(
            name,
            Health.MISSING,
            "none",
            "a TURN server lets people meet whose firewalls allow no direct connection (docs/deployment.md)",
        )
    for url in [url for server in servers for url in server.url_list if url.startswith(("turn:", "turns:"))]:
        if _answers(url):
            yield Finding(name, Health.OK, f"{url} answers")
        else:
            yield Finding(name, Health.WARNING, f"{url} does not answer", "people who need it will not hear each other")


def _answers(url: str) -> bool:
    """Whether something answers at a TURN URL (RFC 7065), over the transport that it names."""
    scheme, _, rest = url.partition(":")
    parts = urlsplit("//" + rest.partition("?")[0])
    host, port = parts.hostname or "", parts.port or (5349 if scheme == "turns" else 3478)
    if scheme == "turns" or url.endswith("transport=tcp"):
        return accepts_connections(host, port)
    return answers_stun(host, port)
