"""Who reads minutes: hosts and presenters a draft too, all who were there or are invited the released ones.

Nobody of another meeting or center does; nor who was removed from the run, or only knows the meeting's open link.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from convener.domain.authorization import Principal, is_authorized
from convener.domain.errors import NotAllowed
from convener.domain.lifecycle import LifecycleState
from convener.domain.meetings import participants
from convener.domain.outbox import MailKind
from convener.domain.permissions import MeetingRole, ObjectAction
from convener.domain.site import Site
from convener.storage.models import Mail, Meeting, MeetingInstance, Minutes, Participant, Visit

from . import records
from .records import MinutesNotFound, MinutesState

_RANKS = (MeetingRole.ATTENDEE.value, MeetingRole.PRESENTER.value, MeetingRole.HOST.value)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads the minutes of a run, by the highest role that the person had in it. ``participant`` is None
    for who manages the meeting and takes no part."""

    role: MeetingRole
    participant: Participant | None

    @property
    def may_edit(self) -> bool:
        """Whether the reader edits and releases them."""
        return self.role is MeetingRole.HOST

    @property
    def sees_drafts(self) -> bool:
        """Whether the reader reads them before their release, and what attendees were not shown."""
        return self.role is not MeetingRole.ATTENDEE

    def require_host(self) -> None:
        """Raise :class:`NotAllowed` for others than hosts."""
        if not self.may_edit:
            raise NotAllowed(f"Your role in this meeting ({self.role.value}) may not change its minutes.")


def reader_by_principal(
    session: Session, principal: Principal, meeting: Meeting, instance: MeetingInstance
) -> Reader | None:
    """The signed-in user as a reader of the minutes of this run; None where the user reads none."""
    return _readers_by_principal(session, principal, meeting, [instance.id]).get(instance.id)


def _readers_by_principal(
    session: Session, principal: Principal, meeting: Meeting, runs: list[int]
) -> dict[int, Reader]:
    """The signed-in user as a reader of the minutes of each of these runs of which the user reads them."""
    user = principal.user
    if user is None or user.center_id != meeting.center_id:
        return {}
    if is_authorized(principal, ObjectAction.MANAGE, meeting):
        host = Reader(MeetingRole.HOST, participants.find_participant(session, meeting, user))
        return dict.fromkeys(runs, host)
    query = select(Participant).where(Participant.meeting_id == meeting.id, Participant.user_id == user.id)
    found: dict[int, Reader] = {}
    for participant in session.scalars(query).all():
        for run, reader in _readers_by_participant(session, meeting, runs, participant).items():
            if run not in found or _rank(found[run].role.value) < _rank(reader.role.value):
                found[run] = reader
    return found


def reader_by_participant(
    session: Session, meeting: Meeting, instance: MeetingInstance, participant: Participant
) -> Reader | None:
    """The participant as a reader of the minutes of this run; None where the person reads none."""
    return _readers_by_participant(session, meeting, [instance.id], participant).get(instance.id)


def _readers_by_participant(
    session: Session, meeting: Meeting, runs: list[int], participant: Participant
) -> dict[int, Reader]:
    """The participant as a reader of the minutes of each of these runs of which the person reads them. It takes the
    same statements for one run as for many."""
    if participant.meeting_id != meeting.id or meeting.life == LifecycleState.DELETED.value:
        return {}
    query = select(MeetingInstance.id, Visit.role, Visit.left_reason).join(
        Visit, Visit.instance_id == MeetingInstance.id
    )
    query = query.where(MeetingInstance.id.in_(runs), Visit.participant_id == participant.id).order_by(Visit.id)
    roles: dict[int, list[str]] = {run: [] for run in runs}
    removed: dict[int, bool] = {}
    for run, role, reason in session.execute(query):
        roles[run].append(role)
        removed[run] = reason == "removed"
    if participant.cancelled_at is None and _counts_as_invited(session, meeting, participant):
        for of_run in roles.values():
            of_run.append(participant.role)
    return {
        run: Reader(MeetingRole(max(of_run, key=_rank)), participant)
        for run, of_run in roles.items()
        if of_run and not removed.get(run, False)
    }


def _rank(role: str) -> int:
    return _RANKS.index(role)


def _counts_as_invited(session: Session, meeting: Meeting, participant: Participant) -> bool:
    """Whether the participant belongs to all runs of the meeting. In a personal room, where others meet each time, only
    its hosts do."""
    if participant.role == MeetingRole.HOST.value:
        return True
    if meeting.place_of_id is not None:
        return False
    if participant.role == MeetingRole.PRESENTER.value:
        return True
    invited = exists().where(Mail.participant_id == participant.id, Mail.kind == MailKind.REQUEST.value)
    return bool(session.scalar(select(invited)))


def find_by_token(session: Session, ids: tuple[str, str] | None) -> tuple[MeetingInstance, Reader]:
    """The run and the reader whom a token names (public ids of the participant and of the run). Raises
    :class:`MinutesNotFound`, also where the person is no reader any more."""
    public_id, instance_id = ids or ("", "")
    participant = participants.find_by_public_id(session, public_id)
    instance = session.scalar(select(MeetingInstance).where(MeetingInstance.public_id == instance_id))
    if participant is None or instance is None or instance.meeting_id != participant.meeting_id:
        raise MinutesNotFound("There are no such minutes.")
    meeting = session.get_one(Meeting, instance.meeting_id)
    reader = reader_by_participant(session, meeting, instance, participant)
    if reader is None:
        raise MinutesNotFound("There are no such minutes.")
    return instance, reader


def list_readable(
    session: Session, principal: Principal, meeting: Meeting, runs: list[MeetingInstance]
) -> list[tuple[MeetingInstance, Minutes]]:
    """Those of these runs whose minutes the signed-in user reads now."""
    found = records.list_of_instances(session, runs)
    with_minutes = [(run, found[run.id]) for run in runs if run.id in found]
    readers = _readers_by_principal(session, principal, meeting, list(found))
    return [(run, minutes) for run, minutes in with_minutes if _reads(readers.get(run.id), minutes)]


def _reads(reader: Reader | None, minutes: Minutes) -> bool:
    return reader is not None and (reader.sees_drafts or minutes.state == MinutesState.RELEASED.value)


def find_readable(session: Session, instance: MeetingInstance, reader: Reader) -> Minutes:
    """The minutes of this run, where the reader reads them now. Raises :class:`MinutesNotFound`."""
    minutes = records.find(session, instance)
    if minutes is None:
        raise MinutesNotFound("There are no such minutes.")
    if minutes.state != MinutesState.RELEASED.value and not reader.sees_drafts:
        raise MinutesNotFound("These minutes are not released yet.")
    return minutes


def minutes_url(site: Site, participant: Participant, instance: MeetingInstance) -> str:
    """The page of the minutes, for this participant."""
    return f"{site.base_url}/minutes/{site.secrets.minutes_token(participant.public_id, instance.public_id)}"
