"""Minutes as one reader sees them: what was written, and beside it what is known of the run anyway. That is read from
its own tables at each time, so that recordings appear when they are ready, and names that are erased are gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.invitations.invitations import organizer_name
from convener.domain.lifecycle import LIVING
from convener.domain.meetings.series import title_at
from convener.domain.permissions import MeetingRole
from convener.domain.polls import results
from convener.domain.polls.counting import results_are_for_all
from convener.domain.polls.results import Answer, Results
from convener.domain.recordings.playback import playback_url
from convener.domain.reports.attendance import Attendance, list_attendance
from convener.domain.room.audience_rights import sees_attendees
from convener.domain.site import Site
from convener.storage.models import Center, Content, Meeting, MeetingInstance, Minutes, Poll, Recording

from .access import Reader
from .text import MinutesText, read_text

MOST_COMMENTS = 100
"""Of one poll."""


@dataclass(frozen=True, kw_only=True)
class PollResult:
    """A poll of the run. ``voters`` is None, and votes of answers are, where the reader may not see them."""

    question: str
    kind: str
    anonymous: bool
    voters: int | None
    answers: list[Answer]
    comments: list[str]


@dataclass(frozen=True, kw_only=True)
class RecordingLink:
    """A recording of the run; ``url`` is empty while it is being made, ``duration`` in seconds."""

    title: str
    url: str
    duration: int


@dataclass(frozen=True, kw_only=True)
class MinutesView:
    """All that the reader sees. ``people_hidden``: attendees do not see each other in this meeting, so the reader does
    not see them here."""

    meeting: Meeting
    instance: MeetingInstance
    minutes: Minutes
    text: MinutesText
    organizer: str
    people: list[Attendance]
    people_hidden: bool
    polls: list[PollResult]
    documents: list[str]
    recordings: list[RecordingLink]

    @property
    def title(self) -> str:
        """The meeting's title, of a series that of the date for which people have met."""
        return title_at(self.meeting, self.instance.started_at)

    @property
    def ended_at(self) -> datetime:
        """When the run ended."""
        return self.instance.ended_at or self.instance.started_at


def read_view(session: Session, site: Site, instance: MeetingInstance, minutes: Minutes, reader: Reader) -> MinutesView:
    """The minutes for this reader, who may read them (:func:`.access.find_readable`)."""
    meeting = session.get_one(Meeting, instance.meeting_id)
    sees_all = sees_attendees(meeting, reader.role.value)
    people = list_attendance(session, meeting, instance)
    return MinutesView(
        meeting=meeting,
        instance=instance,
        minutes=minutes,
        text=read_text(minutes),
        organizer=organizer_name(session, meeting),
        people=people if sees_all else [one for one in people if _is_seen(one, reader)],
        people_hidden=not sees_all,
        polls=_polls(session, instance, reader),
        documents=_documents(session, instance, reader),
        recordings=list_recordings(session, site, instance),
    )


def _is_seen(person: Attendance, reader: Reader) -> bool:
    is_own = reader.participant is not None and person.participant.id == reader.participant.id
    return is_own or person.role != MeetingRole.ATTENDEE.value


def _polls(session: Session, instance: MeetingInstance, reader: Reader) -> list[PollResult]:
    query = select(Poll).where(Poll.instance_id == instance.id, Poll.opened_at.is_not(None)).order_by(Poll.id)
    found = results.results(session, list(session.scalars(query)))
    return [_poll(one, reader.sees_drafts or results_are_for_all(one.poll)) for one in found]


def _poll(tally: Results, shown: bool) -> PollResult:
    poll = tally.poll
    answers = [
        one if shown else Answer(position=one.position, text=one.text, votes=None, percent=None, correct=None)
        for one in tally.answers
    ]
    return PollResult(
        question=poll.question,
        kind=poll.kind,
        anonymous=poll.anonymous,
        voters=tally.voters if shown else None,
        answers=answers,
        comments=tally.comments[:MOST_COMMENTS] if shown else [],
    )


def _documents(session: Session, instance: MeetingInstance, reader: Reader) -> list[str]:
    """The titles of the documents that were there: of those that were shown, for attendees."""
    query = select(Content.title).where(Content.meeting_id == instance.meeting_id, Content.deleted_at.is_(None))
    if instance.ended_at is not None:
        query = query.where(Content.created_at <= instance.ended_at)
    if not reader.sees_drafts:
        query = query.where(Content.shown)
    return list(session.scalars(query.order_by(Content.id)))


def list_recordings(session: Session, site: Site, instance: MeetingInstance) -> list[RecordingLink]:
    """The recordings of the run, with links to their pages, which ask for what each demands."""
    living = Recording.life.in_([one.value for one in sorted(LIVING)])
    query = select(Recording, Center.name).join(Center, Center.id == Recording.center_id)
    query = query.where(Recording.instance_id == instance.id, living)
    return [
        RecordingLink(
            title=one.title or one.name,
            url=playback_url(site, center, one.name) if one.published_at is not None else "",
            duration=one.duration,
        )
        for one, center in session.execute(query.order_by(Recording.id))
    ]
