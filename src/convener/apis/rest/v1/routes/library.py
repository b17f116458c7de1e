"""The documents of a center, over all its meetings: finding them, putting them into another meeting; and what is used
of its storage."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated

from litestar import get, post
from litestar.params import JSONBody, QueryParameter

from convener.apis.inspection import inspect
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.contents import Document, DocumentCopy, DocumentKind
from convener.apis.rest.v1.schemas.library import LibraryDocument, LibraryPage, StorageUse
from convener.domain.actions import copy_document as document_copies
from convener.domain.authorization import Principal
from convener.domain.centers import storage_quota
from convener.domain.centers.settings import restore_period, settings_of
from convener.domain.content import contents, conversions, library
from convener.domain.content.library import LibraryQuery
from convener.domain.permissions import CenterAction, require_center
from convener.services import InjectedServices, Services
from convener.storage.models import Center

from .contents import DocumentId, describe, picture_address
from .session import require_principal


@get(
    "/documents",
    sync_to_thread=True,
    operation_id="searchDocuments",
    tags=["documents"],
    security=SIGNED_IN,
    responses=problems(400, 401),
)
def search_documents(
    request: JsonRequest,
    services: InjectedServices,
    search: Annotated[
        str,
        QueryParameter(
            max_length=library.LONGEST_SEARCH,
            description="Words that all are in the title, the name of the file, or the text of the pages.",
        ),
    ] = "",
    kind: Annotated[DocumentKind | None, QueryParameter(description="Those of this kind alone.")] = None,
    meeting: Annotated[
        str, QueryParameter(max_length=64, description="`mid` of the meeting to which they were brought.")
    ] = "",
    deleted: Annotated[
        bool, QueryParameter(description="Those that were deleted and can be restored, the last one first.")
    ] = False,
    after: Annotated[str, QueryParameter(max_length=64, description="`next` of an earlier page.")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=100, description="At most so many documents.")] = 50,
) -> LibraryPage:
    """The documents of all meetings that the caller manages, the newest first; of administrators those of the
    center."""
    wanted = LibraryQuery(search=search, kind=kind or "", meeting=meeting, deleted=deleted)
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        found, following = library.list_documents(session, principal, wanted, after=after, most=limit)
        thumbnails = conversions.thumbnails(session, services.site, found)
        period = restore_period(settings_of(session.get_one(Center, principal.center_id)))
        return LibraryPage(
            documents=[
                LibraryDocument(
                    document=document,
                    meeting=content.meeting.mid,
                    meeting_title=content.meeting.title,
                    owner=content.owner.display_name,
                    thumbnail=picture_address(token) if (token := thumbnails.get(content.id)) else None,
                    restorable_until=content.deleted_at and content.deleted_at + period,
                )
                for content, document in zip(found, describe(session, found), strict=True)
            ],
            next=following,
        )


@get(
    "/storage",
    sync_to_thread=True,
    operation_id="readStorageUse",
    tags=["center"],
    security=SIGNED_IN,
    responses=problems(401, 403),
)
def read_storage_use(request: JsonRequest, services: InjectedServices) -> StorageUse:
    """How much of its storage the center uses, for its administrators and organizers."""
    with services.database.read() as session:
        user = require_principal(session, services.site, request).require_user()
        require_center(user.role, CenterAction.READ_CENTER)
        stored = storage_quota.stored_bytes(session, user.center_id)
        limit = storage_quota.limit_of(session.get_one(Center, user.center_id), services.site.storage_limit)
        return StorageUse(
            documents=stored.documents,
            pages=stored.pages,
            recordings=stored.recordings,
            limit=limit,
            scarce=storage_quota.is_scarce(limit, stored),
        )


@post(
    "/documents/{document:str}/copies",
    status_code=201,
    operation_id="copyDocument",
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409, 507),
)
async def copy_document(
    request: JsonRequest, services: InjectedServices, document: DocumentId, data: JSONBody[DocumentCopy]
) -> Document:
    """Put a document into another meeting of the caller: a copy of its own, whose pages are made in the background."""
    principal = await asyncio.to_thread(_principal, services, request)
    work = partial(_copy, services, principal, document, data.meeting)
    return await inspect(f"user {principal.require_user().id}", work)


def _principal(services: Services, request: JsonRequest) -> Principal:
    with services.database.read() as session:
        return require_principal(session, services.site, request)


def _copy(services: Services, principal: Principal, document: str, mid: str) -> Document:
    copied = document_copies.copy(services.database, services.blobs, services.site, principal, document, mid)
    with services.database.read() as session:
        return describe(session, [contents.find_undeleted(session, copied)])[0]


HANDLERS = [search_documents, copy_document, read_storage_use]
