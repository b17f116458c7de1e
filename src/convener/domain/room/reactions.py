"""Reactions: whether people in a meeting may show one. They pass and leave no trace, but in a recording."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy.orm import Session

from convener.domain.errors import NotAllowed
from convener.domain.events.kinds.reactions import ReactionsChanged, ReactionShown
from convener.domain.events.log import record
from convener.domain.room import feature_settings, recording
from convener.domain.room.insiders import Insider
from convener.storage.models import Meeting

NAME = "reactions"


class ReactionSettings(Struct, omit_defaults=True, frozen=True):
    """What is stored of a meeting. ``allowed``: people may react."""

    allowed: bool = True


def are_allowed(meeting: Meeting) -> bool:
    """Whether people in this meeting may react."""
    return feature_settings.read(meeting, NAME, ReactionSettings).allowed


def require_allowed(meeting: Meeting) -> None:
    """Raise :class:`NotAllowed` where people in this meeting may not react."""
    if not are_allowed(meeting):
        raise NotAllowed("The host has switched reactions off.")


def show(session: Session, insider: Insider, emoji: str) -> None:
    """Keep a reaction, of a meeting that is recorded now."""
    if recording.is_captured(insider.meeting):
        record(session, insider.meeting, ReactionShown(emoji=emoji), participant=insider.participant)


def allow(session: Session, insider: Insider, allowed: bool) -> None:
    """Let people react from now on, or not."""
    meeting = insider.meeting
    if are_allowed(meeting) != allowed:
        feature_settings.write(meeting, NAME, ReactionSettings(allowed=allowed))
        record(session, meeting, ReactionsChanged(allowed=allowed), actor=insider.participant)
