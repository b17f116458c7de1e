"""Checks the public URL and the certificate that it is served with."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from convener.diagnostics.finding import Finding, Health
from convener.settings import Settings

EXPIRES_SOON = 14
"""Days that a certificate should be valid for at least."""


def check_public_url(settings: Settings) -> Iterator[Finding]:
    """Whether browsers give camera and microphone to pages at this URL: to secure contexts only."""
    name, url = "public URL", settings.base_url
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        behind = "" if settings.tls_certificate else "; a proxy must bring HTTPS"
        yield Finding(name, Health.OK, f"{url}: browsers give camera and microphone{behind}")
    elif host == "localhost" or host.endswith(".localhost") or _is_loopback(host):
        everywhere = settings.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        yield Finding(
            name,
            Health.WARNING if everywhere else Health.OK,
            f"{url}: browsers on this machine give camera and microphone, nobody else can come",
            "set CONVENER_PUBLIC_URL to an https:// address to invite others",
        )
    else:
        yield Finding(
            name,
            Health.BROKEN,
            f"{url}: browsers give camera and microphone to https:// pages only",
            "serve HTTPS (CONVENER_TLS_CERTIFICATE, or a proxy) and set CONVENER_PUBLIC_URL to it",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_certificate(settings: Settings) -> Iterator[Finding]:
    """Whether the certificate matches its key and the public URL, and for how long it is valid."""
    if not settings.tls_certificate:
        return
    name = "certificate"
    host = urlsplit(settings.base_url).hostname or "localhost"
    try:
        expires = certificate_expiry(settings.tls_certificate, settings.tls_key, host)
    except (OSError, ssl.SSLError) as error:
        reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or error
        yield Finding(name, Health.BROKEN, f"{settings.tls_certificate} with {settings.tls_key}: {reason}")
        return
    days = (expires - datetime.now(UTC)).days
    message = f"is valid for {host} until {expires:%Y-%m-%d}"
    if days < EXPIRES_SOON:
        yield Finding(name, Health.WARNING, f"{message}: {days} days", "renew it and restart the server")
    else:
        yield Finding(name, Health.OK, message)


def certificate_expiry(certificate: str, key: str, host: str) -> datetime:
    """When the certificate (a PEM file) ends, in UTC.

    Raises :class:`OSError` or :class:`ssl.SSLError` where it cannot be read, does not match its key, is not for
    ``host`` or is not valid now. Checked as a browser would, by a handshake in memory, except for who signed it.
    """
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_context.load_cert_chain(certificate, key)
    client_context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client_context.load_verify_locations(certificate)
    client_context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = client_context.wrap_bio(to_client, to_server, server_hostname=host)
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    peer = client.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(peer["notAfter"])), UTC)
