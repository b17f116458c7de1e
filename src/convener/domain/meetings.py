"""Meetings: made, found, changed, cancelled; and the life of a meeting as one table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import quote

from sqlalchemy import Integer, bindparam, or_, select, update
from sqlalchemy.orm import Session

from convener.storage.rows import put
from convener.storage.tables import ApiClient, Center, Meeting, Participant, User

from . import clients, locales, participants, preferences, seats, texts
from .errors import InvalidParameter, MeetingNotFound, UserNotFound
from .events import EventType, record, record_birth
from .lives import LifeChange, next_life
from .permissions import MeetingRole
from .preferences import CenterSettings
from .rules import Rules, now
from .secrets import SMALL_AND_DIGITS, UNMISTAKABLE, random_text
from .states import MeetingState

CODE_LENGTH = 10
"""Characters of a code that we make: 32^10, 50 bits, and look-ups of wrong codes are limited."""

LONGEST_DURATION = 24.0
"""Hours."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)


class MeetingStatus(StrEnum):
    """Where a meeting is in its life."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    HOST_LEFT = "host_left"
    FINISHED = "finished"


class MeetingChange(StrEnum):
    """What moves a meeting from one status to another."""

    HOST_ENTERS = "the host enters"
    OTHER_ENTERS = "somebody else enters"
    HOST_LEAVES = "the last host leaves, others remain"
    EMPTY_TOO_LONG = "everybody left and the grace ran out"
    ENDED = "the host ends it for all"
    CANCELLED = "it is cancelled"


_S, _C = MeetingStatus, MeetingChange

TRANSITIONS: dict[tuple[MeetingStatus, MeetingChange], MeetingStatus] = {
    (_S.SCHEDULED, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.SCHEDULED, _C.OTHER_ENTERS): _S.IN_PROGRESS,
    (_S.SCHEDULED, _C.CANCELLED): _S.FINISHED,
    (_S.SCHEDULED, _C.ENDED): _S.FINISHED,
    (_S.IN_PROGRESS, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.IN_PROGRESS, _C.OTHER_ENTERS): _S.IN_PROGRESS,
    (_S.IN_PROGRESS, _C.HOST_LEAVES): _S.HOST_LEFT,
    (_S.IN_PROGRESS, _C.EMPTY_TOO_LONG): _S.FINISHED,
    (_S.IN_PROGRESS, _C.ENDED): _S.FINISHED,
    (_S.IN_PROGRESS, _C.CANCELLED): _S.FINISHED,
    (_S.HOST_LEFT, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.HOST_LEFT, _C.OTHER_ENTERS): _S.HOST_LEFT,
    (_S.HOST_LEFT, _C.EMPTY_TOO_LONG): _S.FINISHED,
    (_S.HOST_LEFT, _C.ENDED): _S.FINISHED,
    (_S.HOST_LEFT, _C.CANCELLED): _S.FINISHED,
    (_S.FINISHED, _C.HOST_ENTERS): _S.IN_PROGRESS,
    (_S.FINISHED, _C.OTHER_ENTERS): _S.IN_PROGRESS,
    (_S.FINISHED, _C.CANCELLED): _S.FINISHED,
}
"""(status, change) to the next status; what is not here cannot happen. A cancelled meeting takes no change at all."""


def next_status(status: str, change: MeetingChange) -> MeetingStatus | None:
    """The status after ``change``, None where it cannot happen in this status."""
    return TRANSITIONS.get((MeetingStatus(status), change))


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a caller says about a meeting; None is "not said" and changes nothing. Checked by :meth:`checked`."""

    title: str | None = None
    description: str | None = None
    language: str | None = None
    starts_at: datetime | None = None
    duration_hours: float | None = None
    time_zone: str | None = None
    lobby: bool | None = None

    def checked(self) -> Details:
        """The same with texts trimmed and the language one of ours; raises :class:`InvalidParameter`."""
        if self.duration_hours is not None and not 0 < self.duration_hours <= LONGEST_DURATION:
            raise InvalidParameter(
                f"duration is in hours, more than 0 and at most {LONGEST_DURATION:g}; 0.5 is half an hour.", "duration"
            )
        if self.starts_at is not None and not EARLIEST <= self.starts_at <= LATEST:
            raise InvalidParameter("time must be between the years 1900 and 9999.", "time")
        if self.time_zone is not None and self.time_zone not in locales.zone_ids():
            raise InvalidParameter(f"{self.time_zone!r} is not a time zone like Europe/Paris.", "timeZone")
        return replace(
            self,
            starts_at=None if self.starts_at is None else self.starts_at.astimezone(UTC),
            title=None if self.title is None else texts.line("title", self.title, 250),
            description=None if self.description is None else texts.lines("description", self.description, 4000),
            language=None if self.language is None else texts.language("lang", self.language),
        )


