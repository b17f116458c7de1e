"""The program with a kind of shared document for tests: a sketch has what was drawn in it, and tells other pages.

``python -m tests.realtime.sketching serve`` serves as ``convener serve`` does.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy.orm import Session

from convener.cli import main
from convener.domain.errors import BadValue
from convener.realtime.documents.kinds import DocumentKind, OpenDocument
from convener.realtime.registry import REGISTRY


class Sketch(DocumentKind):
    """All may read a sketch, hosts and presenters may draw. There is one, "board", in each meeting."""

    name = "sketch"
    readers = frozenset({"host", "presenter", "attendee"})
    writers = frozenset({"host", "presenter"})

    def __init__(self) -> None:
        self.pages: dict[int, list[OpenDocument]] = defaultdict(list)
        self.drawn: dict[int, list[bytes]] = defaultdict(list)

    def exists(self, session: Session, meeting_id: int, document_id: str) -> bool:
        return document_id.startswith("board")

    def opened(self, document: OpenDocument) -> None:
        self.pages[document.meeting_id].append(document)
        for data in self.drawn[document.meeting_id]:
            document.page.send_update(document.channel, data)

    def closed(self, document: OpenDocument) -> None:
        self.pages[document.meeting_id].remove(document)

    def update(self, document: OpenDocument, data: bytes) -> None:
        if data == b"bad":
            raise BadValue("This is no drawing.", "data")
        self.drawn[document.meeting_id].append(data)
        for other in self.pages[document.meeting_id]:
            if other is not document:
                other.page.send_update(other.channel, data)

    def awareness(self, document: OpenDocument, data: bytes) -> None:
        for other in self.pages[document.meeting_id]:
            if other is not document:
                other.page.send_awareness(other.channel, data)


class Notes(Sketch):
    """Hosts alone may read and change notes."""

    name = "notes"
    readers = writers = frozenset({"host"})


class Slides(Sketch):
    """Hosts and presenters may read and change slides."""

    name = "slides"
    readers = frozenset({"host", "presenter"})


if __name__ == "__main__":
    for kind in (Sketch(), Notes(), Slides()):
        REGISTRY.documents[kind.name] = kind
    main()
