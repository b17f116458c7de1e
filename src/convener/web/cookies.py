"""The cookie of a signed-in user: the pages set it by a ticket, ``/api/v1`` by a password."""

from __future__ import annotations

from litestar.datastructures import Cookie

from convener.domain.accounts.sessions import SIGN_IN_LIFETIME
from convener.domain.site import Site

SIGN_IN = "convener_session"


def sign_in_cookie(site: Site, token: str) -> Cookie:
    """The cookie that holds the token of :func:`convener.domain.accounts.sessions.sign_in`; with an empty token the
    one that takes it away. Other sites' frames and forms do not send it (SameSite), scripts do not see it."""
    return Cookie(
        key=SIGN_IN,
        value=token,
        max_age=int(SIGN_IN_LIFETIME.total_seconds()) if token else 0,
        httponly=True,
        secure=site.base_url.startswith("https://"),
        samesite="lax",
        path="/",
    )
