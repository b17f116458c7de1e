"""To cancel a participant: the personal link stops working, the person is shown out, and the invitation withdrawn."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.invitations import invitations
from convener.domain.meetings import participants
from convener.domain.room import presence
from convener.domain.site import Site
from convener.storage.models import Meeting, Participant


def cancel_participant(session: Session, site: Site, meeting: Meeting, participant: Participant) -> None:
    """Cancel a participant, other than the owner, of the meeting, which the caller has locked."""
    presence.remove_participant(session, site, meeting, participant, "cancelled")
    participants.cancel_participant(session, meeting, participant)
    invitations.announce_removal(session, meeting, participant)
