"""Meetings of an organizer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from .wire import RequestBody, Wire


class NewMeeting(RequestBody, kw_only=True):
    """A new meeting; all fields may be left out: an open meeting now."""

    title: Annotated[str, Meta(max_length=250)] = ""
    description: Annotated[str, Meta(max_length=4000)] = ""
    starts_at: datetime | None = None
    duration_minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    time_zone: Annotated[str, Meta(max_length=64)] = ""
    lobby: bool = False


class MeetingSummary(Wire, kw_only=True):
    """A meeting as its owner sees it. ``hostUrl`` is the owner's personal link; ``inside`` counts people."""

    mid: str
    code: str
    title: str
    status: Literal["scheduled", "in_progress", "host_left", "finished"]
    cancelled: bool
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    created_at: datetime
    meeting_url: str
    host_url: str
    inside: int


class MeetingPage(Wire, kw_only=True):
    """A page of meetings; ``next`` is the cursor of the following one, null at the end."""

    meetings: list[MeetingSummary]
    next: str | None
