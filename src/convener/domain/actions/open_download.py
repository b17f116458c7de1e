"""What comes from an address: a document, a recording as a file, a report; or a recording to be viewed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from convener.domain.content import contents
from convener.domain.errors import BadMatch, NoSuchFormat, NoSuchTransfer, NotOwner
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.permissions import CenterAction, center_allows
from convener.domain.recordings import playback, recordings, views
from convener.domain.recordings.playback import PlaybackSession
from convener.domain.recordings.recordings import Format
from convener.domain.recordings.views import Viewer
from convener.domain.reports import attendance, polls, sheets
from convener.domain.site import Site
from convener.domain.transfers.transfers import TransferKind, TransferOrder
from convener.storage.models import Content, Meeting, Recording, User

ENDINGS = {
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
    "video/ogg": "ogv",
    "video/x-ms-wmv": "wmv",
}
"""How names of files of videos end, by content type."""

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file to send: its bytes, or the ``blob`` that has them. ``name`` is fit to be a file's name."""

    name: str
    size: int
    blob: str | None = None
    content: bytes = b""


def open_download(session: Session, order: TransferOrder, viewer: Viewer) -> Download:
    """The file that an order asks for; a recording's download is noted as a visit of ``viewer``.

    The rights of the one who ordered are asked once more: they may have gone since. Raises :class:`BadMatch`,
    :class:`NotOwner`, :class:`NoSuchFormat`, and :class:`NoSuchTransfer` for an order of a view.
    """
    user = session.get_one(User, order.user_id)
    match order.kind:
        case TransferKind.RECORDING_PLAYBACK:
            raise NoSuchTransfer("This address leads to no download; it is for viewing.")
        case TransferKind.RECORDING_DOWNLOAD:
            return _of_recording(session, order, user, viewer)
        case TransferKind.DOCUMENT_DOWNLOAD:
            content = session.get(Content, order.content_id)
            if content is None or content.deleted_at is not None:
                raise BadMatch("resource", 0)
            contents.require_manager(content.meeting, user)
            return Download(name=file_name(content.upload_name or content.title), size=content.size, blob=content.blob)
    meeting = session.get_one(Meeting, order.meeting_id)
    contents.require_manager(meeting, user)
    form = sheets.Format(order.options.get("format", sheets.Format.CSV.value))
    if order.kind is TransferKind.ATTENDANCE_REPORT:
        tables, what = [attendance.sheet(session, meeting)], "attendance"
    else:
        tables, what = polls.sheets(session, meeting), "polls"
    report = sheets.write(tables, form)
    name = file_name(f"{meeting.name}-{what}.{form.value.lower()}")
    return Download(name=name, size=len(report), content=report)


def open_playback(session: Session, site: Site, order: TransferOrder, viewer: Viewer) -> PlaybackSession:
    """The recording that an order lets one view; raises like :func:`open_download`, and :class:`NoSuchTransfer` for an
    order of a download."""
    if order.kind is not TransferKind.RECORDING_PLAYBACK:
        raise NoSuchTransfer("This address leads to no view; it is for downloading.")
    user = session.get_one(User, order.user_id)
    return playback.start_session(session, site, _recording(session, order, user), viewer, _visitor(viewer, user))


def viewer_from_options(options: dict[str, Any], *, browser: str, address: str) -> Viewer:
    """Who views or downloads, as it was said when the address was asked for."""
    given = {name: str(options.get(name, "")) for name in ("name", "email", "company")}
    return Viewer(**given, browser=browser, address=address)


def file_name(text: str) -> str:
    """The text without what a file's name must not hold on some system."""
    return _NOT_IN_FILE_NAMES.sub("_", text).strip(". ")[:200] or "file"


def _of_recording(session: Session, order: TransferOrder, user: User, viewer: Viewer) -> Download:
    recording = _recording(session, order, user)
    file = recordings.find_file(session, recording, Format(order.options.get("format", Format.VIDEO.value)))
    if file is None:
        raise NoSuchFormat("The recording is not there in this format.")
    views.record_visit(session, recording, viewer, _visitor(viewer, user), download=True)
    name = file_name(f"{recording.name}.{ENDINGS.get(file.content_type, 'bin')}")
    return Download(name=name, size=file.size, blob=file.blob)


def _visitor(viewer: Viewer, user: User) -> User | None:
    """The user whose visit it is. A program that says who the viewer is asked for somebody else, who may view and has
    none of the rights of the program's account."""
    return None if viewer.name or viewer.email or viewer.company else user


def _recording(session: Session, order: TransferOrder, user: User) -> Recording:
    recording = session.get(Recording, order.recording_id)
    if recording is None or LifecycleState(recording.life) not in LIVING:
        raise BadMatch("recording", 0)
    if recording.owner_id != user.id and not center_allows(user.role, CenterAction.MANAGE_ANY_MEETING):
        raise NotOwner("recording")
    return recording
