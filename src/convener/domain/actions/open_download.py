"""What an address of :mod:`convener.domain.transfers.transfers` returns: a document, a recording as a file, a report;
or a recording to play."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from convener.domain.authorization import authorize
from convener.domain.boards import files as board_files
from convener.domain.boards import managed
from convener.domain.boards.files import BoardOrder
from convener.domain.errors import BadMatch, FormatNotFound, TransferNotFound
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.permissions import ObjectAction
from convener.domain.recordings import playback, recordings, views
from convener.domain.recordings.playback import PlaybackSession
from convener.domain.recordings.recordings import Format
from convener.domain.recordings.views import Viewer
from convener.domain.reports import attendance, files, polls, sheets
from convener.domain.site import Site
from convener.domain.transfers.transfers import TransferKind, TransferOrder
from convener.storage.blobs import BlobStore
from convener.storage.models import Content, Meeting, Recording, User

ENDINGS = {
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
    "video/ogg": "ogv",
    "video/x-ms-wmv": "wmv",
    "audio/mp4": "m4a",
}
"""File extensions of videos and sounds, by content type."""

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file to send: its bytes (``content``), or the key of the ``blob`` that has them. ``name`` is a safe file name,
    ``size`` counts bytes. ``board``: what it is made of yet, by :func:`make`."""

    name: str
    size: int
    blob: str | None = None
    content: bytes = b""
    board: BoardOrder | None = None


def open_download(session: Session, order: TransferOrder, viewer: Viewer, *, counts: bool = True) -> Download:
    """The file that an order asks for; the download of a recording is recorded as a visit of ``viewer`` where it
    ``counts``: it is no later part of one.

    The permissions of the user who ordered it are checked once more. Raises :class:`BadMatch`, :class:`NotOwner`,
    :class:`FormatNotFound`, and :class:`TransferNotFound` for an order of playback.
    """
    user = session.get_one(User, order.user_id)
    match order.kind:
        case TransferKind.RECORDING_PLAYBACK:
            raise TransferNotFound("This address leads to no download; it is for viewing.")
        case TransferKind.RECORDING_DOWNLOAD:
            return _of_recording(session, order, user, viewer, counts=counts)
        case TransferKind.DOCUMENT_DOWNLOAD:
            content = session.get(Content, order.content_id)
            if content is None or content.deleted_at is not None:
                raise BadMatch("resource", 0)
            authorize(user, ObjectAction.MANAGE, content)
            return Download(name=file_name(content.upload_name or content.title), size=content.size, blob=content.blob)
        case TransferKind.BOARD_DOWNLOAD:
            board = managed.find(session, user, order.options["board"])
            if board is None:
                raise BadMatch("resource", 0)
            return Download(
                name=file_name(board_files.file_name_of(board)), size=0, board=board_files.read_order(session, board)
            )
    meeting = session.get_one(Meeting, order.meeting_id)
    authorize(user, ObjectAction.MANAGE, meeting)
    format = sheets.Format(order.options.get("format", sheets.Format.CSV.value))
    if order.kind is TransferKind.ATTENDANCE_REPORT:
        tables, what = [attendance.sheet(session, meeting)], "attendance"
    else:
        tables, what = polls.sheets(session, meeting), "polls"
    report = files.write(tables, format)
    name = file_name(f"{meeting.name}-{what}.{format.value.lower()}")
    return Download(name=name, size=len(report), content=report)


def make(download: Download, store: BlobStore) -> Download:
    """The same, whatever had to be made of it yet. Takes a second then; no transaction should be open. Raises
    :class:`StorageFailed` where it cannot be made."""
    if download.board is None:
        return download
    content = board_files.write_file(download.board, store)
    return replace(download, content=content, size=len(content), board=None)


def open_playback(session: Session, site: Site, order: TransferOrder, viewer: Viewer) -> PlaybackSession:
    """Begin to play the recording that an order asks for. Raises what :func:`open_download` raises, and
    :class:`TransferNotFound` for an order of a download."""
    if order.kind is not TransferKind.RECORDING_PLAYBACK:
        raise TransferNotFound("This address leads to no view; it is for downloading.")
    user = session.get_one(User, order.user_id)
    return playback.start_session(session, site, _recording(session, order, user), viewer, _visitor(viewer, user))


def viewer_from_options(options: dict[str, Any], *, browser: str, address: str) -> Viewer:
    """The viewer named in the options of an order (``name``, ``email``, ``company``, each optional), with the browser
    and address of this request."""
    given = {name: str(options.get(name, "")) for name in ("name", "email", "company")}
    return Viewer(**given, browser=browser, address=address)


def file_name(text: str) -> str:
    """The text without the characters that file names must not contain on some system."""
    return _NOT_IN_FILE_NAMES.sub("_", text).strip(". ")[:200] or "file"


def _of_recording(session: Session, order: TransferOrder, user: User, viewer: Viewer, *, counts: bool) -> Download:
    recording = _recording(session, order, user)
    file = recordings.find_file(session, recording, Format(order.options.get("format", Format.VIDEO.value)))
    if file is None:
        raise FormatNotFound("The recording is not there in this format.")
    if counts:
        views.record_visit(session, recording, viewer, _visitor(viewer, user), download=True)
    name = file_name(f"{recording.name}.{ENDINGS.get(file.content_type, 'bin')}")
    return Download(name=name, size=file.size, blob=file.blob)


def _visitor(viewer: Viewer, user: User) -> User | None:
    """The user to whom the visit belongs. Where the application named a viewer, it asked on behalf of somebody else,
    who may view but has none of the permissions of the application's account: then None."""
    return None if viewer.name or viewer.email or viewer.company else user


def _recording(session: Session, order: TransferOrder, user: User) -> Recording:
    recording = session.get(Recording, order.recording_id)
    if recording is None or LifecycleState(recording.life) not in LIVING:
        raise BadMatch("recording", 0)
    authorize(user, ObjectAction.PLAY, recording)
    return recording
