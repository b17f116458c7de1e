"""The eight methods. They translate: parameters to what the domain wants, what it gives to a reply."""

from __future__ import annotations

from msgspec import UNSET

from convener.domain import text
from convener.domain.actions import api_client_meetings
from convener.domain.actions.api_client_meetings import Person
from convener.domain.meetings import participants
from convener.domain.meetings.changes import MeetingChanges, check_duration, check_start
from convener.domain.meetings.meetings import meeting_url, url_of_code
from convener.domain.meetings.participants import participant_url, url_of_public_id
from convener.storage.rows import MeetingStatusRow, ParticipantStatusRow

from .dispatch import ReadCall, WriteCall, read_method, write_method
from .replies import (
    MEETING_STATUS,
    PARTICIPANT_STATUS,
    Cancelled,
    MeetingCreated,
    MeetingUrl,
    ParticipantAdded,
    ParticipantUrl,
    Reply,
    Status,
)


@write_method(
    "createMeeting",
    "meetingKey",
    "hostid",
    "title",
    "lang",
    "description",
    "time",
    "duration",
    "hostnickname",
    "hostemail",
    inline=True,
    locks=False,
)
def create_meeting(call: WriteCall) -> Reply:
    """A meeting by the client's own key, or by one that is made where the key is empty."""
    meeting_key = call.parameters.required("meetingKey")
    host = _person(call, "hostid", "hostnickname", "hostemail")
    meeting, participant = api_client_meetings.create_or_update_meeting(
        call.session, call.site, call.caller, meeting_key, host, _changes(call)
    )
    return MeetingCreated(
        meeting_key=meeting.meeting_key or "",
        meeting_url=meeting_url(call.site, meeting),
        host_url=participant_url(call.site, participant),
    )


def _changes(call: WriteCall) -> MeetingChanges:
    """What createMeeting asks of the meeting; what is not given stays unset."""
    given = call.parameters
    title, description, language = given.optional("title"), given.optional("description"), given.optional("lang")
    starts_at, hours = given.time("time", call.client.time_zone), given.number("duration")
    return MeetingChanges(
        title=UNSET if title is None else text.line("title", title, 250),
        description=UNSET if description is None else text.lines("description", description, 4000),
        language=UNSET if language is None else text.language("lang", language),
        starts_at=UNSET if starts_at is None else check_start("time", starts_at),
        duration_hours=UNSET if hours is None else check_duration("duration", hours),
    )


@write_method("addParticipant", "meetingKey", "puid", "nickname", "email", inline=True)
def add_participant(call: WriteCall) -> Reply:
    """A participant for one of the client's users."""
    meeting_key = call.parameters.required("meetingKey")
    person = _person(call, "puid", "nickname", "email")
    participant = api_client_meetings.add_or_update_participant(
        call.session, call.site, call.client, meeting_key, person
    )
    return ParticipantAdded(meeting_key=meeting_key, participant_url=participant_url(call.site, participant))


@read_method("getParticipantUrl", "meetingKey", "puid")
def get_participant_url(call: ReadCall) -> Reply:
    """The personal link again."""
    return ParticipantUrl(participant_url=url_of_public_id(call.site, _participant(call).public_id))


@read_method("getMeetingUrl", "meetingKey")
def get_meeting_url(call: ReadCall) -> Reply:
    """The open link again."""
    return MeetingUrl(meeting_url=url_of_code(call.site, _meeting(call).code))


@write_method("cancelMeeting", "meetingKey")
def cancel_meeting(call: WriteCall) -> Reply:
    """Cancel the meeting; participants inside are removed from the room."""
    meeting_key = call.parameters.required("meetingKey")
    api_client_meetings.cancel_meeting(call.session, call.site, call.client, meeting_key)
    return Cancelled(meeting_key=meeting_key)


@write_method("cancelParticipant", "meetingKey", "puid")
def cancel_participant(call: WriteCall) -> Reply:
    """Cancel a participant, who is removed from the room if inside."""
    meeting_key = call.parameters.required("meetingKey")
    api_client_meetings.cancel_participant(call.session, call.site, call.client, meeting_key, _id(call))
    return Cancelled(meeting_key=meeting_key)


@read_method("getMeetingStatus", "meetingKey")
def get_meeting_status(call: ReadCall) -> Reply:
    """Where the meeting is in its life."""
    return Status(status=MEETING_STATUS[_meeting(call).status])


@read_method("getParticipantStatus", "meetingKey", "puid")
def get_participant_status(call: ReadCall) -> Reply:
    """Where the participant is between the invitation and the end."""
    return Status(status=PARTICIPANT_STATUS[_participant(call).status])


def _meeting(call: ReadCall) -> MeetingStatusRow:
    return api_client_meetings.find_meeting_status(call.connection, call.caller, call.parameters.required("meetingKey"))


def _participant(call: ReadCall) -> ParticipantStatusRow:
    meeting_key = call.parameters.required("meetingKey")
    return api_client_meetings.find_participant_status(call.connection, call.caller, meeting_key, _id(call))


def _id(call: ReadCall | WriteCall) -> Person:
    return Person(id=call.parameters.required("puid"), parameter="puid")


def _person(call: WriteCall, id_: str, name: str, email: str) -> Person:
    parameters = call.parameters
    given_name, given_email = parameters.optional(name), parameters.optional(email)
    return Person(
        id=parameters.required(id_),
        parameter=id_,
        name=None if given_name is None else participants.check_name(name, given_name),
        email=None if given_email is None else text.email(email, given_email),
    )
