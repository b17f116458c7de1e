"""The kinds of events."""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """``source:subject:action``; the comment says what ``data`` contains."""

    MEETING_CREATED = "meeting:meeting:created"  # meeting
    MEETING_UPDATED = "meeting:meeting:updated"  # meeting
    MEETING_CANCELLED = "meeting:meeting:cancelled"  # meeting
    PARTICIPANT_ADDED = "meeting:participant:added"
    PARTICIPANT_CHANGED = "meeting:participant:changed"
    PARTICIPANT_CANCELLED = "meeting:participant:cancelled"
    PARTICIPANT_ANSWERED = "meeting:participant:answered"  # answer
    PERSON_ENTERED = "room:person:entered"  # person
    PERSON_UPDATED = "room:person:updated"  # person
    PERSON_LEFT = "room:person:left"  # reason, everybody
    PERSON_WAITING = "room:lobby:waiting"  # waiting
    PERSON_ADMITTED = "room:lobby:admitted"
    PERSON_DENIED = "room:lobby:denied"
    WAITING_GONE = "room:lobby:gone"
    MESH_SLOTS_CHANGED = "room:media:places"  # peers
    USER_CREATED = "center:user:created"  # user
    USER_CHANGED = "center:user:changed"  # user, changed
    USER_DELETED = "center:user:deleted"  # user
    GROUP_CREATED = "center:group:created"  # group
    GROUP_CHANGED = "center:group:changed"  # group
    GROUP_DELETED = "center:group:deleted"  # group
    TICKET_CREATED = "center:ticket:created"  # user
    SETTINGS_CHANGED = "center:settings:changed"  # changed
    CONTENT_ADDED = "center:content:added"  # content, meeting
    CONTENT_DELETED = "center:content:deleted"  # content, meeting
    RECORDING_PUBLISHED = "center:recording:published"  # recording, meeting
    RECORDING_CHANGED = "center:recording:changed"  # recording, changed
    RECORDING_MOVED = "center:recording:moved"  # recording, life
    POLL_CREATED = "meeting:poll:created"  # poll
    POLL_OPENED = "meeting:poll:opened"  # poll
    POLL_CLOSED = "meeting:poll:closed"  # poll
    POLL_VOTED = "meeting:poll:voted"  # poll, voters
