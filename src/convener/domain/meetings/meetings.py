"""Meetings: found, locked, marked cancelled.

Creating and changing them is :mod:`convener.domain.actions.schedule_meeting`, to end one with all that follows from it
:mod:`convener.domain.actions.end_meeting`.
"""

from __future__ import annotations

from urllib.parse import quote

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers import api_clients
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import MeetingNotFound, UserNotFound
from convener.domain.events.kinds.meetings import MeetingCancelled
from convener.domain.events.log import record
from convener.domain.lifecycle import LifecycleEvent, next_state
from convener.domain.secrets import LOWERCASE_AND_DIGITS, derived_text, random_text
from convener.domain.site import Site, now
from convener.domain.stored_settings import read_settings
from convener.storage.api_client_rows import LIVING_FIRST, OF_KEY, OF_MID
from convener.storage.core import add_to_meetings_of_owner
from convener.storage.models import ApiClient, Center, Meeting
from convener.storage.objects import ObjectQuery, find_object, get_object
from convener.storage.rows import AnyClient, AnyMeeting, AnyUser

from . import capacity, state
from .state import MeetingChange

LONGEST_KEY = 64
"""Characters of the key by which a command that is sent again makes no second meeting."""


def new_mid() -> str:
    """A permanent id: never used again."""
    return random_text(LOWERCASE_AND_DIGITS, 16)


def mid_of_key(caller: AnyUser, key: str) -> str:
    """The id of the meeting that this user makes with this key of the user's own: the same for the same command. Raises
    :class:`InvalidParameter` where it is no key."""
    key = text.key("key", key, LONGEST_KEY, shortest=1)
    return derived_text(LOWERCASE_AND_DIGITS, 16, str(caller.center_id), str(caller.id), key)


def adjust_owner_count(session: Session, owner_id: int, change: int) -> None:
    """Adjust the number of the owner's living meetings; raises :class:`UserNotFound`, at the end of the transaction at
    the latest, where a user who was deleted meanwhile would get one."""

    def check(users: int) -> None:
        if not users:
            raise UserNotFound("The owner was deleted meanwhile.", "owner")

    add_to_meetings_of_owner(session, owner_id, change, check)


_LOCKED = ObjectQuery(Meeting, select(Meeting).where(Meeting.id == bindparam("meeting")).with_for_update())


def lock_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting, its row locked until the transaction ends (SQLite locks the whole file)."""
    return get_object(session, _LOCKED, {"meeting": meeting_id})


_LOCKED_BY_MID = ObjectQuery(Meeting, select(Meeting).where(*OF_MID).with_for_update())
_LOCKED_BY_KEY = ObjectQuery(Meeting, select(Meeting).where(*OF_KEY).order_by(*LIVING_FIRST).limit(1).with_for_update())
_LIVING_BY_KEY = ObjectQuery(Meeting, select(Meeting).where(*OF_KEY, Meeting.cancelled_at.is_(None)).with_for_update())


def lock_by_key(session: Session, client: AnyClient, meeting_key: str) -> Meeting | None:
    """The API client's meeting of this key, locked like :func:`lock_meeting`; the newest cancelled one where no other
    is left. The caller has locked the client's row."""
    return find_object(session, _LOCKED_BY_KEY, {"client_id": client.id, "meeting_key": meeting_key})


def lock_living_by_key(session: Session, client: AnyClient, meeting_key: str) -> Meeting | None:
    """The API client's living meeting of this key, locked like :func:`lock_meeting`."""
    return find_object(session, _LIVING_BY_KEY, {"client_id": client.id, "meeting_key": meeting_key})


def lock_by_mid(session: Session, center_id: int, mid: str) -> Meeting | None:
    """The center's meeting of this mid that no API client made, locked."""
    return find_object(session, _LOCKED_BY_MID, {"center_id": center_id, "meeting_key": mid})


def lock_api_client(session: Session, meeting_id: int) -> None:
    """Lock the row of the meeting's API client, if it has one, before that of the meeting, as all calls of the API do:
    the other order could end in a deadlock."""
    of_meeting = select(Meeting.api_client_id).where(Meeting.id == meeting_id).scalar_subquery()
    session.execute(select(ApiClient.id).where(ApiClient.id == of_meeting).with_for_update(key_share=True))


def key_not_found() -> MeetingNotFound:
    """The error where the client has no meeting of a key."""
    return MeetingNotFound("This API client has no meeting with this meetingKey.", "meetingKey")


def find_by_code(session: Session, center_id: int, code: str) -> Meeting | None:
    """The meeting of this code; spaces, hyphens and case do not matter. The name of a deleted meeting may be used
    again: the living meeting is found, else the newest one."""
    if not text.is_storable(code):
        return None
    folded = text.fold(code.replace(" ", "").replace("-", ""))
    exact = text.fold(code.strip())
    query = select(Meeting).where(Meeting.center_id == center_id, Meeting.name_folded.in_({folded, exact}))
    first = (Meeting.cancelled_at.is_not(None), Meeting.name_folded != exact, Meeting.id.desc())
    return session.scalar(query.order_by(*first).limit(1))


def find_by_mid_or_none(session: Session, center_id: int, mid: str) -> Meeting | None:
    """The center's meeting of this id; None where there is none."""
    query = select(Meeting).where(Meeting.center_id == center_id, Meeting.mid == mid)
    return session.scalar(query) if text.is_storable(mid) else None


def find_by_mid(session: Session, center_id: int, mid: str) -> Meeting:
    """The center's meeting of this id; raises :class:`MeetingNotFound`."""
    meeting = find_by_mid_or_none(session, center_id, mid)
    if meeting is None:
        raise MeetingNotFound("There is no such meeting.", "mid")
    return meeting


def mark_cancelled(session: Session, meeting: Meeting, change: LifecycleEvent = LifecycleEvent.DELETE) -> bool:
    """Mark the meeting cancelled: its status is final, links say so, its seats are free. Returns whether this call did
    it.

    ``change``: how it ends; a deleted one is removed for good where the center restores nothing. The caller has locked
    the meeting and closes the room (:func:`convener.domain.room.presence.close_room`), as
    :func:`convener.domain.actions.end_meeting.cancel_meeting` does.
    """
    if meeting.cancelled_at is not None:
        return False
    if change is LifecycleEvent.DELETE and not _restores(session, meeting.center_id):
        change = LifecycleEvent.DELETE_FOR_GOOD
    # The owner's row before the seats, in the order in which meetings are created and restored: no deadlock.
    adjust_owner_count(session, meeting.owner_id, -1)
    capacity.release(session, meeting)
    meeting.life = next_state("meeting", meeting.life, change).value
    meeting.cancelled_at = meeting.finished_at = now()
    meeting.empty_since = None
    meeting.calendar_sequence += 1
    if meeting.api_client_id is not None:
        api_clients.release_session(session, meeting.api_client_id)
    state.move(meeting, MeetingChange.CANCELLED)
    record(session, meeting, MeetingCancelled(meeting=state.state(meeting)))
    return True


def _restores(session: Session, center_id: int) -> bool:
    stored = session.scalar(select(Center.settings).where(Center.id == center_id))
    return read_settings(CenterSettings, stored).restoration


def meeting_url(site: Site, meeting: AnyMeeting) -> str:
    """The open link: everybody who has it may enter under a name of their own."""
    return url_of_code(site, meeting.name)


def url_of_code(site: Site, code: str) -> str:
    """The open link of the meeting with this code."""
    return f"{site.base_url}/m/{quote(code, safe='')}"
