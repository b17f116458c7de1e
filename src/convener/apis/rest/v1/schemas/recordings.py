"""Viewing recordings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from .wire import RequestBody, Wire


class RecordingKey(RequestBody, kw_only=True):
    """The name of a recording, as a person types it or an entry URL says it (``id``). ``center``: the name of the
    conference center, the server's first one where it is empty."""

    name: Annotated[str, Meta(min_length=1, max_length=255)]
    center: Annotated[str, Meta(max_length=64)] = ""


class RecordingCheck(Wire, kw_only=True):
    """Whether a recording can be viewed, and by whom. ``state`` decides the page that a person sees.

    ``open``: it can be viewed under the rule of ``entry``: ``none`` by everybody, ``password`` with the password,
    ``acl`` by users on a list, who must be signed in (``POST /session``). ``registration``: e-mail address and company
    are required. ``duration`` is in seconds. Title, time and duration are there for recordings that everybody may
    view; for the others they are in RecordingEntry. In all other states everything but ``state`` has its
    default.
    """

    state: Literal["open", "invalid", "making", "deleted", "expired"]
    title: str = ""
    duration: int = 0
    started_at: datetime | None = None
    time_zone: str = "UTC"
    lang: str = "en"
    entry: Literal["acl", "none", "password"] = "password"
    registration: bool = False


class RecordingEntryRequest(RequestBody, kw_only=True):
    """View a recording: its ``name`` (and ``center``, as in RecordingKey), who is going to view it, and the password
    where one is needed. The signed-in user may leave ``viewerName`` and ``email`` out.

    ``token``: go on with an earlier right to view, that of a RecordingEntry or of an address that leads to the
    recording's page; nothing else is needed then."""

    name: Annotated[str, Meta(min_length=1, max_length=255)]
    center: Annotated[str, Meta(max_length=64)] = ""
    viewer_name: Annotated[str, Meta(max_length=255)] = ""
    email: Annotated[str, Meta(max_length=255)] = ""
    company: Annotated[str, Meta(max_length=255)] = ""
    password: Annotated[str, Meta(max_length=64)] = ""
    extra1: Annotated[str, Meta(max_length=128)] = ""
    extra2: Annotated[str, Meta(max_length=128)] = ""
    extra3: Annotated[str, Meta(max_length=255)] = ""
    token: Annotated[str, Meta(max_length=255)] = ""


class RecordingEntry(Wire, kw_only=True):
    """The right to view one recording for some hours.

    ``mediaUrl`` (below this host, with byte ranges) is for a video element; ``downloadUrl`` is empty where only the
    owner may download, or there is no video. ``playable``: whether browsers of today play this kind of file at all
    (``contentType``).

    ``timelineUrl`` is there for recordings that were made here: it gives a Timeline, whose parts are played together;
    ``partUrl`` is the address of a part, to which its name is added. ``mediaUrl`` is empty then until there is a video;
    with it comes ``soundUrl``, a file of the sound alone to download.
    """

    token: str
    name: str
    title: str
    duration: int
    started_at: datetime
    time_zone: str
    lang: str
    content_type: str
    playable: bool
    size: int
    media_url: str
    download_url: str
    sound_url: str
    timeline_url: str
    part_url: str
