"""The agenda of a user: the own meetings, and those to which the user is invited, as a list of dates, in pages.

Three sections, each a list of its own:

- current: under way, or to come, by their start; a series stands there with its next date, a personal room without one.
  A meeting that nobody entered stays a day longer than it was to last, so that it can still be found and moved;
- past: all others, the latest first; of those to which the user was invited, the ones that the user attended;
- cancelled: own ones, deleted or expired, that the center can still restore, the latest first.

Nearly all meetings are short and have one date: those are read by an index on their time, as many as a page takes, so
that it does not matter how many there are besides. The others (:data:`LASTING`) are few, and are read all. What others
own is found by the user's participants, which carry the time of their meeting
(:mod:`convener.domain.meetings.listing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import TextClause

from convener.domain import text
from convener.domain.centers.settings import CenterSettings, restores_since
from convener.domain.errors import InvalidParameter
from convener.domain.lifecycle import is_restorable_since
from convener.domain.site import now
from convener.storage.models import Meeting, Participant, Visit
from convener.storage.models.meetings import IS_LASTING
from convener.storage.rows import AnyUser

from .listing import LONG
from .series import Occurrence, shown_date
from .state import MeetingStatus

LINGERS = timedelta(days=1)
"""How much longer a meeting that nobody entered stays in the list of current ones."""

_UNDER_WAY = frozenset({MeetingStatus.IN_PROGRESS.value, MeetingStatus.HOST_LEFT.value})
_IS_UNDER_WAY = Meeting.status.in_(sorted(_UNDER_WAY))
_WAS_THERE = exists().where(Visit.meeting_id == Participant.meeting_id, Visit.participant_id == Participant.id)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ENDS = func.coalesce(Meeting.ends_at, Meeting.starts_at)
_SCHEDULED = Meeting.status == MeetingStatus.SCHEDULED.value
_LASTING: tuple[TextClause | ColumnElement[bool], ...] = (Meeting.cancelled_at.is_(None), literal_column(IS_LASTING))
_PLAIN: tuple[ColumnElement[bool], ...] = (Meeting.cancelled_at.is_(None), not_(literal_column(IS_LASTING)))


class Section(StrEnum):
    """A list of the agenda."""

    CURRENT = "current"
    PAST = "past"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Entry:
    """A meeting on the agenda, and the date under which it stands there: start and end, of a series those of one of its
    dates (``occurrence``). A meeting without a time has none. ``participant``: the user in a meeting that somebody else
    owns."""

    meeting: Meeting
    starts_at: datetime | None
    ends_at: datetime | None
    participant: Participant | None = None
    occurrence: Occurrence | None = None


@dataclass(frozen=True)
class AgendaPage:
    """Entries in the order of the section, and the cursor of the page that follows; None at the end."""

    entries: list[Entry]
    next: str | None


Place: TypeAlias = tuple[datetime, str]
"""Where an entry stands in the order of its section: a time, and the mid of the meeting."""


def read_agenda(
    session: Session,
    settings: CenterSettings,
    user: AnyUser,
    section: Section,
    *,
    search: str = "",
    cursor: str | None = None,
    limit: int = 20,
) -> AgendaPage:
    """A page of the user's meetings in a section, after ``cursor`` (the ``next`` of an earlier page).

    ``search``: only meetings whose title or name has this text, whatever its case. ``settings`` are those of the user's
    center. Raises :class:`InvalidParameter` for a cursor that no page had.
    """
    reader = _Reader(session, settings, user, search, _read_cursor(cursor) if cursor else None, limit + 1)
    match section:
        case Section.CURRENT:
            found = reader.current()
        case Section.PAST:
            found = reader.past()
        case Section.CANCELLED:
            found = reader.cancelled()
    placed = sorted(found, key=lambda one: one[0], reverse=section is not Section.CURRENT)[: limit + 1]
    following = _write_cursor(placed[limit - 1][0]) if len(placed) > limit else None
    return AgendaPage([entry for _, entry in placed[:limit]], following)


def date_of(meeting: Meeting, moment: datetime, participant: Participant | None = None) -> Entry:
    """The meeting under the date that matters at this moment (:func:`convener.domain.meetings.series.shown_date`)."""
    shown = shown_date(meeting, moment)
    return Entry(meeting, shown.starts_at, shown.ends_at, participant, shown.occurrence)


_Placed: TypeAlias = tuple[Place, Entry]
_Invitations: TypeAlias = Select[Participant, Meeting]


@dataclass(frozen=True)
class _Reader:
    """Reads what can stand on one page: at most ``limit`` entries of each source, after the place ``after``."""

    session: Session
    settings: CenterSettings
    user: AnyUser
    search: str
    after: Place | None
    limit: int

    def current(self) -> list[_Placed]:
        """Entries of the section of current meetings."""
        moment = now()
        since = moment - LINGERS
        scheduled = self._dated().where(*_PLAIN, Meeting.starts_at > since - LONG, _is_to_come(moment))
        ad_hoc = self._undated().where(*_PLAIN, Meeting.created_at > since, _SCHEDULED)
        return [
            *self._read(scheduled, Meeting.starts_at),
            *self._read(ad_hoc, Meeting.created_at),
            *self._lasting(moment, current=True),
            *self._invited(self._invited_soon(moment)),
            *self._invited(self._invited_long_under_way(moment)),
            *self._invited_lasting(moment, current=True),
        ]

    def past(self) -> list[_Placed]:
        """Entries of the section of past meetings."""
        moment = now()
        dated = self._dated().where(*_PLAIN, _is_over(moment))
        undated = self._undated().where(*_PLAIN, _is_forgotten(moment))
        return [
            *self._read(dated, Meeting.starts_at, newest_first=True),
            *self._read(undated, Meeting.created_at, newest_first=True),
            *self._lasting(moment, current=False),
            *self._invited(self._attended(moment), newest_first=True),
            *self._invited_lasting(moment, current=False),
        ]

    def cancelled(self) -> list[_Placed]:
        """Entries of the section of cancelled meetings."""
        restorable = is_restorable_since(Meeting.life, Meeting.cancelled_at, restores_since(self.settings))
        query = self._matching().where(restorable)
        return list(self._read(query, Meeting.cancelled_at, newest_first=True))

    def _lasting(self, moment: datetime, *, current: bool) -> Iterable[_Placed]:
        for meeting in self.session.scalars(self._matching().where(*_LASTING)):
            yield from self._placed(date_of(meeting, moment), moment, current)

    def _placed(self, entry: Entry, moment: datetime, current: bool) -> Iterable[_Placed]:
        """The entry of a meeting that lasts, where it belongs to the section and to this page or a later one."""
        if _is_current(entry, moment) is not current:
            return
        meeting = entry.meeting
        place = (_EPOCH if meeting.place_of_id is not None else entry.starts_at or meeting.created_at, meeting.mid)
        if self.after is None or (place > self.after if current else place < self.after):
            yield place, entry

    # ------------------------------------------------------------------------------------------ of other owners

    def _invitations(self, *which: ColumnElement[bool]) -> _Invitations:
        query = (
            select(Participant, Meeting)
            .join(Meeting, Meeting.id == Participant.meeting_id)
            .where(Participant.user_id == self.user.id, Participant.cancelled_at.is_(None), *which)
            .where(Meeting.owner_id != self.user.id, Meeting.cancelled_at.is_(None))
        )
        return query.where(self._found()) if self.search else query

    def _invited_soon(self, moment: datetime) -> _Invitations:
        """Meetings of one date that are to come, or began not long ago and are not over."""
        since = moment - LINGERS
        undated = and_(Meeting.starts_at.is_(None), _SCHEDULED, Meeting.created_at > since)
        return self._invitations(Participant.listed_at > since - LONG, or_(_is_to_come(moment), undated, _IS_UNDER_WAY))

    def _invited_long_under_way(self, moment: datetime) -> _Invitations:
        """The same where people are still inside long after it was to end. They are few in the whole center."""
        began = Participant.listed_at <= moment - LINGERS - LONG
        return self._invitations(Meeting.center_id == self.user.center_id, Meeting.inside > 0, _IS_UNDER_WAY, began)

    def _attended(self, moment: datetime) -> _Invitations:
        """Meetings of one date that are over, and in which the user was."""
        over = or_(_is_over(moment), and_(Meeting.starts_at.is_(None), _is_forgotten(moment)))
        return self._invitations(Participant.listed_at <= moment, over, ~_IS_UNDER_WAY, _WAS_THERE)

    def _invited_lasting(self, moment: datetime, *, current: bool) -> Iterable[_Placed]:
        query = self._invitations(Participant.listed_at.is_(None), *(() if current else (_WAS_THERE,)))
        for participant, meeting in self.session.execute(query):
            yield from self._placed(date_of(meeting, moment, participant), moment, current)

    def _invited(self, query: _Invitations, *, newest_first: bool = False) -> Iterable[_Placed]:
        at = Participant.listed_at
        query = query.where(*self._from_here(at, newest_first=newest_first))
        query = query.order_by(*_order(at, newest_first=newest_first)).limit(self.limit)
        for participant, meeting in self.session.execute(query):
            if participant.listed_at is not None:
                place = participant.listed_at, meeting.mid
                yield place, Entry(meeting, meeting.starts_at, meeting.ends_at, participant)

    # ------------------------------------------------------------------------------------------------- the own

    def _matching(self) -> Select[Meeting]:
        query = select(Meeting).where(Meeting.owner_id == self.user.id)
        return query.where(self._found()) if self.search else query

    def _found(self) -> ColumnElement[bool]:
        folded = text.fold(self.search)
        title = Meeting.title_folded.contains(text.search_key(self.search), autoescape=True)
        return or_(title, Meeting.name_folded.contains(folded, autoescape=True))

    def _dated(self) -> Select[Meeting]:
        return self._matching().where(Meeting.starts_at.is_not(None))

    def _undated(self) -> Select[Meeting]:
        return self._matching().where(Meeting.starts_at.is_(None))

    def _read(
        self,
        query: Select[Meeting],
        column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
        *,
        newest_first: bool = False,
    ) -> Iterable[_Placed]:
        at: InstrumentedAttribute[Any] = column
        query = query.where(*self._from_here(at, newest_first=newest_first))
        query = query.order_by(*_order(at, newest_first=newest_first)).limit(self.limit)
        for meeting in self.session.scalars(query):
            place: datetime = getattr(meeting, at.key)
            yield (place, meeting.mid), Entry(meeting, meeting.starts_at, meeting.ends_at)

    def _from_here(self, at: InstrumentedAttribute[Any], *, newest_first: bool) -> list[ColumnElement[bool]]:
        """Conditions for what follows the page before, in the order of :meth:`_order`."""
        if self.after is None:
            return []
        moment, mid = self.after
        beyond = at < moment if newest_first else at > moment
        same = and_(at == moment, Meeting.mid < mid if newest_first else Meeting.mid > mid)
        # The first condition says no more than the second; it is the one that an index can use.
        return [at <= moment if newest_first else at >= moment, or_(beyond, same)]


def _is_to_come(moment: datetime) -> ColumnElement[bool]:
    """Of a meeting with a time: it is to begin, or nobody has entered it and it was to end less than a day ago."""
    return or_(Meeting.starts_at > moment, and_(_SCHEDULED, moment - LINGERS < _ENDS))


def _is_over(moment: datetime) -> ColumnElement[bool]:
    """Of a meeting with a time: it has begun, and was held or was to end more than a day ago."""
    return and_(Meeting.starts_at <= moment, or_(~_SCHEDULED, moment - LINGERS >= _ENDS))


def _is_forgotten(moment: datetime) -> ColumnElement[bool]:
    """Of a meeting without a time: it was held, or made more than a day ago."""
    return or_(~_SCHEDULED, Meeting.created_at <= moment - LINGERS)


def _order(at: InstrumentedAttribute[Any], *, newest_first: bool) -> tuple[ColumnElement[Any], ...]:
    return (at.desc(), Meeting.mid.desc()) if newest_first else (at.asc(), Meeting.mid.asc())


def _is_current(entry: Entry, moment: datetime) -> bool:
    """Whether a meeting that lasts, under this date, is under way or to come."""
    meeting = entry.meeting
    if meeting.place_of_id is not None or meeting.inside or meeting.status in _UNDER_WAY:
        return True
    ends_at = entry.ends_at or entry.starts_at
    if ends_at is None:
        return False
    return ends_at > (moment if meeting.status == MeetingStatus.FINISHED.value else moment - LINGERS)


def _write_cursor(place: Place) -> str:
    return f"{(place[0] - _EPOCH) // _MICROSECOND}_{place[1]}"


def _read_cursor(cursor: str) -> Place:
    micros, _, mid = cursor.partition("_")
    try:
        return _EPOCH + timedelta(microseconds=int(micros)), mid
    except (ValueError, OverflowError):
        raise InvalidParameter("cursor must be the next of an earlier page.", "cursor") from None
