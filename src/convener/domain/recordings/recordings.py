"""Recordings: what was captured of a meeting, from its beginning until it is removed.

Rules and words are those of the Live Meeting service API (reference, sections 5, 6.5 and 10). A recording exists for
others from its publication on; until then only its meeting knows of it. Its state changes by the table of
:mod:`convener.domain.lifecycle`, and ``removed_at`` is set in all states in which it cannot be used. ``actor`` is the
user who makes a change, None for the server or its operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from convener.domain import blobs, text
from convener.domain.accounts.settings import UserSettings
from convener.domain.authorization import may_own
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import BadValue, NameTaken, NotAllowed, UnknownUsers
from convener.domain.events.kinds.recordings import RecordingChanged, RecordingMoved, RecordingPublished
from convener.domain.events.log import record_in_center
from convener.domain.lifecycle import LIVING, LifecycleEvent, LifecycleState, next_state
from convener.domain.meetings import instances
from convener.domain.meetings.options import MeetingOptions
from convener.domain.permissions import CenterAction, ObjectKind, center_allows
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.domain.stored_settings import read_settings
from convener.storage.models import (
    Center,
    Meeting,
    MeetingAccess,
    Recording,
    RecordingAccess,
    RecordingFile,
    RecordingPart,
    User,
)
from convener.storage.rows import AnyUser

from . import states, stretches, videos
from .states import RecordingEvent

LONGEST_NAME = 255
MAX_EXPIRY = 1_200
"""The most days, weeks or months until a recording expires."""

_NUMBERED = re.compile(r"-([0-9]{1,9})", re.ASCII)


TRACK = "track"
"""The kind of the parts that are what somebody sent."""


class Format(StrEnum):
    """The formats of a recording."""

    VIDEO = "film"
    PRESENTATION = "presentation"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file of a recording that is in the blob store (:func:`convener.domain.blobs.store`), under the key ``blob``.
    ``size``: bytes; ``playable``: whether browsers play it, None where its content type says so."""

    format: Format
    content_type: str
    size: int
    blob: str
    playable: bool | None = None


# ---------------------------------------------------------------------------------------------------- making


def begin(session: Session, meeting: Meeting, *, started_at: datetime | None = None, title: str = "") -> Recording:
    """Create a recording of the meeting that is being made, invisible until :func:`publish`.

    Name, owner, title, billing, time zone and registration are the meeting's, and whom the meeting admits as audience
    may view. It belongs to the instance that was under way at ``started_at``, default now; ``title``: default the
    meeting's. The caller has locked the meeting's row.
    """
    recording = Recording(
        reid=random_text(LOWERCASE_AND_DIGITS, 16),
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        instance_id=_instance_at(session, meeting, started_at),
        owner_id=meeting.owner_id,
        name="",
        name_folded="",
        title=text.shown("title", title) or meeting.title or meeting.name,
        billing=meeting.billing,
        billing_folded=meeting.billing_folded,
        entry=meeting.audience_entry,
        password=meeting.audience_password if meeting.audience_entry == "password" else None,
        registration=meeting.registration,
        time_zone=meeting.time_zone,
        started_at=started_at or now(),
        created_at=now(),
        life=LifecycleState.ACTIVE.value,
    )
    recording.title_folded = text.fold(recording.title)
    set_expiry(session, recording, meeting)
    _insert_with_free_name(session, recording, meeting.name)
    if recording.entry == "acl":
        side = select(MeetingAccess).where(MeetingAccess.meeting_id == meeting.id, MeetingAccess.side == "audience")
        for listed in session.scalars(side):
            session.add(
                RecordingAccess(recording_id=recording.id, user_id=listed.user_id, group_id=listed.group_id),
            )
        session.flush()
    return recording


def _instance_at(session: Session, meeting: Meeting, moment: datetime | None) -> int | None:
    if moment is None:
        return meeting.instance_id
    found = instances.find_instance_at(session, meeting, moment)
    return found.id if found else None


def publish(
    session: Session, recording: Recording, files: Iterable[File], *, duration: int, actor: AnyUser | None = None
) -> None:
    """Make the recording available in the formats of ``files``; ``duration`` is in seconds. Raises
    :class:`StorageFailed` where a file was not claimed in time."""
    for file in files:
        add_file(session, recording, file)
    recording.duration = duration
    recording.published_at = now()
    recording.expires_at = expiry_time(recording, recording.published_at)
    session.flush()
    meeting_mid = session.scalar(select(Meeting.mid).where(Meeting.id == recording.meeting_id))
    published = RecordingPublished(recording=recording.reid, meeting=meeting_mid)
    record_in_center(session, recording.center_id, published, actor)


