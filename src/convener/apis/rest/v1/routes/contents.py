"""Documents of the meetings that the signed-in user manages, and their pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias
from urllib.parse import quote

from litestar import Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter

from convener.apis.file_reply import SentFile, file_reply
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.contents import Document, DocumentList, Page, PageLink, PageList, PagePicture
from convener.domain.content import contents, conversions
from convener.domain.errors import StorageFailed
from convener.domain.site import Site
from convener.services import InjectedServices
from convener.storage.blobs import BlobError
from convener.storage.database import Session
from convener.storage.models import Content, ContentPage

from .meetings import MeetingId, find_managed
from .session import require_principal

DocumentId: TypeAlias = Annotated[str, PathParameter(description="`id` of a document.")]

PAGES_AT_A_TIME = 100
"""Pages in one reply."""

WEBP = "image/webp"
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=3600, immutable",
    "Referrer-Policy": "no-referrer",
    "Content-Disposition": "inline",
}
"""Headers under which a picture made of a foreign file can do nothing but be shown."""


@get(
    "/meetings/{mid:str}/documents",
    sync_to_thread=True,
    operation_id="listDocuments",
    tags=["documents"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_documents(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> DocumentList:
    """The documents of a meeting, and how far their pages are."""
    with services.database.read() as session:
        meeting = find_managed(session, services, request, mid)
        found = contents.list_of_meeting(session, meeting, require_principal(session, services.site, request))
        return DocumentList(documents=_documents(session, found))


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
        content = contents.find_managed(session, require_principal(session, services.site, request), document)
        return _documents(session, [content])[0]


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
        content = contents.find_managed(session, principal, document, for_update=True)
        conversions.request(session, content)
        return _documents(session, [content])[0]


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
        content = contents.find_managed(session, require_principal(session, services.site, request), document)
        found = conversions.list_pages(session, content, after=after, most=PAGES_AT_A_TIME + 1)
        return PageList(
            document=_documents(session, [content])[0],
            pages=[_page(services.site, content, page) for page in found[:PAGES_AT_A_TIME]],
            more=len(found) > PAGES_AT_A_TIME,
        )


@get(
    "/documents/picture",
    sync_to_thread=True,
    operation_id="showPage",
    tags=["documents"],
    security=FOR_ANYBODY,
    responses={
        200: ResponseSpec(bytes, generate_examples=False, media_type=WEBP, description="The picture."),
        206: ResponseSpec(bytes, generate_examples=False, media_type=WEBP, description="A range of it."),
        304: ResponseSpec(None, description="The picture is the one of If-None-Match."),
        412: ResponseSpec(None, description="The picture is not the one of If-Match."),
        416: ResponseSpec(None, description="The range is outside the picture."),
        **problems(400, 404),
    },
)
def show_page(
    request: JsonRequest,
    services: InjectedServices,
    token: Annotated[str, QueryParameter(description="The token of a PagePicture's `url`.", max_length=200)],
) -> Response[Any]:
    """A page in one size."""
    with services.database.read() as session:
        picture = conversions.find_picture(session, services.site, token)

    def read(start: int, end: int) -> Iterator[bytes]:
        return services.blobs.read(picture.blob, picture.start + start, picture.start + end)

    identity = f"{picture.blob} {picture.start}"
    try:
        return file_reply(
            request.headers,
            SentFile(size=picture.size, content_type=WEBP, identity=identity, read=read, headers=dict(_SAFE)),
        )
    except BlobError as error:
        raise StorageFailed("The page cannot be read at the moment. Please try again later.") from error


def _documents(session: Session, found: list[Content]) -> list[Document]:
    done = conversions.count_pages(session, found)
    return [
        Document(
            id=one.resource_id,
            title=one.title,
            kind=one.kind,  # type: ignore[arg-type]
            content_type=one.content_type,
            size=one.size,
            created_at=one.created_at,
            state=one.conversion or "none",  # type: ignore[arg-type]
            problem=one.problem,  # type: ignore[arg-type]
            pages=one.pages,
            done=done.get(one.id, 0),
        )
        for one in found
    ]


def _page(site: Site, content: Content, page: ContentPage) -> Page:
    return Page(
        number=page.number,
        pictures=[
            PagePicture(width=one.width, height=one.height, url=f"/api/v1/documents/picture?token={quote(token)}")
            for one, token in conversions.picture_tokens(site, content, page)
        ],
        text=page.text,
        links=[
            PageLink(x=one.x, y=one.y, width=one.width, height=one.height, url=one.url, page=one.page)
            for one in conversions.links_of(page)
        ],
    )


HANDLERS = [list_documents, read_document, convert_document, list_pages]
BY_TOKEN = [show_page]
