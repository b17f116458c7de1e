"""Meetings of an organizer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from .polls import NewPoll
from .wire import RequestBody, Wire

Recurrence = Annotated[str, Meta(max_length=1023)]
"""A rule of RFC 5545 without its name, like ``FREQ=WEEKLY;BYDAY=TU``; empty for none."""

Seats = Annotated[int, Meta(ge=1, le=2500)]


class Audience(Wire, kw_only=True):
    """What attendees may in the room: write in the ``chat``, ``draw`` on whiteboards and pages, unmute
    (``microphone``), start the ``camera``, share the ``screen``, ``see`` (and hear) each other; where not, they see
    hosts and presenters only."""

    chat: bool
    draw: bool
    microphone: bool
    camera: bool
    screen: bool
    see: bool


class AudienceChanges(RequestBody, kw_only=True):
    """What attendees may; what is left out stays as it is. Of a new meeting they may everything. In a meeting that runs
    it holds at once."""

    chat: bool | UnsetType = UNSET
    draw: bool | UnsetType = UNSET
    microphone: bool | UnsetType = UNSET
    camera: bool | UnsetType = UNSET
    screen: bool | UnsetType = UNSET
    see: bool | UnsetType = UNSET


class NewMeeting(RequestBody, kw_only=True):
    """A new meeting; all fields may be left out: an open meeting now.

    ``recurrence`` makes it a series: a rule of RFC 5545 like ``FREQ=WEEKLY;BYDAY=TU``, whose first date ``startsAt``
    and ``durationMinutes`` give. ``password``: guests must know it. ``anytime``: guests may enter at any time, else
    from the start on, or as soon as somebody invited has entered. ``seats``: reserved for its time.
    ``pollsOf``: the ``mid`` of a meeting of the caller whose polls are prepared in this one too, without votes.
    ``polls``: those that are prepared behind them. ``key``: one of the caller's own; asked for again under the same key
    there is no second meeting, and the first one is returned as it is now.
    """

    title: Annotated[str, Meta(max_length=250)] = ""
    description: Annotated[str, Meta(max_length=4000)] = ""
    starts_at: datetime | None = None
    duration_minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    time_zone: Annotated[str, Meta(max_length=64)] = ""
    recurrence: Recurrence = ""
    password: Annotated[str, Meta(max_length=64)] = ""
    anytime: bool = False
    seats: Seats | None = None
    lobby: bool = False
    audience: AudienceChanges = field(default_factory=AudienceChanges)
    polls_of: Annotated[str, Meta(max_length=64)] = ""
    polls: Annotated[list[NewPoll], Meta(max_length=50)] = field(default_factory=list)
    key: Annotated[str, Meta(max_length=64)] = ""


class MeetingEdit(RequestBody, kw_only=True):
    """Changes of a meeting: what is left out stays as it is. An empty ``recurrence`` or ``password`` takes it away; of
    a series ``startsAt`` and ``durationMinutes`` are those of its first date."""

    title: Annotated[str, Meta(max_length=250)] | UnsetType = UNSET
    description: Annotated[str, Meta(max_length=4000)] | UnsetType = UNSET
    starts_at: datetime | UnsetType = UNSET
    duration_minutes: Annotated[int, Meta(ge=1, le=1440)] | UnsetType = UNSET
    time_zone: Annotated[str, Meta(min_length=1, max_length=64)] | UnsetType = UNSET
    recurrence: Recurrence | UnsetType = UNSET
    password: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET
    anytime: bool | UnsetType = UNSET
    seats: Seats | UnsetType | None = UNSET
    lobby: bool | UnsetType = UNSET
    audience: AudienceChanges = field(default_factory=AudienceChanges)


class SeriesDate(Wire, kw_only=True):
    """One date of a series. ``date`` names it, whatever becomes of it: the start that the rule gives it
    (``originalStartsAt``), in UTC, like ``20261124T090000Z``. ``changed``: something of it is not as in the series."""

    date: str
    original_starts_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str
    changed: bool
    cancelled: bool


class SeriesDates(Wire, kw_only=True):
    """A page of dates; ``next`` is the cursor of the following one, null at the end."""

    dates: list[SeriesDate]
    next: str | None


class DateEdit(RequestBody, kw_only=True):
    """Changes of one date of a series: what is left out stays as it is. An empty ``title`` is that of the series."""

    title: Annotated[str, Meta(max_length=250)] | UnsetType = UNSET
    description: Annotated[str, Meta(max_length=4000)] | UnsetType = UNSET
    starts_at: datetime | UnsetType = UNSET
    duration_minutes: Annotated[int, Meta(ge=1, le=1440)] | UnsetType = UNSET


class MeetingSummary(Wire, kw_only=True, tag_field="kind", tag="own"):
    """A meeting as its owner sees it. ``hostUrl`` is the owner's personal link; ``inside`` counts people.

    ``startsAt`` and ``endsAt`` are those of the date under which the meeting stands in the list: of a series
    (``series``) the one under way, else the next one, else the last one, which ``date`` has whole;
    ``firstStartsAt`` is the start of its first date, ``recurrence`` its rule, ``repeats`` the rule in words, in the
    language that ``Accept-Language`` asks for, ``durationMinutes`` how long its dates take, ``changedDates`` how many
    were changed or cancelled one by one. ``title`` and ``description`` are those of the series.
    ``personal``: the owner's standing room. ``held``: somebody was in it. ``password``: what guests must know.
    ``restorableUntil``: until when a cancelled meeting can be restored, null for others and for those removed for good.
    """

    mid: str
    code: str
    title: str
    description: str
    lobby: bool
    audience: Audience
    series: bool
    recurrence: str | None
    repeats: str | None
    first_starts_at: datetime | None
    duration_minutes: int | None
    date: SeriesDate | None
    changed_dates: int
    personal: bool
    held: bool
    password: str | None
    anytime: bool
    seats: int | None
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


class InvitedMeeting(Wire, kw_only=True, tag_field="kind", tag="invited"):
    """A meeting as somebody sees it who takes part in it and does not manage it; times as in a meeting of one's own.

    ``owner``: the name of who invites; ``participantUrl``: the person's own link; ``answer``: what the person said to
    the invitation, null where nothing yet; ``held``: somebody was in it; ``changed``: the shown date of the series is
    not as its rule has it.
    """

    role: Literal["host", "presenter", "attendee"]
    mid: str
    code: str
    title: str
    description: str
    owner: str
    answer: Literal["accept", "decline"] | None
    series: bool
    repeats: str | None
    changed: bool
    personal: bool
    held: bool
    status: Literal["scheduled", "in_progress", "host_left", "finished"]
    cancelled: bool
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    created_at: datetime
    participant_url: str
    inside: int


class AnswerOfUser(RequestBody, kw_only=True):
    """What the signed-in user says to an invitation."""

    answer: Literal["accept", "decline"]


class InvitationText(Wire, kw_only=True):
    """The text with which the owner invites people to a meeting: title, time, link, password where it has one."""

    text: str


class MeetingPage(Wire, kw_only=True):
    """A page of meetings; ``next`` is the cursor of the following one, null at the end."""

    meetings: list[MeetingSummary | InvitedMeeting]
    next: str | None
