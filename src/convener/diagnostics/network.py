"""Probes of addresses and ports, of this machine and of others."""

from __future__ import annotations

import os
import socket
import ssl
import struct
import urllib.error
import urllib.request

from convener.media.stun import BINDING_REQUEST, BINDING_SUCCESS, MAGIC_COOKIE
from convener.settings import Settings

TIMEOUT = 3.0
"""Seconds that a program on the network has to answer."""


def local_address(host: str) -> str:
    """The address by which a program on this machine reaches a server that listens on ``host``."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def server_answers(settings: Settings) -> bool:
    """Whether a server answers on this machine under these settings."""
    host = local_address(settings.host)
    host = f"[{host}]" if ":" in host else host
    url = f"{'https' if settings.tls_certificate else 'http'}://{host}:{settings.port}/healthz"
    unverified = ssl.create_default_context()
    unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
    handlers = [urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=unverified)]
    try:
        with urllib.request.build_opener(*handlers).open(url, timeout=TIMEOUT) as reply:
            return bool(reply.status == 200)
    except (OSError, ValueError):
        return False


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
