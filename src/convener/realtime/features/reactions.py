"""Reactions: an emoji over one's picture for all, which passes."""

from __future__ import annotations

from typing import Literal

from convener.domain.events.kinds import reactions as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import reactions, recording
from convener.realtime.feature import Acting, Asking, Feature, Rate, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire

FEATURE = Feature(
    reactions.NAME, "Reactions: an emoji over one's picture for all, which passes, and is kept in recordings alone."
)

Emoji = Literal["thumbs_up", "clap", "heart", "laugh", "surprised", "party"]

REACTIONS = Rate("reactions", 2, 10)
"""The rate of reactions: each is sent to all."""


class ReactionsSlice(Wire, kw_only=True):
    """Whether people may react."""

    allowed: bool


class React(Command, tag="react", kw_only=True):
    """Show an emoji over the caller's picture."""

    emoji: Emoji


class SetReactions(Command, tag="setReactions", kw_only=True):
    """Switch reactions on or off for all."""

    allowed: bool


class ReactionsChanged(EventMessage, tag="reactionsChanged", kw_only=True):
    """Reactions were switched on or off."""

    allowed: bool


class Reaction(Wire, tag="reaction", kw_only=True):
    """A participant shows an emoji; it is to be seen for five seconds."""

    person_id: str
    emoji: Emoji


FEATURE.passing(Reaction)


@FEATURE.slice(ReactionsSlice)
def _slice(view: View) -> ReactionsSlice:
    return ReactionsSlice(allowed=reactions.are_allowed(view.meeting))


@FEATURE.event(ReactionsChanged, kinds.ReactionsChanged)
def _changed(event: RoomEvent, payload: kinds.ReactionsChanged) -> ReactionsChanged:
    return ReactionsChanged(seq=event.seq, at=event.at, by=event.actor, allowed=payload.allowed)


@FEATURE.ask(React, rate=REACTIONS)
def _react(asking: Asking, command: React) -> None:
    reactions.require_allowed(asking.meeting)
    asking.passing.emit(Reaction(person_id=asking.participant.public_id, emoji=command.emoji))
    if recording.is_captured(asking.meeting):
        asking.passing.keep = lambda session, insider: reactions.show(session, insider, command.emoji)


@FEATURE.change(SetReactions, may=RoomAction.CONFIGURE)
def _set(acting: Acting, command: SetReactions) -> None:
    reactions.allow(acting.session, acting.insider, command.allowed)
