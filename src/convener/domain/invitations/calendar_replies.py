"""Answers that people give with the buttons of their calendar program, which sends them by mail (``METHOD:REPLY``,
RFC 5546, 3.2.3). They count as the links of the invitation do.

Anybody can write any sender into a mail. So the UID of each person's calendar entry has a token of its own, which only
that person's invitation contains, as the links for the answers are in it; and the answer must come from the address
that was invited, which keeps out those to whom an entry was passed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import EntryClosed, MeetingCancelled
from convener.domain.meetings import participants
from convener.domain.site import Site
from convener.storage.models import Participant

from .invitations import Answer, record_answer
from .last_mails import last_invitation


class ReplyOutcome(StrEnum):
    """What came of an answer by calendar."""

    RECORDED = "recorded"
    UNDECIDED = "undecided"  # tentative, or passed on: there is no such answer by link
    UNKNOWN = "unknown"  # no invitation of ours, or one of an older version, whose UID proves nothing
    FOREIGN = "foreign"  # not from the address that was invited
    OUTDATED = "outdated"  # the meeting has changed since, and the person was told
    OVER = "over"  # the meeting or the invitation was cancelled


@dataclass(frozen=True, kw_only=True)
class CalendarReply:
    """What a mail says. ``uid`` and ``sequence`` name the entry and its revision, ``attendee`` is who answers,
    ``sender`` who sent the mail (addresses), ``answer`` None for one that is neither yes nor no."""

    uid: str
    sequence: int
    attendee: str
    sender: str
    answer: Answer | None


def entry_uid(site: Site, mid: str, public_id: str, host: str, *, signed: bool) -> str:
    """The UID of a participant's calendar entry; ``signed``: with the token that proves an answer."""
    return f"{mid}.{site.secrets.calendar_token(public_id)}@{host}" if signed else f"{mid}@{host}"


def accept_reply(session: Session, site: Site, reply: CalendarReply) -> ReplyOutcome:
    """Record the answer where it is one; the last one counts."""
    participant = _find_participant(session, site, reply.uid)
    invitation = last_invitation(session, participant) if participant else None
    if participant is None or invitation is None:
        return ReplyOutcome.UNKNOWN
    invited = text.fold_address(invitation.recipient)
    if any(text.fold_address(address) != invited for address in (reply.attendee, reply.sender)):
        return ReplyOutcome.FOREIGN
    if reply.sequence < invitation.sequence:
        return ReplyOutcome.OUTDATED
    if reply.answer is None:
        return ReplyOutcome.UNDECIDED
    try:
        record_answer(session, participant, reply.answer)
    except (EntryClosed, MeetingCancelled):
        return ReplyOutcome.OVER
    return ReplyOutcome.RECORDED


def _find_participant(session: Session, site: Site, uid: str) -> Participant | None:
    """The participant whose entry has this UID. The host in it may be an earlier one of this server."""
    mid, _, token = uid.rpartition("@")[0].partition(".")
    public_id = site.secrets.read_calendar_token(token) if text.is_storable(token) else None
    found = participants.find_by_public_id(session, public_id) if public_id else None
    return found if found is not None and found.meeting.mid == mid else None
