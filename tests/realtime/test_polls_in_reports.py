"""What people voted in the room is what ListPolls and ListPollVotes of the Live Meeting service API say."""

from __future__ import annotations

import httpx
from lxml import etree
from sqlalchemy import select

from convener.storage.models import Participant, Visit
from tests.factories.browsers import Gathering
from tests.servers import RunningServer

from .test_polls import ask, known, sees

PASSWORD = "correct horse battery"
POLL_FIELDS = ("question", "kind", "anonymous", "voters", "comments")
VOTE_FIELDS = ("userName", "vid", "answer", "comment")


def post(server: RunningServer, message: str) -> str:
    body = f'<PlaceWareConfCenter authUser="mira" authPassword="{PASSWORD}">{message}</PlaceWareConfCenter>'
    reply = httpx.post(f"{server.base_url}/cc/_XML/main/xml/4.0", content=body.encode())
    return etree.tostring(etree.fromstring(reply.content)[0], encoding="unicode")


def fields(names: tuple[str, ...]) -> str:
    return "<FieldList>" + "".join(f"<Name>{name}</Name>" for name in names) + "</FieldList>"


def list_polls(server: RunningServer, mid: str) -> str:
    query = f'<StringQuery fieldName="mid" operator="=" value="{mid}"/>'
    return post(server, f"<ListPollsRequest>{query}{fields(POLL_FIELDS)}</ListPollsRequest>")


def list_votes(server: RunningServer, poll_id: str) -> str:
    query = f'<StringQuery fieldName="pollID" operator="=" value="{poll_id}"/>'
    return post(server, f"<ListPollVotesRequest>{query}{fields(VOTE_FIELDS)}</ListPollVotesRequest>")


KINDS = "".join(f"<String>{one}</String>" for one in ("Single", "Multiple", "TrueFalse", "Rating", "Text"))


def poll(question: str, kind: str, anonymous: bool, voters: int, comments: list[str], answers: str) -> str:
    wrote = "".join(f"<String>{one}</String>" for one in comments)
    return (
        f'<Poll><OptionList><StringOption name="question" value="{question}"/>'
        f'<EnumerationOption name="kind" value="{kind}">{KINDS}</EnumerationOption>'
        f'<BooleanOption name="anonymous" value="{anonymous}"/><DecimalOption name="voters" value="{voters}"/>'
        + (f'<StringListOption name="comments">{wrote}</StringListOption>' if comments else "")
        + f"</OptionList>{answers}</Poll>"
    )


def answer(text: str, votes: int | None, percent: int | None, correct: bool | None = None) -> str:
    return (
        f'<PollAnswer><OptionList><StringOption name="text" value="{text}"/>'
        + (f'<DecimalOption name="votes" value="{votes}"/>' if votes is not None else "")
        + (f'<DecimalOption name="percent" value="{percent}"/>' if percent is not None else "")
        + (f'<BooleanOption name="correct" value="{correct}"/>' if correct is not None else "")
        + "</OptionList></PollAnswer>"
    )


def test_from_the_socket_of_the_room_to_the_reply_in_xml(shared_server: RunningServer) -> None:
    shared_server.cli("user", "create", "mira", "--role", "administrator", "--password", PASSWORD)
    with Gathering(shared_server) as room:
        pages = {one: room.enter(one) for one in ("host", "ann", "bob")}
        host, mid = pages["host"], room.meeting().mid
        quiz = ask(host, question="What is <hot>?", answers=["Rice", "Soup & bread"], correct=[1])
        secret = ask(host, key="two", question="Honest?", kind="true_false", answers=[], anonymous=True)
        assert list_votes(shared_server, quiz) == "<ListPollVotesReply/>"
        for number, (name, page) in enumerate(pages.items()):
            sees(page, "open", "Honest?")
            page.do("vote", pollId=quiz, positions=[min(number, 1)], comment="Of course" if name == "ann" else "")
            page.do("vote", pollId=secret, positions=[number % 2], comment="Really" if name == "bob" else "")
        hot = answer("Rice", 1, 33, False) + answer("Soup &amp; bread", 2, 67, True)
        first = poll("What is &lt;hot&gt;?", "Single", False, 3, ["Of course"], hot)
        silent = poll("Honest?", "TrueFalse", True, 3, [], answer("True", None, None) + answer("False", None, None))
        assert list_polls(shared_server, mid) == f"<ListPollsReply>{first}{silent}</ListPollsReply>"
        host.do("closePoll", pollId=secret)
        told = poll("Honest?", "TrueFalse", True, 3, ["Really"], answer("True", 2, 67) + answer("False", 1, 33))
        assert list_polls(shared_server, mid) == f"<ListPollsReply>{first}{told}</ListPollsReply>"
        votes = "".join(
            f'<PollVote><OptionList><StringOption name="userName" value="{name}"/>'
            f'<StringOption name="vid" value="{visit_of(room, name)}"/>'
            f'<StringListOption name="answer"><String>{chosen}</String></StringListOption>'
            f"{comment}</OptionList></PollVote>"
            for name, chosen, comment in (
                ("host", "Rice", ""),
                ("ann", "Soup &amp; bread", '<StringOption name="comment" value="Of course"/>'),
                ("bob", "Soup &amp; bread", ""),
            )
        )
        assert list_votes(shared_server, quiz) == f"<ListPollVotesReply>{votes}</ListPollVotesReply>"
        assert "This poll is anonymous" in list_votes(shared_server, secret)
        assert "PollVote>" not in list_votes(shared_server, secret)
        host.do("endMeeting")
        host.to_the_end()
        assert list_polls(shared_server, mid) == f"<ListPollsReply>{first}{told}</ListPollsReply>"
        assert known(host, "Honest?").votes == [2, 1]


def visit_of(room: Gathering, name: str) -> str:
    """The id of the visit of a person who is inside."""
    with room.database.read() as session:
        query = select(Visit.vid).join(Participant, Participant.id == Visit.participant_id)
        return session.scalars(query.where(Participant.public_id == room.ids[name])).one()
