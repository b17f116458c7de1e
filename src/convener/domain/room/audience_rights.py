"""What attendees may in the room: send by microphone, camera, screen, and see each other. Hosts and presenters always
may.

Attendees who do not see each other see hosts and presenters only: nothing that is about another attendee is sent to
them. Whom somebody sees depends on the roles at the moment; where they change, or this right, attendees get a fresh
snapshot (:class:`~convener.domain.events.kinds.audience_rights.AudienceSightChanged`).

An attendee who was asked to unmute may do so, whatever holds for the others, until somebody mutes this person again."""

from __future__ import annotations

from dataclasses import replace

from msgspec import Struct, structs
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain.errors import NotAllowed
from convener.domain.events.kinds.audience_rights import (
    AudienceRightsChanged,
    UnmuteAsked,
    UnmuteEnded,
)
from convener.domain.events.log import record
from convener.domain.permissions import MeetingRole
from convener.storage.models import Meeting, Participant, Visit
from convener.storage.rows import EditedMeeting

from . import feature_settings, roster
from .media_flags import Media, apply_media

NAME = "rights"


class AudienceRights(Struct, omit_defaults=True, frozen=True, kw_only=True):
    """What attendees of a meeting may send; ``see``: and whether they see each other."""

    microphone: bool = True
    camera: bool = True
    screen: bool = True
    see: bool = True


EVERYTHING = AudienceRights()


def rights_of(meeting: EditedMeeting) -> AudienceRights:
    """What attendees of this meeting may."""
    return feature_settings.read(meeting, NAME, AudienceRights) if meeting.room_settings else EVERYTHING


def sees_attendees(meeting: Meeting, role: str) -> bool:
    """Whether a participant of this role sees the attendees of the meeting."""
    return role != MeetingRole.ATTENDEE.value or rights_of(meeting).see


def allowed_media(meeting: Meeting, role: str, media: Media, *, may_unmute: bool) -> Media:
    """What of ``media`` a participant of this role may send; the rest is off. ``may_unmute``: was asked to."""
    rights = rights_of(meeting)
    if rights == EVERYTHING or role != MeetingRole.ATTENDEE.value:
        return media
    refused = {
        name: False
        for name in ("microphone", "camera", "screen")
        if getattr(media, name) and not (getattr(rights, name) or (name == "microphone" and may_unmute))
    }
    return replace(media, **refused)


def change(session: Session, meeting: Meeting, actor: Participant | None, rights: AudienceRights) -> None:
    """Change what attendees may; what they send and may not any more is off from now on. The meeting is locked; where
    ``see`` has changed the caller has to say so (:func:`.mesh_slots.record_sight_changed`)."""
    if rights == rights_of(meeting):
        return
    feature_settings.write(meeting, NAME, rights)
    record(session, meeting, AudienceRightsChanged(**structs.asdict(rights)), actor=actor)
    query = select(Visit).where(
        Visit.meeting_id == meeting.id,
        Visit.left_at.is_(None),
        Visit.role == MeetingRole.ATTENDEE.value,
        or_(Visit.microphone.is_(True), Visit.camera.is_(True), Visit.screen.is_(True)),
    )
    for visit in session.scalars(query.options(joinedload(Visit.participant)).order_by(Visit.id)):
        enforce(session, meeting, visit, actor)


def enforce(session: Session, meeting: Meeting, visit: Visit, actor: Participant | None) -> bool:
    """Turn off what the participant of this visit sends and may not; returns whether that was something, of which all
    are told."""
    sends = Media(visit.microphone, visit.camera, visit.screen)
    changed = apply_media(visit, allowed_media(meeting, visit.role, sends, may_unmute=visit.may_unmute))
    if changed:
        roster.person_updated(session, meeting, visit, actor)
    return changed


def ask_to_unmute(session: Session, meeting: Meeting, actor: Participant, visit: Visit) -> None:
    """Ask the participant of this visit to unmute, who may from now on. The meeting is locked. Raises
    :class:`NotAllowed` where one asks oneself; nothing happens where the microphone is on."""
    if visit.participant_id == actor.id:
        raise NotAllowed("You can unmute yourself.")
    if not visit.microphone:
        visit.may_unmute = True
        record(session, meeting, UnmuteAsked(), participant=visit.participant, actor=actor)


def end_unmute(session: Session, meeting: Meeting, actor: Participant, visit: Visit) -> None:
    """The participant of this visit, who was muted, may unmute no more than the others."""
    if visit.may_unmute:
        visit.may_unmute = False
        record(session, meeting, UnmuteEnded(), participant=visit.participant, actor=actor)
