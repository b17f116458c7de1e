"""Polls in the room: who sees what of them, forged votes, results by the room's socket, and in the XML API after it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from convener.domain.permissions import MeetingRole
from convener.realtime.features.polls import BallotCast, Poll, PollAnswers, PollCounted
from convener.realtime.protocol.messages import Closing, Resumed
from convener.storage.models import Event
from tests.factories.browsers import Browser, Gathering, Unknown
from tests.servers import RunningServer

LUNCH = {"kind": "single", "question": "Lunch?", "answers": ["Rice", "Soup", "Nothing"]}


def ask(page: Browser, **fields: Any) -> str:
    """Ask at once, and return the id."""
    page.do("createPoll", **{**LUNCH, "key": "lunch", "open": True, **fields})
    question = fields.get("question", LUNCH["question"])
    page.see(lambda page: (found := shown(page, question)) is not None and found.state != "draft")
    return known(page, question).id


def shown(page: Browser, question: str = "Lunch?") -> Poll | None:
    found: Poll | None = page.models["polls"].find(question)
    return found


def known(page: Browser, question: str = "Lunch?") -> Poll:
    found = shown(page, question)
    if found is None:
        raise Unknown(question)
    return found


def sees(page: Browser, state: str, question: str = "Lunch?") -> Poll:
    page.see(lambda page: (found := shown(page, question)) is not None and found.state == state)
    return known(page, question)


@pytest.fixture
def room(shared_server: RunningServer) -> Any:
    with Gathering(shared_server) as room:
        room.add("pat", MeetingRole.PRESENTER)
        yield room


def test_attendees_see_a_poll_from_its_opening_and_the_right_answer_after_it(room: Gathering) -> None:
    host, pat, ann = room.enter("host"), room.enter("pat"), room.enter("ann")
    pat.do("createPoll", **LUNCH, key="k", correct=[1])
    draft = sees(host, "draft")
    assert (draft.correct, draft.voters, draft.votes, draft.opened_at) == ([1], None, None, None)
    assert shown(room.enter("ann")) is None
    host.do("editPoll", pollId=draft.id, **{**LUNCH, "answers": ["Rice", "<b>Soup</b>"]}, correct=[1])
    host.do("openPoll", pollId=draft.id)
    poll = sees(ann, "open")
    assert (poll.answers, poll.correct, poll.voters, poll.votes) == (["Rice", "<b>Soup</b>"], None, None, None)
    assert not any("draft" in str(one) or "correct=[1]" in str(one) for one in ann.heard)
    assert known(room.enter("ann")).correct is None
    ann.do("vote", pollId=draft.id, positions=[0])
    pat.see(lambda page: known(page).votes == [1, 0])
    assert (known(pat).correct, known(room.enter("pat")).votes) == ([1], [1, 0])
    assert (known(ann).votes, known(ann).voters) == (None, None)
    pat.do("closePoll", pollId=draft.id)
    ann.see(lambda page: known(page).correct is not None)
    assert (known(ann).correct, known(ann).votes, known(ann).voters) == ([1], [1, 0], 1)
    assert known(room.enter("late")).votes == [1, 0]


def test_live_results_come_to_all_and_a_vote_can_be_changed(room: Gathering) -> None:
    host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
    poll_id = ask(host, shown="live")
    sees(ann, "open")
    ann.do("vote", pollId=poll_id, positions=[0], comment="Please")
    bob.see(lambda page: known(page).votes == [1, 0, 0])
    other_tab = room.enter("ann")
    assert known(other_tab).ballot is not None
    ann.do("vote", pollId=poll_id, positions=[2])
    bob.see(lambda page: known(page).votes == [0, 0, 1])
    other_tab.see(lambda page: (ballot := known(page).ballot) is not None and ballot.positions == [2])
    assert not any(isinstance(one, BallotCast) for one in bob.heard)
    host.do("closePoll", pollId=poll_id)
    assert ann.refused("vote", pollId=poll_id, positions=[1]) == "wrong_state"


def test_after_kill_9_what_was_acknowledged_is_there_once(server: RunningServer) -> None:
    with Gathering(server) as room:
        pages = {name: room.enter(name) for name in ("host", "ann", "bob")}
        host, ann, bob = pages.values()
        lunch, secret = ask(host, shown="live"), ask(host, key="two", question="Honest?", anonymous=True)
        host.do("createPoll", **LUNCH | {"question": "Later?"}, key="three")
        for number, page in enumerate((ann, bob)):
            sees(page, "open", "Honest?")
            page.do("vote", pollId=lunch, positions=[number])
            page.do("vote", pollId=secret, positions=[number])
        ann.do("vote", pollId=lunch, positions=[2])
        server.kill()
        server.start()
        for name, before in pages.items():
            pages[name] = back = room.open(name, lastSeq=before.seq, peerId=before.peer_id)
            back.models, back.seq = before.models, before.seq
            back.until(Resumed)
        host, ann, bob = pages.values()
        # What a page sends again, because the line was lost before the answer, is done once.
        host.do("createPoll", **LUNCH, key="lunch", open=True, shown="live")
        ann.do("vote", pollId=lunch, positions=[2])
        assert ann.refused("vote", pollId=secret, positions=[1]) == "wrong_state"
        host.do("vote", pollId=secret, positions=[0])
        host.do("closePoll", pollId=secret)
        for page in (*pages.values(), room.enter("late")):
            page.see(lambda page: known(page, "Honest?").votes == [2, 1, 0])
            page.see(lambda page: known(page).votes == [0, 1, 1])
            assert len(page.models["polls"].polls) == (3 if page is host else 2)
        ballots = [known(room.enter(name)).ballot for name in ("ann", "bob")]
        assert [one and one.positions for one in ballots] == [[2], [1]]


def test_who_comes_late_knows_what_everybody_may(room: Gathering) -> None:
    host, ann = room.enter("host"), room.enter("ann")
    asked = [ask(host, key=f"k{number}", question=f"Question {number}?", shown="live") for number in range(12)]
    for number, poll_id in enumerate(asked):
        sees(ann, "open", f"Question {number}?")
        ann.do("vote", pollId=poll_id, positions=[number % 3])
        if number % 2:
            host.do("closePoll", pollId=poll_id)
    host.do("createPoll", **LUNCH, key="draft")
    ann.see(lambda page: known(page, "Question 11?").state == "closed")
    late = list(room.enter("late").models["polls"].polls.values())
    assert [one.id for one in late] == asked, "each once, and no draft"
    assert [one.state for one in late] == ["open", "closed"] * 6
    assert [one.votes for one in late] == [[int(number % 3 == one) for one in range(3)] for number in range(12)]
    assert {one.ballot for one in late} == {None}, "what others have voted is not told"


def test_results_for_those_who_run_polls_are_shared_or_not(room: Gathering) -> None:
    host, ann = room.enter("host"), room.enter("ann")
    poll_id = ask(host, shown="runners", correct=[0])
    sees(ann, "open")
    ann.do("vote", pollId=poll_id, positions=[1])
    assert host.refused("sharePollResults", pollId=poll_id) == "wrong_state"
    host.do("closePoll", pollId=poll_id)
    closed = sees(ann, "closed")
    assert (closed.votes, closed.correct, known(room.enter("ann")).votes) == (None, None, None)
    ann.do("listPollAnswers", pollId=poll_id)
    assert ann.models["polls"].answers[-1].answers == []
    host.do("sharePollResults", pollId=poll_id)
    ann.see(lambda page: known(page).votes == [0, 1, 0])
    assert (known(ann).correct, known(ann).shown) == ([0], "closed")


def test_a_presenter_who_becomes_an_attendee_loses_sight_of_drafts(room: Gathering) -> None:
    host, pat = room.enter("host"), room.enter("pat")
    host.do("createPoll", **LUNCH, key="k")
    sees(pat, "draft")
    host.do("setRole", personId=room.ids["pat"], role="attendee")
    pat.see(lambda page: shown(page) is None)
    assert pat.refused("openPoll", pollId=known(host).id) == "not_allowed"


def test_an_anonymous_poll_tells_nothing_before_it_is_closed(room: Gathering) -> None:
    host, names = room.enter("host"), ("ann", "bob", "pat")
    pages = {one: room.enter(one) for one in names}
    poll_id = ask(host, anonymous=True)
    for number, name in enumerate(names):
        sees(pages[name], "open")
        pages[name].do("vote", pollId=poll_id, positions=[number], comment=f"Secret {number}")
    assert pages["ann"].refused("vote", pollId=poll_id, positions=[1]) == "wrong_state"
    host.see(lambda page: known(page).voters == 3)
    fresh = known(room.enter("host"))
    assert (fresh.votes, known(host).votes) == (None, None)
    host.do("listPollAnswers", pollId=poll_id)
    assert host.models["polls"].answers[-1].answers == []
    ballot = known(room.enter("ann")).ballot
    assert ballot is not None
    assert (ballot.positions, ballot.comment) == ([], "")
    host.do("closePoll", pollId=poll_id)
    pages["ann"].see(lambda page: known(page).votes == [1, 1, 1])
    pages["ann"].do("listPollAnswers", pollId=poll_id)
    answers = pages["ann"].models["polls"].answers[-1].answers
    assert sorted(one.comment for one in answers) == ["Secret 0", "Secret 1", "Secret 2"]
    assert {(one.name, *one.positions) for one in answers} == {(None,)}
    heard = [one for page in (host, *pages.values()) for one in page.heard]
    assert not any(one.votes for one in heard if isinstance(one, PollCounted) and one.correct is None)
    with room.database.read() as session:
        query = select(Event.data).where(Event.meeting_id == room.meeting_id)
        stored = str(session.scalars(query).all())
    assert "Secret" not in stored


def test_two_votes_of_an_anonymous_poll_are_not_told(room: Gathering) -> None:
    host, ann = room.enter("host"), room.enter("ann")
    poll_id = ask(host, anonymous=True)
    for page in (host, ann):
        sees(page, "open")
        page.do("vote", pollId=poll_id, positions=[0])
    host.do("closePoll", pollId=poll_id)
    for page in (host, ann):
        page.see(lambda page: known(page).voters == 2)
        assert (known(page).votes, known(room.enter(page.name)).votes) == (None, None)


def test_who_answered_what_is_for_those_who_run_named_polls(room: Gathering) -> None:
    host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
    poll_id = ask(host, kind="text", answers=[], shown="live")
    for page in (ann, bob):
        sees(page, "open")
        page.do("vote", pollId=poll_id, comment=f"<script>{page.name}</script>\nsecond line")
    for page in (host, ann):
        page.do("listPollAnswers", pollId=poll_id, after=-5)
    (names, texts) = (page.models["polls"].answers[-1].answers for page in (host, ann))
    assert [one.name for one in names] == ["ann", "bob"]
    assert [one.name for one in texts] == [None, None]
    assert [one.comment for one in texts] == [one.comment for one in names]
    assert texts[0].comment == "<script>ann</script>\nsecond line"


def test_answers_come_by_page(room: Gathering) -> None:
    host = room.enter("host")
    poll_id = ask(host, kind="text", answers=[], shown="live")
    host.do("vote", pollId=poll_id, comment="One")
    host.send("listPollAnswers", pollId=poll_id, after=1)
    page = host.until(PollAnswers)
    assert (page.after, page.answers, page.next) == (1, [], None)


def test_forged_votes_are_refused(room: Gathering, shared_server: RunningServer) -> None:
    host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
    with Gathering(shared_server) as other:
        theirs = ask(other.enter("host"))
        assert ann.refused("vote", pollId=theirs, positions=[0]) == "bad_match"
        assert host.refused("closePoll", pollId=theirs) == "bad_match"
        assert host.refused("editPoll", pollId=theirs, **LUNCH) == "bad_match"
        assert host.refused("listPollAnswers", pollId=theirs) == "bad_match"
        host.do("deletePoll", pollId=theirs)
        assert other.enter("host").models["polls"].polls[theirs].state == "open"
    poll_id = ask(host)
    sees(ann, "open")
    for positions in ([], [0, 0], [0, 1], [3], [-1], [10**9]):
        assert ann.refused("vote", pollId=poll_id, positions=positions) == "invalid_parameter"
    for forged in ({"positions": ["0"]}, {"positions": [0.5]}, {"positions": [0], "personId": room.ids["bob"]}):
        ann.send("vote", pollId=poll_id, ref=7, **forged)
        assert refusal(ann) == "invalid_message"
    ann.do("vote", pollId=poll_id, positions=[0])
    ann.do("vote", pollId=poll_id, positions=[0])
    host.do("remove", personId=room.ids["bob"])
    bob.until(Closing)
    again = room.open("bob")
    again.until(Closing)
    host.do("closePoll", pollId=poll_id)
    assert ann.refused("vote", pollId=poll_id, positions=[1]) == "wrong_state"
    assert host.refused("openPoll", pollId=poll_id) == "wrong_state"
    assert (known(room.enter("host")).votes, known(room.enter("host")).voters) == ([1, 0, 0], 1)


def refusal(page: Browser) -> str:
    """The word of the next refusal."""
    while True:
        message = page.next()
        if (word := getattr(message, "error", None)) is not None:
            return str(word)


def test_nothing_of_polls_is_for_the_lobby(shared_server: RunningServer) -> None:
    with Gathering(shared_server, lobby=True) as room:
        poll_id = ask(room.enter("host"))
        guest = room.open("guest")
        guest.next()
        assert guest.refused("vote", pollId=poll_id, positions=[0]) == "in_lobby"
        assert guest.refused("listPollAnswers", pollId=poll_id) == "in_lobby"


def test_attendees_run_nothing(room: Gathering) -> None:
    host, ann = room.enter("host"), room.enter("ann")
    poll_id = ask(host)
    commands: list[tuple[str, dict[str, Any]]] = [
        ("createPoll", {**LUNCH, "key": "k"}),
        ("editPoll", {**LUNCH, "pollId": poll_id}),
        *[(name, {"pollId": poll_id}) for name in ("deletePoll", "openPoll", "closePoll", "sharePollResults")],
        ("repeatPoll", {"pollId": poll_id, "key": "k"}),
    ]
    for name, fields in commands:
        assert ann.refused(name, **fields) == "not_allowed"


def test_the_same_command_twice_makes_one_poll(room: Gathering) -> None:
    host, pat = room.enter("host"), room.enter("pat")
    for _ in range(2):
        host.do("createPoll", **LUNCH, key="one", open=True)
    first = sees(host, "open").id
    pat.do("createPoll", **LUNCH, key="one")
    for _ in range(2):
        host.do("repeatPoll", pollId=first, key="again")
    polls = room.enter("host").models["polls"].polls
    assert [one.state for one in polls.values()] == ["open", "draft", "draft"]
    assert {tuple(one.answers) for one in polls.values()} == {("Rice", "Soup", "Nothing")}


@pytest.mark.parametrize(
    "fields",
    [
        {"question": ""},
        {"question": "x" * 501},
        {"answers": ["one"]},
        {"answers": ["a", "A"]},
        {"answers": [str(number) for number in range(21)]},
        {"correct": [9]},
        {"anonymous": True, "shown": "live"},
    ],
)
def test_questions_that_cannot_be(room: Gathering, fields: dict[str, Any]) -> None:
    host = room.enter("host")
    assert host.refused("createPoll", **{**LUNCH, "key": "k", **fields}) == "invalid_parameter"
    assert room.enter("host").models["polls"].polls == {}
