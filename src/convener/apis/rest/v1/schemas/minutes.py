"""Minutes of one run of a meeting."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from .wire import RequestBody, Wire

MinutesState = Literal["draft", "released"]
Mailed = Literal["there", "nobody"]
Token = Annotated[str, Meta(max_length=100)]
ItemText = Annotated[str, Meta(max_length=2000)]


class ListedMinutes(Wire, kw_only=True):
    """A run of a meeting whose minutes the caller may read; ``id`` is that of the run."""

    id: str
    started_at: datetime
    ended_at: datetime | None
    state: MinutesState


class MinutesList(Wire, kw_only=True):
    """Runs with minutes, the latest first."""

    minutes: list[ListedMinutes]


class AgendaPoint(Wire, kw_only=True):
    """A point of the agenda; ``minutes``: how many it was to take, null where nobody said."""

    text: str
    minutes: int | None


class ActionItem(Wire, kw_only=True):
    """Something to be done, by whom, until when at the latest. ``carried``: it was open when this run began."""

    id: str
    text: str
    assignee: str
    due: date | None
    done: bool
    carried: bool


class PersonThere(Wire, kw_only=True):
    """A person who was there; ``seconds``: how long in all. ``lastLeft`` is null for a person who is inside again."""

    name: str
    role: Literal["host", "presenter", "attendee"]
    first_entered: datetime
    last_left: datetime | None
    seconds: int


class MinutesAnswer(Wire, kw_only=True):
    """An answer of a poll. ``votes`` and ``percent`` are null where the poll does not tell, or not this reader;
    ``correct`` where no answer is right or wrong."""

    text: str
    votes: int | None
    percent: float | None
    correct: bool | None


class MinutesPoll(Wire, kw_only=True):
    """A poll of this run. ``voters`` is null where the reader may not see the results."""

    question: str
    kind: str
    anonymous: bool
    voters: int | None
    answers: list[MinutesAnswer]
    comments: list[str]


class MinutesRecording(Wire, kw_only=True):
    """A recording of this run; ``url`` is empty while it is being made. ``duration`` is in seconds."""

    title: str
    url: str
    duration: int


class Minutes(Wire, kw_only=True):
    """The minutes of one run of a meeting, as the caller may read them.

    ``version`` goes with each change. ``mailed``: to whom their release was mailed, null before it; ``recipients``: how
    many would get it, null where the caller may not release them. ``fileUrl``: the file, with ``format`` (``md``,
    ``html``, ``docx``, ``pdf``) and ``language`` added to it. ``peopleHidden``: attendees do not see each other in this
    meeting, so this one does not see them here.
    """

    mid: str
    instance: str
    title: str
    organizer: str
    started_at: datetime
    ended_at: datetime | None
    time_zone: str
    state: MinutesState
    version: int
    may_edit: bool
    edited_at: datetime | None
    released_at: datetime | None
    mailed: Mailed | None
    recipients: int | None
    summary: str
    agenda: list[AgendaPoint]
    decisions: list[str]
    action_items: list[ActionItem]
    people: list[PersonThere]
    people_hidden: bool
    polls: list[MinutesPoll]
    documents: list[str]
    recordings: list[MinutesRecording]
    file_url: str


class NewAgendaPoint(RequestBody, kw_only=True):
    """A point of the agenda."""

    text: ItemText
    minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None


class NewActionItem(RequestBody, kw_only=True):
    """An action item; a new one has an empty ``id``."""

    id: Annotated[str, Meta(max_length=200)] = ""
    text: ItemText
    assignee: Annotated[str, Meta(max_length=200)] = ""
    due: date | None = None
    done: bool = False


class MinutesEdit(RequestBody, kw_only=True):
    """Changes of minutes: what is null or left out stays as it is, a list that is given takes the place of the one that
    is there. ``version`` is the one that the caller has seen: where there is a newer one, the error is
    ``changed_meanwhile``."""

    version: int
    summary: Annotated[str, Meta(max_length=20_000)] | None = None
    agenda: Annotated[list[NewAgendaPoint], Meta(max_length=300)] | None = None
    decisions: Annotated[list[ItemText], Meta(max_length=300)] | None = None
    action_items: Annotated[list[NewActionItem], Meta(max_length=300)] | None = None


class MinutesRelease(RequestBody, kw_only=True):
    """To whom the release is mailed: those who were there and whose address is known, or nobody."""

    mail: Mailed


class MinutesKey(RequestBody, kw_only=True):
    """The token of a link to minutes."""

    token: Token


class MinutesEditByToken(MinutesEdit, kw_only=True):
    """Changes by somebody who has the link of a host."""

    token: Token


class MinutesReleaseByToken(MinutesRelease, kw_only=True):
    """The release by somebody who has the link of a host."""

    token: Token
