"""What attendees may in the room: send, see each other; and asking one of them to unmute."""

from __future__ import annotations

from convener.domain.events.kinds import audience_rights as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import audience_rights, moderation
from convener.domain.room.audience_rights import AudienceRights
from convener.realtime.audience import Audience, Person
from convener.realtime.feature import Acting, Feature, View
from convener.realtime.protocol.wire import Command, EventMessage, Id, Wire

FEATURE = Feature(
    audience_rights.NAME,
    "Rights of the audience: what attendees may send, whether they see each other; asking one of them to unmute.",
)


class RightsSlice(Wire, kw_only=True):
    """What attendees may send, and ``see``: whether they see each other. ``mayUnmute``: the caller was asked to unmute,
    so may in any case."""

    microphone: bool
    camera: bool
    screen: bool
    see: bool
    may_unmute: bool


class SetRights(Command, tag="setRights", kw_only=True):
    """Change what attendees may; an absent one is unchanged. What they send and may not any more ends. Where ``see``
    changes, attendees get a new snapshot: with hosts, presenters and themselves alone, or with all."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None
    see: bool | None = None


class AskToUnmute(Command, tag="askToUnmute", kw_only=True):
    """Ask a participant to unmute, who may from now on, whatever holds for the others."""

    person_id: Id


class RightsChanged(EventMessage, tag="rightsChanged", kw_only=True):
    """What attendees may from now on."""

    microphone: bool
    camera: bool
    screen: bool
    see: bool


class UnmuteAsked(EventMessage, tag="unmuteAsked", kw_only=True):
    """The participant who is told is asked by ``by`` to unmute, and may."""


class UnmuteEnded(EventMessage, tag="unmuteEnded", kw_only=True):
    """The participant who is told was muted, and may unmute no more than the others."""


@FEATURE.slice(RightsSlice)
def _slice(view: View) -> RightsSlice:
    rights = audience_rights.rights_of(view.meeting)
    return RightsSlice(
        microphone=rights.microphone,
        camera=rights.camera,
        screen=rights.screen,
        see=rights.see,
        may_unmute=view.visit.may_unmute,
    )


@FEATURE.event(RightsChanged, kinds.AudienceRightsChanged)
def _changed(event: RoomEvent, payload: kinds.AudienceRightsChanged) -> RightsChanged:
    return RightsChanged(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        microphone=payload.microphone,
        camera=payload.camera,
        screen=payload.screen,
        see=payload.see,
    )


def _who_is_asked(event: RoomEvent, payload: kinds.UnmuteAsked | kinds.UnmuteEnded) -> Audience:
    return Person(event.person or "")


@FEATURE.event(UnmuteAsked, kinds.UnmuteAsked, audience=_who_is_asked)
def _asked(event: RoomEvent, payload: kinds.UnmuteAsked) -> UnmuteAsked:
    return UnmuteAsked(seq=event.seq, at=event.at, by=event.actor)


@FEATURE.event(UnmuteEnded, kinds.UnmuteEnded, audience=_who_is_asked)
def _ended(event: RoomEvent, payload: kinds.UnmuteEnded) -> UnmuteEnded:
    return UnmuteEnded(seq=event.seq, at=event.at, by=event.actor)


@FEATURE.change(SetRights, may=RoomAction.CONFIGURE)
def _set(acting: Acting, command: SetRights) -> None:
    now = audience_rights.rights_of(acting.meeting)
    rights = AudienceRights(
        microphone=now.microphone if command.microphone is None else command.microphone,
        camera=now.camera if command.camera is None else command.camera,
        screen=now.screen if command.screen is None else command.screen,
        see=now.see if command.see is None else command.see,
    )
    moderation.set_rights(acting.session, acting.insider, rights)


@FEATURE.change(AskToUnmute, may=RoomAction.MUTE_OTHERS)
def _ask(acting: Acting, command: AskToUnmute) -> None:
    moderation.ask_to_unmute(acting.session, acting.insider, command.person_id)
