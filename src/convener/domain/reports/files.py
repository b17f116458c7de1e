"""Reports of a meeting as files that one can download."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from convener.storage.tables import Meeting

from . import attendance, questions
from .sheets import CONTENT_TYPES, Format, write


class ReportKind(StrEnum):
    """What is reported."""

    ATTENDANCE = "attendance"
    POLLS = "polls"


@dataclass(frozen=True, kw_only=True)
class ReportFile:
    """A file: what to call it (letters, digits, ``-_.`` alone), what it is, what is in it."""

    name: str
    content_type: str
    body: bytes


def report(session: Session, meeting: Meeting, kind: ReportKind, form: Format) -> ReportFile:
    """A report of the meeting as it is now; a CSV file of polls holds their results without the single votes. The
    caller has checked who may have it."""
    if kind is ReportKind.ATTENDANCE:
        sheets = [attendance.sheet(session, meeting)]
    else:
        sheets = questions.sheets(session, meeting)
    # The name of a meeting may hold anything that people type; its mid is harmless everywhere.
    name = f"{kind.value}-{meeting.mid}.{form.value.lower()}"
    return ReportFile(name=name, content_type=CONTENT_TYPES[form], body=write(sheets, form))
