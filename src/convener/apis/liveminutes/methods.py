"""The eight methods. They translate: parameters to what the domain wants, what it gives to a reply."""

from __future__ import annotations

from convener.domain import bookings, participants, texts
from convener.domain.bookings import MeetingFound, ParticipantFound, Person
from convener.domain.meetings import Details, meeting_url, url_of_code
from convener.domain.participants import participant_url, url_of_public_id

from .calls import Order, Question, order, question
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


@order(
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
)
def create_meeting(call: Order) -> Reply:
    """A meeting by the client's own key, or by one that is made where the key is empty."""
    given = call.parameters
    meeting_key = given.required("meetingKey")
    host = _person(call, "hostid", "hostnickname", "hostemail")
    details = Details(
        title=given.optional("title"),
        description=given.optional("description"),
        language=given.optional("lang"),
        starts_at=given.time("time", call.client.time_zone),
        duration_hours=given.number("duration"),
    )
    meeting, participant = bookings.book_meeting(call.session, call.rules, call.client, meeting_key, host, details)
    return MeetingCreated(
        meeting_key=meeting.meeting_key or "",
        meeting_url=meeting_url(call.rules, meeting),
        host_url=participant_url(call.rules, participant),
    )


@order("addParticipant", "meetingKey", "puid", "nickname", "email")
def add_participant(call: Order) -> Reply:
    """A place in the meeting for one of the client's users."""
    meeting_key = call.parameters.required("meetingKey")
    person = _person(call, "puid", "nickname", "email")
    participant = bookings.book_participant(call.session, call.rules, call.client, meeting_key, person)
    return ParticipantAdded(meeting_key=meeting_key, participant_url=participant_url(call.rules, participant))


@question("getParticipantUrl", "meetingKey", "puid")
def get_participant_url(call: Question) -> Reply:
    """The personal link again."""
    found = bookings.look_at_participant(
        call.connection, call.caller, call.parameters.required("meetingKey"), _id(call)
    )
    return ParticipantUrl(participant_url=url_of_public_id(call.rules, found.public_id))


@question("getMeetingUrl", "meetingKey")
def get_meeting_url(call: Question) -> Reply:
    """The open link again."""
    found = _meeting(call)
    return MeetingUrl(meeting_url=url_of_code(call.rules, found.code))


@order("cancelMeeting", "meetingKey")
def cancel_meeting(call: Order) -> Reply:
    """Cancel the meeting; people inside are shown out."""
    meeting_key = call.parameters.required("meetingKey")
    bookings.cancel_meeting(call.session, call.rules, call.client, meeting_key)
    return Cancelled(meeting_key=meeting_key)


@order("cancelParticipant", "meetingKey", "puid")
def cancel_participant(call: Order) -> Reply:
    """Take a participant's place away; a person inside is shown out."""
    meeting_key = call.parameters.required("meetingKey")
    bookings.cancel_participant(call.session, call.rules, call.client, meeting_key, _id(call))
    return Cancelled(meeting_key=meeting_key)


@question("getMeetingStatus", "meetingKey")
def get_meeting_status(call: Question) -> Reply:
    """Where the meeting is in its life."""
    found = _meeting(call)
    return Status(status=MEETING_STATUS[found.status])


@question("getParticipantStatus", "meetingKey", "puid")
def get_participant_status(call: Question) -> Reply:
    """Where the participant is between the invitation and the end."""
    found = bookings.look_at_participant(
        call.connection, call.caller, call.parameters.required("meetingKey"), _id(call)
    )
    return Status(status=PARTICIPANT_STATUS[found.status])


def _meeting(call: Question) -> MeetingFound:
    return bookings.look_at_meeting(call.connection, call.caller, call.parameters.required("meetingKey"))


def _participant(call: Question) -> ParticipantFound:
    meeting_key = call.parameters.required("meetingKey")
    return bookings.look_at_participant(call.connection, call.caller, meeting_key, _id(call))


def _id(call: Question | Order) -> Person:
    return Person(id=call.parameters.required("puid"), parameter="puid")


def _person(call: Order, id_: str, name: str, email: str) -> Person:
    given = call.parameters
    said_name, said_email = given.optional(name), given.optional(email)
    return Person(
        id=given.required(id_),
        parameter=id_,
        name=None if said_name is None else participants.nickname(name, said_name),
        email=None if said_email is None else texts.email(email, said_email),
    )
