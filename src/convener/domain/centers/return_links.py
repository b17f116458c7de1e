"""Where an API client's pages lead people after a meeting: ``convener client set --return``.

A link may name another address in its parameter ``return``; it counts only below an origin that the operator has
allowed, so that nobody makes a link of this server that leads elsewhere.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

from msgspec import Struct

from convener.domain import text
from convener.domain.errors import InvalidParameter
from convener.domain.stored_settings import read_settings
from convener.storage.models import ApiClient

LONGEST_URL = 2000
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"`{}|^]")
_DEFAULT_PORTS = {"https": ":443", "http": ":80"}


class ReturnLink(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an API client has set. ``url``: where people are led, empty for nowhere; ``origins``: below which a link
    may name another address; ``follow``: the page goes there by itself, instead of showing a link."""

    url: str = ""
    origins: tuple[str, ...] = ()
    follow: bool = False


def read_link(client: ApiClient) -> ReturnLink:
    """What this API client has set."""
    return read_settings(ReturnLink, client.return_link)


def origin_of(url: str) -> str | None:
    """The origin of a web address (RFC 6454), None where it is no address that a page may lead to."""
    if len(url) > LONGEST_URL or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc or not parts.hostname.isascii():
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    shown = "" if port is None or f":{port}" == _DEFAULT_PORTS[scheme] else f":{port}"
    return f"{scheme}://{host}{shown}"


def ascii_origin(origin: str) -> str:
    """The origin as browsers have it, with an international host in ASCII; unchanged where it is no origin."""
    with suppress(ValueError, InvalidParameter):
        if host := "" if origin.isascii() else urlsplit(origin).hostname:
            return origin.lower().replace(host, text.ascii_domain(host), 1)
    return origin


def check_link(link: ReturnLink) -> ReturnLink:
    """The settings, checked: ``url`` is https, or below one of ``origins``. Raises :class:`InvalidParameter`."""
    origins = []
    for one in link.origins:
        ascii_form = ascii_origin(one)
        origin = origin_of(ascii_form)
        if origin is None or urlsplit(ascii_form).path not in ("", "/") or urlsplit(ascii_form).query:
            raise InvalidParameter(f"{one!r} is not an origin like https://crm.example.org.", "return_origins")
        origins.append(origin)
    origin = origin_of(link.url) if link.url else ""
    if origin is None or (origin.startswith("http:") and origin not in origins):
        raise InvalidParameter(
            f"{link.url!r} is not an address like https://crm.example.org/done. Plain http needs its origin allowed.",
            "return",
        )
    return ReturnLink(url=link.url, origins=tuple(sorted(set(origins))), follow=link.follow)


def return_url(client: ApiClient | None, wanted: str) -> str:
    """Where people are led after a meeting of this API client: the address ``wanted`` by their link where that is
    allowed, else the client's own; empty for nowhere."""
    if client is None or client.deleted_at is not None:
        return ""
    link = read_link(client)
    return wanted if wanted and origin_of(wanted) in link.origins else link.url