def create_meeting(
    session: Session,
    center_id: int,
    owner: User,
    details: Details,
    *,
    api_client: ApiClient | None = None,
    meeting_key: str | None = None,
) -> Meeting:
    """A new meeting with a code of its own. With ``api_client``, whose row the caller holds, it counts against that
    client's quota of sessions."""
    meeting = _insert(session, center_id, owner, details, api_client, meeting_key, events=1)
    record_birth(session, meeting, (EventType.MEETING_CREATED, None, {"meeting": state(meeting).data()}))
    return meeting


def create_with_host(
    session: Session,
    rules: Rules,
    center_id: int,
    owner: User,
    details: Details,
    *,
    name: str,
    email: str,
    api_client: ApiClient | None = None,
    meeting_key: str | None = None,
) -> tuple[Meeting, Participant]:
    """The same, with the owner's place in it, called ``name``, in as few statements as can be."""
    meeting = _insert(session, center_id, owner, details, api_client, meeting_key, events=2)
    host = participants.insert(session, rules, meeting, MeetingRole.HOST, user=owner, name=name, email=email)
    made = (EventType.MEETING_CREATED, None, {"meeting": state(meeting).data()})
    record_birth(session, meeting, made, (EventType.PARTICIPANT_ADDED, host, {}))
    return meeting, host


def _insert(
    session: Session,
    center_id: int,
    owner: User,
    details: Details,
    api_client: ApiClient | None,
    meeting_key: str | None,
    *,
    events: int,
) -> Meeting:
    details = details.checked()
    if api_client is not None:
        clients.take_session(session, api_client)
    code = random_text(UNMISTAKABLE, CODE_LENGTH)
    meeting = Meeting(
        center_id=center_id,
        mid=new_mid(),
        name=code,
        name_folded=texts.fold(code),
        api_client_id=api_client.id if api_client else None,
        meeting_key=meeting_key,
        owner_id=owner.id,
        status=MeetingStatus.SCHEDULED.value,
        title="",
        description="",
        language="en",
        time_zone=api_client.time_zone if api_client else "UTC",
        lobby=False,
        locked=False,
        created_at=now(),
        last_seq=events,
        inside=0,
        hosts_inside=0,
        calendar_sequence=0,
    )
    _apply(meeting, details)
    count_of_owner(session, owner.id, 1)
    return put(session, meeting)


def new_mid() -> str:
    """A permanent id: never used again."""
    return random_text(SMALL_AND_DIGITS, 16)


_COUNT_OF_OWNER = (
    update(User)
    .where(User.id == bindparam("owner"), or_(bindparam("more", type_=Integer) < 0, User.deleted_at.is_(None)))
    .values(meetings=User.meetings + bindparam("more", type_=Integer))
)


def count_of_owner(session: Session, owner_id: int, more: int) -> None:
    """Keep the number of the owner's living meetings; raises :class:`UserNotFound` where somebody who was deleted at
    this very moment would get one."""
    done = session.connection().execute(_COUNT_OF_OWNER, {"owner": owner_id, "more": more})
    if not done.rowcount:
        raise UserNotFound("The owner was deleted meanwhile.", "owner")


def change_meeting(session: Session, meeting: Meeting, details: Details) -> bool:
    """Change what is said; returns whether anything is different now. The caller holds the row (:func:`lock`)."""
    before = _said(meeting)
    seats.release(session, meeting)
    _apply(meeting, details.checked())
    seats.reserve(session, meeting)
    if _said(meeting) == before:
        return False
    meeting.calendar_sequence += 1
    updated(session, meeting)
    return True


