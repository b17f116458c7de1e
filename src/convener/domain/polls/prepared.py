"""Polls that are prepared in a meeting: the drafts in the order in which they are to be asked.

New ones come last. Where somebody has put them into another order it is stored with the settings of the meeting's room.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.errors import InvalidParameter
from convener.domain.events.kinds.polls import PollsOrdered
from convener.domain.events.log import record
from convener.domain.room import feature_settings
from convener.storage.models import Meeting, Participant, Poll

from .polls import MOST_POLLS, list_of_meeting, prepare, questions_of
from .questions import PollState

NAME = "polls"


class PollSettings(Struct, omit_defaults=True, frozen=True):
    """What is stored of a meeting. ``order``: the ids of its drafts in their order; those that are missing come last,
    in the order in which they were made."""

    order: list[str] = field(default_factory=list)


def list_drafts(session: Session, meeting: Meeting) -> list[Poll]:
    """The polls that are prepared, in their order."""
    query = select(Poll).where(Poll.meeting_id == meeting.id, Poll.state == PollState.DRAFT.value)
    return in_order(meeting, list(session.scalars(query.order_by(Poll.id))))


def in_order(meeting: Meeting, found: Sequence[Poll]) -> list[Poll]:
    """These polls of the meeting, the drafts among them last and in their order."""
    stored = feature_settings.read(meeting, NAME, PollSettings).order if meeting.room_settings else []
    positions = {poll_id: number for number, poll_id in enumerate(stored)}

    def key(poll: Poll) -> tuple[bool, int]:
        draft = poll.state == PollState.DRAFT.value
        return draft, positions.get(poll.poll_id, len(positions)) if draft else 0

    return sorted(found, key=key)


def set_order(session: Session, meeting: Meeting, poll_ids: Sequence[str], actor: Participant | None = None) -> None:
    """Ask the prepared polls of a meeting, which is locked, in this order. Raises :class:`InvalidParameter` where these
    are not their ids, each once."""
    before = [poll.poll_id for poll in list_drafts(session, meeting)]
    if sorted(poll_ids) != sorted(before):
        raise InvalidParameter("Name each poll that is prepared, once.", "polls")
    if list(poll_ids) != before:
        feature_settings.write(meeting, NAME, PollSettings(order=list(poll_ids)))
        record(session, meeting, PollsOrdered(polls=list(poll_ids)), actor=actor)


def copy_to(session: Session, source: Meeting, target: Meeting) -> None:
    """Prepare in ``target`` what polls of ``source`` ask, each question once: first those that were opened, in the
    order of their creation, then the drafts in theirs. The caller has locked ``target``."""
    asked = questions_of(session, in_order(source, list_of_meeting(session, source)))
    for question in list(dict.fromkeys(asked))[:MOST_POLLS]:
        prepare(session, target, question)
