"""Playback of a recording: what is behind its name, who may view it, and the token that plays it.

:func:`check_playback` tells a browser what to ask for; :func:`open_session` admits the viewer and records the visit;
each request for the file then presents the session's token (:func:`find_session`).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import users
from convener.domain.authorization import is_authorized
from convener.domain.errors import EntryClosed, FormatNotFound, RegistrationNeeded, SignInNeeded, WrongPassword
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.permissions import ObjectAction
from convener.domain.site import Site
from convener.storage.models import (
    GroupMember,
    Recording,
    RecordingAccess,
    RecordingFile,
    RecordingPart,
    RecordingVisit,
    User,
)
from convener.storage.rows import AnyUser

from . import cuts, recordings, views
from .recordings import Format
from .views import Viewer

TIMELINE = "timeline"
"""The name of the part that says what of the others is played when."""

TOKEN_SECONDS = 12 * 3600
"""The lifetime of a token: longer than a recording is viewed at a time."""


class PlaybackState(StrEnum):
    """What is behind the name of a recording."""

    OPEN = "open"
    INVALID = "invalid"
    MAKING = "making"
    DELETED = "deleted"
    EXPIRED = "expired"


MESSAGES: dict[PlaybackState, str] = {
    PlaybackState.INVALID: "There is no recording of this name.",
    PlaybackState.MAKING: "The recording is not ready yet.",
    PlaybackState.DELETED: "The recording was deleted.",
    PlaybackState.EXPIRED: "The recording has expired.",
}
"""Why a recording cannot be viewed, in English."""

_STATES: dict[LifecycleState, PlaybackState] = {
    LifecycleState.ACTIVE: PlaybackState.OPEN,
    LifecycleState.UNDELETED: PlaybackState.OPEN,
    LifecycleState.DELETED: PlaybackState.DELETED,
    LifecycleState.REMOVED: PlaybackState.DELETED,
    LifecycleState.EXPIRED: PlaybackState.EXPIRED,
}


@dataclass(frozen=True)
class PlaybackCheck:
    """The state behind a name; ``recording`` is set only where it can be viewed."""

    state: PlaybackState
    recording: Recording | None = None


@dataclass(frozen=True)
class PlaybackSession:
    """A viewer's access to a recording: the visit, what plays, and the token that plays it. ``file``: the video, None
    where there is none; ``timeline``: of one that was made here, None for others. One of them is there."""

    recording: Recording
    visit: RecordingVisit
    file: RecordingFile | None
    timeline: RecordingPart | None
    token: str
    may_download: bool


def playback_url(site: Site, center: str, name: str) -> str:
    """The address at which the recording of this name is viewed, in the center of this name."""
    return f"{site.base_url}/cc/{quote(center, safe='')}/view?id={quote(name, safe='')}"


def check_playback(session: Session, center_id: int, name: str) -> PlaybackCheck:
    """What is behind the name of a recording in the center; a recording that can be used goes before those that had the
    name earlier."""
    recording = find_named(session, center_id, name)
    if recording is None:
        return PlaybackCheck(PlaybackState.INVALID)
    if LifecycleState(recording.life) in LIVING and recording.published_at is None:
        return PlaybackCheck(PlaybackState.MAKING)
    state = _state(session, recording)
    return PlaybackCheck(state, recording if state is PlaybackState.OPEN else None)


def open_session(
    session: Session, site: Site, center_id: int, name: str, viewer: Viewer, password: str, user: AnyUser | None
) -> PlaybackSession:
    """Begin to play a recording, where the viewer is admitted.

    ``user`` is the signed-in user, None where there is none. The owner and administrators need no password. Raises
    :class:`EntryClosed` with a :class:`PlaybackState` as its word, :class:`WrongPassword`, :class:`SignInNeeded`,
    :class:`RegistrationNeeded`, :class:`FormatNotFound`.
    """
    check = check_playback(session, center_id, name)
    recording = check.recording
    if recording is None:
        raise EntryClosed(check.state.value, MESSAGES[check.state])
    if user is not None and user.center_id != recording.center_id:
        user = None
    if not is_authorized(user, ObjectAction.PLAY, recording):
        _require_entry(session, recording, password, user)
    viewer = _with_profile(viewer, user)
    if recording.registration and not (viewer.email and viewer.company):
        raise RegistrationNeeded("Please say your e-mail address and company.")
    return start_session(session, site, recording, viewer, user)


def start_session(
    session: Session, site: Site, recording: Recording, viewer: Viewer, user: AnyUser | None
) -> PlaybackSession:
    """Begin to play the recording without checking whether the viewer is admitted. Raises :class:`FormatNotFound` where
    there is nothing that plays."""
    file, timeline = _playable(session, recording)
    if file is None and timeline is None:
        raise FormatNotFound("The recording is not there as a film.")
    visit = views.record_visit(session, recording, viewer, user)
    token = site.secrets.playback_token(visit.vid, TOKEN_SECONDS)
    return PlaybackSession(recording, visit, file, timeline, token, may_download(recording, user))


def _playable(session: Session, recording: Recording) -> tuple[RecordingFile | None, RecordingPart | None]:
    file = recordings.find_file(session, recording, Format.VIDEO)
    return file, recordings.find_part(session, recording, TIMELINE)


def find_session(session: Session, site: Site, token: str) -> PlaybackSession:
    """The session with this token. Raises :class:`EntryClosed` where the token is not genuine or has expired, and where
    the recording or the viewer's account is gone."""
    vid = site.secrets.read_playback_token(token)
    visit = views.find_visit(session, vid) if vid else None
    recording = session.get(Recording, visit.recording_id) if visit else None
    file, timeline = _playable(session, recording) if recording else (None, None)
    if visit is None or recording is None or (file is None and timeline is None):
        raise EntryClosed(PlaybackState.INVALID.value, "This address does not lead to a recording (any more).")
    state = _state(session, recording)
    if state is not PlaybackState.OPEN:
        raise EntryClosed(state.value, MESSAGES[state])
    user = session.get(User, visit.user_id) if visit.user_id is not None else None
    if user is not None and not users.is_active(user):
        raise EntryClosed(PlaybackState.INVALID.value, "This address does not lead to a recording (any more).")
    return PlaybackSession(recording, visit, file, timeline, token, may_download(recording, user))


