"""Files in a meeting's room, sent by those who are inside: documents, files of the chat, images on drawings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import IO, Annotated, Any, TypeVar

from litestar import Response, get, post
from litestar.params import QueryParameter

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
from convener.apis.rest.v1.operations import FOR_ANYBODY, IN_THE_ROOM, OF_FILE, problems
from convener.apis.rest.v1.schemas.boards import StoredImage
from convener.apis.rest.v1.schemas.contents import BroughtDocument
from convener.domain.actions import add_drawing_image, bring_document
from convener.domain.actions import send_chat_file as chat_file_sending
from convener.domain.actions.send_chat_file import ChatFile
from convener.domain.boards import images
from convener.domain.boards.images import DrawingKind
from convener.domain.content import contents
from convener.domain.errors import AuthFailed
from convener.domain.events.kinds.chat import ChatAudience
from convener.domain.site import Site
from convener.services import InjectedServices, Services
from convener.storage.database import Session

from .contents import UploadKey

Result = TypeVar("Result")


@post(
    "/room/documents",
    status_code=201,
    operation_id="bringDocument",
    operation_class=FileBody,
    tags=["documents"],
    security=IN_THE_ROOM,
    request_max_body_size=None,
    responses=problems(*OF_FILE, 401, 403, 404, 429),
)
async def bring(
    request: JsonRequest,
    services: InjectedServices,
    name: Annotated[str, QueryParameter(description="The name of the file.", max_length=255)] = "",
    show: Annotated[bool, QueryParameter(description="Show it to all at once.")] = False,
    key: UploadKey = "",
) -> BroughtDocument:
    """Bring a document into the room in which the caller is: PDF, an image, an Office file, a slide package, as its
    content says. Hosts and presenters may."""

    def keep(person_id: str, file: IO[bytes]) -> BroughtDocument:
        database, blobs, site = services.database, services.blobs, services.site
        found = bring_document.bring(database, blobs, site, person_id, file, upload_name=name, show=show, key=key)
        return BroughtDocument(id=found)

    return await _receive(request, services, bring_document.require_allowed, keep)


@post(
    "/room/chat/files",
    status_code=204,
    operation_id="sendChatFile",
    operation_class=FileBody,
    tags=["documents"],
    security=IN_THE_ROOM,
    request_max_body_size=None,
    responses=problems(*OF_FILE, 401, 403, 404, 429),
)
async def send_chat_file(
    request: JsonRequest,
    services: InjectedServices,
    key: Annotated[str, QueryParameter(description="As `key` of `sendMessage` in the room.", max_length=64)],
    name: Annotated[str, QueryParameter(description="The name of the file.", max_length=255)] = "",
    audience: Annotated[ChatAudience, QueryParameter(description="To whom it goes.")] = "all",
    person_id: Annotated[
        str | None, QueryParameter(name="personId", description="Where it goes to one person.", max_length=64)
    ] = None,
    reply_to: Annotated[
        str | None, QueryParameter(name="replyTo", description="The message that it answers.", max_length=64)
    ] = None,
) -> None:
    """Send a file as a message of the chat in the room in which the caller is. Files are those that can be documents:
    PDF, images, Office files, slide packages."""
    message = ChatFile(upload_name=name, key=key, audience=audience, recipient=person_id, reply_to=reply_to)

    def require_allowed(session: Session, site: Site, sender: str, size: int) -> None:
        chat_file_sending.require_allowed(session, site, sender, size, key)

    def keep(sender: str, file: IO[bytes]) -> None:
        chat_file_sending.send(services.database, services.blobs, services.site, sender, file, message)

    limit = services.settings.chat_file_limit
    await _receive(request, services, require_allowed, keep, limit)


@post(
    "/room/images",
    status_code=201,
    operation_id="addImage",
    operation_class=FileBody,
    tags=["boards"],
    security=IN_THE_ROOM,
    request_max_body_size=None,
    responses=problems(*OF_FILE, 401, 403, 404, 429),
)
async def add_image(
    request: JsonRequest,
    services: InjectedServices,
    kind: Annotated[DrawingKind, QueryParameter(description="`board`; `drawing`: on a page of a document.")],
    drawing: Annotated[
        str, QueryParameter(description="As the document socket calls it (`document` of `open`).", max_length=64)
    ],
) -> StoredImage:
    """Take a PNG, JPEG, WebP or GIF image for a whiteboard, or a page of a document, on which the caller may draw. It
    is seen once an element of the drawing names it. Sent again it is the same one."""

    def require_allowed(session: Session, site: Site, person_id: str, size: int) -> None:
        add_drawing_image.require_allowed(session, site, person_id, size, kind, drawing)

    def keep(person_id: str, file: IO[bytes]) -> StoredImage:
        database, blobs, site = services.database, services.blobs, services.site
        added = add_drawing_image.add(database, blobs, site, person_id, file, kind, drawing)
        return StoredImage(file_id=added.file_id, width=added.width, height=added.height)

    return await _receive(request, services, require_allowed, keep)


@get(
    "/images",
    sync_to_thread=True,
    operation_id="showImage",
    tags=["boards"],
    security=FOR_ANYBODY,
    responses={**PICTURE_REPLIES, **problems(400, 404)},
)
def show_image(
    request: JsonRequest,
    services: InjectedServices,
    token: Annotated[str, QueryParameter(description="In the `url` of an image in the room.", max_length=200)],
) -> Response[Any]:
    """An image that is on a whiteboard, or on a page of a document."""
    with services.database.read() as session:
        image = images.find_by_token(session, services.site, token)
    return picture_file(request, services, image.blob, 0, image.size)


async def _receive(
    request: JsonRequest,
    services: Services,
    require_allowed: Callable[[Session, Site, str, int], None],
    keep: Callable[[str, IO[bytes]], Result],
    limit: int | None = None,
) -> Result:
    """Take a file of somebody in the room, who has to be allowed before anything of it is read; ``keep`` inspects and
    stores it, ``limit`` is that of :func:`.receive_file`."""
    person_id = _person(services, request)
    size = announced_length(request) or 0

    def check() -> None:
        with services.database.read() as session:
            require_allowed(session, services.site, person_id, size)

    await asyncio.to_thread(check)
    return await receive_file(request, services, f"participant {person_id}", partial(keep, person_id), limit)


def _person(services: Services, request: JsonRequest) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    person_id = services.site.secrets.read_room_token(token.strip()) if scheme.lower() == "bearer" else None
    if person_id is None:
        raise AuthFailed("The room token is missing, wrong, or too old.")
    return person_id


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


HANDLERS = [bring, send_chat_file, add_image, show_image, download]
