"""Notes of meetings as files."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from litestar import Response, get
from litestar.params import QueryParameter

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.attachment import attachment
from convener.apis.rest.v1.operations import FOR_ANYBODY, SIGNED_IN, problems
from convener.domain.notes import documents, files
from convener.domain.notes.files import CONTENT_TYPES, NotesFormat, NotesOrder
from convener.domain.shared_documents.log import DocumentNotFound
from convener.services import InjectedServices

from .attendance import InstanceId, find_run
from .meetings import MeetingId

FormatName: TypeAlias = Annotated[Literal["md", "html", "docx", "pdf"], QueryParameter(description="The kind of file.")]
Language: TypeAlias = Annotated[
    str, QueryParameter(description="The language of the words beside the text.", max_length=35)
]


@get(
    "/notes/download",
    sync_to_thread=True,
    operation_id="downloadNotes",
    tags=["meetings"],
    security=FOR_ANYBODY,
    responses=problems(400, 404, 503),
)
def download_notes(
    services: InjectedServices,
    token: Annotated[str, QueryParameter(description="`token` of the room's reply `notesFile`.", max_length=200)],
    format: FormatName = "md",
    language: Language = "en",
) -> Response[bytes]:
    """The notes that somebody in the room has open, as a file."""
    document_id = services.site.secrets.read_document_token(token)
    with services.database.read() as session:
        order = files.read_order(session, files.find_notes(session, document_id or ""), language)
    return file_reply(order, NotesFormat(format))


@get(
    "/meetings/{mid:str}/instances/{instance:str}/notes/file",
    sync_to_thread=True,
    operation_id="downloadNotesOfInstance",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404, 503),
)
def download_notes_of_instance(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    format: FormatName = "md",
    language: Language = "en",
) -> Response[bytes]:
    """The notes of one run of a meeting, as a file."""
    with services.database.read() as session:
        _, run = find_run(session, services, request, mid, instance)
        document = documents.find_of_instance(session, run)
        if document is None:
            raise DocumentNotFound("This run of the meeting has no notes.")
        order = files.read_order(session, document, language)
    return file_reply(order, NotesFormat(format))


def file_reply(order: NotesOrder, kind: NotesFormat) -> Response[bytes]:
    """The file, to be saved."""
    return attachment(files.write_file(order, kind), CONTENT_TYPES[kind], f"{order.name}.{kind.value}")


HANDLERS = [download_notes_of_instance]
BY_TOKEN = [download_notes]
