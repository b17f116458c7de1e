"""Settings that are URLs: what is wrong with one, said without what is in it; and the secrets in them, which no message
may show.

A password stands in such a URL with ``#``, ``/``, ``?``, ``@``, ``:`` and ``%`` encoded (RFC 3986). Where they are not,
a parser takes a part of it for the port, the path or the host, and tells of it in its error. So URLs are checked here
first, and :func:`hide` takes what is known to be secret, and pieces of it, out of all that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

_ENCODE = "write # / ? @ : % in the user's name and the password as %23 %2F %3F %40 %3A %25"

_NAMES_OF_SECRETS = re.compile(r"(?i)pass|secret|token|key|credential|pwd")
_CREDENTIAL = re.compile(r'"credential"\s*:\s*"((?:[^"\\]|\\.)*)"')
_PIECES = re.compile(r"[#/?@:%]")
_SHORTEST = 4
"""Characters of a secret, or of a piece of one, that is hidden: shorter ones are parts of any word."""

_secrets: set[str] = set()


def url_problem(url: str, schemes: Iterable[str]) -> str:
    """What is wrong with ``scheme://user:password@host:port/path``; empty where nothing is. Names nothing that stands
    after the scheme."""
    scheme, separator, rest = url.partition("://")
    known = sorted(schemes)
    if not separator or scheme.lower() not in known:
        return f"must begin with {' or '.join(f'{one}://' for one in known)}"
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in rest[len(authority) :]:
        return f"has signs in its password that end it early: {_ENCODE}"
    try:
        parts = urlsplit(url)
        named = bool(parts.path if scheme == "unix" else parts.hostname) and parts.port != 0
    except ValueError:
        named = False
    if not named:
        return f"must be like {known[0]}://user:password@host:port; {_ENCODE}"
    return ""


def public_url_problem(url: str) -> str:
    """What is wrong with the address of this server; empty where nothing is. Both published APIs live at the root of a
    host, so it has no path."""
    example = "like https://meet.example.org"
    if not url.startswith(("http://", "https://")):
        return f"must begin with http:// or https://, {example}" + ("" if "@" in url else f", not {url!r}")
    if "@" in url:
        return f"must be {example}, without a user and a password"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f"must be {example}, not {url!r}"
    if not host or port == 0 or re.search(r"[\s\\<>\"^`{|}]", url):
        return f"must be {example}, not {url!r}"
    if parts.path not in ("", "/"):
        return (
            f"must be {example}, without the path {parts.path!r}: the APIs live at the root of a host. Give Convener a"
            " host name, or a port, of its own"
        )
    if "?" in url or "#" in url:
        return f"must be {example}, with nothing behind the host, not {url!r}"
    return ""


def remember_secrets(name: str, value: str) -> None:
    """Have :func:`hide` hide the secrets of this setting's value from now on, in all threads."""
    _secrets.update(one for one in _found(name, value) if len(one) >= _SHORTEST)


def hide(text: str) -> str:
    """The text without secrets of settings, and without longer pieces of them."""
    for secret in sorted(_secrets, key=len, reverse=True):
        if secret in text:
            text = text.replace(secret, "…")
    return text


def _found(name: str, value: str) -> Iterator[str]:
    if name.lower().endswith(("_secret", "_token", "_secret_access_key")):
        yield value
    yield from _CREDENTIAL.findall(value)
    _, separator, rest = value.partition("://")
    if not separator:
        return
    if "@" in rest:
        # To the last @: where the URL is malformed, a parser may take any part of this for another one.
        _, _, password = rest.rpartition("@")[0].partition(":")
        yield from _with_pieces(password)
    query = rest.partition("?")[2].partition("#")[0]
    for key, secret in parse_qsl(query):
        if _NAMES_OF_SECRETS.search(key):
            yield from _with_pieces(secret)


def _with_pieces(secret: str) -> Iterator[str]:
    plain = unquote(secret)
    yield from (secret, plain, *_PIECES.split(secret), *_PIECES.split(plain))
