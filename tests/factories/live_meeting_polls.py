"""Polls of the world: one with votes, an anonymous one, a draft, one of a deleted meeting, one of another organizer."""

from __future__ import annotations

from sqlalchemy import select

from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.storage.models import Poll, PollComment, PollOption, PollVote, Visit
from tests.factories.live_meeting import MORE, World, at


def _poll(
    world: World,
    key: str,
    meeting: str,
    kind: str,
    question: str,
    answers: dict[str, int],
    opened: str | None,
    closed: str | None = None,
    *,
    correct: str | None = None,
    anonymous: bool = False,
) -> Poll:
    held = world.meetings[meeting]
    poll = Poll(
        poll_id=random_text(LOWERCASE_AND_DIGITS, 16),
        center_id=held.center_id,
        meeting_id=held.id,
        kind=kind,
        question=question,
        anonymous=anonymous,
        state="closed" if closed else "open" if opened else "draft",
        created_at=at("2026-01-05T00:00:00"),
        opened_at=at(opened) if opened else None,
        closed_at=at(closed) if closed else None,
    )
    world.session.add(poll)
    world.session.flush()
    for position, (text, votes) in enumerate(answers.items()):
        right = None if correct is None else text == correct
        world.session.add(PollOption(poll_id=poll.id, position=position, text=text, correct=right, votes=votes))
    world.ids[("poll", key)] = poll.poll_id
    return poll


def _vote(world: World, poll: Poll, visit: str, moment: str, positions: list[int], comment: str = "") -> None:
    stay = world.session.scalars(select(Visit).where(Visit.vid == world.ids[("vid", visit)])).one()
    vote = PollVote(poll_id=poll.id, participant_id=stay.participant_id, at=at(moment))
    if not poll.anonymous:
        vote.visit_id, vote.answer, vote.comment = stay.id, {"positions": positions}, comment
    elif comment:
        world.session.add(PollComment(poll_id=poll.id, text=comment))
    world.session.add(vote)


def _add_polls(world: World) -> None:
    lunch = _poll(
        world,
        "lunch",
        "roadshow",
        "single",
        "What is hot?",
        {"Rice": 0, "Soup": 1, "Ice & snow": 1},
        "2026-01-07T09:50:00",
        "2026-01-07T09:55:00",
        correct="Soup",
    )
    _vote(world, lunch, "noor", "2026-01-07T09:51:00", [1], "Of course\nit is")
    _vote(world, lunch, "here", "2026-01-07T09:52:30", [2])
    secret = _poll(world, "secret", "roadshow", "text", "Honestly?", {}, "2026-01-07T10:00:00", anonymous=True)
    _vote(world, secret, "noor", "2026-01-07T10:00:00", [], "No")
    words = _poll(world, "words", "roadshow", "text", "Why?", {}, "2026-01-07T10:05:00")
    _vote(world, words, "noor", "2026-01-07T10:06:00", [], "Because")
    _poll(world, "draft", "roadshow", "multiple", "Which days?", {"Mo": 0, "Tu": 0}, None)
    rating = {"1": 0, "2": 0, "3": 1, "4": 0, "5": 2}
    _poll(world, "old", "gone", "rating", "How was it?", rating, "2026-01-06T08:40:00", "2026-01-06T08:45:00")
    clinic = {"True": 0, "False": 0}
    _poll(world, "clinic", "clinic", "true_false", "Open?", clinic, "2026-01-07T12:00:00", correct="False")


MORE.append(_add_polls)
