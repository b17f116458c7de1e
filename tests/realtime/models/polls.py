from __future__ import annotations

from typing import Any

from convener.realtime.features.polls import (
    BallotCast,
    Poll,
    PollAnswers,
    PollCounted,
    PollDeleted,
    PollsOrdered,
    PollsSlice,
    PollUpdated,
)


class Model:
    def __init__(self, known: PollsSlice) -> None:
        self.polls = {one.id: one for one in known.polls}
        self.answers: list[PollAnswers] = []

    def hear(self, message: Any) -> None:
        match message:
            case PollUpdated(poll=poll):
                before = self.polls.get(poll.id)
                if before is not None:
                    poll.voters, poll.votes, poll.ballot = before.voters, before.votes, before.ballot
                    poll.correct = before.correct if poll.correct is None else poll.correct
                self.polls[poll.id] = poll
            case PollDeleted(poll_id=poll_id):
                del self.polls[poll_id]
            case PollsOrdered(poll_ids=ids):
                moved = [self.polls.pop(one) for one in ids]
                self.polls.update({one.id: one for one in moved})
            case PollCounted(poll_id=poll_id, voters=voters, votes=votes, correct=correct):
                poll = self.polls[poll_id]
                poll.voters, poll.votes = voters, votes
                poll.correct = poll.correct if correct is None else correct
            case BallotCast(poll_id=poll_id, ballot=ballot):
                self.polls[poll_id].ballot = ballot
            case PollAnswers():
                self.answers.append(message)

    def state(self) -> Any:
        return self.polls

    def find(self, question: str) -> Poll | None:
        """The newest poll that asks this."""
        return next((one for one in reversed(self.polls.values()) if one.question == question), None)
