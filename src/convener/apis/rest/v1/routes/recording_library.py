"""Recordings of the signed-in organizer, of administrators those of the center: listed, changed, deleted, restored."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Annotated, TypeAlias

from litestar import delete, get, patch, post, put
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, PathParameter, QueryParameter
from litestar.response import Stream
from msgspec import UNSET

from convener.apis.file_reply import saved_as
from convener.apis.rest import archive
from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.recording_library import (
    ManagedRecording,
    RecordingEdit,
    RecordingPage,
    RecordingVisitor,
    RecordingVisitors,
    SubtitleFile,
)
from convener.domain import blobs
from convener.domain.actions import open_download
from convener.domain.authorization import Principal
from convener.domain.centers import api_clients
from convener.domain.centers.settings import restore_period, settings_of
from convener.domain.errors import FormatNotFound, StorageFailed, WrongState
from convener.domain.lifecycle import LIVING, RESTORABLE, LifecycleEvent, LifecycleState, next_state
from convener.domain.recordings import cuts, library, recordings, retry, update, videos, views
from convener.domain.recordings.library import LibraryQuery
from convener.domain.recordings.playback import TIMELINE, playback_url
from convener.domain.recordings.recordings import Part
from convener.domain.recordings.states import RecordingState
from convener.domain.recordings.update import RecordingChanges
from convener.domain.recordings.videos import VideoProgress
from convener.domain.timelines import cuts as cut_timelines
from convener.domain.timelines import raw_tracks, subtitles, texts
from convener.domain.timelines.timeline import Timeline
from convener.domain.timelines.written import NOTES
from convener.recording import notes
from convener.services import InjectedServices, Services
from convener.storage.blobs import BlobError
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center, Recording, RecordingPart, RecordingVisit

from .session import require_principal

RecordingId: TypeAlias = Annotated[str, PathParameter(description="`reid` of a recording.")]
_ARCHIVE = "application/zip"

Language: TypeAlias = Annotated[str, PathParameter(description="A language tag (BCP 47), like en or pt-BR.")]


def _wire(session: DatabaseSession, services: Services, recording: Recording) -> ManagedRecording:
    [wired] = _wire_all(session, services, [recording])
    return wired


def _wire_all(session: DatabaseSession, services: Services, found: Sequence[Recording]) -> list[ManagedRecording]:
    """Recordings of one center, by as many statements as one of them takes."""
    if not found:
        return []
    center = session.get_one(Center, found[0].center_id)
    parts = recordings.list_parts(session, found, subtitles.SUBTITLES)
    progress = videos.progress_of(session, found)
    made_here = recordings.having_part(session, found, TIMELINE)
    cutting = cuts.states_of(session, found)
    return [
        _managed(
            services, center, one, parts[one.id], progress[one.id], cutting.get(one.id), made_here=one.id in made_here
        )
        for one in found
    ]


def _managed(
    services: Services,
    center: Center,
    recording: Recording,
    parts: Sequence[RecordingPart],
    video: VideoProgress,
    cutting: tuple[RecordingState, int] | None,
    *,
    made_here: bool,
) -> ManagedRecording:
    playable = LifecycleState(recording.life) in LIVING and recording.published_at is not None and cutting is None
    state, percent = cutting or (RecordingState(recording.state), recording.progress)
    return ManagedRecording(
        reid=recording.reid,
        name=recording.name,
        title=recording.title,
        meeting=recording.meeting.mid,
        meeting_title=recording.meeting.title,
        owner=recording.owner.display_name or recording.owner.user_id,
        state=state.value,
        progress=percent,
        problem=recording.problem,
        started_at=recording.started_at,
        duration=recording.full_duration or 1000 * recording.duration,
        size=recording.size,
        url=playback_url(services.site, center.name, recording.name) if playable else "",
        made_here=made_here,
        trim_start=recording.trim_start,
        trim_end=recording.trim_end,
        cut_off_until=cuts.erased_at(settings_of(center), recording),
        subtitles=[one.name.removeprefix(f"{subtitles.SUBTITLES}-") for one in parts],
        video=video.state.value,
        video_progress=video.percent,
        video_height=recording.video_height,
        embeddable=bool(api_clients.frame_origins(recording.meeting)),
        entry=recording.entry,  # type: ignore[arg-type]
        password=recording.password,
        registration=recording.registration,
        owner_downloads_only=recording.owner_downloads_only,
        expires_at=recording.expires_at,
        restorable_until=_restorable_until(center, recording),
    )


def _restorable_until(center: Center, recording: Recording) -> datetime | None:
    if LifecycleState(recording.life) not in RESTORABLE or recording.removed_at is None:
        return None
    return recording.removed_at + restore_period(settings_of(center))


@get(
    "/recordings",
    sync_to_thread=True,
    operation_id="searchRecordings",
    tags=["recordings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 403),
)
def search_recordings(
    request: JsonRequest,
    services: InjectedServices,
    search: Annotated[
        str,
        QueryParameter(
            max_length=library.LONGEST_SEARCH,
            description="Words that all are in the title, the name or the title of the meeting.",
        ),
    ] = "",
    meeting: Annotated[str, QueryParameter(max_length=64, description="`mid` of the meeting.")] = "",
    deleted: Annotated[
        bool, QueryParameter(description="Those that were deleted and can be restored (administrators).")
    ] = False,
    after: Annotated[str, QueryParameter(max_length=64, description="`next` of an earlier page.")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=100, description="At most so many recordings.")] = 50,
) -> RecordingPage:
    """The recordings that the caller manages, those that are being made too; the one that began last first."""
    with services.database.read() as session:
        caller = require_principal(session, services.site, request)
        wanted = LibraryQuery(search=search, meeting=meeting, deleted=deleted)
        found, following = library.list_recordings(session, caller, wanted, after=after, most=limit)
        return RecordingPage(recordings=_wire_all(session, services, found), next=following)


@patch(
    "/recordings/{reid:str}",
    sync_to_thread=True,
    operation_id="changeRecording",
    tags=["recordings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def change_recording(
    request: JsonRequest, services: InjectedServices, reid: RecordingId, data: JSONBody[RecordingEdit]
) -> ManagedRecording:
    """Rename a recording, say who may view it, trim it, or have its video made with more or fewer lines."""
    with services.database.write() as session:
        caller = require_principal(session, services.site, request)
        recording = _find_living(session, caller, reid)
        changes = RecordingChanges()
        if data.title is not UNSET:
            changes["title"] = data.title
        if data.password is not UNSET:
            changes["password"] = data.password
        if data.owner_downloads_only is not UNSET:
            changes["owner_downloads_only"] = data.owner_downloads_only
        if data.video_height is not UNSET:
            changes["video_height"] = data.video_height
        if changes:
            update.change(session, recording, caller.require_user(), changes)
        if data.trim is not UNSET:
            ends = (data.trim.start, data.trim.end) if data.trim is not None else None
            cuts.trim(session, recording, caller.require_user(), ends)
        return _wire(session, services, recording)


def _find_living(session: DatabaseSession, caller: Principal, reid: str, *, for_update: bool = True) -> Recording:
    recording = library.find_manageable(session, caller, reid, for_update=for_update)
    if LifecycleState(recording.life) not in LIVING:
        next_state("recording", recording.life, LifecycleEvent.DELETE)
    return recording


@delete(
    "/recordings/{reid:str}",
    sync_to_thread=True,
    operation_id="deleteRecording",
    tags=["recordings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def delete_recording(request: JsonRequest, services: InjectedServices, reid: RecordingId) -> None:
    """Delete a recording; where the center keeps what is deleted, administrators can restore it for a while. One that
    is deleted already is removed for good (administrators)."""
    with services.database.write() as session:
        caller = require_principal(session, services.site, request)
        recording = library.find_manageable(session, caller, reid, for_update=True)
        user = caller.require_user()
        if LifecycleState(recording.life) in RESTORABLE:
            recordings.erase(session, recording, user)
        else:
            retry.require_finished(recording)
            recordings.delete(session, recording, user)


@post(
    "/recordings/{reid:str}/restore",
    sync_to_thread=True,
    status_code=200,
    operation_id="restoreRecording",
    tags=["recordings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def restore_recording(request: JsonRequest, services: InjectedServices, reid: RecordingId) -> ManagedRecording:
    """Bring back a recording that was deleted or has expired (administrators)."""
    with services.database.write() as session:
        caller = require_principal(session, services.site, request)
        recording = library.find_manageable(session, caller, reid, for_update=True)
        recordings.restore(session, recording, caller.require_user())
        return _wire(session, services, recording)


@post(
    "/recordings/{reid:str}/retry",
    sync_to_thread=True,
    status_code=200,
    operation_id="retryRecording",
    tags=["recordings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def retry_recording(request: JsonRequest, services: InjectedServices, reid: RecordingId) -> ManagedRecording:
    """Try once more to make what can be played of a recording that failed."""
    with services.database.write() as session:
        caller = require_principal(session, services.site, request)
        recording = library.find_manageable(session, caller, reid, for_update=True)
        retry.retry(session, recording)
        return _wire(session, services, recording)


@put(
    "/recordings/{reid:str}/subtitles/{language:str}",
    sync_to_thread=True,
    status_code=200,
    operation_id="setSubtitles",
    tags=["recordings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409, 507),
)
def set_subtitles(
    request: JsonRequest,
    services: InjectedServices,
    reid: RecordingId,
    language: Language,
    data: JSONBody[SubtitleFile],
) -> ManagedRecording:
    """Give a recording subtitles in a language, in place of those that it has."""
    name = subtitles.part_name(language)
    content = subtitles.as_webvtt(data.content.encode())
    with services.database.read() as session:
        caller = require_principal(session, services.site, request)
        library.find_manageable(session, caller, reid)
    with (
        blobs.stored(services.database, services.blobs, io.BytesIO(content)) as key,
        services.database.write() as session,
    ):
        recording = _find_living(session, require_principal(session, services.site, request), reid)
        part = Part(
            kind=subtitles.SUBTITLES, name=name, content_type=subtitles.CONTENT_TYPE, size=len(content), blob=key
        )
        recordings.add_part(session, recording, part)
        return _wire(session, services, recording)


@delete(
    "/recordings/{reid:str}/subtitles/{language:str}",
    sync_to_thread=True,
    operation_id="removeSubtitles",
    tags=["recordings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def remove_subtitles(request: JsonRequest, services: InjectedServices, reid: RecordingId, language: Language) -> None:
    """Take the subtitles in a language away; nothing happens where there are none."""
    with services.database.write() as session:
        recording = _find_living(session, require_principal(session, services.site, request), reid)
        recordings.remove_part(session, recording, subtitles.part_name(language))


@get(
    "/recordings/{reid:str}/visitors",
    sync_to_thread=True,
    operation_id="listRecordingVisitors",
    tags=["recordings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 403, 404),
)
def list_recording_visitors(
    request: JsonRequest,
    services: InjectedServices,
    reid: RecordingId,
    after: Annotated[str, QueryParameter(max_length=64, description="`next` of an earlier page.")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=100, description="At most so many visits.")] = 50,
) -> RecordingVisitors:
    """Who viewed or downloaded a recording, the last visit first."""
    with services.database.read() as session:
        recording = library.find_manageable(session, require_principal(session, services.site, request), reid)
        found, following = views.list_latest(session, recording, after=after, most=limit)
        return RecordingVisitors(visitors=[_visitor(one) for one in found], next=following)


def _visitor(visit: RecordingVisit) -> RecordingVisitor:
    return RecordingVisitor(
        started_at=visit.started_at,
        ended_at=visit.ended_at,
        download=visit.download,
        name=visit.name,
        email=visit.email,
        company=visit.company,
        user_id=visit.user.user_id if visit.user else "",
        browser=visit.browser,
        address=visit.address,
    )


@get(
    "/recordings/{reid:str}/tracks",
    sync_to_thread=True,
    operation_id="downloadTracks",
    tags=["recordings"],
    security=SIGNED_IN,
    responses={
        200: ResponseSpec(bytes, generate_examples=False, media_type=_ARCHIVE, description="The archive."),
        **problems(400, 401, 403, 404, 409),
    },
)
def download_tracks(request: JsonRequest, services: InjectedServices, reid: RecordingId) -> Stream:
    """What each person sent, as it was captured: an archive (ZIP) with a file for each microphone, camera and screen
    (WebM; Matroska for H.264), and `index.json`, which says whose each is and which part of it belongs where in the
    recording; `chat.txt` and `notes.md`, what was written, where anything was. Nothing is stored for it. Of a recording
    that is trimmed the files hold nothing of what was cut off."""
    with services.database.read() as session:
        caller = require_principal(session, services.site, request)
        recording = _find_living(session, caller, reid, for_update=False)
        if cuts.is_waiting(session, recording):
            raise WrongState("recording", "The recording is being trimmed. Please try again later.")
        made = recordings.find_part(session, recording, TIMELINE)
        if made is None:
            raise FormatNotFound("This recording was not made here: there are no tracks of it.")
        index = cuts.find_index(session, recording) if cuts.is_trimmed(recording) else None
        kind = recordings.TRACK if index is None else cuts.CUT
        parts = {one.name: one for one in recordings.list_parts(session, [recording], kind)[recording.id]}
        written = recordings.find_part(session, recording, NOTES)
    headers = {
        "Content-Disposition": saved_as(open_download.file_name(f"{recording.name}.zip")),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    try:
        whole, copies, notes_file = (
            services.blobs.read_whole(one.blob) if one else None for one in (made, index, written)
        )
        timeline = cut_timelines.played(whole or b"", copies, recording.trim_start, recording.trim_end)
        if notes_file is not None and cuts.is_trimmed(recording):
            notes_file = notes.cut_file(notes_file, recording.trim_start or 0, recording.trim_end)
        files = chain(_texts(timeline, notes_file), _files(services, timeline, recording.title, parts))
        pieces = archive.stream(files, recording.started_at)
        # The first piece now: a store that does not answer is an error to tell, not a reply that breaks off.
        begin = next(pieces, b"")
    except BlobError as error:
        raise StorageFailed("The recording cannot be read at the moment. Please try again later.") from error
    return Stream(chain([begin], pieces), media_type=_ARCHIVE, headers=headers)


def _texts(timeline: Timeline, notes_file: bytes | None) -> Iterator[archive.ArchivedFile]:
    """The chat and the notes, where anything was written in them."""
    written = texts.write_notes(notes.decode(notes_file)) if notes_file is not None else ""
    for name, text in ((texts.CHAT, texts.write_chat(timeline)), (texts.NOTES_TEXT, written)):
        if content := text.encode():
            yield archive.ArchivedFile(name=name, size=len(content), read=partial(iter, [content]))


def _files(
    services: Services, timeline: Timeline, title: str, parts: Mapping[str, RecordingPart]
) -> Iterator[archive.ArchivedFile]:
    raw = raw_tracks.name_tracks(timeline, title, parts.keys())
    yield archive.ArchivedFile(name=raw_tracks.INDEX, size=len(raw.index), read=lambda: iter([raw.index]))
    for part, name in raw.files.items():
        row = parts[part]
        yield archive.ArchivedFile(name=name, size=row.size, read=partial(services.blobs.read, row.blob))


HANDLERS = [
    search_recordings,
    change_recording,
    delete_recording,
    restore_recording,
    retry_recording,
    set_subtitles,
    remove_subtitles,
    list_recording_visitors,
    download_tracks,
]
