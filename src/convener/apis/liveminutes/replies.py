"""Replies: what each method answers, the numbers of statuses, and errors as one table."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, Struct, UnsetType

from convener.domain.meetings.participants import ParticipantStatus
from convener.domain.meetings.state import MeetingStatus


class Reply(Struct, frozen=True, kw_only=True, rename="camel"):
    """What all successes say."""

    resultcode: int = 1


class MeetingCreated(Reply, frozen=True, kw_only=True, rename="camel"):
    """createMeeting."""

    meeting_key: str
    meeting_url: str
    host_url: str


class ParticipantAdded(Reply, frozen=True, kw_only=True, rename="camel"):
    """addParticipant."""

    meeting_key: str
    participant_url: str


class ParticipantUrl(Reply, frozen=True, kw_only=True, rename="camel"):
    """getParticipantUrl."""

    participant_url: str


class MeetingUrl(Reply, frozen=True, kw_only=True, rename="camel"):
    """getMeetingUrl."""

    meeting_url: str


class Cancelled(Reply, frozen=True, kw_only=True, rename="camel"):
    """cancelMeeting, cancelParticipant."""

    meeting_key: str


class Status(Reply, frozen=True, kw_only=True, rename="camel"):
    """getMeetingStatus, getParticipantStatus: a number, as a string."""

    status: str


class Failure(Struct, frozen=True, kw_only=True):
    """What all failures say: a stable word for programs, a sentence for people, the parameter to blame."""

    resultcode: int = 0
    error: str
    message: str
    parameter: str | UnsetType = UNSET


MEETING_STATUS: dict[str, str] = {
    MeetingStatus.SCHEDULED.value: "1",
    MeetingStatus.IN_PROGRESS.value: "8",
    MeetingStatus.HOST_LEFT.value: "11",
    MeetingStatus.FINISHED.value: "12",
}

PARTICIPANT_STATUS: dict[str, str] = {
    ParticipantStatus.ACCEPTED.value: "2",
    ParticipantStatus.REFUSED.value: "3",
    ParticipantStatus.IN_PROGRESS.value: "10",
    ParticipantStatus.QUIT.value: "11",
}

HTTP_STATUS: dict[str, int] = {
    "unknown_method": 404,
    "method_not_allowed": 405,
    "body_too_large": 413,
    "unsupported_encoding": 415,
    "too_many_requests": 429,
    "internal_error": 500,
    "unavailable": 503,
}
"""Error words that are not HTTP 200: clients written for the original read the body of 200 alone, so all that the seed
describes (wrong credentials too) is 200, and only what it could not know has a status of its own."""

WORDS: dict[str, str] = {
    "limit_reached": "quota_exceeded",
    "seats_taken": "seats_exceeded",
    "too_many_seats": "seats_exceeded",
}
"""Words of the domain that this API says otherwise; the others are its own error words."""

PARAMETERS: dict[str, str | None] = {
    "starts_at": "time",
    "ends_at": "duration",
    "duration_hours": "duration",
    "language": "lang",
    "seats": None,
}
"""The parameters of fields of a meeting; None: no parameter is to blame."""

encode = msgspec.json.Encoder().encode
