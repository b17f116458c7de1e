"""What keeps a server from listening, found before it is loaded: its address, its port, its certificate."""

from __future__ import annotations

import errno
import socket
import ssl

from convener.diagnostics.network import local_address
from convener.settings import Settings


def what_is_in_the_way(settings: Settings) -> str:
    """Why a server could not listen under these settings and what to do, as a sentence; empty where it can."""
    return _certificate(settings) or _port(settings)


def _certificate(settings: Settings) -> str:
    if not settings.tls_certificate:
        return ""
    names = f"the certificate {settings.tls_certificate} with the key {settings.tls_key}"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(settings.tls_certificate, settings.tls_key)
    except OSError as error:  # ssl.SSLError is one
        reason = getattr(error, "reason", None) or error.strerror or error
        return f"{names} cannot be used ({reason}): set CONVENER_TLS_CERTIFICATE and CONVENER_TLS_KEY"
    return ""


def _port(settings: Settings) -> str:
    where = f"{local_address(settings.host)}:{settings.port}"
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except socket.gaierror:
        return f"{settings.host} is no address of a machine: set CONVENER_HOST"
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"another program has {where}: end it, or set CONVENER_PORT"
        if error.errno in (errno.EACCES, errno.EPERM):
            return f"this user may not listen on {where}: set CONVENER_PORT to 1024 or more, and put a proxy before it"
        if error.errno == errno.EADDRNOTAVAIL:
            return f"{settings.host} is not an address of this machine: set CONVENER_HOST"
        return f"the server cannot listen on {where} ({error.strerror}): set CONVENER_HOST and CONVENER_PORT"
    return ""
