"""Files of documents: one in the body of a request, and one that is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any, TypeVar

from litestar import Response
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

from convener.apis.file_reply import SentFile, file_reply, saved_as
from convener.apis.inspection import inspect
from convener.apis.received_body import write_body
from convener.apis.rest.body import JsonRequest
from convener.domain.actions.open_download import file_name
from convener.domain.errors import BadFile, StorageFailed
from convener.services import Services
from convener.storage.blobs import BlobError
from convener.storage.models import Content
from convener.web.scope import prove_caller

T = TypeVar("T")

MEDIA_TYPE = "application/octet-stream"

FILE_REPLIES = {
    200: ResponseSpec(bytes, generate_examples=False, media_type=MEDIA_TYPE, description="The whole file."),
    206: ResponseSpec(bytes, generate_examples=False, media_type=MEDIA_TYPE, description="A range of it."),
    304: ResponseSpec(None, description="The file is the one of If-None-Match."),
    412: ResponseSpec(None, description="The file is not the one of If-Match."),
    416: ResponseSpec(None, description="The range is outside the file."),
}
"""The replies of an address of a file, for the document."""

WEBP = "image/webp"

PICTURE_REPLIES = {
    200: ResponseSpec(bytes, generate_examples=False, media_type=WEBP, description="The picture."),
    206: ResponseSpec(bytes, generate_examples=False, media_type=WEBP, description="A range of it."),
    304: ResponseSpec(None, description="The picture is the one of If-None-Match."),
    412: ResponseSpec(None, description="The picture is not the one of If-Match."),
    416: ResponseSpec(None, description="The range is outside the picture."),
}
"""The replies of an address of a picture that this server has made, for the document."""

_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=3600, immutable",
    "Referrer-Policy": "no-referrer",
    "Content-Disposition": "inline",
}
"""Headers under which a picture made of a foreign file can do nothing but be shown."""


@dataclass
class FileBody(Operation):
    """An operation whose body is a file."""

    def __post_init__(self) -> None:
        file = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        self.request_body = RequestBody(
            {MEDIA_TYPE: OpenAPIMediaType(schema=file)}, description="The file.", required=True
        )


async def receive_file(
    request: JsonRequest, services: Services, sender: str, store: Callable[[IO[bytes]], T], limit: int | None = None
) -> T:
    """Write the body of a caller who may send a document to a file as it comes, and give it to ``store``, in a thread;
    returns what that does. ``sender``: who it is, in a way of one's own; ``limit``: bytes that it may have, where that
    is not the limit of documents. Raises :class:`~convener.apis.received_body.TooLarge`, :class:`BadFile`,
    :class:`TooManyAttempts` after many files that were none, :class:`Overloaded`."""
    await asyncio.to_thread(services.limits.file.check, sender)
    prove_caller(request.scope)
    with await asyncio.to_thread(services.blobs.spool) as file:
        await write_body(request, file.write, services.settings.document_limit if limit is None else limit)
        await asyncio.to_thread(file.flush)
        try:
            return await inspect(sender, partial(store, file))
        except BadFile:
            await asyncio.to_thread(services.limits.file.count, sender)
            raise


def original_file(request: JsonRequest, services: Services, content: Content) -> Response[Any]:
    """The document as it was brought, under headers with which it can do nothing but be saved. Raises
    :class:`StorageFailed`."""
    sent = SentFile(
        size=content.size,
        content_type=MEDIA_TYPE,
        identity=content.blob,
        read=partial(services.blobs.read, content.blob),
        headers={
            "Content-Disposition": saved_as(file_name(content.upload_name or content.title)),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
    try:
        return file_reply(request.headers, sent)
    except BlobError as error:
        raise StorageFailed("The file cannot be read at the moment. Please try again later.") from error


def picture_file(request: JsonRequest, services: Services, blob: str, start: int, size: int) -> Response[Any]:
    """A picture that this server has made of a foreign file: ``size`` bytes of the blob from ``start`` on. Raises
    :class:`StorageFailed`."""

    def read(first: int, end: int) -> Iterator[bytes]:
        return services.blobs.read(blob, start + first, start + end)

    sent = SentFile(size=size, content_type=WEBP, identity=f"{blob} {start}", read=read, headers=dict(_SAFE))
    try:
        return file_reply(request.headers, sent)
    except BlobError as error:
        raise StorageFailed("The picture cannot be read at the moment. Please try again later.") from error
