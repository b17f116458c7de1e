"""Results of polls as messages of the chat: what they show, to whom, in reports, and what goes with them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from convener.domain.actions import post_poll_results
from convener.domain.chat import history, messages, retention
from convener.domain.chat.poll_results import MOST_COMMENTS, PollResults
from convener.domain.errors import BadMatch, NotAllowed, WrongState
from convener.domain.polls import polls, voting
from convener.domain.polls.questions import PollKind, Question, Shown
from convener.domain.reports import chat as transcript
from convener.storage.models import MeetingInstance, Poll

from .test_messages import Chat, chat

__all__ = ["chat"]

LUNCH = Question(kind=PollKind.SINGLE, text="Lunch?", answers=("Rice", "Soup"), correct=frozenset({1}))
WORDS = Question(kind=PollKind.TEXT, text="What else?")


def ask(chat: Chat, question: Question = LUNCH, **votes: int | str) -> str:
    """Ask, vote (the position of an answer, or words), close; returns the poll's id."""
    with chat.database.write() as session:
        host = chat.insider(session, "host")
        poll = polls.prepare(session, host.meeting, question, host.participant)
        polls.open_poll(session, host, poll.poll_id)
        poll_id = poll.poll_id
    for name, vote in votes.items():
        chosen, words = ([vote], "") if isinstance(vote, int) else ([], vote)
        chat.do(name, voting.cast_vote, poll_id, chosen, words)
    chat.do("host", polls.close_poll, poll_id)
    return poll_id


def post(chat: Chat, poll_id: str, key: str = "results", name: str = "host") -> None:
    chat.do(name, post_poll_results.post, poll_id, key=key)


def test_all_see_the_results_as_a_message(chat: Chat) -> None:
    post(chat, ask(chat, ann=0, bob=1, eve=1))
    expected = PollResults(
        kind="single",
        question="Lunch?",
        answers=["Rice", "Soup"],
        anonymous=False,
        voters=3,
        votes=[1, 2],
        correct=[1],
        comments=[],
        more=0,
    )
    chat.enter("late")
    for name in ("host", "ann", "late"):
        message = chat.last(name)
        assert (message.results, message.text, message.audience) == (expected, "", "all")
    with chat.database.read() as session:
        instance = session.scalars(select(MeetingInstance)).one()
        (line,) = transcript.list_lines(session, instance)
        assert line.text == "Poll: Lunch?\n- Rice: 1 (33%)\n- Soup (right): 2 (67%)\nVoters: 3"
        assert b"host: Poll: Lunch?\n\t- Rice: 1 (33%)" in transcript.plain_text(session, instance)


def test_what_the_room_hears_is_what_a_page_has(chat: Chat) -> None:
    seq = chat.seq()
    post(chat, ask(chat, ann=0))
    with chat.database.read() as session:
        heard = history.load(session, chat.since(seq))
    (loaded,) = [one for one in heard if isinstance(one, history.LoadedMessage)]
    assert loaded.message == chat.last("bob")


def test_sent_twice_under_one_key_it_is_one(chat: Chat) -> None:
    poll_id = ask(chat, ann=0)
    post(chat, poll_id)
    post(chat, poll_id)
    assert len(chat.page("ann").messages) == 1
    post(chat, poll_id, key="once more")
    assert len(chat.page("ann").messages) == 2


def test_results_for_those_who_run_polls_are_shared_with_it(chat: Chat) -> None:
    hidden = Question(kind=PollKind.SINGLE, text="Secret?", answers=("A", "B"), shown=Shown.RUNNERS)
    poll_id = ask(chat, hidden, ann=1)
    post(chat, poll_id)
    with chat.database.read() as session:
        assert session.scalars(select(Poll.shown)).one() == "closed"


def test_what_does_not_tell_is_not_posted(chat: Chat) -> None:
    with chat.database.write() as session:
        host = chat.insider(session, "host")
        opened = polls.prepare(session, host.meeting, LUNCH, host.participant).poll_id
        polls.open_poll(session, host, opened)
    with pytest.raises(WrongState):
        post(chat, opened)
    secret = Question(kind=PollKind.SINGLE, text="Honest?", answers=("A", "B"), anonymous=True)
    few = ask(chat, secret, ann=0, bob=1)
    with pytest.raises(WrongState, match="Too few"):
        post(chat, few)
    with pytest.raises(BadMatch):
        post(chat, "nosuchpoll")
    assert chat.page("host").messages == []
    post(chat, ask(chat, secret, ann=0, bob=1, eve=1))
    shown = chat.last("ann").results
    assert shown is not None
    assert (shown.anonymous, shown.votes, shown.voters) == (True, [1, 2], 3)


def test_words_are_shown_up_to_a_number(chat: Chat) -> None:
    names = [f"person {number}" for number in range(MOST_COMMENTS + 2)]
    for name in names:
        chat.enter(name)
    poll_id = ask(chat, WORDS, **{name: f"<b>{name}</b>" for name in names})
    post(chat, poll_id)
    shown = chat.last("ann").results
    assert shown is not None
    assert (shown.comments, shown.more) == ([f"<b>{name}</b>" for name in names[:MOST_COMMENTS]], 2)
    with chat.database.read() as session:
        instance = session.scalars(select(MeetingInstance)).one()
        (line,) = transcript.list_lines(session, instance)
        assert line.text.endswith("- and 2 more\nVoters: 22")


def test_they_are_quoted_deleted_and_never_edited(chat: Chat) -> None:
    post(chat, ask(chat, ann=0))
    sent = chat.last("host").id
    chat.send("bob", "I wanted soup", reply=sent)
    quoted = chat.last("eve").reply_to
    assert quoted is not None
    assert quoted.text == "Lunch?"
    with pytest.raises(NotAllowed):
        chat.do("host", messages.edit, sent, "Soup has won")
    with pytest.raises(NotAllowed):
        chat.do("ann", messages.delete_message, sent)
    chat.do("pat", messages.delete_message, sent)
    first, answer = chat.page("ann").messages
    assert (first.deleted, first.results, answer.reply_to and answer.reply_to.text) == (True, None, "")


def test_they_go_with_the_person_who_sent_them(chat: Chat) -> None:
    post(chat, ask(chat, ann=0))
    with chat.database.write() as session:
        retention.erase_person(session, [chat.ids["host"]])
    message: Any = chat.last("ann")
    assert (message.deleted, message.results) == (True, None)


def test_long_results_count_for_the_size_of_a_page(chat: Chat) -> None:
    long = Question(
        kind=PollKind.MULTIPLE, text="?" * 500, answers=tuple(f"{number:>02}" * 100 for number in range(20))
    )
    poll_id = ask(chat, long, ann=0)
    for number in range(15):
        post(chat, poll_id, key=str(number))
    page = chat.page("ann")
    assert (len(page.messages), page.older) == (history.PAGE_TEXT // 4500, True)
