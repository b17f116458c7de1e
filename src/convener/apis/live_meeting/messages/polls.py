"""Messages about polls: ListPolls, ListPollVotes (Convener's extension: the seed promises reports of polls)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax, info_warn
from convener.apis.live_meeting.protocol.grammar import FieldList, Query
from convener.apis.live_meeting.protocol.options import Kind, Option, Table, Text, Value
from convener.apis.live_meeting.protocol.queries import Fields
from convener.apis.live_meeting.protocol.writer import Element, element, option_list
from convener.apis.live_meeting.registry import message
from convener.apis.live_meeting.tables.meetings import ONE_MEETING
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.meetings import search as meeting_search
from convener.domain.permissions import CenterAction
from convener.domain.polls import polls, results
from convener.domain.polls.questions import PollKind
from convener.domain.polls.results import CastVote, Results
from convener.domain.search import TimeSearch
from convener.storage.models import Poll

from .visitors import DELETED_OK

_S, _B, _D, _T, _SL = Kind.STRING, Kind.BOOLEAN, Kind.DECIMAL, Kind.TIME, Kind.STRINGS
KINDS = {
    "Single": PollKind.SINGLE.value,
    "Multiple": PollKind.MULTIPLE.value,
    "TrueFalse": PollKind.TRUE_FALSE.value,
    "Rating": PollKind.RATING.value,
    "Text": PollKind.TEXT.value,
}

POLL = Table(
    "poll",
    [
        Option(name="pollID", kind=_S, access="R", longest=16, meaning="permanent id"),
        Option(name="mid", kind=_S, access="R", longest=16, meaning="meeting in which it was held"),
        Option(name="question", kind=_S, access="R", text=Text.ANY, longest=500, meaning="what was asked"),
        Option(
            name="kind",
            kind=Kind.ENUMERATION,
            access="R",
            values=KINDS,
            meaning="one answer, several, true or false, 1 to 5, or a text in one's own words",
        ),
        Option(name="anonymous", kind=_B, access="R", meaning="True: nobody can know who answered what"),
        Option(name="openTime", kind=_T, access="R", meaning="voting began; without value for a draft"),
        Option(name="closeTime", kind=_T, access="R", meaning="voting ended"),
        Option(name="voters", kind=_D, access="R", meaning="how many people voted"),
        Option(name="comments", kind=_SL, access="R", text=Text.LINES, longest=1000, meaning="what people wrote"),
    ],
)

ANSWER = Table(
    "poll answer",
    [
        Option(name="text", kind=_S, access="R", text=Text.ANY, meaning="the answer"),
        Option(name="votes", kind=_D, access="R", meaning="how many chose it"),
        Option(name="percent", kind=_D, access="R", meaning="… of those who voted, rounded"),
        Option(name="correct", kind=_B, access="R", meaning="whether it is right, where there is right and wrong"),
    ],
)
"""Each PollAnswer has all of these; votes and percent once the poll tells (:mod:`convener.domain.polls.results`)."""

VOTE = Table(
    "vote",
    [
        Option(name="userName", kind=_S, access="R", text=Text.ANY, meaning="display name"),
        Option(name="userID", kind=_S, access="R", longest=64, meaning="if the voter was signed in"),
        Option(name="email", kind=_S, access="R", meaning="if it is known"),
        Option(name="vid", kind=_S, access="R", longest=16, meaning="visit during which the vote was cast"),
        Option(
            name="answer", kind=_SL, access="R", text=Text.LINES, longest=1000, meaning="what was chosen or written"
        ),
        Option(name="comment", kind=_S, access="R", text=Text.LINES, longest=1000, meaning="written beside a choice"),
        Option(name="time", kind=_T, access="R", meaning="cast, or changed last"),
    ],
)

POLLS = replace(ONE_MEETING, times={"openTime": "opened_at", "startTime": "opened_at"})
"""One meeting, or when a poll was opened; startTime is another name for that."""
ONE_POLL = Fields(texts={"pollID": "poll_id"})


@message(
    "ListPolls",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="Polls and their results: those of one meeting, or those of all meetings that were opened in an interval.",
    attributes=[DELETED_OK],
    children=[Query(POLLS, times=True), FieldList(POLL)],
    faults=[
        "Client.BadMatch.Need1Got0.Meeting",
        "Client.BadMatch.Need1GotMore.Meeting",
        "Client.Authorization.NotOwnerOrAdministrator.Meeting",
        "Client.BadSyntax",
    ],
)
def list_polls(call: Call) -> Element:
    """Organizers find those of their own meetings."""
    search = call.arguments.search
    if isinstance(search, TimeSearch):
        found = polls.find_opened(call.session, call.caller, search)
        if not call.arguments.flag("deletedOK"):
            found = [poll for poll in found if poll.meeting.cancelled_at is None]
    else:
        states = frozenset(LifecycleState) if call.arguments.flag("deletedOK") else LIVING
        meeting = meeting_search.match(call.session, call.center, call.caller, call.arguments.text_query(), fits=states)
        found = polls.list_of_meeting(call.session, meeting)
    return call.reply(_poll(one, call.arguments.requested) for one in results.results(call.session, found))


@message(
    "ListPollVotes",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="Who voted what in one poll, in the order of voting; of an anonymous poll nobody can know.",
    children=[Query(ONE_POLL), FieldList(VOTE)],
    faults=["Client.BadMatch.Need1Got0", "Client.Authorization.NotOwnerOrAdministrator", "Client.BadSyntax"],
)
def list_poll_votes(call: Call) -> Element:
    """A poll is found whether or not its meeting was deleted: its id is never used twice."""
    search = call.arguments.text_query()
    if search.like:
        raise bad_syntax("pollID must be given whole.", "operator")
    poll = polls.find_for(call.session, call.caller, search.values[0])
    votes = [_vote(poll, cast, call.arguments.requested) for cast in results.list_votes(call.session, poll)]
    if poll.anonymous:
        notice = info_warn("Info.Server", "This poll is anonymous: who answered what was not kept.")
        votes.append(element("InfoWarnFaultList", None, [notice]))
    return call.reply(votes)


def _poll(found: Results, requested: Iterable[Option]) -> Element:
    poll = found.poll
    values: dict[str, Value] = {
        "pollID": poll.poll_id,
        "mid": poll.meeting.mid,
        "question": poll.question,
        "kind": poll.kind,
        "anonymous": poll.anonymous,
        "openTime": poll.opened_at,
        "closeTime": poll.closed_at,
        "voters": found.voters,
        "comments": found.comments or None,
    }
    answers = [
        element(
            "PollAnswer",
            None,
            [
                _options(
                    ANSWER.options,
                    {
                        "text": answer.text,
                        "votes": answer.votes,
                        "percent": None if answer.percent is None else round(answer.percent),
                        "correct": answer.correct,
                    },
                )
            ],
        )
        for answer in found.answers
    ]
    return element("Poll", None, [_options(requested, values), *answers])


def _vote(poll: Poll, cast: CastVote, requested: Iterable[Option]) -> Element:
    in_words = poll.kind == PollKind.TEXT.value
    values: dict[str, Value] = {
        "userName": cast.name,
        "userID": cast.user_id,
        "email": cast.email or None,
        "vid": cast.vid,
        "answer": [cast.comment] if in_words else cast.answers,
        "comment": None if in_words else cast.comment or None,
        "time": cast.at,
    }
    return element("PollVote", None, [_options(requested, values)])


def _options(rows: Iterable[Option], values: dict[str, Value]) -> Element:
    found = ((row, values[row.key]) for row in rows)
    return option_list(row.write(value) for row, value in found if value is not None)
