"""The cookies of browsers: whose session it is, and the CSRF token that belongs to that session.

Where the public URL is https both have a name that begins with ``__Host-``: browsers take such a cookie from this host
alone, over TLS alone, so no other host of the domain can set one (RFC 6265bis, 4.1.3.2). A cookie of the plain name
is not believed there; who was signed in by it before the public URL changed signs in again, which ends that session.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from convener.auth.browsers import Browser
from convener.domain.accounts.sessions import SIGN_IN_LIFETIME
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site

SIGN_IN, CSRF = "convener_session", "csrftoken"
"""The names over plain HTTP."""

CSRF_HEADER = "x-csrf-token"

HOST_PREFIX = "__Host-"

_NONCE_LENGTH = 24

Connection = ASGIConnection[Any, Any, Any, Any]


def cookie_name(site: Site, name: str) -> str:
    """The name of :data:`SIGN_IN` or :data:`CSRF` here."""
    return HOST_PREFIX + name if _is_secure(site) else name


def session_token(site: Site, cookies: Mapping[str, str]) -> str:
    """The token of the browser's session; empty where it has none."""
    return cookies.get(cookie_name(site, SIGN_IN), "")


def browser_of(site: Site, connection: Connection) -> Browser:
    """The browser that asks."""
    cookies = connection.cookies
    before = cookies.get(SIGN_IN, "") if _is_secure(site) else ""
    return Browser(session_token(site, cookies), connection.headers.get("user-agent", ""), before)


def session_cookies(site: Site, token: str) -> list[Cookie]:
    """The cookies of a session that begins: its token, which scripts do not see, and a CSRF token that is good for it
    alone. With an empty token those of a browser in which nobody is signed in. Other sites' frames and forms send none
    of them (SameSite)."""
    lifetime = int(SIGN_IN_LIFETIME.total_seconds()) if token else 0
    cookies = [
        Cookie(
            key=cookie_name(site, SIGN_IN),
            value=token,
            max_age=lifetime,
            httponly=True,
            secure=_is_secure(site),
            samesite="lax",
            path="/",
        ),
        csrf_cookie(site, token),
    ]
    if _is_secure(site):
        cookies.append(Cookie(key=SIGN_IN, value="", max_age=0, httponly=True, secure=True, samesite="lax", path="/"))
    return cookies


def csrf_cookie(site: Site, token: str) -> Cookie:
    """The cookie with a new CSRF token for the session with this token, empty for none; scripts of our pages read it,
    and send it in the header :data:`CSRF_HEADER`."""
    nonce = random_text(LOWERCASE_AND_DIGITS, _NONCE_LENGTH)
    return Cookie(
        key=cookie_name(site, CSRF),
        value=nonce + _signature(site, nonce, token),
        secure=_is_secure(site),
        samesite="lax",
        path="/",
    )


def has_csrf_cookie(site: Site, cookies: Mapping[str, str]) -> bool:
    """Whether the browser has a CSRF token that is good for its session, or for having none."""
    return _is_genuine(site, cookies.get(cookie_name(site, CSRF), ""), session_token(site, cookies))


def comes_from_own_page(site: Site, connection: Connection) -> bool:
    """Whether a call proves that a page of this server makes it: by the CSRF token of the browser's session, which
    is in its header too. One of another session, or from before somebody signed in, is worth nothing."""
    proof = connection.headers.get(CSRF_HEADER, "")
    same = hmac.compare_digest(proof.encode(), connection.cookies.get(cookie_name(site, CSRF), "").encode())
    return same and has_csrf_cookie(site, connection.cookies)


def _is_genuine(site: Site, csrf_token: str, token: str) -> bool:
    nonce, signature = csrf_token[:_NONCE_LENGTH], csrf_token[_NONCE_LENGTH:]
    return hmac.compare_digest(_signature(site, nonce, token).encode(), signature.encode())


def _signature(site: Site, nonce: str, token: str) -> str:
    return site.secrets.hash("csrf", f"{nonce} {token}").hex()


def _is_secure(site: Site) -> bool:
    return site.base_url.startswith("https://")
