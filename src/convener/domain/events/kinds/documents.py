"""Documents of a meeting, by their resource ids, as its room is told of them while somebody is in it."""

from __future__ import annotations

from convener.domain.events.payload import Id, Payload, kind


@kind("room:document:changed")
class DocumentChanged(Payload, frozen=True, kw_only=True):
    """A document was brought, got pages, or was opened for all."""

    document: Id


@kind("room:document:deleted")
class DocumentDeleted(Payload, frozen=True, kw_only=True):
    """A document was deleted."""

    document: Id


@kind("room:content:changed")
class ContentSettingsChanged(Payload, frozen=True, kw_only=True):
    """Attendees may download the documents that are open for all from now on, or may not."""

    attendees_download: bool
