"""Doors and entries: what a person at a link needs. No sign-in, no cookies: the link is the right to enter."""

from __future__ import annotations

from typing import Any

from litestar import Request, post
from litestar.datastructures import State

from convener.domain import doors, participants
from convener.domain.clients import frame_origins
from convener.domain.errors import DoorClosed, InvalidParameter
from convener.domain.participants import display_name

from .types import Door, Entry, EntryRequest, Key


def _wire(door: doors.Door) -> Door:
    meeting, participant = door.meeting, door.participant
    if meeting is None:
        return Door(state=door.state.value, frame_origins=frame_origins(None))
    return Door(
        state=door.state.value,
        title=meeting.title,
        description=meeting.description,
        lang=meeting.language,
        status=meeting.status,  # type: ignore[arg-type]
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        time_zone=meeting.time_zone,
        name=display_name(participant) if participant else "",
        role=participant.role if participant else None,  # type: ignore[arg-type]
        needs_name=participant is None or not participant.name,
        lobby=meeting.lobby,
        inside=door.inside,
        inside_names=door.inside_names,
        frame_origins=frame_origins(meeting),
    )


def _one_key(link: str | None, code: str | None) -> None:
    if bool(link) == bool(code):
        raise InvalidParameter("Give either link or code.", "code")


@post("/doors", sync_to_thread=True, status_code=200)
def look(request: Request[Any, Any, State], state: State, data: Key) -> Door:
    """What stands behind a link. Wrong ones are limited per address, so that codes cannot be guessed."""
    _one_key(data.link, data.code)
    address = request.client.host if request.client else ""
    state.code_limit.check(address)
    with state.database.read() as session:
        if data.link:
            door = doors.look_by_link(session, state.rules, data.link)
        else:
            door = doors.look_by_code(session, state.rules, state.center_id, data.code or "")
        if door.meeting is None:
            state.code_limit.count(address)
        return _wire(door)


@post("/entries", sync_to_thread=True, status_code=200)
def enter(request: Request[Any, Any, State], state: State, data: EntryRequest) -> Entry:
    """Step through a door: the reply's token opens the room socket as one participant."""
    _one_key(data.link, data.code)
    address = request.client.host if request.client else ""
    state.code_limit.check(address)
    rules = state.rules
    known = rules.secrets.read_room_token(data.token) if data.token else None
    try:
        with state.database.write() as session:
            if data.link:
                participant = doors.enter_by_link(session, rules, data.link, data.name)
            else:
                code = data.code or ""
                participant = doors.enter_by_code(session, rules, state.center_id, code, data.name, known)
            meeting = participant.meeting
            return Entry(
                token=rules.secrets.room_token(participant.public_id),
                person_id=participant.public_id,
                name=participants.display_name(participant),
                role=participant.role,  # type: ignore[arg-type]
                title=meeting.title,
                lang=meeting.language,
            )
    except DoorClosed as closed:
        if closed.word == doors.DoorState.INVALID.value:
            state.code_limit.count(address)
        raise


HANDLERS = [look, enter]
