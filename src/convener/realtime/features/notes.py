"""Notes: one shared text of each run of the meeting, which people write together over the document socket."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.events.kinds import notes as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.domain.minutes import drafts
from convener.domain.notes import documents, schema, settings
from convener.domain.permissions import MeetingRole, RoomAction
from convener.domain.shared_documents.log import DocumentNotFound
from convener.realtime.documents.kinds import SharedDocumentKind
from convener.realtime.feature import Acting, Asking, Feature, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire
from convener.storage.models import Meeting

FEATURE = Feature(
    schema.KIND,
    "Notes: one text that all write together, with agenda, decisions and action items. The text itself is the document"
    " `current` of the kind `notes` on the document socket.",
)

CURRENT = "current"
"""The name of the notes of the run that is under way."""


class NotesSlice(Wire, kw_only=True):
    """Who may write in the notes: hosts and presenters, and attendees where ``attendees_write``."""

    attendees_write: bool


class SetNotes(Command, tag="setNotes", kw_only=True):
    """Let attendees write in the notes, or not."""

    attendees_write: bool


class GetNotesFile(Command, tag="getNotesFile", kw_only=True):
    """Ask for the notes as a file; answered with `notesFile`."""


class NotesFile(Wire, tag="notesFile", kw_only=True):
    """With this token the notes can be downloaded for five minutes (`GET /api/v1/notes/download`)."""

    token: str


class NotesChanged(EventMessage, tag="notesChanged", kw_only=True):
    """Attendees may write in the notes from now on, or may not."""

    attendees_write: bool


class Notes(SharedDocumentKind):
    """The notes: all who are in the room read them."""

    name = schema.KIND
    readers = frozenset(role.value for role in MeetingRole)
    rules = schema.RULES
    max_bytes = schema.MOST_BYTES
    follows = frozenset({kinds.NotesChanged})

    def find(self, session: Session, meeting_id: int, name: str) -> int | None:
        """The notes of the run that is under way, which alone can be opened."""
        if name != CURRENT:
            raise DocumentNotFound("There is no such document.")
        document = documents.find_current(session, meeting_id)
        return document.id if document is not None else None

    def begin(self, session: Session, meeting_id: int, name: str) -> bytes:
        """What notes begin with."""
        return drafts.begin_notes(session, meeting_id)

    def create(self, session: Session, meeting_id: int, name: str, first: bytes) -> int:
        """The notes of the run that is under way."""
        return documents.open_current(session, meeting_id, first).id

    def writers(self, session: Session, meeting_id: int) -> frozenset[str]:
        """Who may write in them."""
        return settings.writers(settings.may_attendees_write(session.get_one(Meeting, meeting_id)))

    def writers_after(self, payload: Payload) -> frozenset[str] | None:
        """Who may write in them from this event on."""
        return settings.writers(payload.attendees_write) if isinstance(payload, kinds.NotesChanged) else None


FEATURE.document(Notes())


@FEATURE.slice(NotesSlice)
def _slice(view: View) -> NotesSlice:
    return NotesSlice(attendees_write=settings.may_attendees_write(view.meeting))


@FEATURE.event(NotesChanged, kinds.NotesChanged)
def _changed(event: RoomEvent, payload: kinds.NotesChanged) -> NotesChanged:
    return NotesChanged(seq=event.seq, at=event.at, by=event.actor, attendees_write=payload.attendees_write)


FEATURE.reply(NotesFile)


@FEATURE.ask(GetNotesFile)
def _file(asking: Asking, command: GetNotesFile) -> NotesFile:
    document = documents.find_current(asking.session, asking.meeting_id)
    if document is None:
        raise DocumentNotFound("Nobody has opened the notes yet.")
    return NotesFile(token=asking.site.secrets.document_token(document.document_id))


@FEATURE.change(SetNotes, may=RoomAction.CONFIGURE)
def _set(acting: Acting, command: SetNotes) -> None:
    settings.let_attendees_write(acting.session, acting.insider, command.attendees_write)
