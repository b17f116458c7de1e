"""Viewing recordings: by their name, then by the token that a viewer got."""

from __future__ import annotations

import re
from itertools import chain
from typing import Annotated, Any, TypeAlias
from urllib.parse import quote

from litestar import Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, QueryParameter
from litestar.response import Stream

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, OF_BODY, SIGNED_IN_OR_NOT, problems
from convener.apis.rest.v1.schemas.recordings import (
    RecordingCheck,
    RecordingEntry,
    RecordingEntryRequest,
    RecordingKey,
)
from convener.auth.attempts import CodeAttempt, link_attempt
from convener.domain.actions import open_download
from convener.domain.centers import centers
from convener.domain.documents.recognition import PLAYABLE
from convener.domain.errors import CenterNotFound, EntryClosed, NotOwner, StorageFailed
from convener.domain.recordings import playback, views
from convener.domain.recordings.playback import PlaybackSession, PlaybackState
from convener.domain.recordings.views import Viewer
from convener.services import InjectedServices, Services
from convener.storage.blobs import BlobError, BlobStore
from convener.storage.database import Session as DatabaseSession

from .session import proven_user, user_at_address

PlaybackToken: TypeAlias = Annotated[str, QueryParameter(description="`token` of a RecordingEntry.")]
VIDEO, FILE = "video/*", "application/octet-stream"
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}
"""Headers under which an uploaded file can do nothing but be played."""


def _center_id(session: DatabaseSession, services: Services, name: str) -> int | None:
    """The center of this name; None where there is none, and so no recording in it."""
    if not name:
        return services.center_id
    try:
        return centers.find(session, name).id
    except CenterNotFound:
        return None


def _require_center(session: DatabaseSession, services: Services, name: str) -> int:
    center_id = _center_id(session, services, name)
    if center_id is None:
        raise EntryClosed(PlaybackState.INVALID.value, playback.MESSAGES[PlaybackState.INVALID])
    return center_id


@post(
    "/recordings/doors",
    sync_to_thread=True,
    status_code=200,
    operation_id="checkRecording",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 429),
)
def check_recording(request: JsonRequest, services: InjectedServices, data: JSONBody[RecordingKey]) -> RecordingCheck:
    """Whether a recording can be viewed, and by whom. Wrong names are limited per address, so that they cannot be
    guessed."""
    address = request.client.host if request.client else ""
    with CodeAttempt(services.limits, address) as attempt, services.database.read() as session:
        center_id = _center_id(session, services, data.center)
        looked = (
            playback.check_playback(session, center_id, data.name)
            if center_id
            else playback.PlaybackCheck(PlaybackState.INVALID)
        )
        attempt.found(looked.state is not PlaybackState.INVALID)
        recording = looked.recording
        if recording is None:
            return RecordingCheck(state=looked.state.value)
        check = RecordingCheck(
            state=looked.state.value,
            lang=recording.meeting.language,
            entry=recording.entry,  # type: ignore[arg-type]
            registration=recording.registration,
        )
        if recording.entry == "none":
            check.title, check.duration = recording.title, recording.duration
            check.started_at, check.time_zone = recording.started_at, recording.time_zone
        return check


@post(
    "/recordings/entries",
    sync_to_thread=True,
    status_code=200,
    operation_id="startPlayback",
    tags=["recordings"],
    security=SIGNED_IN_OR_NOT,
    responses=problems(*OF_BODY, 403, 404, 409, 429),
)
def start_playback(
    request: JsonRequest, services: InjectedServices, data: JSONBody[RecordingEntryRequest]
) -> RecordingEntry:
    """Begin to view: the reply's token plays the recording. Guessing names and passwords is limited per address."""
    address = request.client.host if request.client else ""
    viewer = Viewer(
        name=data.viewer_name,
        email=data.email,
        company=data.company,
        extra1=data.extra1,
        extra2=data.extra2,
        extra3=data.extra3,
        browser=request.headers.get("user-agent", ""),
        address=address,
    )
    if data.token:
        with link_attempt(services.limits, address), services.database.read() as session:
            _require_center(session, services, data.center)
            return _wire(playback.find_session(session, services.site, data.token))
    with CodeAttempt(services.limits, address, lambda: user_at_address(services, request)) as attempt:
        attempt.enter()
        attempt.with_password(data.password)
        with services.database.write() as session:
            center_id = _require_center(session, services, data.center)
            user = proven_user(session, services.site, request)
            view = playback.open_session(session, services.site, center_id, data.name, viewer, data.password, user)
            return _wire(view)


