"""Documents that people bring to meetings, by resource id and the meeting's mid."""

from __future__ import annotations

from convener.domain.events.payload import CenterPayload, Id, Word, kind


@kind("center:content:added")
class ContentAdded(CenterPayload, frozen=True, kw_only=True):
    """A document was added."""

    content: Id
    meeting: Id


@kind("center:content:deleted")
class ContentDeleted(CenterPayload, frozen=True, kw_only=True):
    """A document was deleted."""

    content: Id
    meeting: Id


@kind("center:content:restored")
class ContentRestored(CenterPayload, frozen=True, kw_only=True):
    """A document that was deleted was brought back."""

    content: Id
    meeting: Id


@kind("center:content:converted")
class ContentConverted(CenterPayload, frozen=True, kw_only=True):
    """A document became pages: how many can be shown, how many cannot. ``problem``: why there are none."""

    content: Id
    meeting: Id
    pages: int
    lost: int
    problem: Word = ""