def _state(session: Session, recording: Recording) -> PlaybackState:
    state = _STATES[LifecycleState(recording.life)]
    return PlaybackState.MAKING if state is PlaybackState.OPEN and cuts.is_waiting(session, recording) else state


def may_download(recording: Recording, user: AnyUser | None) -> bool:
    """Whether this user (None: not signed in) may download the recording as a file."""
    return not recording.owner_downloads_only or is_authorized(user, ObjectAction.PLAY, recording)


def find_named(session: Session, center_id: int, name: str) -> Recording | None:
    """The recording of this name in the center, in whatever state; one that can be used goes before those that had the
    name earlier."""
    if not text.is_storable(name):
        return None
    query = select(Recording).where(
        Recording.center_id == center_id, Recording.name_folded == text.fold(name.rstrip(" "))
    )
    return session.scalar(query.order_by(Recording.removed_at.is_not(None), Recording.id.desc()).limit(1))


def _require_entry(session: Session, recording: Recording, password: str, user: AnyUser | None) -> None:
    if recording.entry == "acl":
        if user is None:
            raise SignInNeeded("Only people on a list may view this recording; please sign in.")
        if not _is_listed(session, recording, user):
            raise SignInNeeded("You are not on the list of those who may view this recording.")
    if recording.entry == "password":
        expected = recording.password or ""
        if not expected or not hmac.compare_digest(expected.encode(), password.rstrip(" ").encode()):
            raise WrongPassword("recording")


def _is_listed(session: Session, recording: Recording, user: AnyUser) -> bool:
    groups = select(GroupMember.group_id).where(GroupMember.user_id == user.id)
    query = select(RecordingAccess.id).where(
        RecordingAccess.recording_id == recording.id,
        or_(RecordingAccess.user_id == user.id, RecordingAccess.group_id.in_(groups)),
    )
    return session.scalar(query.limit(1)) is not None


def _with_profile(viewer: Viewer, user: AnyUser | None) -> Viewer:
    """The viewer, with the name, address and company of the signed-in user where the viewer gave none."""
    if user is None:
        return viewer
    return Viewer(
        name=viewer.name or user.display_name or user.user_id,
        email=viewer.email or user.email,
        company=viewer.company or user.company,
        extra1=viewer.extra1,
        extra2=viewer.extra2,
        extra3=viewer.extra3,
        browser=viewer.browser,
        address=viewer.address,
    )
