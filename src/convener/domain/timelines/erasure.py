"""Takes people who were erased out of finished recordings: their names, in subtitles too, and what they have written.
That somebody was there, spoke and showed something stays, as it does in the meeting; what is seen and heard of them
stays too."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import ClassVar

import msgspec
from msgspec import structs
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.lifecycle import LifecycleState
from convener.domain.meetings import participants
from convener.domain.recordings.playback import TIMELINE
from convener.recording import notes
from convener.storage.models import Participant, Recording

from .timeline import Timeline, TimelinePerson
from .written import NOTES


class EraseFromRecording(JobPayload, frozen=True, kw_only=True):
    """The job that takes these ``people`` (public ids) out of the recording with this internal id."""

    kind: ClassVar[str] = "erase_from_recording"

    recording: int
    people: list[str]


def ask(session: Session, meeting_id: int, public_ids: Collection[str]) -> None:
    """Have these participants of a meeting taken out of its recordings."""
    query = select(Recording.id).where(Recording.meeting_id == meeting_id, Recording.life != LifecycleState.REMOVED)
    for recording_id in session.scalars(query.order_by(Recording.id)):
        enqueue(session, EraseFromRecording(recording=recording_id, people=sorted(public_ids)))


def read_names(session: Session, public_ids: Collection[str]) -> dict[str, str]:
    """The names that are shown of these participants now, by public id."""
    query = select(Participant).where(Participant.public_id.in_(public_ids))
    return {one.public_id: participants.display_name(one) for one in session.scalars(query)}


def erased(timeline: Timeline, names: Mapping[str, str]) -> Timeline:
    """The timeline in which people (by public id) have these names, and have written nothing."""
    before = {one.name: names[one.id] for one in timeline.people if one.id in names}
    return structs.replace(
        timeline,
        people=[_renamed(one, names) for one in timeline.people],
        events=[one for one in timeline.events if one.kind != "chat" or one.person not in names],
        chapters=[
            structs.replace(one, title=before.get(one.title, one.title)) if one.kind == "screen" else one
            for one in timeline.chapters
        ],
    )


def renamed(file: bytes, names: Mapping[str, str]) -> dict[str, str]:
    """The names that these people (by public id) have in the file of a timeline, and those that take their place."""
    timeline = msgspec.json.decode(file, type=Timeline)
    return {one.name: names[one.id] for one in timeline.people if one.name and one.name != names.get(one.id, one.name)}


def erase_names(subtitles: bytes, names: Mapping[str, str]) -> bytes:
    """Subtitles in which others stand where these names stood, as whole words and in the same letters. What is said of
    people in other words stays, as it is heard."""
    if not names:
        return subtitles
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))
    return pattern.sub(lambda found: names[found[0]], subtitles.decode()).encode()


def _renamed(person: TimelinePerson, names: Mapping[str, str]) -> TimelinePerson:
    return structs.replace(person, name=names.get(person.id, person.name))


def _erase_timeline(file: bytes, names: Mapping[str, str]) -> bytes:
    return msgspec.json.encode(erased(msgspec.json.decode(file, type=Timeline), names))


def _erase_notes(file: bytes, names: Mapping[str, str]) -> bytes:
    return notes.erased(notes.decode(file), names).encode()


FILES: dict[str, Callable[[bytes, Mapping[str, str]], bytes]] = {TIMELINE: _erase_timeline, NOTES: _erase_notes}
"""The parts of a recording that name people, by their names, and how they are taken out: people (by public id) have
these names afterwards."""
