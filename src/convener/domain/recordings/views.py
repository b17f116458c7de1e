"""Visits to recordings: who viewed or downloaded one, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.errors import InvalidParameter
from convener.domain.search import TimeSearch
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.models import Recording, RecordingVisit
from convener.storage.rows import AnyUser

VID_LENGTH = 12
UPDATE_INTERVAL = timedelta(seconds=30)
"""How often the end of a visit is recorded, so how exact it is: a video is played by many small requests."""

_MAX_CHARACTERS = {
    **dict.fromkeys(("name", "email", "company", "extra3", "browser"), 255),
    **dict.fromkeys(("extra1", "extra2"), 128),
    "address": 64,
}
"""The most characters of each text about a viewer: as many as the API can return (reference 6.6)."""


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who views a recording, as far as it is known. Texts are made storable
    (:func:`convener.domain.text.storable_text`), never refused."""

    name: str = ""
    email: str = ""
    company: str = ""
    extra1: str = ""
    extra2: str = ""
    extra3: str = ""
    browser: str = ""
    address: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for name, longest in _MAX_CHARACTERS.items():
            object.__setattr__(self, name, text.storable_text(getattr(self, name), longest))


def record_visit(
    session: Session, recording: Recording, viewer: Viewer, user: AnyUser | None, *, download: bool = False
) -> RecordingVisit:
    """Record that the viewer begins to view, or to download, the recording."""
    visit = RecordingVisit(
        vid=random_text(LOWERCASE_AND_DIGITS, VID_LENGTH),
        recording_id=recording.id,
        user_id=user.id if user else None,
        name=viewer.name,
        email=viewer.email,
        company=viewer.company,
        extra1=viewer.extra1,
        extra2=viewer.extra2,
        extra3=viewer.extra3,
        browser=viewer.browser,
        address=viewer.address,
        download=download,
        started_at=now(),
    )
    session.add(visit)
    session.flush()
    return visit


def record_download(session: Session, visit: RecordingVisit) -> RecordingVisit:
    """Record that the viewer of this visit downloads the recording too."""
    download_visit = RecordingVisit(
        vid=random_text(LOWERCASE_AND_DIGITS, VID_LENGTH),
        recording_id=visit.recording_id,
        user_id=visit.user_id,
        name=visit.name,
        email=visit.email,
        company=visit.company,
        extra1=visit.extra1,
        extra2=visit.extra2,
        extra3=visit.extra3,
        browser=visit.browser,
        address=visit.address,
        download=True,
        started_at=now(),
    )
    session.add(download_visit)
    session.flush()
    return download_visit


def is_update_due(visit: RecordingVisit) -> bool:
    """Whether the end of the visit should be recorded again (:func:`extend_visit`)."""
    return now() - (visit.ended_at or visit.started_at) >= UPDATE_INTERVAL


def extend_visit(visit: RecordingVisit) -> None:
    """Record that the visit lasts at least until now."""
    visit.ended_at = now()


def find_visit(session: Session, vid: str) -> RecordingVisit | None:
    """The visit with this id (``vid``), None where there is none."""
    return session.scalar(select(RecordingVisit).where(RecordingVisit.vid == vid))


def list_visits(session: Session, recording: Recording, within: TimeSearch) -> list[RecordingVisit]:
    """Visits to the recording that began within the interval, the oldest first."""
    query = select(RecordingVisit).where(
        RecordingVisit.recording_id == recording.id,
        RecordingVisit.started_at >= within.start,
        RecordingVisit.started_at < within.end,
    )
    query = query.options(joinedload(RecordingVisit.user))
    return list(session.scalars(query.order_by(RecordingVisit.started_at, RecordingVisit.id)))


def list_latest(
    session: Session, recording: Recording, *, after: str, most: int
) -> tuple[list[RecordingVisit], str | None]:
    """At most ``most`` visits to the recording, the newest first, and the ``after`` of those that follow, None at the
    end. ``after``: where the caller goes on, empty at the beginning. Raises :class:`InvalidParameter`."""
    query = select(RecordingVisit).where(RecordingVisit.recording_id == recording.id)
    if after:
        visit = find_visit(session, after) if text.is_storable(after) else None
        if visit is None or visit.recording_id != recording.id:
            raise InvalidParameter("after must be the next of an earlier page.", "after")
        began, row = RecordingVisit.started_at, RecordingVisit.id
        query = query.where(or_(began < visit.started_at, and_(began == visit.started_at, row < visit.id)))
    query = query.options(joinedload(RecordingVisit.user)).limit(most + 1)
    found = list(session.scalars(query.order_by(RecordingVisit.started_at.desc(), RecordingVisit.id.desc())))
    return found[:most], found[most - 1].vid if len(found) > most else None


def erase_viewer(session: Session, visits: ColumnElement[bool]) -> None:
    """Blank what these visits to recordings say of the viewer. When there were visits stays."""
    told = dict.fromkeys(_MAX_CHARACTERS, "")
    session.execute(update(RecordingVisit).where(visits).values(told))
