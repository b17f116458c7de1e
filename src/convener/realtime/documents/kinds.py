"""What a kind of shared document is: a feature declares one, the document socket and its engine serve it."""

from __future__ import annotations

from abc import ABC, abstractmethod

from sqlalchemy.orm import Session

from convener.domain.events.payload import Payload
from convener.domain.shared_documents.updates import UpdateRules


class SharedDocumentKind(ABC):
    """A kind of shared document: the word for it in ``open``, the roles that may read such documents, what may be in
    them, and the bytes that one may have. ``begun_by_writers``: those alone who may change a document make it by
    opening it; others are told that there is none.

    :meth:`find` and :meth:`begin` are called with a session for reading, :meth:`create` in a transaction.
    """

    name: str
    readers: frozenset[str]
    rules: UpdateRules
    max_bytes: int
    follows: frozenset[type[Payload]] = frozenset()
    """Events after which others may write (:meth:`writers_after`)."""
    closed_by: frozenset[type[Payload]] = frozenset()
    """Events after which documents are open no longer (:meth:`is_closed_by`)."""
    begun_by_writers: bool = False

    @abstractmethod
    def find(self, session: Session, meeting_id: int, name: str) -> int | None:
        """The internal id of the document that pages of this meeting call ``name``; None where it is to be made. Raises
        :class:`~convener.domain.shared_documents.log.DocumentNotFound` where there is none of that name."""

    def begin(self, session: Session, meeting_id: int, name: str) -> bytes:
        """The first update of a document that is to be made; may take a while."""
        return b""

    @abstractmethod
    def create(self, session: Session, meeting_id: int, name: str, first: bytes) -> int:
        """Make the document, or find the one that somebody else has made meanwhile; returns its internal id. ``first``
        is what :meth:`begin` gave."""

    @abstractmethod
    def writers(self, session: Session, meeting_id: int) -> frozenset[str]:
        """The roles that may change the document at this moment."""

    def writers_after(self, payload: Payload) -> frozenset[str] | None:
        """The roles that may change the document from this event on; None where it changes nothing."""
        return None

    def is_closed_by(self, payload: Payload, name: str) -> bool:
        """Whether the document that pages call ``name`` may not be open any more after this event."""
        return False
