"""Recordings and documents of the world: living, deleted, expired, removed and unpublished ones, of two organizers."""

from __future__ import annotations

from typing import Any

from convener.domain.recordings import recordings
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.storage.blobs import new_key
from convener.storage.models import Content, Group, Recording, RecordingAccess, RecordingFile, RecordingVisit
from tests.factories.live_meeting import MORE, World, at


def _recording(world: World, key: str, meeting: str, started: str, **values: Any) -> Recording:
    recording = recordings.begin(world.session, world.meetings[meeting], started_at=at(started))
    recording.duration = 5213
    for name, value in values.items():
        setattr(recording, name, value)
    world.session.flush()
    world.ids[("reid", key)] = recording.reid
    return recording


def _video(world: World, recording: Recording, size: int) -> None:
    world.session.add(
        RecordingFile(
            recording_id=recording.id,
            format="film",
            content_type="video/webm",
            size=size,
            blob=new_key(),
            created_at=at("2026-01-07T11:00:00"),
        )
    )
    recording.size = size


def _visit(world: World, key: str, recording: Recording, name: str, started: str, **values: Any) -> None:
    visit = RecordingVisit(
        vid=random_text(LOWERCASE_AND_DIGITS, 12),
        recording_id=recording.id,
        name=name,
        started_at=at(started),
        **values,
    )
    world.session.add(visit)
    world.ids[("vid", key)] = visit.vid


_PDF: dict[str, Any] = {"content_type": "application/pdf", "kind": "pdf", "size": 348160, "pages": 14}


def _document(world: World, key: str, meeting: str, owner: str, **values: Any) -> None:
    content = Content(
        resource_id=random_text(LOWERCASE_AND_DIGITS, 16),
        center_id=world.center.id,
        meeting_id=world.meetings[meeting].id,
        owner_id=world.users[owner].id,
        title=key.title(),
        status="ready",
        blob=new_key(),
        created_at=at("2026-01-05T12:00:00"),
        **{**_PDF, "upload_name": f"{key}.pdf", **values},
    )
    world.session.add(content)
    world.ids[("document", key)] = content.resource_id


def _add_recordings(world: World) -> None:
    published = at("2026-01-07T11:00:00")
    road = _recording(world, "road", "roadshow", "2026-01-07T09:41:10", published_at=published)
    _video(world, road, 1_234_567)
    _visit(
        world,
        "viewer",
        road,
        "Noor",
        "2026-01-08T10:00:00",
        email="noor@example.org",
        company="Fjord Ltd",
        browser="Firefox",
        address="192.0.2.7",
        extra1="a",
        extra2="b",
        extra3="c",
        ended_at=at("2026-01-08T11:00:00"),
    )
    _visit(world, "loader", road, "Max Moor", "2026-01-09T10:00:00", user_id=world.users["max"].id, download=True)
    second = _recording(
        world,
        "second",
        "roadshow",
        "2026-01-07T10:30:00",
        published_at=published,
        modified_at=at("2026-02-01T08:00:00"),
        entry="acl",
        password=None,
        registration=True,
        owner_downloads_only=True,
        expires=True,
        expiry_amount=6,
        expiry_unit="Months",
        expires_at=at("2036-07-07T11:00:00"),
    )
    north = world.session.query(Group).filter_by(center_id=world.center.id, group_id="north").one()
    world.session.add(RecordingAccess(recording_id=second.id, user_id=world.users["ida"].id))
    world.session.add(RecordingAccess(recording_id=second.id, group_id=north.id))
    clinic = _recording(world, "clinic", "clinic", "2026-01-06T08:00:00", published_at=at("2026-01-06T09:00:00"))
    _video(world, clinic, 10)
    for key, life in (("deleted", "deleted"), ("expired", "expired"), ("removed", "removed")):
        _recording(
            world,
            key,
            "weekly",
            "2025-12-01T08:00:00",
            published_at=at("2025-12-01T10:00:00"),
            name=f"old-{key}",
            name_folded=f"old-{key}",
            life=life,
            removed_at=at("2030-01-01T00:00:00"),
        )
    _recording(world, "making", "weekly", "2026-01-09T08:00:00")
    _document(world, "agenda", "roadshow", "tom")
    _document(
        world,
        "old",
        "roadshow",
        "mira",
        kind="old_package",
        content_type="application/octet-stream",
        pages=None,
        upload_name="",
    )
    _document(world, "taken back", "roadshow", "tom", deleted_at=published)
    _document(world, "notes", "clinic", "ida")


MORE.append(_add_recordings)
