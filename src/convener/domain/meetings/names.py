"""Names of meetings: what people type to enter, unique among the living meetings of a center."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import NameTaken
from convener.domain.secrets import UNAMBIGUOUS, UPPERCASE_AND_DIGITS, random_text
from convener.storage.core import is_meeting_name_taken
from convener.storage.rows import EditedMeeting

NAME_LENGTH = 6
"""Characters of a generated name: A-Z and 0-9 (Live Meeting service API, reference 5.1)."""

CODE_LENGTH = 10
"""Characters of a generated code: 32^10 are 50 bits, and look-ups of wrong codes are limited."""


def is_name_taken(session: Session, center_id: int, name: str) -> bool:
    """Whether a living meeting of the center has this name, whatever its case."""
    return is_meeting_name_taken(session, center_id, text.fold(name))


def set_name(session: Session, meeting: EditedMeeting, name: str | None) -> None:
    """Give the meeting a name that is free, a generated one for None; raises :class:`NameTaken`."""
    if name is None:
        name = random_text(UPPERCASE_AND_DIGITS, NAME_LENGTH)
        while is_name_taken(session, meeting.center_id, name):
            name = random_text(UPPERCASE_AND_DIGITS, NAME_LENGTH)
    elif is_name_taken(session, meeting.center_id, name):
        raise NameTaken("meeting", name)
    meeting.name, meeting.name_folded = name, text.fold(name)


def set_code(meeting: EditedMeeting) -> None:
    """Give the meeting a generated name that is hard to guess, and too long to be taken already."""
    meeting.name = random_text(UNAMBIGUOUS, CODE_LENGTH)
    meeting.name_folded = text.fold(meeting.name)
