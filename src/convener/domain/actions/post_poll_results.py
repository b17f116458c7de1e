"""Put the results of a poll into the chat of a meeting's room, as a message to all."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.chat import messages
from convener.domain.errors import WrongState
from convener.domain.polls import polls, results
from convener.domain.room.insiders import Insider


def post(session: Session, insider: Insider, poll_id: str, *, key: str) -> None:
    """Send the results of a closed poll to all, as a participant who may run polls. Results that only those who run
    polls have seen are shared with that. ``key``: what :func:`convener.domain.chat.messages.send` takes.

    Raises :class:`BadMatch` (no such poll in this meeting), :class:`WrongState` (it is not closed, or too few have
    voted for it to tell), and what sending does.
    """
    if messages.find_sent(session, insider.participant, key) is not None:
        return
    poll = polls.find_in_meeting(session, insider.meeting, poll_id)
    polls.share_results(session, insider, poll_id)
    (tally,) = results.tallies(session, [poll])
    if tally.withheld:
        raise WrongState("poll", "Too few have voted in this anonymous poll: its results are not told.")
    messages.send(session, insider, "", key=key, audience="all", poll=poll)
