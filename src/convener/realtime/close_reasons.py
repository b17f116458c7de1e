"""Why a socket is closed: the messages that the person at the browser reads."""

from __future__ import annotations

from typing import Final

from convener.domain.access.policy import EntryState
from convener.domain.errors import DomainError

from .protocol.messages import Closing

LEFT: Final = Closing(reason="left", message="You have left the meeting.")
MOVED: Final = Closing(reason="moved", message="You are in this meeting in another tab now.")
REMOVED: Final = Closing(reason="removed", message="The host has ended your stay in this meeting.")
WITHDRAWN: Final = Closing(reason="removed", message="Your place in this meeting was withdrawn.")
DENIED: Final = Closing(reason="denied", message="The host cannot let you in at the moment.")
ENDED: Final = Closing(reason="ended", message="The meeting has ended. Thank you for being there.")
CANCELLED: Final = Closing(reason="cancelled", message="The meeting was cancelled.")
RESTART: Final = Closing(reason="restart", message="The server is restarting; you will be back in a moment.")
LOST: Final = Closing(reason="restart", message="The connection was lost for too long; reconnecting.")
SLOW: Final = Closing(reason="slow", message="Your connection is too slow at the moment; reconnecting.")
INVALID_TOKEN: Final = Closing(reason="invalid_token", message="Please open your meeting link again.")
SILENT: Final = Closing(reason="slow", message="Nothing was heard from you for too long; reconnecting.")
TAKEN_OVER: Final = Closing(reason="protocol_error", message="This page has connected anew.")
NO_ENTER: Final = Closing(reason="protocol_error", message="The first message must be enter, within ten seconds.")
TOO_LARGE: Final = Closing(reason="protocol_error", message="A message was too large.")
GARBAGE: Final = Closing(reason="protocol_error", message="Too many messages could not be understood.")
FLOOD: Final = Closing(reason="protocol_error", message="Too many messages in too short a time.")

NOT_INSIDE: Final = Closing(reason="left", message="Documents are open to those who are in the room.")

_ENTRY: dict[str, Closing] = {
    "moved": MOVED,
    EntryState.EARLY: Closing(reason="ended", message="The meeting has not begun yet."),
    EntryState.LATE: Closing(reason="ended", message="The time of the meeting is over."),
    EntryState.INACTIVE: Closing(reason="cancelled", message="The meeting is not there any more."),
    EntryState.CANCELLED: CANCELLED,
    EntryState.ENDED: Closing(reason="ended", message="The meeting has ended. It starts again when its host enters."),
    EntryState.INVALID: INVALID_TOKEN,
    EntryState.FULL: Closing(reason="full", message="The meeting is full at the moment."),
    EntryState.REMOVED: REMOVED,
    EntryState.LOCKED: Closing(reason="locked", message="The meeting is locked; nobody new can enter at the moment."),
}


def for_entry(error: DomainError, otherwise: Closing) -> Closing:
    """The reason where the domain refused the entry; ``otherwise`` where the error is about something else."""
    return _ENTRY.get(error.word, otherwise)


def for_departure(reason: str, everybody: bool) -> Closing:
    """The reason for a participant who was made to leave, by the ``reason`` of the event; ``everybody``: the whole
    meeting was."""
    match reason:
        case "left":
            return LEFT
        case "removed":
            return REMOVED
        case "ended":
            return ENDED
        case "cancelled":
            return CANCELLED if everybody else WITHDRAWN
        case _:
            return LOST
