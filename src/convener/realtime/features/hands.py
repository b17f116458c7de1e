"""Raised hands: one's own up and down, those of others down."""

from __future__ import annotations

from convener.domain.permissions import RoomAction
from convener.domain.room import moderation
from convener.realtime.feature import Acting, Feature
from convener.realtime.protocol.wire import Command, Id

FEATURE = Feature("hands", "Raised hands: one's own up and down; hosts and presenters lower those of others.")


class SetHand(Command, tag="setHand", kw_only=True):
    """Raise or lower a hand: the caller's own, or (host and presenters, lowering only) that of ``personId``. All are
    told by ``personUpdated``."""

    raised: bool
    person_id: Id | None = None


class LowerHands(Command, tag="lowerHands", kw_only=True):
    """Lower all raised hands."""


@FEATURE.change(SetHand)
def _set_hand(acting: Acting, command: SetHand) -> None:
    moderation.set_hand(acting.session, acting.insider, command.raised, command.person_id)


@FEATURE.change(LowerHands, may=RoomAction.LOWER_HANDS)
def _lower_hands(acting: Acting, command: LowerHands) -> None:
    moderation.lower_hands(acting.session, acting.insider)
