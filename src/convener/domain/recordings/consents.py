"""What participants answered to being recorded, for each run of a meeting."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.site import now
from convener.storage.models import Meeting, Participant, RecordingConsent


def find_answer(session: Session, meeting: Meeting, participant: Participant) -> bool | None:
    """Whether the participant agreed in the run that is under way; None where there was no answer."""
    if meeting.instance_id is None:
        return None
    consent = session.get(RecordingConsent, (meeting.instance_id, participant.id))
    return None if consent is None else consent.stays


def keep_answer(session: Session, meeting: Meeting, participant: Participant, *, stays: bool) -> bool:
    """Keep the answer, in place of an earlier one; returns whether it is another one. The caller has locked the
    meeting, which runs."""
    key = (meeting.instance_id, participant.id)
    consent = session.get(RecordingConsent, key)
    if consent is None:
        session.add(RecordingConsent(instance_id=key[0], participant_id=key[1], stays=stays, answered_at=now()))
    elif consent.stays == stays:
        return False
    else:
        consent.stays, consent.answered_at = stays, now()
    session.flush()
    return True
