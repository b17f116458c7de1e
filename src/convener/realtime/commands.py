"""Executes commands that need the database: who calls is found there, may be refused, and the feature does the rest."""

from __future__ import annotations

from typing import cast

from sqlalchemy.orm import Session

from convener.domain.meetings import meetings
from convener.domain.permissions import require_room
from convener.domain.room import audience_rights, roster
from convener.domain.room.insiders import Insider, not_inside
from convener.domain.site import Site
from convener.storage.models import Meeting, Participant, Visit

from .feature import Acting, Ask, Asking, Change, CommandSpec, Passing
from .protocol.wire import Command, Wire


def change(
    session: Session, site: Site, spec: CommandSpec, participant_id: int, peer_id: str, command: Command
) -> Passing:
    """Execute a command of the participant (by primary key) from the page ``peer_id``, in the caller's transaction;
    returns what it passes on once that is committed.

    Raises :class:`DomainError` where the participant may not do this, or where it is not possible.
    """
    participant = roster.get_participant(session, participant_id)
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    visit = roster.open_visit(session, participant)
    if not spec.in_lobby:
        _require(spec, Insider.of(meeting, participant, visit).visit)
    acting = Acting(session, site, meeting, participant, visit, peer_id, Passing())
    cast("Change", spec.handler)(acting, command)
    _keep_apart(acting.passing, meeting, participant, visit)
    return acting.passing


def ask(
    session: Session, site: Site, spec: CommandSpec, participant_id: int, command: Command
) -> tuple[Wire | None, Passing]:
    """Execute a command that only reads: its answer, and what it passes on. Raises as :func:`change`."""
    participant = roster.get_participant(session, participant_id)
    visit = roster.open_visit(session, participant)
    if visit is None:
        raise not_inside()
    _require(spec, visit)
    asking = Asking(session, site, participant.meeting_id, participant, visit.role, Passing())
    answer = cast("Ask", spec.handler)(asking, command)
    if asking.passing.messages:
        _keep_apart(asking.passing, asking.meeting, participant, visit)
    return answer, asking.passing


def keep(session: Session, participant_id: int, passing: Passing) -> None:
    """Write what a command that only reads has left to be written, where the participant is still inside."""
    participant = roster.get_participant(session, participant_id)
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    visit = roster.open_visit(session, participant)
    if visit is not None and passing.keep is not None:
        passing.keep(session, Insider.of(meeting, participant, visit))


def _keep_apart(passing: Passing, meeting: Meeting, participant: Participant, visit: Visit | None) -> None:
    if passing.messages and visit is not None and not audience_rights.sees_attendees(meeting, visit.role):
        passing.apart = participant.public_id


def _require(spec: CommandSpec, visit: Visit) -> None:
    if spec.may is not None:
        require_room(visit.role, spec.may)