def lock(session: Session, meeting_id: int) -> Meeting:
    """The meeting's row, held for writing until the transaction ends (SQLite holds the whole file)."""
    query = select(Meeting).where(Meeting.id == meeting_id).with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one()


LIVE_FIRST = (Meeting.cancelled_at.is_not(None), Meeting.id.desc())
"""Order among an API client's meetings of one key: the living one, then the cancelled ones, newest first."""

OF_KEY = (Meeting.api_client_id == bindparam("client_id"), Meeting.meeting_key == bindparam("meeting_key"))
OF_MID = (
    Meeting.center_id == bindparam("center_id"),
    Meeting.mid == bindparam("meeting_key"),
    Meeting.api_client_id.is_(None),
)
"""A meeting of the center that no API client made: its mid is its key to all of them."""

_HELD_OF_MID = select(Meeting).where(*OF_MID).with_for_update()
_HELD_OF_KEY = select(Meeting).where(*OF_KEY).order_by(*LIVE_FIRST).limit(1).with_for_update()


def hold_by_key(session: Session, client: ApiClient, meeting_key: str) -> Meeting | None:
    """The API client's meeting of this key, held for writing like :func:`lock`; the newest cancelled one where no other
    is left. The caller holds the client's row."""
    found = {"client_id": client.id, "meeting_key": meeting_key}
    return session.scalar(_HELD_OF_KEY, found, execution_options={"populate_existing": True})


def hold_by_mid(session: Session, center_id: int, mid: str) -> Meeting | None:
    """The center's meeting of this mid that no API client made, held for writing."""
    found = {"center_id": center_id, "meeting_key": mid}
    return session.scalar(_HELD_OF_MID, found, execution_options={"populate_existing": True})


def hold_client(session: Session, meeting_id: int) -> None:
    """Hold the row of the meeting's API client, if it has one. Who holds both takes this one first, as all calls of the
    API do; the other order could end in a deadlock."""
    of_meeting = select(Meeting.api_client_id).where(Meeting.id == meeting_id).scalar_subquery()
    session.execute(select(ApiClient.id).where(ApiClient.id == of_meeting).with_for_update(key_share=True))


def no_such_key() -> MeetingNotFound:
    """What to raise where the client has no meeting of a key."""
    return MeetingNotFound("This API client has no meeting with this meetingKey.", "meetingKey")


def find_by_code(session: Session, center_id: int, code: str) -> Meeting | None:
    """The meeting of this code; spaces, hyphens and case do not matter. A name may be taken again when its meeting was
    deleted: the living meeting is found, else the newest one."""
    if not texts.is_storable(code):
        return None
    folded = texts.fold(code.replace(" ", "").replace("-", ""))
    exact = texts.fold(code.strip())
    query = select(Meeting).where(Meeting.center_id == center_id, Meeting.name_folded.in_({folded, exact}))
    first = (Meeting.cancelled_at.is_not(None), Meeting.name_folded != exact, Meeting.id.desc())
    return session.scalar(query.order_by(*first).limit(1))


def find_by_mid(session: Session, center_id: int, mid: str) -> Meeting:
    """The center's meeting of this id."""
    query = select(Meeting).where(Meeting.center_id == center_id, Meeting.mid == mid)
    meeting = session.scalar(query) if texts.is_storable(mid) else None
    if meeting is None:
        raise MeetingNotFound("There is no such meeting.", "mid")
    return meeting


def list_of_owner(
    session: Session, owner: User, *, past: bool, before_id: int | None, limit: int
) -> tuple[list[Meeting], int | None]:
    """The owner's meetings, newest first, and the id to go on ``before``; None at the end.

    ``past``: finished and cancelled ones, else those that are or will be.
    """
    finished = Meeting.status == MeetingStatus.FINISHED.value
    query = select(Meeting).where(Meeting.owner_id == owner.id, finished if past else ~finished)
    if before_id is not None:
        query = query.where(Meeting.id < before_id)
    found = list(session.scalars(query.order_by(Meeting.id.desc()).limit(limit + 1)))
    return found[:limit], (found[limit - 1].id if len(found) > limit else None)