def add_file(session: Session, recording: Recording, file: File) -> None:
    """Add a format to a recording, in place of the file that it has in it. Raises :class:`StorageFailed`."""
    former = find_file(session, recording, file.format)
    if former is not None:
        _remove(session, recording, former)
    row = RecordingFile(
        recording_id=recording.id,
        format=file.format.value,
        content_type=file.content_type,
        playable=file.playable,
        size=file.size,
        blob=file.blob,
        created_at=now(),
    )
    _add(session, recording, row)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file of which a recording that was made here consists, in the blob store as a :class:`File` is. ``kind``:
    track, picture, drawing, timeline, subtitles, sound."""

    kind: str
    name: str
    content_type: str
    size: int
    blob: str


def publish_made(session: Session, recording: Recording, parts: Iterable[Part], *, duration: int) -> None:
    """Make a recording that was made here available: it can be played from these parts. ``duration`` is in
    milliseconds. As :func:`publish`."""
    for part in parts:
        add_part(session, recording, part)
    states.move(session, recording, RecordingEvent.FINISH)
    recording.full_duration = duration
    publish(session, recording, [], duration=round(duration / 1000))
    videos.ask(session, recording)


def add_part(session: Session, recording: Recording, part: Part) -> None:
    """Add a part to a recording, in place of the one of its name. Raises :class:`StorageFailed`."""
    remove_part(session, recording, part.name)
    row = RecordingPart(
        recording_id=recording.id,
        kind=part.kind,
        name=part.name,
        content_type=part.content_type,
        size=part.size,
        blob=part.blob,
        created_at=now(),
    )
    _add(session, recording, row)


def remove_part(session: Session, recording: Recording, name: str) -> bool:
    """Remove a part; returns whether there was one."""
    part = find_part(session, recording, name)
    if part is None:
        return False
    _remove(session, recording, part)
    return True


def remove_video(session: Session, recording: Recording) -> None:
    """Remove the video of a recording that was made here, and its sound: they are no more what is played."""
    file = find_file(session, recording, Format.VIDEO)
    if file is not None:
        _remove(session, recording, file)
    remove_part(session, recording, videos.SOUND)


def _add(session: Session, recording: Recording, row: RecordingFile | RecordingPart) -> None:
    blobs.claim(session, row.blob)
    session.add(row)
    recording.size += row.size


def _remove(session: Session, recording: Recording, row: RecordingFile | RecordingPart) -> None:
    blobs.schedule_deletion(session, [row.blob])
    recording.size -= row.size
    session.delete(row)
    session.flush()


def find_part(session: Session, recording: Recording, name: str) -> RecordingPart | None:
    """The part of this name, None where there is none."""
    return session.scalar(
        select(RecordingPart).where(RecordingPart.recording_id == recording.id, RecordingPart.name == name)
    )


def having_part(session: Session, found: Sequence[Recording], name: str) -> set[int]:
    """The keys of the rows of those recordings that have a part of this name."""
    ids = [one.id for one in found]
    query = select(RecordingPart.recording_id).where(RecordingPart.recording_id.in_(ids), RecordingPart.name == name)
    return set(session.scalars(query))


def list_parts(session: Session, found: Sequence[Recording], kind: str) -> dict[int, list[RecordingPart]]:
    """The parts of this kind of each of these recordings, by the keys of their rows, in the order in which they were
    added."""
    parts: dict[int, list[RecordingPart]] = {one.id: [] for one in found}
    query = select(RecordingPart).where(RecordingPart.recording_id.in_(parts), RecordingPart.kind == kind)
    for part in session.scalars(query.order_by(RecordingPart.id)):
        parts[part.recording_id].append(part)
    return parts


def all_parts(session: Session, recording: Recording) -> Sequence[RecordingPart]:
    """The parts of all kinds of a recording."""
    return session.scalars(select(RecordingPart).where(RecordingPart.recording_id == recording.id)).all()


def find_file(session: Session, recording: Recording, format: Format) -> RecordingFile | None:
    """The recording's file in this format, None where there is none."""
    query = select(RecordingFile).where(
        RecordingFile.recording_id == recording.id, RecordingFile.format == format.value
    )
    return session.scalar(query)