def _wire(view: PlaybackSession) -> RecordingEntry:
    recording, token = view.recording, quote(view.token)
    return RecordingEntry(
        token=view.token,
        name=recording.name,
        title=recording.title,
        duration=recording.duration,
        started_at=recording.started_at,
        time_zone=recording.time_zone,
        lang=recording.meeting.language,
        content_type=view.file.content_type,
        playable=view.file.content_type in PLAYABLE,
        size=view.file.size,
        media_url=f"/api/v1/recordings/media?token={token}",
        download_url=f"/api/v1/recordings/download?token={token}" if view.may_download else "",
    )


def _open_view(services: Services, token: str, *, download: bool) -> PlaybackSession:
    """What the token plays; the visit is noted as going on, a download as a visit of its own."""
    with services.database.read() as session:
        view = playback.find_session(session, services.site, token)
        if download and not view.may_download:
            raise NotOwner("recording")
        if not download and not views.is_update_due(view.visit):
            return view
    with services.database.write() as session:
        view = playback.find_session(session, services.site, token)
        if download:
            views.record_download(session, view.visit)
        else:
            views.extend_visit(view.visit)
        return view


@get(
    "/recordings/media",
    sync_to_thread=True,
    operation_id="playRecording",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses={
        200: ResponseSpec(bytes, generate_examples=False, media_type=VIDEO, description="The whole file."),
        206: ResponseSpec(bytes, generate_examples=False, media_type=VIDEO, description="A range of it."),
        416: ResponseSpec(None, description="The range is outside the file."),
        **problems(400, 403, 404, 409),
    },
)
def play_recording(request: JsonRequest, services: InjectedServices, token: PlaybackToken) -> Response[Any]:
    """The file for a video element, whole or a part of it (one byte range, RFC 9110)."""
    file = _open_view(services, token, download=False).file
    asked = _range(request.headers.get("range", ""), file.size)
    headers = {**_SAFE, "Accept-Ranges": "bytes", "Content-Disposition": "inline"}
    if asked is None:
        return _stream(services.blobs, file.blob, 0, file.size, file.content_type, headers, 200)
    start, end = asked
    if start >= end:
        headers["Content-Range"] = f"bytes */{file.size}"
        return Response(b"", status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    return _stream(services.blobs, file.blob, start, end, file.content_type, headers, 206)


@get(
    "/recordings/download",
    sync_to_thread=True,
    operation_id="downloadRecording",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses={
        200: ResponseSpec(bytes, generate_examples=False, media_type=FILE, description="The whole file."),
        **problems(400, 403, 404, 409),
    },
)
def download_recording(services: InjectedServices, token: PlaybackToken) -> Response[Any]:
    """The file to keep."""
    view = _open_view(services, token, download=True)
    name = open_download.file_name(f"{view.recording.name}.{open_download.ENDINGS.get(view.file.content_type, 'bin')}")
    headers = {**_SAFE, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return _stream(services.blobs, view.file.blob, 0, view.file.size, FILE, headers, 200)


def _range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None where the whole file is to be sent. Several ranges are the whole."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size
    first, last = int(found[1]), int(found[2]) if found[2] else None
    if last is not None and last < first:
        return None
    return first, size if last is None else min(last + 1, size)


def _stream(
    blobs: BlobStore, key: str, start: int, end: int, content_type: str, headers: dict[str, str], status: int
) -> Response[Any]:
    pieces = blobs.read(key, start, end)
    try:
        # The first piece now: a store that does not answer is an error to tell, not a reply that breaks off.
        first = next(pieces, b"")
    except BlobError as error:
        raise StorageFailed("The recording cannot be read at the moment. Please try again later.") from error
    headers["Content-Length"] = str(end - start)
    return Stream(chain([first], pieces), status_code=status, headers=headers, media_type=content_type)


HANDLERS = [check_recording, start_playback, play_recording, download_recording]
