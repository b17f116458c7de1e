"""Mass transfer: uploads and downloads by HTTP at the addresses that GetURL gives out (reference, 11.2).

An upload is written to a file as it comes and never held in memory; a body that breaks off leaves nothing behind. A
download is the file with exactly ``application/octet-stream``, in pieces. Failures are XML: a MassTransferReply for an
upload, a Fault for a download. The addresses carry their secret in the query, which no log holds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.exceptions import ClientException
from litestar.handlers import HTTPRouteHandler

from convener.apis.file_reply import SentFile, file_reply, is_continued, saved_as
from convener.apis.inspection import inspect
from convener.apis.received_body import TooLarge, write_body
from convener.domain.actions import open_download, receive_upload
from convener.domain.actions.open_download import Download
from convener.domain.actions.receive_upload import ReceivedUpload
from convener.domain.centers import storage_quota
from convener.domain.documents.inspector import Flaw
from convener.domain.errors import BadFile, DomainError, StorageFailed
from convener.domain.recordings import playback
from convener.domain.transfers import transfers
from convener.domain.transfers.transfers import MOST_BYTES, TransferKind, TransferOrder, UploadBody
from convener.services import Services
from convener.storage.blobs import BlobError
from convener.storage.database import Session
from convener.web.scope import HEADERS_ALONE, address_of, prove_caller

from .failures import internal_error
from .http import XML_HEADERS, HttpRequest, is_plain_http, what_proxies_lack
from .protocol.faults import Fault, bad_syntax, fault_of, info_warn
from .protocol.writer import Element, document, element, string_option

WARNINGS = {
    "zip": "Warn.Client.BadData.Zip",
    "entry": "Warn.Client.BadData.Zip.Entry",
    "image": "Warn.Client.BadData.Zip.Entry.Missing.Image",
    "version": "Warn.Client.BadData.Zip.Entry.Missing.Version",
}
"""What is wrong with a file, as a warning; everything else is Warn.Client.BadData."""


# ---------------------------------------------------------------------------------------------------- uploads


async def upload(services: Services, request: HttpRequest, cc: str) -> Response[bytes]:
    """Take an upload; the reply is a MassTransferReply whatever becomes of it, but for a body that is far too large."""
    reply: list[Element]
    try:
        order = await asyncio.to_thread(_redeem, services, cc, _token(request), upload=True)
        prove_caller(request.scope)
        await asyncio.to_thread(_require_space, services, order)
        with await asyncio.to_thread(services.blobs.spool) as file:
            await _receive(services, request, order, file)
            received = await _inspect(services, order, file)
        reply = _success(received)
    except BadFile as error:
        reply = _failure(error)
    except DomainError as error:
        reply = [fault_of(error, str).element()]
    except ClientException:
        raise
    except OSError as error:
        reply = [fault_of(StorageFailed(f"The file could not be stored: {error.strerror}."), str).element()]
    except Exception as error:
        reply = [internal_error(error).element()]
    return _xml(element("MassTransferReply", None, [element("InfoWarnFaultList", None, reply)]))


def _require_space(services: Services, order: TransferOrder) -> None:
    with services.database.read() as session:
        storage_quota.require_space(session, services.site, order.center_id, order.size)


async def _inspect(services: Services, order: TransferOrder, file: IO[bytes]) -> ReceivedUpload:
    work = partial(receive_upload.receive, services.database, services.blobs, services.site, order, file)
    return await inspect(f"user {order.user_id}", work)


async def _receive(services: Services, request: HttpRequest, order: TransferOrder, file: IO[bytes]) -> None:
    """Write the body to the file; raises :class:`BadFile` where it is not what was announced."""
    intake = UploadBody(order, file)
    most = services.settings.video_limit if order.kind is TransferKind.VIDEO else MOST_BYTES
    await write_body(request, intake.write, most)
    await asyncio.to_thread(intake.finish)


def _success(received: ReceivedUpload) -> list[Element]:
    if received.kind == "film":
        code, text = "Info.Server.Success.Upload", "Recording published"
        name = "reid"
    else:
        code, name = "Info.Server.Success.Upload.SlideSet", "resourceID"
        text = "Document stored" if received.pages is None else f"Slide set stored: {received.pages} slides"
    return [info_warn(code, text, string_option(name, received.id)), *map(_warning, received.flaws)]


def _failure(error: BadFile) -> list[Element]:
    fault = Fault("Client.BadData", str(error), string_option("fieldName", _blamed(error.reason)))
    notes = [fault.element()]
    if error.reason in WARNINGS:
        notes.append(_warning(Flaw(reason=error.reason, message=str(error), entry=error.entry)))
    return notes


def _blamed(reason: str) -> str:
    """The option of GetURL that a bad body does not keep to."""
    return {"length": "bytes", "encoding": "encoding"}.get(reason, "resourceType")


def _warning(flaw: Flaw) -> Element:
    entry = [string_option("entryName", flaw.entry)] if flaw.entry else []
    return info_warn(WARNINGS.get(flaw.reason, "Warn.Client.BadData"), flaw.message, *entry)


# -------------------------------------------------------------------------------------------------- downloads


def download(services: Services, request: HttpRequest, cc: str) -> Response[Any]:
    """A file: a recording, a document, a report."""

    def send() -> Response[Any]:
        order = _redeem(services, cc, _token(request), upload=False)
        viewer = open_download.viewer_from_options(
            order.options, browser=_browser(request), address=address_of(request)
        )
        counts = not (is_continued(request.headers) or request.scope.get(HEADERS_ALONE))
        file = services.database.transact(
            lambda session: open_download.open_download(session, order, viewer, counts=counts)
        )
        return _send(services, request, open_download.make(file, services.blobs))

    return _or_fault(send)


def view(services: Services, request: HttpRequest, cc: str) -> Response[Any]:
    """A recording in the browser: leads on to its page. The right to view is in the fragment, which no log holds.

    Where it does not, a program gets the Fault; people, whose browsers ask for HTML, are led to the page too, which
    says that there is no such recording.
    """
    anywhere = f"{services.site.base_url}/cc/{quote(cc.lower(), safe='')}/view"

    def lead() -> Response[Any]:
        order = _redeem(services, cc, _token(request), upload=False)
        viewer = open_download.viewer_from_options(
            order.options, browser=_browser(request), address=address_of(request)
        )
        seat = services.database.transact(
            lambda session: open_download.open_playback(session, services.site, order, viewer)
        )
        where = playback.playback_url(services.site, cc.lower(), seat.recording.name)
        return _to(f"{where}#seat={quote(seat.token)}")

    if "text/html" not in request.headers.get("accept", ""):
        return _or_fault(lead)
    try:
        return lead()
    except DomainError:
        return _to(anywhere)


def _to(address: str) -> Response[Any]:
    return Response(b"", status_code=302, headers={"Location": address, "Cache-Control": "no-store"})


def _or_fault(answer: Callable[[], Response[Any]]) -> Response[Any]:
    try:
        return answer()
    except DomainError as error:
        fault = fault_of(error, str)
    except Exception as error:
        fault = internal_error(error)
    return _xml(fault.element())


def _send(services: Services, request: HttpRequest, file: Download) -> Response[Any]:
    sent = SentFile(
        size=file.size,
        content_type="application/octet-stream",
        identity=file.content if file.blob is None else file.blob,
        read=_reader(file.content) if file.blob is None else partial(services.blobs.read, file.blob),
        headers={
            "Content-Disposition": saved_as(file.name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
    try:
        return file_reply(request.headers, sent)
    except BlobError as error:
        raise StorageFailed("The file cannot be read at the moment; try again later.") from error


def _reader(content: bytes) -> Callable[[int, int], Iterator[bytes]]:
    return lambda start, end: iter([content[start:end]])


# ------------------------------------------------------------------------------------------ addresses and replies


def _redeem(services: Services, cc: str, token: str, *, upload: bool) -> TransferOrder:
    def redeem(session: Session) -> TransferOrder:
        return transfers.redeem(session, services.site, cc, token, upload=upload)

    if upload:
        return services.database.transact(redeem)
    with services.database.read() as session:
        return redeem(session)


def _token(request: HttpRequest) -> str:
    return str(request.query_params.get("t", ""))


def _browser(request: HttpRequest) -> str:
    return str(request.headers.get("user-agent", ""))


def _xml(reply: Element, status: int = 200) -> Response[bytes]:
    return Response(document(reply), status_code=status, media_type="application/xml", headers=XML_HEADERS)


def refused(_request: HttpRequest, error: TooLarge) -> Response[bytes]:
    """The reply to a body that is far too large."""
    body = document(bad_syntax(error.detail, "bytes").element())
    return Response(body, status_code=413, media_type="application/xml", headers={"Connection": "close"})


def _refuse_plain_http(services: Services, request: HttpRequest) -> Response[bytes] | None:
    """The reply where an address is used over plain HTTP."""
    if not is_plain_http(services, request.scope):
        return None
    return _xml(bad_syntax("Transfer by HTTPS." + what_proxies_lack(request.scope)).element(), 403)


def handlers(services: Services) -> list[HTTPRouteHandler]:
    """The handlers of the three paths, which go on over HTTPS only."""

    @post("/cc/_XML/{cc:str}/up", status_code=200, request_max_body_size=None)
    async def post_upload(request: HttpRequest, cc: str) -> Response[bytes]:
        return _refuse_plain_http(services, request) or await upload(services, request, cc)

    @get("/cc/_XML/{cc:str}/down", sync_to_thread=True)
    def get_download(request: HttpRequest, cc: str) -> Response[Any]:
        return _refuse_plain_http(services, request) or download(services, request, cc)

    @get("/cc/_XML/{cc:str}/view", sync_to_thread=True)
    def get_view(request: HttpRequest, cc: str) -> Response[Any]:
        return _refuse_plain_http(services, request) or view(services, request, cc)

    return [post_upload, get_download, get_view]