def list_unpublished(session: Session, meeting: Meeting) -> Sequence[Recording]:
    """The recordings of the meeting that are being made, the oldest first."""
    query = select(Recording).where(Recording.meeting_id == meeting.id, Recording.published_at.is_(None))
    return session.scalars(query.order_by(Recording.id)).all()


def _insert_with_free_name(session: Session, recording: Recording, name: str) -> None:
    """Insert the recording under this name, or with a number behind it: NAME-1, NAME-2 and so on, as the original
    service did."""
    for _ in range(20):
        recording.name = find_free_name(session, recording.center_id, name)
        recording.name_folded = text.fold(recording.name)
        try:
            with session.begin_nested():
                session.add(recording)
                session.flush()
        except IntegrityError:
            continue  # another transaction took the name at this moment
        return
    raise NameTaken("recording", recording.name)


def find_free_name(session: Session, center_id: int, name: str) -> str:
    """``name``, or where a recording of the center that is not removed has it, ``name`` with the next number behind
    it."""
    folded = text.fold(name)
    column = Recording.name_folded
    query = select(column).where(
        Recording.center_id == center_id,
        Recording.removed_at.is_(None),
        column >= folded,
        column < folded + "-\U0010ffff",
    )
    taken = set(session.scalars(query))
    if folded not in taken:
        return name
    numbers = [_NUMBERED.fullmatch(one.removeprefix(folded)) for one in taken if one.startswith(folded)]
    return f"{name}-{max((int(found[1]) for found in numbers if found), default=0) + 1}"


def require_free_name(session: Session, recording: Recording, name: str) -> None:
    """Raise :class:`NameTaken` where another recording of the center that is not removed has this name."""
    query = select(Recording.id).where(
        Recording.center_id == recording.center_id,
        Recording.name_folded == text.fold(name),
        Recording.removed_at.is_(None),
        Recording.id != recording.id,
    )
    if session.scalar(query.limit(1)) is not None:
        raise NameTaken("recording", name)


# ---------------------------------------------------------------------------------------------------- expiry


def set_expiry(session: Session, recording: Recording, meeting: Meeting) -> None:
    """Set when recordings of the meeting expire: by the meeting's options, else its owner's settings, else the center's
    policy."""
    center = read_settings(CenterSettings, session.get_one(Center, meeting.center_id).settings)
    options = read_settings(MeetingOptions, meeting.options)
    owner = read_settings(UserSettings, session.get_one(User, meeting.owner_id).preferences)
    choices = (options.enable_recording_expiration, owner.enable_recording_expiration)
    expires = next((one for one in choices if one is not None), center.recording_expiry_days > 0)
    recording.expires = expires or center.recording_expiry_forced
    recording.expiry_amount = (
        options.recording_expiration_time_amount
        or owner.recording_expiration_time_amount
        or center.recording_expiry_days
        or None
    )
    recording.expiry_unit = options.recording_expiration_time_type or owner.recording_expiration_time_type or "Days"


def expiry_time(recording: Recording, since: datetime) -> datetime | None:
    """The time at which the recording expires, counted from ``since``; None for never."""
    if not recording.expires or not recording.expiry_amount:
        return None
    amount = min(recording.expiry_amount, MAX_EXPIRY)
    match recording.expiry_unit:
        case "Months":
            return since + relativedelta(months=amount)
        case "Weeks":
            return since + timedelta(weeks=amount)
    return since + timedelta(days=amount)


# ------------------------------------------------------------------------------------------------- lifecycle


def change_state(session: Session, recording: Recording, event: LifecycleEvent, actor: AnyUser | None) -> None:
    """Apply the event to the recording. Raises :class:`WrongState` where the state does not allow it. The caller has
    locked the row.

    A removed recording has no files and no access list; it only appears in lists.
    """
    following = next_state("recording", recording.life, event)
    if following in LIVING:
        require_free_name(session, recording, recording.name)
        recording.removed_at = None
        recording.expires_at = expiry_time(recording, now())
    elif recording.removed_at is None:
        recording.removed_at = now()
    recording.life = following.value
    recording.modified_at = now()
    if following is LifecycleState.REMOVED:
        _drop_files(session, recording)
    session.flush()
    moved = RecordingMoved(recording=recording.reid, life=following.value)
    record_in_center(session, recording.center_id, moved, actor)


