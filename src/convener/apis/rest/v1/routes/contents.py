"""Documents of the meetings that the signed-in user manages, and their pages."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import IO, Annotated, Any, TypeAlias
from urllib.parse import quote

from litestar import Response, delete, get, post
from litestar.params import PathParameter, QueryParameter

from convener.apis.received_body import announced_length
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.document_file import (
    FILE_REPLIES,
    PICTURE_REPLIES,
    FileBody,
    original_file,
    picture_file,
    receive_file,
)
from convener.apis.rest.v1.operations import (
    FOR_ANYBODY,
    OF_FILE,
    SIGNED_IN,
    SIGNED_IN_FROM_OWN_PAGES,
    problems,
)
from convener.apis.rest.v1.schemas.contents import (
    Document,
    DocumentList,
    Page,
    PageLink,
    PageList,
    PagePicture,
)
from convener.domain.actions import change_document, receive_upload
from convener.domain.authorization import Principal
from convener.domain.centers import storage_quota
from convener.domain.content import contents, conversions, library_documents
from convener.domain.site import Site
from convener.domain.transfers.transfers import Encoding, TransferKind, TransferOrder
from convener.services import InjectedServices, Services
from convener.storage.database import Session
from convener.storage.models import Content, ContentPage

from .meetings import MeetingId, find_managed
from .session import require_principal

UploadKey: TypeAlias = Annotated[
    str,
    QueryParameter(
        max_length=64,
        description="One of the caller's own: sent again under the same key, the file makes no second document.",
    ),
]
DocumentId: TypeAlias = Annotated[str, PathParameter(description="`id` of a document.")]

PAGES_AT_A_TIME = 100
"""Pages in one reply."""


@get(
    "/meetings/{mid:str}/documents",
    sync_to_thread=True,
    operation_id="listDocuments",
    tags=["documents"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_documents(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    deleted: Annotated[
        bool, QueryParameter(description="Those that were deleted and can be restored, the last one first.")
    ] = False,
) -> DocumentList:
    """The documents of a meeting, and how far their pages are."""
    with services.database.read() as session:
        meeting = find_managed(session, services, request, mid)
        principal = require_principal(session, services.site, request)
        lister = contents.list_deleted if deleted else contents.list_of_meeting
        found = lister(session, meeting, principal)
        return DocumentList(documents=describe(session, found))


@post(
    "/meetings/{mid:str}/documents",
    status_code=201,
    operation_id="addDocument",
    operation_class=FileBody,
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    request_max_body_size=None,
    responses=problems(*OF_FILE, 401, 403, 404, 429),
)
async def add_document(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    name: Annotated[str, QueryParameter(description="The name of the file.", max_length=255)] = "",
    show: Annotated[bool, QueryParameter(description="Show it in the meeting at once.")] = False,
    key: UploadKey = "",
) -> Document:
    """Bring a document to a meeting: PDF, an image, an Office file, a slide package, as its content says. Its pages are
    made in the background."""
    options = {"upload_name": name, "shown": show, "key": key}
    order = await asyncio.to_thread(_order_upload, services, request, mid, options)
    return await receive_document(request, services, order)


def _order_upload(services: Services, request: JsonRequest, mid: MeetingId, options: dict[str, Any]) -> TransferOrder:
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        meeting = find_managed(session, services, request, mid)
        return order_upload(session, services, request, principal, meeting.id, options)


def order_upload(
    session: Session,
    services: Services,
    request: JsonRequest,
    caller: Principal,
    meeting_id: int | None,
    options: dict[str, Any],
) -> TransferOrder:
    """What the signed-in user may send, to a meeting or (None) to the library. Raises :class:`StorageFull` where the
    center has no room for it."""
    size = announced_length(request) or 0
    storage_quota.require_space(session, services.site, caller.center_id, size)
    return TransferOrder(
        kind=TransferKind.DOCUMENT,
        center_id=caller.center_id,
        user_id=caller.require_user().id,
        meeting_id=meeting_id,
        recording_id=None,
        content_id=None,
        size=size,
        encoding=Encoding.NONE,
        options=options,
    )


async def receive_document(request: JsonRequest, services: Services, order: TransferOrder) -> Document:
    """Receive the document in the body of the request."""
    return await receive_file(request, services, f"user {order.user_id}", partial(_receive, services, order))


def _receive(services: Services, order: TransferOrder, file: IO[bytes]) -> Document:
    received = receive_upload.receive(services.database, services.blobs, services.site, order, file)
    with services.database.read() as session:
        return describe(session, [contents.find_undeleted(session, received.id)])[0]


@get(
    "/documents/{document:str}/file",
    sync_to_thread=True,
    operation_id="downloadOriginal",
    tags=["documents"],
    security=SIGNED_IN,
    responses={**FILE_REPLIES, **problems(400, 401, 404)},
)
def download_original(request: JsonRequest, services: InjectedServices, document: DocumentId) -> Response[Any]:
    """A document as it was brought."""
    with services.database.read() as session:
        content = library_documents.find_usable(session, require_principal(session, services.site, request), document)
    return original_file(request, services, content)


@delete(
    "/documents/{document:str}",
    sync_to_thread=True,
    operation_id="deleteDocument",
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def delete_document(request: JsonRequest, services: InjectedServices, document: DocumentId) -> None:
    """Delete a document. It can be restored until the center's buffer time is over, where the center restores at
    all."""
    with services.database.write() as session:
        change_document.delete_managed(session, require_principal(session, services.site, request), document)


@post(
    "/documents/{document:str}/restoration",
    sync_to_thread=True,
    status_code=200,
    operation_id="restoreDocument",
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def restore_document(request: JsonRequest, services: InjectedServices, document: DocumentId) -> Document:
    """Bring back a document that was deleted, with its pages."""
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        return describe(session, [change_document.restore(session, principal, document)])[0]


@delete(
    "/documents/{document:str}/restoration",
    sync_to_thread=True,
    operation_id="removeDocument",
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def remove_document(request: JsonRequest, services: InjectedServices, document: DocumentId) -> None:
    """Remove a document that was deleted for good, which makes room in the center's storage."""
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        change_document.remove(session, principal, document)


