"""Entering a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, field

from .wire import RequestBody, Wire

EntryText = Annotated[str, Meta(max_length=2000)]
"""What an entry URL says of a person: cut where it is longer than its column."""


class EntryUrl(RequestBody, kw_only=True):
    """What an entry URL (``/cc/{center}/{side}?id=…``) leads to. ``id`` is the name of a meeting; a plus in it that was
    meant as a space is understood."""

    center: Annotated[str, Meta(min_length=1, max_length=64)]
    id: Annotated[str, Meta(max_length=255)]
    side: Literal["attend", "present"]


class EntryKey(RequestBody, kw_only=True):
    """What leads to a meeting: the token of a personal link (``LIVE…``), the code of an open link, or an entry URL.
    Exactly one is set. ``password``, ``name``, ``email`` and ``company`` are what is known already, so that the reply
    can say what is missing; a personal link needs none of them. ``token`` as in EntryRequest."""

    link: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=64)] | None = None
    entry: EntryUrl | None = None
    password: EntryText = ""
    name: EntryText = ""
    email: EntryText = ""
    company: EntryText = ""
    token: Annotated[str, Meta(max_length=512)] | None = None


class EntryCheck(Wire, kw_only=True):
    """Whether a meeting can be entered, and what is still missing. ``state`` decides the page that a person sees; all
    else is for that page.

    ``needs``: what the person has to say to enter. While ``password`` or ``sign_in`` is among them nothing
    is said about the meeting but its language; ``refused`` then says that the password that was sent is wrong, or that
    the user who is signed in (``signedInAs``) is not on the list. ``registration``: e-mail address and company.
    ``lobby``: the person will have to wait until a host admits them. ``insideNames`` (at most five) only for personal
    links. ``recorded``: the meeting is being recorded, or will be (``announced``): who enters agrees to it.
    ``frameOrigins``: origins that may embed the room and hear its messages; ``["*"]`` is any.
    ``waitSeconds``: how long to wait before asking again in the states early, ended, full and locked.
    """

    state: Literal["open", "early", "late", "inactive", "cancelled", "ended", "invalid", "full", "removed", "locked"]
    title: str = ""
    description: str = ""
    lang: str = "en"
    status: Literal["scheduled", "in_progress", "host_left", "finished"] | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = "UTC"
    name: str = ""
    role: Literal["host", "presenter", "attendee"] | None = None
    needs: list[Literal["password", "sign_in", "name", "registration"]] = field(default_factory=list)
    refused: bool = False
    signed_in_as: str = ""
    lobby: bool = False
    inside: int = 0
    inside_names: list[str] = field(default_factory=list)
    recorded: Literal["", "announced", "running"] = ""
    frame_origins: list[str] = field(default_factory=list)
    wait_seconds: int = 15


class EntryRequest(RequestBody, kw_only=True):
    """Enter a meeting: by ``link``, ``code`` or ``entry``, as in EntryKey, with all that is needed. ``name``: for the
    open link, or to be called otherwise this time.

    ``token`` is the room token of an earlier entry of this browser: the person then stays the same participant.
    """

    link: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=64)] | None = None
    entry: EntryUrl | None = None
    name: EntryText = ""
    password: EntryText = ""
    email: EntryText = ""
    company: EntryText = ""
    extra1: EntryText = ""
    extra2: EntryText = ""
    extra3: EntryText = ""
    token: Annotated[str, Meta(max_length=512)] | None = None


class Entry(Wire, kw_only=True):
    """The right to open the room socket (``/api/v1/room``) as one participant. Keep it in this tab, for reloads."""

    token: str
    person_id: str
    name: str
    role: Literal["host", "presenter", "attendee"]
    title: str
    lang: str


class GoodbyeKey(RequestBody, kw_only=True):
    """Who was in a meeting: ``token`` of the room. ``returnTo``: the parameter ``return`` of the link by which the
    person came; it counts where the operator allows its origin to the meeting's API client."""

    token: Annotated[str, Meta(max_length=200)]
    return_to: Annotated[str, Meta(max_length=2000)] = ""


class GoodbyeRecording(Wire, kw_only=True):
    """A recording of the run; ``url`` is empty while it is being made."""

    title: str
    url: str


class Goodbye(Wire, kw_only=True):
    """What somebody may have of the run of the meeting in which the person was last.

    ``minutes``: ``none`` (not for this person), ``under_way`` (the run goes on), ``preparing``, ``draft`` (not
    released yet), ``released``; ``minutesUrl``, ``notesUrl`` (to which ``format`` and ``language`` are added; good for
    five minutes) and ``attendanceUrl`` (``format``: ``csv`` or ``xlsx``; for the signed-in user who manages the
    meeting) are empty where there is nothing for this person. ``returnUrl``: the way back to the application, empty
    where it has set none; ``returnFollow``: the page is to go there by itself.
    """

    minutes: Literal["none", "under_way", "preparing", "draft", "released"]
    minutes_url: str
    notes_url: str
    attendance_url: str
    recordings: list[GoodbyeRecording]
    return_url: str
    return_follow: bool
