"""The chat on a real server: who is told what, at once and after a break."""

from __future__ import annotations

from typing import Any

import httpx

from convener.domain.chat import messages
from convener.domain.chat.history import PAGE_SIZE
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.room import moderation
from convener.realtime.protocol.messages import Refused, Resumed
from tests.factories import files
from tests.factories.browsers import Browser, Gathering
from tests.servers import RunningServer


def chat(page: Browser) -> Any:
    return page.models["chat"]


def sees(page: Browser, *texts: str) -> None:
    page.see(lambda page: chat(page).texts() == list(texts))


def send(page: Browser, text: str, **fields: Any) -> Any:
    """Send a message, and return it as the sender sees it."""
    page.do("sendMessage", **{"key": text[:40] or "none", "text": text, **fields})
    page.see(lambda page: text in chat(page).texts())
    return next(one for one in chat(page).messages.values() if one.text == text)


def heard_of(page: Browser, text: str) -> bool:
    """Whether anything that the page was ever sent has these words."""
    return any(text in repr(one) for one in page.heard)


def test_private_messages_reach_two(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann, bob, eve = (room.enter(name) for name in ("host", "ann", "bob", "eve"))
        secret = send(ann, "between us", audience="person", personId=room.ids["bob"])
        sees(bob, "between us")
        assert secret.recipient.name == "bob"
        for page in (host, eve):
            for command, fields in (
                ("editMessage", {"text": "x"}),
                ("deleteMessage", {}),
                ("reactToMessage", {"emoji": "heart", "on": True}),
                ("listChatReactions", {}),
            ):
                assert page.refused(command, id=secret.id, **fields) == "message_not_found"
            assert page.refused("sendMessage", key="k", text="x", replyTo=secret.id) == "message_not_found"
            page.do("listMessages", before=10_000)
        bob.do("reactToMessage", id=secret.id, emoji="heart", on=True)
        ann.do("editMessage", id=secret.id, text="still between us")
        sees(bob, "still between us")
        send(ann, "to all")
        late = room.enter("late")
        for page in (host, eve, late):
            sees(page, "to all")
            assert not heard_of(page, "between us")
            assert not heard_of(page, secret.id)
        again = room.enter("bob")
        assert chat(again).texts() == ["still between us", "to all"]
        reactions = next(iter(chat(again).messages.values())).reactions
        assert [(one.emoji, one.count, one.mine) for one in reactions] == [("heart", 1, True)]


def test_what_is_for_presenters_follows_the_role(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        room.add("pat", MeetingRole.PRESENTER)
        host, pat, ann, bob = (room.enter(name) for name in ("host", "pat", "ann", "bob"))
        send(host, "among us", audience="presenters")
        send(ann, "a question", audience="presenters")
        sees(pat, "among us", "a question")
        assert chat(ann).texts() == ["a question"]
        host.do("setRole", personId=room.ids["ann"], role="presenter")
        sees(ann, "among us", "a question")
        host.do("setRole", personId=room.ids["pat"], role="attendee")
        sees(pat)
        send(host, "among fewer", audience="presenters")
        sees(ann, "among us", "a question", "among fewer")
        send(host, "to all")
        sees(bob, "to all")
        sees(pat, "to all")
        for page in (pat, bob):
            assert not heard_of(page, "among fewer")
        assert not heard_of(bob, "question")


def test_markup_and_strange_texts_arrive_as_they_are(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        texts = [
            "<img src=x onerror=alert(1)><script>alert(1)</script>",
            "[x](JaVaScRiPt:alert(1)) javascript:alert(1) data:text/html,x",
            '{"type":"closing"}\\u0000 \u2028 end',
            "👩‍👩‍👧‍👦 שלום مرحبا 你好",
            "😀" * 4000,
        ]
        for number, text in enumerate(texts):
            ann.do("sendMessage", key=str(number), text=text)
        host.see(lambda page: len(chat(page).messages) == len(texts))
        assert chat(host).texts()[:2] == texts[:2]
        assert chat(host).texts()[3:] == texts[3:]
        assert ann.refused("sendMessage", key="long", text="x" * 4001) == "invalid_parameter"
        for bad in ("a\x00b", " ", "\u202e"):
            assert ann.refused("sendMessage", key="bad", text=bad) == "invalid_parameter"
        assert len(chat(room.enter("late")).messages) == len(texts)


def test_too_many_messages_are_refused(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        for number in range(40):
            ann.send("sendMessage", key=str(number), text=f"m{number}", ref=1000 + number)
        ann.see(lambda page: any(isinstance(one, Refused) and one.error == "too_many_requests" for one in page.heard))
        ann.do("setHand", raised=True)
        host.see(lambda page: len(chat(page).messages) >= 10)


def test_the_host_closes_the_chat(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        sent = send(ann, "before")
        assert ann.refused("setChat", open=False) == "not_allowed"
        host.do("setChat", open=False)
        ann.see(lambda page: not chat(page).open)
        assert ann.refused("sendMessage", key="k", text="after") == "not_allowed"
        host.do("deleteMessage", id=sent.id)
        sees(ann, "")
        assert not chat(room.enter("late")).open


def test_results_of_a_poll_are_a_message_for_all_and_those_who_come_later(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        host.do(
            "createPoll",
            kind="single",
            question="Lunch?",
            answers=["Rice", "Soup"],
            shown="runners",
            key="k",
            open=True,
        )
        ann.see(lambda page: page.models["polls"].find("Lunch?") is not None)
        poll_id = ann.models["polls"].find("Lunch?").id
        ann.do("vote", pollId=poll_id, positions=[1])
        assert host.refused("postPollResults", pollId=poll_id, key="early") == "wrong_state"
        host.do("closePoll", pollId=poll_id)
        assert ann.refused("postPollResults", pollId=poll_id, key="k") == "not_allowed"
        host.do("postPollResults", pollId=poll_id, key="k")
        for page in (host, ann):
            page.see(lambda page: len(chat(page).messages) == 1)
        for page in (host, ann, room.enter("late")):
            results = chat(page).last().results
            assert results is not None
            assert (results.question, results.votes, results.voters) == ("Lunch?", [0, 1], 1)
        ann.see(lambda page: page.models["polls"].find("Lunch?").votes == [0, 1])
        host.do("deleteMessage", id=chat(host).last().id)
        ann.see(lambda page: chat(page).last().deleted)
        assert chat(ann).last().results is None


def test_a_message_sent_again_after_a_break_is_one_message(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        ann.do("sendMessage", key="k1", text="once")
        sees(ann, "once")
        seq, peer = ann.seq, ann.peer_id
        ann.drop()
        send(host, "while you were away")
        back = room.open("ann", lastSeq=seq, peerId=peer)
        back.models, back.seq = ann.models, seq
        back.until(Resumed)
        back.do("sendMessage", key="k1", text="once")
        sees(back, "once", "while you were away")
        sees(host, "once", "while you were away")


def test_after_kill_9_what_was_acknowledged_is_there(server: RunningServer) -> None:
    with Gathering(server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        sent = send(ann, "kept")
        send(ann, "kept between us", audience="person", personId=room.ids["bob"])
        host.do("reactToMessage", id=sent.id, emoji="party", on=True)
        ann.do("editMessage", id=sent.id, text="kept well")
        sees(bob, "kept well", "kept between us")
        seq, peer = host.seq, host.peer_id
        server.kill()
        server.start()
        back = room.open("host", lastSeq=seq, peerId=peer)
        back.models, back.seq = host.models, seq
        back.until(Resumed)
        sees(back, "kept well")
        late = room.enter("bob")
        assert chat(late).texts() == ["kept well", "kept between us"]
        assert [(one.emoji, one.count) for one in next(iter(chat(late).messages.values())).reactions] == [("party", 1)]


def test_who_reacted_and_older_pages_are_asked_for(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        sent = send(ann, "done")
        for page, emoji in ((host, "party"), (ann, "heart")):
            page.do("reactToMessage", id=sent.id, emoji=emoji, on=True)
        host.do("listChatReactions", id=sent.id)
        assert chat(host).reactions == [("party", "host"), ("heart", "ann")]
        host.do("listMessages", before=sent.number)
        assert chat(host).listed == []
        host.do("listMessages", before=sent.number + 1)
        assert [one.text for one in chat(host).listed] == ["done"]


def test_who_comes_late_reads_the_newest_and_asks_for_the_rest(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann, bob = (room.enter(name) for name in ("host", "ann", "bob"))
        with room.database.write() as session:
            people = {name: participants.require_by_public_id(session, room.ids[name]) for name in ("host", "ann")}
            for number in range(2 * PAGE_SIZE + 20):
                insider = moderation.inside(session, people["ann" if number % 2 else "host"])
                # Each fifth is for Ann and the host alone.
                to = people["host" if number % 2 else "ann"].public_id if number % 5 == 0 else None
                audience: Any = "all" if to is None else "person"
                messages.send(session, insider, f"m{number}", key=f"k{number}", audience=audience, recipient=to)
        whole = [f"m{number}" for number in range(2 * PAGE_SIZE + 20)]
        public = [text for number, text in enumerate(whole) if number % 5]
        for name, expected in (("late", public), ("ann", whole)):
            page = room.enter(name)
            assert chat(page).texts() == expected[-PAGE_SIZE:]
            assert chat(page).older
            while chat(page).older:
                first = min(chat(page).messages)
                page.do("listMessages", before=first)
                chat(page).messages.update({one.number: one for one in chat(page).listed})
            assert chat(page).texts() == expected, "nothing is lost or doubled over pages"
        for page, last in ((host, whole[-1]), (ann, whole[-1]), (bob, public[-1])):
            newest = [last]
            page.see(lambda page: chat(page).texts()[-1:] == newest)  # noqa: B023 - it is called at once
        assert not any(heard_of(bob, f"'m{number}'") for number in range(0, len(whole), 5))


def send_file(room: Gathering, who: str, body: bytes, **query: str) -> httpx.Response:
    """Send a file as the page of this participant does."""
    token = room.site.secrets.room_token(room.ids[who])
    return httpx.post(
        f"{room.server.base_url}/api/v1/room/chat/files",
        params={"key": "file", "name": "Plan.pdf", **query},
        content=body,
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
    )


def download(room: Gathering, page: Browser, message_id: str) -> httpx.Response:
    """Have the file of a message, by what the room tells this page."""
    page.do("getChatFile", id=message_id)
    page.see(lambda page: message_id in chat(page).tokens)
    query = {"token": chat(page).tokens[message_id]}
    return httpx.get(f"{room.server.base_url}/api/v1/documents/download", params=query, timeout=60)


def test_files_reach_those_who_read_their_messages(shared_server: RunningServer) -> None:
    plan = files.pdf(1)
    with Gathering(shared_server) as room:
        host, ann, bob = (room.enter(name) for name in ("host", "ann", "bob"))
        assert send_file(room, "ann", plan, name="../Plan\u202e <b>.pdf").status_code == 204
        for page in (host, ann, bob):
            page.see(lambda page: len(chat(page).messages) == 1)
            file = chat(page).last().file
            assert (file.kind, file.size) == ("pdf", len(plan))
        got = download(room, bob, chat(bob).last().id)
        assert got.content == plan
        assert got.headers["content-type"] == "application/octet-stream"
        assert got.headers["content-disposition"].startswith("attachment;")
        assert got.headers["x-content-type-options"] == "nosniff"

        private = {"key": "private", "audience": "person", "personId": room.ids["bob"]}
        assert send_file(room, "ann", plan, **private).status_code == 204
        bob.see(lambda page: len(chat(page).messages) == 2)
        secret = chat(bob).last().id
        assert host.refused("getChatFile", id=secret) == "message_not_found"
        assert download(room, ann, secret).content == plan
        token = chat(ann).tokens[secret]
        ann.do("deleteMessage", id=secret)
        gone = httpx.get(f"{room.server.base_url}/api/v1/documents/download", params={"token": token}, timeout=60)
        assert gone.status_code == 404
        assert bob.refused("getChatFile", id=secret) == "content_not_found"
        assert len(chat(host).messages) == 1
        assert room.enter("bob").models["chat"].last().file is None


def test_what_is_no_file_of_the_room_is_refused(shared_server: RunningServer) -> None:
    plan = files.pdf(1)
    with Gathering(shared_server) as room:
        host = room.enter("host")
        room.enter("ann")
        assert send_file(room, "ann", b"<script>alert(1)</script>").json()["error"] == "bad_file"
        wrong = {"key": "k", "audience": "person", "personId": "nobody"}
        assert send_file(room, "ann", plan, **wrong).json()["error"] == "participant_not_found"
        assert send_file(room, "ann", plan, audience="all of them").status_code == 400
        room.add("out")
        assert send_file(room, "out", plan).json()["error"] == "not_allowed"
        url = f"{room.server.base_url}/api/v1/room/chat/files?key=k"
        assert httpx.post(url, content=plan, headers={"Authorization": "Bearer nothing"}, timeout=60).status_code == 401
        large = send_file(room, "ann", bytes(25_000_001))
        assert (large.status_code, large.json()["error"]) == (413, "too_large")
        host.do("setChat", files=False)
        assert send_file(room, "ann", plan).json()["error"] == "not_allowed"
        assert send_file(room, "host", plan).status_code == 204
        sees(host, "")
