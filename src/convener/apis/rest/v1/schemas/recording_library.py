"""Recordings, for those who manage them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from .wire import RequestBody, Wire

RecordingState = Literal["recording", "paused", "processing", "ready", "failed"]


class ManagedRecording(Wire, kw_only=True):
    """A recording. ``state``: how far it is; ``progress``: percent of what is being made of it; ``problem``: why it
    failed or ended early (``quota``, ``disk``, ``recorder``, ``nothing``, ``failed``), empty where it did not.

    ``duration`` and ``trimStart``, ``trimEnd`` (null: nothing was cut off there) are in milliseconds, of the whole
    recording, which can be shown again until ``cutOffUntil``: then what was cut off is erased. One that is being
    trimmed is ``processing`` until it can be played again. ``size`` in bytes. ``url``: where it is viewed, empty before
    it can be. ``madeHere``: it was recorded in the room, so it can be trimmed and has subtitles; ``subtitles``: their
    languages. ``video``: whether there is one file of all of it, to be downloaded; ``videoProgress``: how far it is, in
    percent; ``videoHeight``: its lines. ``embeddable``: pages of other origins may show it in a frame: those that the
    API client of the meeting allows. ``entry``: who may view it: ``none`` is everybody with the address, ``password``,
    or ``acl``, users on a list, which the Live Meeting API changes.
    """

    reid: str
    name: str
    title: str
    meeting: str
    meeting_title: str
    owner: str
    state: RecordingState
    progress: int
    problem: str
    started_at: datetime
    duration: int
    size: int
    url: str
    made_here: bool
    trim_start: int | None
    trim_end: int | None
    cut_off_until: datetime | None
    subtitles: list[str]
    video: Literal["none", "composing", "ready", "failed"]
    video_progress: int
    video_height: int
    embeddable: bool
    entry: Literal["acl", "none", "password"]
    password: str | None
    registration: bool
    owner_downloads_only: bool
    expires_at: datetime | None
    restorable_until: datetime | None


class RecordingPage(Wire, kw_only=True):
    """Recordings; ``next``: the ``after`` of the next page, null at the end."""

    recordings: list[ManagedRecording]
    next: str | None


class RecordingEdit(RequestBody, kw_only=True):
    """Changes of a recording; what is absent stays. ``password``: null opens it to all who have the address.
    ``trim``: from when to when it is played, in milliseconds of the whole recording; null shows all of it.
    ``videoHeight``: the lines of its video, which is composed anew; until then the one of before stays."""

    title: Annotated[str, Meta(min_length=1, max_length=255)] | UnsetType = UNSET
    password: Annotated[str, Meta(min_length=1, max_length=64)] | UnsetType | None = UNSET
    owner_downloads_only: bool | UnsetType = UNSET
    trim: RecordingTrim | UnsetType | None = UNSET
    video_height: Literal[720, 1080] | UnsetType = UNSET


class RecordingTrim(RequestBody, kw_only=True):
    """From ``start`` to ``end``, in milliseconds."""

    start: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    end: Annotated[int, Meta(ge=0, le=2**31 - 1)]


class RecordingVisitor(Wire, kw_only=True):
    """Who viewed or downloaded a recording. ``endedAt``: when it was last played, null where that is not known;
    ``userId``: of who was signed in. Texts are empty where nothing is known."""

    started_at: datetime
    ended_at: datetime | None
    download: bool
    name: str
    email: str
    company: str
    user_id: str
    browser: str
    address: str


class RecordingVisitors(Wire, kw_only=True):
    """Visits to a recording; ``next``: the ``after`` of the next page, null at the end."""

    visitors: list[RecordingVisitor]
    next: str | None


class SubtitleFile(RequestBody, kw_only=True):
    """The text of a WebVTT or SubRip (SRT) file."""

    content: Annotated[str, Meta(max_length=2_000_000)]
