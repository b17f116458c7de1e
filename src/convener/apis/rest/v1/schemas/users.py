"""Users of a center, as its administrators see them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from .wire import RequestBody, Wire


class ExternalId(Wire, kw_only=True):
    """What an API client calls a person: the name of the client, and its own id (`hostid`, `puid`)."""

    client: str
    external_id: str


class ListedUser(Wire, kw_only=True):
    """A user: one who signs in, or one whom an API client named, or both. ``meetings`` counts those the user owns that
    are neither deleted nor expired."""

    user_id: str
    name: str
    email: str
    role: Literal["administrator", "organizer", "member"]
    signs_in: bool
    active: bool
    meetings: int
    created_at: datetime
    external_ids: list[ExternalId]


class UserPage(Wire, kw_only=True):
    """A page of users by user ID; ``next`` is the cursor of the following one, null at the end."""

    users: list[ListedUser]
    next: str | None


class UserMerge(RequestBody, kw_only=True):
    """Two user IDs of the same person: all of ``merged`` becomes the property of ``into``."""

    into: Annotated[str, Meta(min_length=1, max_length=64)]
    merged: Annotated[str, Meta(min_length=1, max_length=64)]


class Erasure(RequestBody, kw_only=True):
    """Whose personal data are to be erased: of a user, by ``userId``, or of all users and guests with an e-mail
    ``address``; one of both is given. ``dryRun``: say what there is, and change nothing."""

    user_id: Annotated[str, Meta(max_length=64)] = ""
    address: Annotated[str, Meta(max_length=320)] = ""
    dry_run: bool = False


class ErasureFindings(Wire, kw_only=True):
    """How much there is, or was, of the person: ``users`` (with those who were merged), browsers that are signed in,
    meetings with the person (``participations``), visits to them, messages in chats, votes, ``notes`` in the writing
    of which the person had a part, views of recordings, mails, and meetings to come, which are cancelled."""

    erased: bool
    users: int
    sign_ins: int
    participations: int
    visits: int
    messages: int
    votes: int
    notes: int
    recording_views: int
    mails: int
    meetings_to_come: int
