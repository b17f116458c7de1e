"""Wire types of ``/api/v1`` (JSON, camelCase). The OpenAPI document and the client's types are made from these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct


class Wire(Struct, rename="camel", kw_only=True):
    """What all structs of this API share."""


Name = Annotated[str, Meta(min_length=1, max_length=80)]


class Problem(Wire, kw_only=True):
    """Every error reply: a stable word, a sentence for people, and where one is to blame, the parameter."""

    error: str
    message: str
    parameter: str | None = None


class Center(Wire, kw_only=True):
    """What anybody may know of this conference center. ``camera_possible`` is false where browsers would refuse it."""

    name: str
    title: str
    version: str


class SignIn(Wire, kw_only=True):
    """Credentials of a user of the center (its name; the server's first one where it is empty)."""

    user_id: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    center: Annotated[str, Meta(max_length=64)] = ""


class SignedInUser(Wire, kw_only=True):
    """The user of a browser session. ``may_organize``: may make meetings; ``center``: the name of the user's
    conference center, in no other of which the session counts."""

    center: str
    user_id: str
    name: str
    role: Literal["administrator", "organizer", "member"]
    may_organize: bool


class Session(Wire, kw_only=True):
    """The browser session; ``user`` is null where nobody is signed in."""

    user: SignedInUser | None


class NewMeeting(Wire, kw_only=True):
    """What an organizer says of a new meeting; all may be left out: an open meeting now."""

    title: Annotated[str, Meta(max_length=250)] = ""
    description: Annotated[str, Meta(max_length=4000)] = ""
    starts_at: datetime | None = None
    duration_minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    time_zone: Annotated[str, Meta(max_length=64)] = ""
    lobby: bool = False


class MeetingSummary(Wire, kw_only=True):
    """A meeting as its owner sees it. ``host_url`` is the owner's personal link; ``inside`` counts people."""

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


class EntryUrl(Wire, kw_only=True):
    """What an entry URL (``/cc/{center}/{side}?id=…``) leads to. ``id`` is the name of a meeting; a plus in it that was
    meant as a space is understood."""

    center: Annotated[str, Meta(min_length=1, max_length=64)]
    id: Annotated[str, Meta(max_length=255)]
    side: Literal["attend", "present"]


Said = Annotated[str, Meta(max_length=2000)]
"""What an entry URL says of a person: cut where it is longer than can be kept."""


class Key(Wire, kw_only=True):
    """What opens a door: the token of a personal link (``LIVE…``), the code of an open link, or an entry URL. Exactly
    one is set. ``password``, ``name``, ``email`` and ``company`` are what is known already, so that the reply can say
    what is missing; a personal link needs none of them."""

    link: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=64)] | None = None
    entry: EntryUrl | None = None
    password: Said = ""
    name: Said = ""
    email: Said = ""
    company: Said = ""


class Door(Wire, kw_only=True):
    """What stands behind a link. ``state`` decides the page that a person sees; all else is for that page.

    ``needs``: what the person has to say for the door to open. While ``password`` or ``sign_in`` is among them nothing
    is told about the meeting but its language; ``refused`` then says that the password that was sent is wrong, or that
    the user who is signed in (``signed_in_as``) is not on the list. ``registration``: e-mail address and company.
    ``lobby``: the person will have to wait until somebody opens. ``inside_names`` (at most five) only for personal
    links.
    ``frame_origins``: origins that may embed the room and hear its messages; ``["*"]`` is any.
    ``wait_seconds``: how long to wait before asking again in the states early, ended, full and locked.
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
    needs: list[Literal["password", "sign_in", "name", "registration"]] = []
    refused: bool = False
    signed_in_as: str = ""
    lobby: bool = False
    inside: int = 0
    inside_names: list[str] = []
    frame_origins: list[str] = []
    wait_seconds: int = 15


class EntryRequest(Wire, kw_only=True):
    """Enter a meeting: by ``link``, ``code`` or ``entry``, as in Key, with all that is needed. ``name``: for the open
    link, or to be called otherwise this time.

    ``token`` is the room token of an earlier entry of this browser: the person then stays the same participant.
    """

    link: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=64)] | None = None
    entry: EntryUrl | None = None
    name: Said = ""
    password: Said = ""
    email: Said = ""
    company: Said = ""
    extra1: Said = ""
    extra2: Said = ""
    extra3: Said = ""
    token: Annotated[str, Meta(max_length=512)] | None = None


class Entry(Wire, kw_only=True):
    """The right to open the room socket (``/api/v1/room``) as one participant. Keep it in this tab, for reloads."""

    token: str
    person_id: str
    name: str
    role: Literal["host", "presenter", "attendee"]
    title: str
    lang: str


class InvitationKey(Wire, kw_only=True):
    """The token of an invitation's accept and decline links."""

    token: Annotated[str, Meta(max_length=64)]


class InvitationAnswer(Wire, kw_only=True):
    """What the invited person says."""

    token: Annotated[str, Meta(max_length=64)]
    answer: Literal["accept", "decline"]


class Invitation(Wire, kw_only=True):
    """An invitation as the invited person sees it; ``participant_url`` is the personal link."""

    title: str
    name: str
    organizer: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    cancelled: bool
    answer: Literal["accept", "decline"] | None
    participant_url: str


class RecordingKey(Wire, kw_only=True):
    """The name of a recording, as a person types it or an entry URL says it (``id``). ``center``: the name of the
    conference center, the server's first one where it is empty."""

    name: Annotated[str, Meta(min_length=1, max_length=255)]
    center: Annotated[str, Meta(max_length=64)] = ""


class RecordingDoor(Wire, kw_only=True):
    """What stands behind the name of a recording. ``state`` decides the page that a person sees.

    ``open``: it can be viewed by who fulfils ``entry``: ``none`` everybody, ``password`` who knows the password,
    ``acl`` people on a list, who must be signed in (``POST /session``). ``registration``: e-mail address and company
    must be said. ``duration`` is in seconds. Title, time and duration are told of recordings that everybody may view;
    who may view one of the others reads them in RecordingEntry. In all other states everything but ``state`` has its
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


class RecordingEntryRequest(Wire, kw_only=True):
    """View a recording: its ``name`` (and ``center``, as in RecordingKey), who is going to view it, and the password
    where one is needed. Somebody who is signed in may leave ``viewer_name`` and ``email`` out.

    ``token``: go on with an earlier right to view, that of a RecordingEntry or of an address that leads to the
    recording's page; nothing else needs to be said then."""

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

    ``media_url`` (below this host, with byte ranges) is for a video element; ``download_url`` is empty where only the
    owner may download. ``playable``: whether browsers of today play this kind of file at all (``content_type``).
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
