"""Viewing recordings: by their name, then by the token that a viewer got."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, TypeAlias
from urllib.parse import quote

from litestar import Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, QueryParameter

from convener.apis.file_reply import SentFile, file_reply, is_continued, saved_as
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, OF_BODY, SIGNED_IN_OR_NOT, problems
from convener.apis.rest.v1.schemas.recordings import (
    RecordingCheck,
    RecordingEntry,
    RecordingEntryRequest,
    RecordingKey,
)
from convener.apis.rest.v1.schemas.timelines import (
    Subtitles,
    Timeline,
    TimelineChapter,
    TimelineEvent,
    TimelinePerson,
    TimelineTrack,
)
from convener.apis.rest.v1.schemas.wire import wired
from convener.auth.attempts import CodeAttempt, link_attempt
from convener.domain import text
from convener.domain.actions import open_download
from convener.domain.centers import centers
from convener.domain.documents.recognition import PLAYABLE
from convener.domain.errors import CenterNotFound, EntryClosed, FormatNotFound, NotOwner, StorageFailed
from convener.domain.recordings import cuts, playback, recordings, views
from convener.domain.recordings.playback import PlaybackSession, PlaybackState
from convener.domain.recordings.videos import SOUND
from convener.domain.recordings.views import Viewer
from convener.domain.timelines import timeline
from convener.domain.timelines.cuts import CUT, played
from convener.domain.timelines.drawn import DRAWING, IMAGE
from convener.domain.timelines.subtitles import SUBTITLES
from convener.domain.timelines.trim import parts_of
from convener.recording import drawings
from convener.services import InjectedServices, Services
from convener.storage.blobs import BlobError
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import RecordingFile, RecordingPart
from convener.web.scope import HEADERS_ALONE, address_of

from .session import proven_user, user_at_address

PlaybackToken: TypeAlias = Annotated[str, QueryParameter(description="`token` of a RecordingEntry.")]
_NOT_PLAYED = frozenset({playback.TIMELINE, cuts.CUTS, SOUND})
"""Kinds of parts that have addresses of their own, or none."""
VIDEO, FILE = "video/*", "application/octet-stream"
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}
"""Headers under which an uploaded file can do nothing but be played."""

_PART = {**_SAFE, "Cache-Control": "private, max-age=3600"}
"""Those of a part, which never changes, and is asked for again whenever somebody jumps."""


_CHANGING = {**_SAFE, "Cache-Control": "private, no-cache"}
"""Those of a part that depends on what is cut off."""


def _of_file(media_type: str) -> dict[int, ResponseSpec]:
    """The replies of an address of a file, for the document."""
    return {
        200: ResponseSpec(bytes, generate_examples=False, media_type=media_type, description="The whole file."),
        206: ResponseSpec(bytes, generate_examples=False, media_type=media_type, description="A range of it."),
        304: ResponseSpec(None, description="The file is the one of If-None-Match."),
        412: ResponseSpec(None, description="The file is not the one of If-Match."),
        416: ResponseSpec(None, description="The range is outside the file."),
    }


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
    address = address_of(request)
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
    address = address_of(request)
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
    recording, token, file = view.recording, quote(view.token), view.file
    return RecordingEntry(
        token=view.token,
        name=recording.name,
        title=recording.title,
        duration=recording.duration,
        started_at=recording.started_at,
        time_zone=recording.time_zone,
        lang=recording.meeting.language,
        content_type=file.content_type if file else "",
        playable=file is None or (file.content_type in PLAYABLE if file.playable is None else file.playable),
        size=file.size if file else recording.size,
        media_url=f"/api/v1/recordings/media?token={token}" if file else "",
        download_url=f"/api/v1/recordings/download?token={token}" if file and view.may_download else "",
        # It is composed together with the video.
        sound_url=f"/api/v1/recordings/sound?token={token}" if file and view.timeline and view.may_download else "",
        timeline_url=f"/api/v1/recordings/timeline?token={token}" if view.timeline else "",
        part_url=f"/api/v1/recordings/part?token={token}&name=" if view.timeline else "",
    )


def _open_view(services: Services, token: str, *, download: bool, counts: bool = True) -> PlaybackSession:
    """What the token plays; the visit is noted as going on, a download that ``counts`` as a visit of its own."""
    with services.database.read() as session:
        view = playback.find_session(session, services.site, token)
        if download and not view.may_download:
            raise NotOwner("recording")
        if not counts or (not download and not views.is_update_due(view.visit)):
            return view

    def note(session: DatabaseSession) -> PlaybackSession:
        view = playback.find_session(session, services.site, token)
        if download:
            views.record_download(session, view.visit)
        else:
            views.extend_visit(view.visit)
        return view

    return services.database.transact(note)


@get(
    "/recordings/media",
    sync_to_thread=True,
    operation_id="playRecording",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses={
        **_of_file(VIDEO),
        **problems(400, 403, 404, 409),
    },
)
def play_recording(request: JsonRequest, services: InjectedServices, token: PlaybackToken) -> Response[Any]:
    """The file for a video element, whole or a part of it (one byte range, RFC 9110)."""
    file = _require_video(_open_view(services, token, download=False))
    return _send(request, services, file, file.content_type, "inline")


def _require_video(view: PlaybackSession) -> RecordingFile:
    if view.file is None:
        raise FormatNotFound("The recording is not there as a film.")
    return view.file


@get(
    "/recordings/timeline",
    sync_to_thread=True,
    operation_id="readTimeline",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses=problems(400, 404, 409),
)
def read_timeline(services: InjectedServices, token: PlaybackToken) -> Timeline:
    """What is played when of a recording that was made here, without what was cut off at its ends."""
    view = _open_view(services, token, download=False)
    made = _played(services, view)
    with services.database.read() as session:
        written = recordings.list_parts(session, [view.recording], SUBTITLES)[view.recording.id]
    return Timeline(
        version=made.version,
        started_at=made.started_at,
        duration=made.duration,
        people=[wired(one, TimelinePerson) for one in made.people],
        tracks=[wired(one, TimelineTrack) for one in made.tracks],
        events=[wired(one, TimelineEvent) for one in made.events],
        chapters=[wired(one, TimelineChapter) for one in made.chapters],
        notes=made.notes,
        subtitles=[Subtitles(language=one.name.removeprefix(f"{SUBTITLES}-"), part=one.name) for one in written],
    )


def _played(services: Services, view: PlaybackSession) -> timeline.Timeline:
    """The timeline by which the recording is played. Raises :class:`FormatNotFound`."""
    if view.timeline is None:
        raise FormatNotFound("This recording has no timeline.")
    recording = view.recording
    index = None
    if cuts.is_trimmed(recording):
        with services.database.read() as session:
            index = cuts.find_index(session, recording)
        if index is None:
            raise EntryClosed(PlaybackState.MAKING.value, playback.MESSAGES[PlaybackState.MAKING])
    whole = _read(services, view.timeline)
    return played(whole, _read(services, index) if index else None, recording.trim_start, recording.trim_end)


def _read(services: Services, part: RecordingPart) -> bytes:
    try:
        return services.blobs.read_whole(part.blob)
    except BlobError as error:
        raise _unreadable() from error


@get(
    "/recordings/part",
    sync_to_thread=True,
    operation_id="playPart",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses={**_of_file(FILE), **problems(400, 404, 409)},
)
def play_part(
    request: JsonRequest,
    services: InjectedServices,
    token: PlaybackToken,
    name: Annotated[str, QueryParameter(max_length=64, description="The name of a part, as the timeline says it.")],
) -> Response[Any]:
    """A part of a recording: the file of a track, the picture of a page, subtitles; whole or a byte range of it."""
    view = _open_view(services, token, download=False)
    with services.database.read() as session:
        part = recordings.find_part(session, view.recording, name) if text.is_storable(name) else None
    if part is None or part.kind in _NOT_PLAYED or _is_cut_off(services, view, part):
        raise FormatNotFound("The recording has no such part.")
    if part.kind in CUT and cuts.is_trimmed(view.recording):
        return _send_cut(request, services, view, part)
    headers = _CHANGING if part.kind in CUT else _PART
    return _send(request, services, part, part.content_type, "inline", headers)


def _send_cut(request: JsonRequest, services: Services, view: PlaybackSession, part: RecordingPart) -> Response[Any]:
    """What was drawn or written, or is read below, without what was cut off the recording."""
    content = _read_cut(services, view, part)
    sent = SentFile(
        size=len(content),
        content_type=part.content_type,
        identity=f"{part.blob} {view.recording.trim_start} {view.recording.trim_end}",
        read=lambda first, last: iter([content[first:last]]),
        headers={**_CHANGING, "Content-Disposition": "inline"},
    )
    return file_reply(request.headers, sent)


def _read_cut(services: Services, view: PlaybackSession, part: RecordingPart) -> bytes:
    return CUT[part.kind](_read(services, part), view.recording.trim_start or 0, view.recording.trim_end)


def _is_cut_off(services: Services, view: PlaybackSession, part: RecordingPart) -> bool:
    """Whether the part is seen or heard in what was cut off the recording; subtitles are cut themselves. Of tracks only
    the copies are played."""
    if not cuts.is_trimmed(view.recording) or part.kind == SUBTITLES:
        return False
    remaining = parts_of(_played(services, view))
    if part.kind != IMAGE:
        return part.name not in remaining
    with services.database.read() as session:
        drawn = recordings.list_parts(session, [view.recording], DRAWING)[view.recording.id]
    return not any(part.name in _images_on(services, view, one) for one in drawn if one.name in remaining)


def _images_on(services: Services, view: PlaybackSession, part: RecordingPart) -> set[str]:
    """The names of the parts that are images on a drawing, without what was cut off the recording."""
    return set(drawings.decode(_read_cut(services, view, part)).files.values())


@get(
    "/recordings/download",
    sync_to_thread=True,
    operation_id="downloadRecording",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses={
        **_of_file(FILE),
        **problems(400, 403, 404, 409),
    },
)
def download_recording(request: JsonRequest, services: InjectedServices, token: PlaybackToken) -> Response[Any]:
    """The file to keep, whole or a part of it: a download that broke off goes on where it was (RFC 9110, ``Range`` with
    ``If-Range``), and counts once."""
    view = _open_view(services, token, download=True, counts=_counts(request))
    return _download(request, services, view, _require_video(view))


@get(
    "/recordings/sound",
    sync_to_thread=True,
    operation_id="downloadSound",
    tags=["recordings"],
    security=FOR_ANYBODY,
    responses={
        **_of_file(FILE),
        **problems(400, 403, 404, 409),
    },
)
def download_sound(request: JsonRequest, services: InjectedServices, token: PlaybackToken) -> Response[Any]:
    """The sound alone of a recording that was made here, to keep; as downloadRecording."""
    view = _open_view(services, token, download=True, counts=_counts(request))
    with services.database.read() as session:
        part = recordings.find_part(session, view.recording, SOUND)
    if part is None:
        raise FormatNotFound("There is no file of the sound alone.")
    return _download(request, services, view, part)


def _download(
    request: JsonRequest, services: Services, view: PlaybackSession, file: RecordingFile | RecordingPart
) -> Response[Any]:
    name = open_download.file_name(f"{view.recording.name}.{open_download.ENDINGS.get(file.content_type, 'bin')}")
    return _send(request, services, file, FILE, saved_as(name))


def _counts(request: JsonRequest) -> bool:
    return not (is_continued(request.headers) or request.scope.get(HEADERS_ALONE))


def _send(
    request: JsonRequest,
    services: Services,
    file: RecordingFile | RecordingPart,
    content_type: str,
    disposition: str,
    headers: Mapping[str, str] = _SAFE,
) -> Response[Any]:
    sent = SentFile(
        size=file.size,
        content_type=content_type,
        identity=file.blob,
        read=partial(services.blobs.read, file.blob),
        headers={**headers, "Content-Disposition": disposition},
    )
    try:
        return file_reply(request.headers, sent)
    except BlobError as error:
        raise _unreadable() from error


def _unreadable() -> StorageFailed:
    return StorageFailed("The recording cannot be read at the moment. Please try again later.")


HANDLERS = [
    check_recording,
    start_playback,
    play_recording,
    read_timeline,
    play_part,
    download_recording,
    download_sound,
]
