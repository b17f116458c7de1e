"""Meetings of an organizer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from .wire import RequestBody, Wire


class NewMeeting(RequestBody, kw_only=True):
    """A new meeting; all fields may be left out: an open meeting now."""

    title: Annotated[str, Meta(max_length=250)] = ""
    description: Annotated[str, Meta(max_length=4000)] = ""
    starts_at: datetime | None = None
    duration_minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    time_zone: Annotated[str, Meta(max_length=64)] = ""
    lobby: bool = False


class MeetingEdit(RequestBody, kw_only=True):
    """Changes of a meeting: what is left out stays as it is."""

    title: Annotated[str, Meta(max_length=250)] | UnsetType = UNSET
    description: Annotated[str, Meta(max_length=4000)] | UnsetType = UNSET
    starts_at: datetime | UnsetType = UNSET
    duration_minutes: Annotated[int, Meta(ge=1, le=1440)] | UnsetType = UNSET
    time_zone: Annotated[str, Meta(min_length=1, max_length=64)] | UnsetType = UNSET
    lobby: bool | UnsetType = UNSET


class MeetingSummary(Wire, kw_only=True):
    """A meeting as its owner sees it. ``hostUrl`` is the owner's personal link; ``inside`` counts people.

    ``startsAt`` and ``endsAt`` are those of the date under which the meeting stands in the list: of a series
    (``series``) the one under way, else the next one, else the last one. ``personal``: the owner's standing room.
    ``restorableUntil``: until when a cancelled meeting can be restored, null for others and for those removed for good.
    """

    mid: str
    code: str
    title: str
    description: str
    lobby: bool
    series: bool
    personal: bool
    restorable_until: datetime | None
    status: Literal["scheduled", "in_progress", "host_left", "finished"]
    cancelled: bool
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    created_at: datetime
    meeting_url: str
    host_url: str
    inside: int


class InvitationText(Wire, kw_only=True):
    """The text with which the owner invites people to a meeting: title, time, link, password where it has one."""

    text: str


class MeetingPage(Wire, kw_only=True):
    """A page of meetings; ``next`` is the cursor of the following one, null at the end."""

    meetings: list[MeetingSummary]
    next: str | None
