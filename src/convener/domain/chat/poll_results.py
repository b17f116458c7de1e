"""Results of polls that stand in the chat as messages. A message names its poll, which is closed and so always tells
the same; what anonymous polls do not tell is left out as everywhere (:mod:`convener.domain.polls.results`)."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.polls import results
from convener.domain.polls.questions import PollKind
from convener.storage.models import Poll

MOST_COMMENTS = 20
"""What people wrote in a poll stands in the chat up to so many; the rest is counted."""


class PollResults(Struct, frozen=True, kw_only=True):
    """The results of a closed poll: the votes for each answer, of how many ``voters``, and the positions of the right
    answers (none where no answer is right or wrong). In a poll that is answered in words: the first of the
    ``comments``, and how many ``more`` there are. ``votes`` is None where the poll does not tell."""

    kind: str
    question: str
    answers: list[str]
    anonymous: bool
    voters: int
    votes: list[int] | None
    correct: list[int]
    comments: list[str]
    more: int

    @property
    def size(self) -> int:
        """The characters of all texts."""
        return len(self.question) + sum(map(len, self.answers)) + sum(map(len, self.comments))


def load(session: Session, poll_ids: Collection[str]) -> dict[str, PollResults]:
    """The results of these polls by their ids, by three statements for all; nothing is asked where there are none."""
    if not poll_ids:
        return {}
    polls = list(session.scalars(select(Poll).where(Poll.poll_id.in_(poll_ids))))
    in_words = [poll for poll in polls if poll.kind == PollKind.TEXT.value]
    comments = {found.poll.poll_id: found.comments for found in results.results(session, in_words)}
    return {
        found.poll.poll_id: _shown(found, comments.get(found.poll.poll_id, []))
        for found in results.tallies(session, polls)
    }


def describe(found: PollResults) -> str:
    """The results as lines of English text, for reports: the question, each answer, what was written, the number of
    voters."""
    lines = [f"Poll: {found.question}"]
    for position, answer in enumerate(found.answers):
        right = " (right)" if position in found.correct else ""
        if found.votes is None:
            lines.append(f"- {answer}{right}")
        else:
            votes = found.votes[position]
            percent = round(100 * votes / found.voters) if found.voters else 0
            lines.append(f"- {answer}{right}: {votes} ({percent}%)")
    lines += [f"- {comment}" for comment in found.comments]
    if found.more:
        lines.append(f"- and {found.more} more")
    lines.append(f"Voters: {found.voters}")
    return "\n".join(lines)


def _shown(found: results.Results, comments: list[str]) -> PollResults:
    poll = found.poll
    return PollResults(
        kind=poll.kind,
        question=poll.question,
        answers=[one.text for one in found.answers],
        anonymous=poll.anonymous,
        voters=found.voters,
        votes=found.votes,
        correct=found.correct,
        comments=comments[:MOST_COMMENTS],
        more=max(0, len(comments) - MOST_COMMENTS),
    )
