"""What somebody may have after leaving a meeting: minutes, notes, recordings, and the way back to the application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.authorization import is_authorized
from convener.domain.centers import return_links
from convener.domain.minutes import access, records, views
from convener.domain.minutes.records import MinutesState
from convener.domain.minutes.views import RecordingLink
from convener.domain.notes import documents
from convener.domain.permissions import ObjectAction
from convener.domain.site import Site
from convener.storage.models import Meeting, MeetingInstance, Participant, Visit
from convener.storage.rows import AnyUser


class MinutesProgress(StrEnum):
    """How far the minutes of the run are, for one person."""

    NONE = "none"  # the person reads none
    UNDER_WAY = "under_way"  # the run goes on
    PREPARING = "preparing"  # they are being drafted
    DRAFT = "draft"  # not released yet
    RELEASED = "released"


@dataclass(frozen=True, kw_only=True)
class Goodbye:
    """What the person may have. ``minutes_url`` and ``notes`` (the id of the document) are empty where there is nothing
    to read yet; ``attendance``: ids of the meeting and the run, for who manages the meeting; ``return_url`` is empty
    where the application wants nobody back, ``follow``: the page goes there by itself."""

    minutes: MinutesProgress
    minutes_url: str
    notes: str
    recordings: list[RecordingLink]
    attendance: tuple[str, str] | None
    return_url: str
    follow: bool


def read_goodbye(
    session: Session, site: Site, participant: Participant, user: AnyUser | None, wanted_return: str
) -> Goodbye:
    """What the participant may have of the run in which the person was last. ``user``: who is signed in in the same
    browser; ``wanted_return``: the return address in the link by which the person came."""
    meeting = session.get_one(Meeting, participant.meeting_id)
    query = select(MeetingInstance).join(Visit, Visit.instance_id == MeetingInstance.id)
    query = query.where(Visit.participant_id == participant.id).order_by(Visit.id.desc()).limit(1)
    instance = session.scalar(query)
    reader = None if instance is None else access.reader_by_participant(session, meeting, instance, participant)
    client = meeting.api_client
    back = return_links.return_url(client, wanted_return)
    follow = back != "" and client is not None and return_links.read_link(client).follow
    if instance is None or reader is None:
        return Goodbye(
            minutes=MinutesProgress.NONE,
            minutes_url="",
            notes="",
            recordings=[],
            attendance=None,
            return_url=back,
            follow=follow,
        )
    progress = _progress(session, instance)
    readable = progress is MinutesProgress.RELEASED or (progress is MinutesProgress.DRAFT and reader.sees_drafts)
    document = documents.find_of_instance(session, instance)
    manages = is_authorized(user, ObjectAction.MANAGE, meeting)
    return Goodbye(
        minutes=progress,
        minutes_url=access.minutes_url(site, participant, instance) if readable else "",
        notes=document.document_id if document is not None else "",
        recordings=views.list_recordings(session, site, instance),
        attendance=(meeting.mid, instance.public_id) if manages else None,
        return_url=back,
        follow=follow,
    )


def _progress(session: Session, instance: MeetingInstance) -> MinutesProgress:
    if instance.ended_at is None:
        return MinutesProgress.UNDER_WAY
    minutes = records.find(session, instance)
    if minutes is None:
        return MinutesProgress.PREPARING
    return MinutesProgress.RELEASED if minutes.state == MinutesState.RELEASED.value else MinutesProgress.DRAFT