def cancel(session: Session, meeting: Meeting, change: LifeChange = LifeChange.DELETE) -> bool:
    """Cancel the meeting: a last status, links say so, its seats are free. Returns whether this call did it.

    ``change`` says how it ends; a deleted one is removed for good where the center restores nothing. The caller holds
    the row and shows people out (:func:`convener.domain.presence.close_room`).
    """
    if meeting.cancelled_at is not None:
        return False
    if change is LifeChange.DELETE and not _restores(session, meeting.center_id):
        change = LifeChange.DELETE_FOR_GOOD
    # The owner's row before the seats, as whoever makes or restores a meeting takes them.
    count_of_owner(session, meeting.owner_id, -1)
    seats.release(session, meeting)
    meeting.life = next_life("meeting", meeting.life, change).value
    meeting.cancelled_at = meeting.finished_at = now()
    meeting.empty_since = None
    meeting.calendar_sequence += 1
    if meeting.api_client_id is not None:
        clients.give_session_back(session, meeting.api_client_id)
    move(meeting, MeetingChange.CANCELLED)
    record(session, meeting, EventType.MEETING_CANCELLED, data={"meeting": state(meeting).data()})
    return True


def _restores(session: Session, center_id: int) -> bool:
    kept = session.scalar(select(Center.settings).where(Center.id == center_id))
    return preferences.read(CenterSettings, kept).restoration


def move(meeting: Meeting, change: MeetingChange) -> bool:
    """Let ``change`` happen to the status; returns whether the status is another one now."""
    following = next_status(meeting.status, change)
    if following is None:
        raise ValueError(f"{change.value} cannot happen to a meeting that is {meeting.status}")
    different = following.value != meeting.status
    meeting.status = following.value
    return different


def updated(session: Session, meeting: Meeting, **event: object) -> None:
    """Record that the meeting is different now; ``event`` goes to :func:`convener.domain.events.record`."""
    record(session, meeting, EventType.MEETING_UPDATED, data={"meeting": state(meeting).data()}, **event)  # type: ignore[arg-type]


def state(meeting: Meeting) -> MeetingState:
    """What people in the room may know of the meeting."""
    return MeetingState(
        mid=meeting.mid,
        code=meeting.name,
        title=meeting.title,
        lang=meeting.language,
        status=meeting.status,
        locked=meeting.locked,
        lobby=meeting.lobby,
        started_at=meeting.started_at,
        ends_at=meeting.ends_at,
    )


def meeting_url(rules: Rules, meeting: Meeting) -> str:
    """The open link: whoever has it may enter by typing a name."""
    return url_of_code(rules, meeting.name)


def url_of_code(rules: Rules, code: str) -> str:
    """The open link of the meeting with this code."""
    return f"{rules.base_url}/m/{quote(code, safe='')}"


def _apply(meeting: Meeting, details: Details) -> None:
    if details.title is not None:
        meeting.title = details.title
        meeting.title_folded = texts.sought(details.title)
    if details.description is not None:
        meeting.description = details.description
    if details.language is not None:
        meeting.language = details.language
    if details.time_zone is not None:
        meeting.time_zone = details.time_zone
    if details.lobby is not None:
        meeting.lobby = details.lobby
    if details.starts_at is not None:
        meeting.starts_at = details.starts_at
    if details.duration_hours is not None:
        meeting.duration_hours = details.duration_hours
    if meeting.starts_at is not None and meeting.duration_hours is not None:
        # Some applications say "whenever" as the last second of the year 9999.
        duration = timedelta(hours=meeting.duration_hours)
        meeting.ends_at = meeting.starts_at + min(duration, LATEST - meeting.starts_at)


def _said(meeting: Meeting) -> tuple[object, ...]:
    return (
        meeting.title,
        meeting.description,
        meeting.language,
        meeting.time_zone,
        meeting.lobby,
        meeting.starts_at,
        meeting.duration_hours,
    )
