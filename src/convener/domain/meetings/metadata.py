"""Metadata of a meeting: JSON that an application stores with it (Convener's extension).

The whole document is one of the meeting's options; its members are also rows, by which meetings are searched for.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import InvalidParameter
from convener.storage.models import MeetingMetadatum
from convener.storage.rows import AnyMeeting

LARGEST_METADATA = 16 * 1024
"""Bytes of the document."""


def read_metadata(document: str) -> dict[str, Any]:
    """The JSON object that an application stores with a meeting; raises :class:`InvalidParameter`."""
    if len(document.encode()) > LARGEST_METADATA:
        raise InvalidParameter(f"metadata may have at most {LARGEST_METADATA} bytes.", "metadata")
    try:
        members = json.loads(document, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InvalidParameter("metadata must be a JSON object.", "metadata") from None
    if not isinstance(members, dict) or any(not key or len(key) > 255 for key in members):
        raise InvalidParameter("metadata must be a JSON object with keys of 1 to 255 characters.", "metadata")
    # Searches compare the text that the JSON stands for: an escaped NUL in the document is a real one there.
    sought = [*members, *(value for value in members.values() if isinstance(value, str))]
    if not all(text.is_storable(part) for part in (*sought, json.dumps(members, ensure_ascii=False))):
        raise InvalidParameter("metadata holds characters that cannot be stored.", "metadata")
    return members


def write_metadata(session: Session, meeting: AnyMeeting, document: str | None) -> None:
    """Replace the rows by which the meeting is searched for; members that are objects or lists have none."""
    session.execute(delete(MeetingMetadatum).where(MeetingMetadatum.meeting_id == meeting.id))
    rows = [
        {
            "meeting_id": meeting.id,
            "center_id": meeting.center_id,
            "key": key,
            "value_folded": text.search_key(_searched_text(value)),
        }
        for key, value in (read_metadata(document) if document else {}).items()
        if not isinstance(value, dict | list)
    ]
    if rows:
        session.execute(insert(MeetingMetadatum), rows)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _searched_text(value: object) -> str:
    """A member of the metadata as searches compare it: text as it is, other values as JSON writes them."""
    return value if isinstance(value, str) else json.dumps(value)
