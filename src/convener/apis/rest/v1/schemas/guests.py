"""People of a meeting, as its owner invites and sees them."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from .wire import RequestBody, Wire

Address = Annotated[str, Meta(max_length=1023)]


class NewInvitations(RequestBody, kw_only=True):
    """People to invite by e-mail address, 1 to 500 together; ``note`` stands above the text of their mails.
    ``presenters`` help to run the meeting."""

    attendees: Annotated[list[Address], Meta(max_length=500)] = field(default_factory=list)
    presenters: Annotated[list[Address], Meta(max_length=500)] = field(default_factory=list)
    note: Annotated[str, Meta(max_length=4000)] = ""


class RefusedAddress(Wire, kw_only=True):
    """An address to which no mail goes, and why."""

    address: str
    message: str


class InvitationsQueued(Wire, kw_only=True):
    """How many mails are on their way, and the addresses that were refused."""

    queued: int
    refused: list[RefusedAddress]


class Guest(Wire, kw_only=True):
    """A person with a personal link. ``answer``: what the person said to the invitation; ``mail``: what became of the
    invitation, null where there was none (``waiting``: it is on its way)."""

    id: str
    name: str
    address: str
    role: Literal["host", "presenter", "attendee"]
    answer: Literal["accept", "decline"] | None
    mail: Literal["waiting", "sent", "failed"] | None


class GuestPage(Wire, kw_only=True):
    """A page of guests; ``next`` is the cursor of the following one, null at the end."""

    guests: list[Guest]
    next: str | None