def delete(session: Session, recording: Recording, actor: AnyUser) -> None:
    """Delete the recording: it can be restored for a while where the center allows it, else it is removed."""
    settings = read_settings(CenterSettings, session.get_one(Center, recording.center_id).settings)
    event = LifecycleEvent.DELETE if settings.restoration else LifecycleEvent.DELETE_FOR_GOOD
    change_state(session, recording, event, actor)


def erase(session: Session, recording: Recording, actor: AnyUser) -> None:
    """Remove a deleted or expired recording. Raises :class:`NotAllowed` unless the actor is an administrator."""
    _require_administrator(actor)
    change_state(session, recording, LifecycleEvent.ERASE, actor)


def restore(session: Session, recording: Recording, actor: AnyUser) -> None:
    """Bring back a deleted or expired recording. Raises :class:`NotAllowed` unless the actor is an administrator. Its
    time until expiry begins anew, or it would expire at once."""
    _require_administrator(actor)
    change_state(session, recording, LifecycleEvent.RESTORE, actor)


def delete_unpublished(session: Session, meeting: Meeting) -> None:
    """Delete what is being made of a meeting that is deleted. The caller has locked the meeting's row."""
    making = select(Recording).where(Recording.meeting_id == meeting.id, Recording.published_at.is_(None))
    for recording in session.scalars(making.with_for_update()):
        discard(session, recording)


def discard(session: Session, recording: Recording) -> None:
    """Delete a recording that was never published, without a trace."""
    _drop_files(session, recording)
    stretches.delete_all(session, recording.id)
    session.delete(recording)
    session.flush()


def require_owner(user: AnyUser) -> None:
    """Raise :class:`BadValue` for a user who may not own recordings."""
    if not may_own(user, ObjectKind.RECORDING):
        raise BadValue(f"{user.user_id} may not own recordings: neither organizer nor administrator.", "owner")


def set_owner(session: Session, recording: Recording, owner: User) -> None:
    """Make the user the owner. The user's row is locked: a user deleted at this moment would remain the owner. Raises
    :class:`BadValue` for a user who may not own recordings, :class:`UnknownUsers` for one who was deleted."""
    session.refresh(owner, with_for_update={"key_share": True})
    if owner.deleted_at is not None:
        raise UnknownUsers([owner.user_id], "owner")
    require_owner(owner)
    recording.owner_id = owner.id


def remove_all_of_owner(session: Session, owner: User, actor: AnyUser | None) -> None:
    """Remove all recordings of a user who is deleted."""
    query = select(Recording).where(Recording.owner_id == owner.id, Recording.life != LifecycleState.REMOVED.value)
    for recording in session.scalars(query.with_for_update()):
        change_state(session, recording, LifecycleEvent.OWNER_GONE, actor)


def transfer_ownership(session: Session, old: User, new: AnyUser, actor: AnyUser | None) -> None:
    """Make ``new`` the owner of all recordings of ``old``. Raises :class:`BadValue` where ``new`` may not own any."""
    require_owner(new)
    for recording in session.scalars(select(Recording).where(Recording.owner_id == old.id).with_for_update()):
        recording.owner_id = new.id
        recording.modified_at = now()
        changed = RecordingChanged(recording=recording.reid, changed=["owner"])
        record_in_center(session, recording.center_id, changed, actor)
    session.flush()


def _drop_files(session: Session, recording: Recording) -> None:
    files = session.scalars(select(RecordingFile).where(RecordingFile.recording_id == recording.id)).all()
    parts = session.scalars(select(RecordingPart.blob).where(RecordingPart.recording_id == recording.id)).all()
    blobs.schedule_deletion(session, [*(file.blob for file in files), *parts])
    session.execute(sql_delete(RecordingPart).where(RecordingPart.recording_id == recording.id))
    session.execute(sql_delete(RecordingFile).where(RecordingFile.recording_id == recording.id))
    session.execute(sql_delete(RecordingAccess).where(RecordingAccess.recording_id == recording.id))


def _require_administrator(user: AnyUser) -> None:
    if not center_allows(user.role, CenterAction.RESTORE):
        raise NotAllowed("Only administrators may erase and restore.")
