"""Checks the ports of the server: of HTTP, and of its STUN responder."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.network import answers_stun, local_address, port_is_free, server_answers
from convener.settings import Settings, SettingsError
from convener.storage.database import parsed_url
from convener.storage.serving_lock import is_served


def check_server(settings: Settings) -> Iterator[Finding]:
    """Whether the server runs, or its port is free."""
    name, where = "server", f"{local_address(settings.host)}:{settings.port}"
    if server_answers(settings):
        yield Finding(name, Health.OK, f"runs on {where}")
    elif _runs_elsewhere(settings):
        yield Finding(
            name,
            Health.BROKEN,
            f"another one runs on this database, but not on {where}",
            "end it before you start one here; on SQLite one server runs at a time",
        )
    elif port_is_free(settings.host, socket.SOCK_STREAM, settings.port):
        yield Finding(name, Health.OK, f"does not run now; {where} is free for it")
    else:
        yield Finding(name, Health.BROKEN, f"another program has {where}", "end it, or set CONVENER_PORT")


def _runs_elsewhere(settings: Settings) -> bool:
    try:
        return is_served(parsed_url(settings.sqlalchemy_url))
    except (SettingsError, OSError):  # reported by the check of the database
        return False


def check_stun(settings: Settings) -> Iterator[Finding]:
    """Whether the STUN responder answers, or its port is free."""
    name, port = "STUN", settings.stun_udp_port
    open_port = "open this UDP port in the firewall too"
    if not port:
        yield Finding(
            name, Health.MISSING, "the responder is switched off", "browsers behind routers need a STUN or TURN server"
        )
    elif answers_stun(local_address(settings.stun_host), port):
        yield Finding(name, Health.OK, f"answers on UDP port {port}", open_port)
    elif server_answers(settings):
        yield Finding(name, Health.BROKEN, f"the server runs, but nothing answers on UDP port {port}")
    elif port_is_free(settings.stun_host, socket.SOCK_DGRAM, port):
        yield Finding(name, Health.OK, f"UDP port {port} is free for it", open_port)
    else:
        yield Finding(name, Health.BROKEN, f"another program has UDP port {port}", "set CONVENER_STUN_PORT")