@get(
    "/documents/{document:str}",
    sync_to_thread=True,
    operation_id="readDocument",
    tags=["documents"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def read_document(request: JsonRequest, services: InjectedServices, document: DocumentId) -> Document:
    """A document, and how far its pages are."""
    with services.database.read() as session:
        content = library_documents.find_usable(session, require_principal(session, services.site, request), document)
        return describe(session, [content])[0]


@post(
    "/documents/{document:str}/conversion",
    sync_to_thread=True,
    status_code=202,
    operation_id="convertDocument",
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def convert_document(request: JsonRequest, services: InjectedServices, document: DocumentId) -> Document:
    """Make the pages of a document (once more) where they are not all there: because it failed, or it was brought
    before documents had pages. A document whose kind cannot be shown stays as it is."""
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        return describe(session, [change_document.convert(session, principal, document)])[0]


@get(
    "/documents/{document:str}/pages",
    sync_to_thread=True,
    operation_id="listPages",
    tags=["documents"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_pages(
    request: JsonRequest,
    services: InjectedServices,
    document: DocumentId,
    after: Annotated[
        int, QueryParameter(description="Pages that follow the one of this number.", ge=0, le=100_000)
    ] = 0,
) -> PageList:
    """The pages of a document that were made so far, at most 100 in one reply."""
    with services.database.read() as session:
        content = library_documents.find_usable(session, require_principal(session, services.site, request), document)
        found = conversions.list_pages(session, content, after=after, most=PAGES_AT_A_TIME + 1)
        return PageList(
            document=describe(session, [content])[0],
            pages=[_page(services.site, content, page) for page in found[:PAGES_AT_A_TIME]],
            more=len(found) > PAGES_AT_A_TIME,
        )


@get(
    "/documents/picture",
    sync_to_thread=True,
    operation_id="showPage",
    tags=["documents"],
    security=FOR_ANYBODY,
    responses={**PICTURE_REPLIES, **problems(400, 404)},
)
def show_page(
    request: JsonRequest,
    services: InjectedServices,
    token: Annotated[str, QueryParameter(description="The token of a PagePicture's `url`.", max_length=200)],
) -> Response[Any]:
    """A page in one size."""
    with services.database.read() as session:
        picture = conversions.find_picture(session, services.site, token)
    return picture_file(request, services, picture.blob, picture.start, picture.size)


def describe(session: Session, found: list[Content]) -> list[Document]:
    """Documents as callers are told of them."""
    done = conversions.count_pages(session, found)
    return [
        Document(
            id=one.resource_id,
            title=one.title,
            kind=one.kind,  # type: ignore[arg-type]
            content_type=one.content_type,
            size=one.size,
            created_at=one.created_at,
            deleted_at=one.deleted_at,
            state=one.conversion or "none",  # type: ignore[arg-type]
            problem=one.problem,  # type: ignore[arg-type]
            pages=one.pages,
            done=done.get(one.id, 0),
        )
        for one in found
    ]


def picture_address(token: str) -> str:
    """Where the picture of a token is, below this host."""
    return f"/api/v1/documents/picture?token={quote(token)}"


def _page(site: Site, content: Content, page: ContentPage) -> Page:
    return Page(
        number=page.number,
        pictures=[
            PagePicture(width=one.width, height=one.height, url=picture_address(token))
            for one, token in conversions.picture_tokens(site, content, page)
        ],
        text=page.text,
        links=[
            PageLink(x=one.x, y=one.y, width=one.width, height=one.height, url=one.url, page=one.page)
            for one in conversions.links_of(page)
        ],
    )


HANDLERS = [
    list_documents,
    add_document,
    read_document,
    delete_document,
    download_original,
    restore_document,
    remove_document,
    convert_document,
    list_pages,
]
BY_TOKEN = [show_page]
