"""What a kind of shared document is: a feature declares one, the document socket serves it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session


class Page(Protocol):
    """The page that has a document open."""

    def send_update(self, channel: int, data: bytes) -> None:
        """Send an update of the document that is open under this number."""

    def send_awareness(self, channel: int, data: bytes) -> None:
        """Send what passes in this document."""


@dataclass(eq=False)
class OpenDocument:
    """A document that one page has open, under the number ``channel``."""

    kind: DocumentKind
    document_id: str
    meeting_id: int
    participant_id: int
    person_id: str
    may_write: bool
    page: Page
    channel: int


class DocumentKind(ABC):
    """A kind of shared document: the word for it in ``open``, and the roles that may read and change such documents.

    All but :meth:`exists` is called on the event loop.
    """

    name: str
    readers: frozenset[str]
    writers: frozenset[str]

    @abstractmethod
    def exists(self, session: Session, meeting_id: int, document_id: str) -> bool:
        """Whether the meeting has this document."""

    @abstractmethod
    def opened(self, document: OpenDocument) -> None:
        """A page has opened the document."""

    @abstractmethod
    def closed(self, document: OpenDocument) -> None:
        """A page has the document open no longer."""

    @abstractmethod
    def update(self, document: OpenDocument, data: bytes) -> None:
        """An update of a participant who may change the document. It is not trusted; raises :class:`DomainError` where
        it is refused."""

    @abstractmethod
    def awareness(self, document: OpenDocument, data: bytes) -> None:
        """What passes: where the participant points. It is not trusted."""
