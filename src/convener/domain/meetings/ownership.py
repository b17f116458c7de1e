"""Who owns a meeting: its owner is its host."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.errors import NotOwnPersonalRoom
from convener.domain.events.kinds.participants import ParticipantChanged
from convener.domain.events.log import record
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.models import Meeting, User

from . import meetings, participants


def transfer_meeting(session: Session, site: Site, meeting: Meeting, owner: User) -> None:
    """Make another user the owner, and with it the host; the one before stays a presenter.

    The caller has locked the meeting. Raises :class:`NotOwnPersonalRoom` for a personal room, :class:`UserNotFound`
    where the new owner was deleted meanwhile.
    """
    if owner.id == meeting.owner_id:
        return
    if meeting.place_of_id is not None:
        raise NotOwnPersonalRoom("A personal place belongs to its owner.", "owner")
    before = participants.find_host(session, meeting)
    before.role = MeetingRole.PRESENTER.value
    record(session, meeting, ParticipantChanged(), participant=before)
    # In the order of their rows, so that two transfers between the same users wait for each other: no deadlock.
    for owner_id, change in sorted([(meeting.owner_id, -1), (owner.id, 1)]):
        meetings.adjust_owner_count(session, owner_id, change)
    meeting.owner_id = owner.id
    host = participants.find_participant(session, meeting, owner)
    if host is None:
        participants.add_participant(
            session, site, meeting, MeetingRole.HOST, user=owner, name=owner.display_name, email=owner.email
        )
    else:
        host.role = MeetingRole.HOST.value
        record(session, meeting, ParticipantChanged(), participant=host)
