"""Documents in a meeting's room: brought by those who are inside, and their files."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import IO, Annotated, Any

from litestar import Response, get, post
from litestar.params import QueryParameter

from convener.apis.received_body import announced_length
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.document_file import FILE_REPLIES, FileBody, original_file, receive_file
from convener.apis.rest.v1.operations import FOR_ANYBODY, IN_THE_ROOM, problems
from convener.apis.rest.v1.schemas.contents import BroughtDocument
from convener.domain.actions import bring_document
from convener.domain.content import contents
from convener.domain.errors import AuthFailed
from convener.services import InjectedServices, Services


@post(
    "/room/documents",
    status_code=201,
    operation_id="bringDocument",
    operation_class=FileBody,
    tags=["documents"],
    security=IN_THE_ROOM,
    request_max_body_size=None,
    responses=problems(400, 401, 403, 404, 409, 413, 507),
)
async def bring(
    request: JsonRequest,
    services: InjectedServices,
    name: Annotated[str, QueryParameter(description="The name of the file.", max_length=255)] = "",
    show: Annotated[bool, QueryParameter(description="Show it to all at once.")] = False,
) -> BroughtDocument:
    """Bring a document into the room in which the caller is: PDF, an image, an Office file, a slide package, as its
    content says. Hosts and presenters may."""
    person_id = _person(services, request)
    await asyncio.to_thread(_require_allowed, services, person_id, announced_length(request) or 0)
    return BroughtDocument(id=await receive_file(request, services, partial(_bring, services, person_id, name, show)))


def _person(services: Services, request: JsonRequest) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    person_id = services.site.secrets.read_room_token(token.strip()) if scheme.lower() == "bearer" else None
    if person_id is None:
        raise AuthFailed("The room token is missing, wrong, or too old.")
    return person_id


def _require_allowed(services: Services, person_id: str, size: int) -> None:
    with services.database.read() as session:
        bring_document.require_allowed(session, services.site, person_id, size)


def _bring(services: Services, person_id: str, name: str, show: bool, file: IO[bytes]) -> str:
    return bring_document.bring(
        services.database, services.blobs, services.site, person_id, file, upload_name=name, show=show
    )


@get(
    "/documents/download",
    sync_to_thread=True,
    operation_id="downloadDocument",
    tags=["documents"],
    security=FOR_ANYBODY,
    responses={**FILE_REPLIES, **problems(400, 404)},
)
def download(
    request: JsonRequest,
    services: InjectedServices,
    token: Annotated[str, QueryParameter(description="`token` of the room's reply `originalFile`.", max_length=200)],
) -> Response[Any]:
    """The file of a document that somebody in the room may have."""
    resource_id = services.site.secrets.read_original_token(token)
    with services.database.read() as session:
        content = contents.find_undeleted(session, resource_id or "")
    return original_file(request, services, content)


HANDLERS = [bring, download]
