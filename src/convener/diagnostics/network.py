"""Probes of addresses and ports, of this machine and of others."""

from __future__ import annotations

import os
import socket
import ssl
import struct
import urllib.error
import urllib.request

import msgspec

from convener.media.stun import BINDING_REQUEST, BINDING_SUCCESS, MAGIC_COOKIE
from convener.settings import Settings

TIMEOUT = 3.0
"""Seconds that a program on the network has to answer."""


def local_address(host: str) -> str:
    """The address by which a program on this machine reaches a server that listens on ``host``."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def server_answers(settings: Settings) -> bool:
    """Whether a server answers on this machine under these settings."""
    try:
        return _ask(settings, "/healthz")[0] == 200
    except (OSError, ValueError):
        return False


def readiness(settings: Settings) -> dict[str, str]:
    """What a server on this machine says of itself at ``/readyz``; nothing where there is none."""
    try:
        return msgspec.json.decode(_ask(settings, "/readyz")[1], type=dict[str, str])
    except (OSError, ValueError):
        return {}


def _ask(settings: Settings, path: str) -> tuple[int, bytes]:
    """Status and body of the reply of a server on this machine."""
    host = local_address(settings.host)
    host = f"[{host}]" if ":" in host else host
    url = f"{'https' if settings.tls_certificate else 'http'}://{host}:{settings.port}{path}"
    unverified = ssl.create_default_context()
    unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
    handlers = [urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=unverified)]
    with urllib.request.build_opener(*handlers).open(url, timeout=TIMEOUT) as reply:
        return reply.status, reply.read(4096)


def port_is_free(host: str, kind: socket.SocketKind, port: int) -> bool:
    """Whether a server could listen on this port, of TCP (``SOCK_STREAM``) or UDP (``SOCK_DGRAM``)."""
    try:
        for family, type_, protocol, _, address in socket.getaddrinfo(host, port, type=kind, flags=socket.AI_PASSIVE):
            with socket.socket(family, type_, protocol) as probe:
                if kind is socket.SOCK_STREAM:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError:
        return False
    return True


def accepts_connections(host: str, port: int) -> bool:
    """Whether this TCP port accepts a connection."""
    try:
        with socket.create_connection((host, port), timeout=TIMEOUT):
            return True
    except OSError:
        return False


def answers_stun(host: str, port: int) -> bool:
    """Whether a STUN binding request (RFC 8489) to this UDP port is answered."""
    transaction = os.urandom(12)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.settimeout(TIMEOUT / 3)
            probe.connect(address)  # so that a port on which nobody listens refuses at once
            for _ in range(3):  # datagrams may get lost
                probe.send(struct.pack("!HHI", BINDING_REQUEST, 0, MAGIC_COOKIE) + transaction)
                try:
                    answer = probe.recv(1500)
                except TimeoutError:
                    continue
                return answer[:2] == struct.pack("!H", BINDING_SUCCESS) and answer[8:20] == transaction
    except OSError:
        pass
    return False
