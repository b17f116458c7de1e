"""What a meeting is called and described by: title, description, billing code, and two texts of the client program.

All but the description are also stored folded, as searches compare them.
"""

from __future__ import annotations

from msgspec import UNSET

from convener.domain import text
from convener.storage.rows import EditedMeeting

from .changes import MeetingChanges


def apply_labels(meeting: EditedMeeting, changes: MeetingChanges) -> None:
    """Apply what the changes say of them. A meeting whose title is removed has its name as title."""
    if changes.title is not UNSET:
        set_title(meeting, changes.title)
    if changes.billing is not UNSET:
        meeting.billing, meeting.billing_folded = changes.billing, _folded(changes.billing)
    if changes.opaque1 is not UNSET:
        meeting.opaque1, meeting.opaque1_folded = changes.opaque1, _folded(changes.opaque1)
    if changes.opaque2 is not UNSET:
        meeting.opaque2, meeting.opaque2_folded = changes.opaque2, _folded(changes.opaque2)
    if changes.description is not UNSET:
        meeting.description = text.shown("description", changes.description or "")


def set_title(meeting: EditedMeeting, title: str | None) -> None:
    """Set the title; None is the meeting's name."""
    meeting.title = meeting.name if title is None else text.shown("title", title)
    meeting.title_folded = text.search_key(meeting.title)


def _folded(value: str | None) -> str | None:
    return None if value is None else text.search_key(value)
