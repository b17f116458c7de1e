"""Documents in a meeting's room: brought by those who are inside, and their files."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import IO, Annotated, Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType
from litestar.params import QueryParameter

from convener.apis.file_reply import SentFile, file_reply
from convener.apis.received_body import write_body
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, IN_THE_ROOM, problems
from convener.apis.rest.v1.schemas.contents import BroughtDocument
from convener.domain.actions import bring_document
from convener.domain.actions.open_download import file_name
from convener.domain.content import contents
from convener.domain.errors import AuthFailed, StorageFailed
from convener.services import InjectedServices, Services
from convener.storage.blobs import BlobError
from convener.web.scope import prove_caller

_INSPECTION = ThreadPoolExecutor(2, thread_name_prefix="room-uploads")
"""Threads of their own: inspecting a file may take a minute, and nothing else shall wait for it."""


@dataclass
class _FileBody(Operation):
    """An operation whose body is a file."""

    def __post_init__(self) -> None:
        file = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        self.request_body = RequestBody(
            {"application/octet-stream": OpenAPIMediaType(schema=file)}, description="The file.", required=True
        )


@post(
    "/room/documents",
    status_code=201,
    operation_id="bringDocument",
    operation_class=_FileBody,
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
    announced = request.headers.get("content-length", "")
    await asyncio.to_thread(_require_allowed, services, person_id, int(announced) if announced.isdecimal() else 0)
    prove_caller(request.scope)
    with await asyncio.to_thread(services.blobs.spool) as file:
        await write_body(request, file.write, services.settings.document_limit)
        await asyncio.to_thread(file.flush)
        order = partial(_bring, services, person_id, file, name, show)
        return BroughtDocument(id=await asyncio.get_running_loop().run_in_executor(_INSPECTION, order))


def _person(services: Services, request: JsonRequest) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    person_id = services.site.secrets.read_room_token(token.strip()) if scheme.lower() == "bearer" else None
    if person_id is None:
        raise AuthFailed("The room token is missing, wrong, or too old.")
    return person_id


def _require_allowed(services: Services, person_id: str, size: int) -> None:
    with services.database.read() as session:
        bring_document.require_allowed(session, services.site, person_id, size)


def _bring(services: Services, person_id: str, file: IO[bytes], name: str, show: bool) -> str:
    return bring_document.bring(
        services.database, services.blobs, services.site, person_id, file, upload_name=name, show=show
    )


@get(
    "/documents/download",
    sync_to_thread=True,
    operation_id="downloadDocument",
    tags=["documents"],
    security=FOR_ANYBODY,
    responses=problems(400, 404, 416),
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
    name = file_name(content.upload_name or content.title)
    sent = SentFile(
        size=content.size,
        content_type="application/octet-stream",
        identity=content.blob,
        read=partial(services.blobs.read, content.blob),
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
    try:
        return file_reply(request.headers, sent)
    except BlobError as error:
        raise StorageFailed("The file cannot be read at the moment. Please try again later.") from error


HANDLERS = [bring, download]
