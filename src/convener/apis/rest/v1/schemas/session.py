"""The session of a browser."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from .wire import RequestBody, Wire

Language = Literal["en", "fr", "de", "es", "pt", "ja", "zh", "ar"]


class SignIn(RequestBody, kw_only=True):
    """Credentials of a user of the center (its name; the server's first one where it is empty)."""

    user_id: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    center: Annotated[str, Meta(max_length=64)] = ""


class SignedInUser(Wire, kw_only=True):
    """The user of a browser session. ``mayOrganize``: may make meetings; ``center``: the name of the user's
    conference center, in no other of which the session counts. ``language`` and ``timeZone`` are those that the user
    has chosen, null where the browser's hold."""

    center: str
    user_id: str
    name: str
    role: Literal["administrator", "organizer", "member"]
    may_organize: bool
    language: Language | None
    time_zone: str | None


class Session(Wire, kw_only=True):
    """The browser session; ``user`` is null where nobody is signed in."""

    user: SignedInUser | None
