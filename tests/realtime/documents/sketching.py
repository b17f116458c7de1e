"""The program with kinds of shared documents for tests: a sketch has a text with what was drawn.

``python -m tests.realtime.documents.sketching serve`` serves as ``convener serve`` does.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.cli import main
from convener.domain.meetings import meetings
from convener.domain.permissions import MeetingRole
from convener.domain.shared_documents import log
from convener.domain.shared_documents.encoding import Element, UpdateWriter
from convener.domain.shared_documents.log import DocumentNotFound
from convener.domain.shared_documents.updates import UpdateRules
from convener.realtime.documents.kinds import SharedDocumentKind
from convener.realtime.registry import REGISTRY

ALL = frozenset(role.value for role in MeetingRole)


class Sketch(SharedDocumentKind):
    """All may read a sketch, hosts and presenters may draw. Those of a meeting are called "board", "board1"…"""

    name = "sketch"
    readers = ALL
    drawing: frozenset[str] = frozenset({"host", "presenter"})
    rules = UpdateRules(roots=frozenset({b"sketch"}), types=frozenset({2, 3, 6}), max_depth=8)
    max_bytes = 400_000

    def __init__(self) -> None:
        self.keys: dict[tuple[int, str], int] = {}

    def find(self, session: Session, meeting_id: int, name: str) -> int | None:
        if not name.startswith("board"):
            raise DocumentNotFound("There is no such sketch.")
        return self.keys.get((meeting_id, name))

    def create(self, session: Session, meeting_id: int, name: str, first: bytes) -> int:
        meeting = meetings.lock_meeting(session, meeting_id)
        document = log.find_latest(session, meeting_id, self.name) if name == "board" else None
        if document is None:
            writer = UpdateWriter(log.SERVER_CLIENT, "sketch")
            writer.append(Element("line"))
            document = log.create(session, meeting, self.name, writer.update())
        return self.keys.setdefault((meeting_id, name), document.id)

    def writers(self, session: Session, meeting_id: int) -> frozenset[str]:
        return self.drawing


class Plans(Sketch):
    """Hosts alone may read and change plans."""

    name = "plans"
    readers = drawing = frozenset({"host"})


class Slides(Sketch):
    """Hosts and presenters may read and change slides."""

    name = "slides"
    readers = frozenset({"host", "presenter"})


if __name__ == "__main__":
    for kind in (Sketch(), Plans(), Slides()):
        REGISTRY.documents[kind.name] = kind
    main()
