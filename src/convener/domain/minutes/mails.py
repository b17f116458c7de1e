"""Mails about released minutes: to those who were there and whose address is known, each address once.

:func:`queue_mails` queues them; when one is sent, :func:`find_mail_details` reads what to write in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import profiles, users
from convener.domain.centers.settings import settings_of
from convener.domain.invitations.invitations import organizer_name
from convener.domain.meetings.participants import name_in_mail
from convener.domain.meetings.series import title_at
from convener.domain.meetings.times import spoken
from convener.domain.outbox import MailKind, queue_mail
from convener.domain.reports.attendance import Attendance, list_attendance
from convener.domain.site import Site
from convener.storage.models import Center, Mail, Meeting, MeetingInstance, Minutes, Participant

from .access import minutes_url, reader_by_participant
from .labels import labels_for
from .text import Task, read_text

MOST_LINES = 10
"""Decisions and action items in a mail; the page has all."""


@dataclass(frozen=True)
class MinutesMailDetails:
    """What the mail tells its recipient. ``language`` is one of :data:`convener.domain.text.LANGUAGES`, ``url`` the
    page of the minutes, for the recipient alone."""

    center_title: str
    title: str
    name: str
    language: str
    when: str
    summary: str
    decisions: list[str]
    tasks: list[Task]
    url: str = field(repr=False)


def list_recipients(attendance: Iterable[Attendance], but: Participant | None) -> list[tuple[Participant, str]]:
    """Whom the release is mailed to, with their addresses: those who were there to the end, without ``but``, who
    releases."""
    own = None if but is None else (but.id, but.user_id)
    found: dict[str, tuple[Participant, str]] = {}
    for one in attendance:
        person = one.participant
        is_own = own is not None and (person.id == own[0] or (own[1] is not None and person.user_id == own[1]))
        if is_own or one.removed or not one.email or not text.is_mailable(one.email):
            continue
        found.setdefault(text.fold_address(one.email), (person, one.email))
    return list(found.values())


def queue_mails(session: Session, instance: MeetingInstance, minutes: Minutes, but: Participant | None) -> int:
    """Queue a mail to each recipient; returns how many. The caller has locked the meeting."""
    meeting = session.get_one(Meeting, instance.meeting_id)
    recipients = list_recipients(list_attendance(session, meeting, instance), but)
    for person, address in recipients:
        mail = Mail(meeting_id=meeting.id, participant_id=person.id, kind=MailKind.MINUTES.value, recipient=address)
        mail.sequence = minutes.id
        queue_mail(session, mail)
    return len(recipients)


def find_mail_details(session: Session, site: Site, mail: Mail) -> MinutesMailDetails | None:
    """What the mail tells as things are now; None where its recipient does not read the minutes any more."""
    minutes = session.get(Minutes, mail.sequence)
    participant = session.get_one(Participant, mail.participant_id)
    if minutes is None:
        return None
    meeting = session.get_one(Meeting, minutes.meeting_id)
    instance = session.get_one(MeetingInstance, minutes.instance_id)
    if reader_by_participant(session, meeting, instance, participant) is None:
        return None
    center = session.get_one(Center, meeting.center_id)
    language, zone = _language_and_zone(center, meeting, participant)
    content = read_text(minutes)
    return MinutesMailDetails(
        center_title=center.title,
        title=title_at(meeting, instance.started_at)
        or labels_for(language).untitled.format(organizer=organizer_name(session, meeting)),
        name=name_in_mail(participant, mail.recipient),
        language=language,
        when=spoken(instance.started_at, instance.ended_at, ZoneInfo(zone), language),
        summary=content.summary,
        decisions=[one.text for one in content.decisions[:MOST_LINES]],
        tasks=list(content.tasks[:MOST_LINES]),
        url=minutes_url(site, participant, instance),
    )


def _language_and_zone(center: Center, meeting: Meeting, participant: Participant) -> tuple[str, str]:
    """Those of the recipient, where the person is a user of the center, else the meeting's."""
    user = participant.user
    if user is None or not users.is_active(user) or user.api_client_id is not None:
        return text.language("language", meeting.language), meeting.time_zone or "UTC"
    settings = settings_of(center)
    language = text.language("locale", profiles.locale_of(settings, user))
    return language, profiles.time_zone_of(settings, user) or meeting.time_zone or "UTC"
