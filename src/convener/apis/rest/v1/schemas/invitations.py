"""Answers to invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from .wire import RequestBody, Wire


class InvitationKey(RequestBody, kw_only=True):
    """The token of an invitation's accept and decline links."""

    token: Annotated[str, Meta(max_length=64)]


class InvitationAnswer(RequestBody, kw_only=True):
    """What the invited person says."""

    token: Annotated[str, Meta(max_length=64)]
    answer: Literal["accept", "decline"]


class RemindersKey(RequestBody, kw_only=True):
    """The token of an invitation; ``wanted`` switches reminders on or off, null changes nothing."""

    token: Annotated[str, Meta(max_length=64)]
    wanted: bool | None = None


class Reminders(Wire, kw_only=True):
    """Whether the invited person is reminded by mail of meetings of the center."""

    wanted: bool


class Invitation(Wire, kw_only=True):
    """An invitation as the invited person sees it; ``participantUrl`` is the personal link."""

    title: str
    name: str
    organizer: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    cancelled: bool
    answer: Literal["accept", "decline"] | None
    participant_url: str
