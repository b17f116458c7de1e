"""Visits to recordings: who viewed or downloaded one, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from convener.storage.tables import Recording, RecordingVisit, User

from .rules import now
from .searches import TimeSearch
from .secrets import SMALL_AND_DIGITS, random_text

VID_LENGTH = 12
NOTED_EVERY = timedelta(seconds=30)
"""How exact the end of a visit is: films are played by many small requests."""

LONGEST_TEXT, LONGEST_EXTRA, LONGEST_ADDRESS = 255, 128, 64


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who views a recording, as far as it was said. What is longer than the API can return is cut off at the end."""

    name: str = ""
    email: str = ""
    company: str = ""
    extra1: str = ""
    extra2: str = ""
    extra3: str = ""
    browser: str = ""
    address: str = field(default="", repr=False)


def begin(
    session: Session, recording: Recording, viewer: Viewer, user: User | None, *, download: bool = False
) -> RecordingVisit:
    """Note that somebody begins to view, or to download, the recording."""
    visit = RecordingVisit(
        vid=random_text(SMALL_AND_DIGITS, VID_LENGTH),
        recording_id=recording.id,
        user_id=user.id if user else None,
        name=viewer.name[:LONGEST_TEXT],
        email=viewer.email[:LONGEST_TEXT],
        company=viewer.company[:LONGEST_TEXT],
        extra1=viewer.extra1[:LONGEST_EXTRA],
        extra2=viewer.extra2[:LONGEST_EXTRA],
        extra3=viewer.extra3[:LONGEST_TEXT],
        browser=viewer.browser[:LONGEST_TEXT],
        address=viewer.address[:LONGEST_ADDRESS],
        download=download,
        started_at=now(),
    )
    session.add(visit)
    session.flush()
    return visit


def begin_again(session: Session, visit: RecordingVisit) -> RecordingVisit:
    """Note that the viewer of this visit downloads the recording as well."""
    again = RecordingVisit(
        vid=random_text(SMALL_AND_DIGITS, VID_LENGTH),
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
    session.add(again)
    session.flush()
    return again


def is_due(visit: RecordingVisit) -> bool:
    """Whether it is time to note again that the visit goes on."""
    return now() - (visit.ended_at or visit.started_at) >= NOTED_EVERY


def end(visit: RecordingVisit) -> None:
    """Note that the visit lasted at least until now; it may still go on."""
    visit.ended_at = now()


def find(session: Session, vid: str) -> RecordingVisit | None:
    """The visit of this id."""
    return session.scalar(select(RecordingVisit).where(RecordingVisit.vid == vid))


def list_begun(session: Session, recording: Recording, within: TimeSearch) -> list[RecordingVisit]:
    """Visits to the recording that began within the interval, oldest first."""
    query = select(RecordingVisit).where(
        RecordingVisit.recording_id == recording.id,
        RecordingVisit.started_at >= within.start,
        RecordingVisit.started_at < within.end,
    )
    query = query.options(joinedload(RecordingVisit.user))
    return list(session.scalars(query.order_by(RecordingVisit.started_at, RecordingVisit.id)))
