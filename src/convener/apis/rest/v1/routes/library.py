"""The documents of a center: those of the library, with folders, audiences and versions, and those of all its meetings:
finding them, putting them into a meeting; and what is used of its storage."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated, TypeAlias

from litestar import get, patch, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET

from convener.apis.inspection import inspect
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.document_file import FileBody
from convener.apis.rest.v1.operations import OF_BODY, OF_FILE, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.contents import Document, DocumentCopy, DocumentKind
from convener.apis.rest.v1.schemas.library import (
    DocumentEdit,
    Folder,
    LibraryDocument,
    LibraryPage,
    Shelf,
    StorageUse,
    Version,
    VersionList,
)
from convener.domain import text
from convener.domain.actions import copy_document as document_copies
from convener.domain.authorization import Principal
from convener.domain.centers import storage_quota
from convener.domain.centers.settings import restore_period, settings_of
from convener.domain.content import contents, conversions, library, library_documents, shelves, versions
from convener.domain.content.library_documents import DocumentChanges
from convener.domain.content.shelves import Audience, LibraryQuery
from convener.domain.permissions import CenterAction, require_center
from convener.domain.site import Site
from convener.domain.transfers.transfers import TransferOrder
from convener.services import InjectedServices, Services
from convener.storage.database import Session
from convener.storage.models import Board, Center, Content

from .contents import DocumentId, UploadKey, describe, order_upload, picture_address, receive_document
from .session import require_principal

SearchedWords: TypeAlias = Annotated[
    str,
    QueryParameter(
        max_length=shelves.LONGEST_SEARCH,
        description="Words that all are in the title, the name of the file, or the text: each, or how it begins.",
    ),
]
SearchedMeeting: TypeAlias = Annotated[
    str, QueryParameter(max_length=64, description="`mid` of the meeting to which they were brought.")
]
SearchedPlace: TypeAlias = Annotated[
    shelves.Place, QueryParameter(description="Those of the library, or of meetings, alone.")
]
SearchedFolder: TypeAlias = Annotated[
    str, QueryParameter(max_length=80, description="Those of this folder of the library.")
]
DeletedOnes: TypeAlias = Annotated[
    bool, QueryParameter(description="Those that were deleted and can be restored, the last one first.")
]
After: TypeAlias = Annotated[str, QueryParameter(max_length=64, description="`next` of an earlier page.")]
Limit: TypeAlias = Annotated[int, QueryParameter(ge=1, le=100, description="At most so many.")]


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
    search: SearchedWords = "",
    kind: Annotated[DocumentKind | None, QueryParameter(description="Those of this kind alone.")] = None,
    meeting: SearchedMeeting = "",
    deleted: DeletedOnes = False,
    place: SearchedPlace = "all",
    folder: SearchedFolder = "",
    after: After = "",
    limit: Limit = 50,
) -> LibraryPage:
    """The documents of the library that the caller may use, and of all meetings that the caller manages, the newest
    first; of administrators those of the center."""
    wanted = LibraryQuery(search=search, place=place, folder=folder, kind=kind or "", meeting=meeting, deleted=deleted)
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        found, following = library.list_documents(session, principal, wanted, after=after, most=limit)
        return LibraryPage(documents=_library(session, services.site, principal, found), next=following)


def _library(session: Session, site: Site, caller: Principal, found: list[Content]) -> list[LibraryDocument]:
    thumbnails = conversions.thumbnails(session, site, found)
    counts = versions.count_versions(session, found)
    period = restore_period(settings_of(session.get_one(Center, caller.center_id)))
    return [
        LibraryDocument(
            document=document,
            meeting=content.meeting.mid if content.meeting is not None else None,
            meeting_title=content.meeting.title if content.meeting is not None else "",
            owner=content.owner.display_name,
            folder=content.folder,
            audience=content.audience,  # type: ignore[arg-type]
            group=content.group.group_id if content.group is not None else None,
            versions=counts[content.id],
            may_change=shelves.may_change(caller, content),
            thumbnail=picture_address(token) if (token := thumbnails.get(content.id)) else None,
            restorable_until=content.deleted_at and content.deleted_at + period,
        )
        for content, document in zip(found, describe(session, found), strict=True)
    ]


@post(
    "/documents",
    status_code=201,
    operation_id="addToLibrary",
    operation_class=FileBody,
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    request_max_body_size=None,
    responses=problems(*OF_FILE, 401, 403, 429),
)
async def add_to_library(
    request: JsonRequest,
    services: InjectedServices,
    name: Annotated[str, QueryParameter(description="The name of the file.", max_length=255)] = "",
    folder: Annotated[str, QueryParameter(description="Into which folder.", max_length=80)] = "",
    key: UploadKey = "",
) -> Document:
    """Add a document to the library: it belongs to the caller and to no meeting. What it can be is as for a meeting."""

    def order() -> TransferOrder:
        with services.database.read() as session:
            principal = require_principal(session, services.site, request)
            library_documents.require_allowed(principal)
            options = {"upload_name": name, "folder": shelves.check_folder(folder), "key": key}
            return order_upload(session, services, request, principal, None, options)

    return await receive_document(request, services, await asyncio.to_thread(order))


@patch(
    "/documents/{document:str}",
    sync_to_thread=True,
    operation_id="changeDocument",
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404),
)
def change_document(
    request: JsonRequest, services: InjectedServices, document: DocumentId, data: JSONBody[DocumentEdit]
) -> LibraryDocument:
    """Change title, folder or audience of a document of the library, with all its versions."""
    changes = DocumentChanges(
        title=data.title,
        folder=data.folder,
        audience=Audience(data.audience) if data.audience is not UNSET else UNSET,
        group=data.group,
    )
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        content = library_documents.change(session, principal, document, changes)
        return _library(session, services.site, principal, [content])[0]


@post(
    "/documents/{document:str}/versions",
    status_code=201,
    operation_id="addVersion",
    operation_class=FileBody,
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    request_max_body_size=None,
    responses=problems(*OF_FILE, 401, 403, 404, 429),
)
async def add_version(
    request: JsonRequest,
    services: InjectedServices,
    document: DocumentId,
    name: Annotated[str, QueryParameter(description="The name of the file.", max_length=255)] = "",
    key: UploadKey = "",
) -> Document:
    """Replace a document of the library by a new version, which has an id of its own; the earlier ones can be had and
    made the present one again. 409: another version has replaced this one (`wrong_state`), there are too many
    (`limit_reached`)."""

    def order() -> TransferOrder:
        with services.database.read() as session:
            principal = require_principal(session, services.site, request)
            library_documents.find_own(session, principal, document)
            options = {"upload_name": name, "replaces": document, "key": key}
            return order_upload(session, services, request, principal, None, options)

    return await receive_document(request, services, await asyncio.to_thread(order))


@get(
    "/documents/{document:str}/versions",
    sync_to_thread=True,
    operation_id="listVersions",
    tags=["documents"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_versions(request: JsonRequest, services: InjectedServices, document: DocumentId) -> VersionList:
    """All versions of a document; any of them may be named."""
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        found = versions.list_versions(session, principal, document)
        return VersionList(
            versions=[
                Version(document=one, owner=content.owner.display_name, present=content.superseded_by_id is None)
                for content, one in zip(found, describe(session, found), strict=True)
            ]
        )


@post(
    "/documents/{document:str}/present",
    sync_to_thread=True,
    status_code=200,
    operation_id="makeVersionPresent",
    tags=["documents"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def make_version_present(request: JsonRequest, services: InjectedServices, document: DocumentId) -> LibraryDocument:
    """Make an earlier version of a document the present one again."""
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        content = versions.make_present(session, principal, document)
        return _library(session, services.site, principal, [content])[0]


@get(
    "/library",
    sync_to_thread=True,
    operation_id="readLibrary",
    tags=["documents"],
    security=SIGNED_IN,
    responses=problems(401),
)
def read_library(request: JsonRequest, services: InjectedServices) -> Shelf:
    """The folders of the library in which there is something for the caller, and the groups that the caller may let use
    a document."""
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        documents = shelves.count_folders(session, principal, Content)
        boards = shelves.count_folders(session, principal, Board)
        return Shelf(
            folders=[
                Folder(name=name, documents=documents.get(name, 0), boards=boards.get(name, 0))
                for name in sorted({*documents, *boards}, key=lambda name: (text.fold(name), name))
            ],
            groups=[one.group_id for one in shelves.list_groups(session, principal)],
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
            images=stored.images,
            recordings=stored.recordings,
            shared_documents=stored.shared_documents,
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
    """Put a document that the caller may use into a meeting of the caller, or keep one in the library: a copy of its
    own, whose pages are made in the background."""
    principal = await asyncio.to_thread(_principal, services, request)
    work = partial(_copy, services, principal, document, data)
    return await inspect(f"user {principal.require_user().id}", work)


def _principal(services: Services, request: JsonRequest) -> Principal:
    with services.database.read() as session:
        return require_principal(session, services.site, request)


def _copy(services: Services, principal: Principal, document: str, to: DocumentCopy) -> Document:
    database, blobs, site = services.database, services.blobs, services.site
    copied = document_copies.copy(database, blobs, site, principal, document, to.meeting, to.key)
    with services.database.read() as session:
        return describe(session, [contents.find_undeleted(session, copied)])[0]


HANDLERS = [
    search_documents,
    copy_document,
    add_to_library,
    change_document,
    add_version,
    list_versions,
    make_version_present,
    read_library,
    read_storage_use,
]
