from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from convener.realtime.frames import BadFrame, read_command
from convener.realtime.protocol.messages import Probe, Refused
from convener.realtime.protocol.wire import MAX_FRAME_BYTES
from convener.realtime.token_bucket import TokenBucket
from tests.factories.browsers import Browser, Gathering
from tests.servers import RunningServer, wait_until


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        '{"type":"nothing"}',
        '{"type":"setHand"}',
        '{"type":"setHand","raised":"yes"}',
        '{"type":"setHand","raised":true,"raised":false}',
        '{"type":"setHand","raised":true,"type":"endMeeting"}',
        '{"type":"signal","to":"x","data":{"number":1,"number":2}}',
        '{"type":"setHand","raised":true,"unknown":1}',
        '{"type":"signal","to":"x","data":{"candidate":{"candidate":"%s"}}}' % ("x" * 3000),
        '{"type":"ping"}{"type":"ping"}',
        '{"type":"remove","personId":""}',
        '{"type":"setRole","personId":"x","role":"owner"}',
        '{"type":"ping","ref":1e400}',
        '{"type":"ping","ref":"1"}',
        '{"type":"enter","token":"\\ud800"}',
        "[" * 50_000,
        '{"type":"signal","to":"x","data":' + '{"data":' * 2000 + "1" + "}" * 2001,
    ],
)
def test_garbage_is_refused_and_harms_nobody(shared_server: RunningServer, frame: str) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        ann.raw(frame)
        answer = ann.until(Refused)
        assert answer.error == "invalid_message"
        assert answer.ref is None
        assert "Traceback" not in answer.message
        ann.do("setHand", raised=True)
        host.see(lambda page: "ann" in page.names() and page.person("ann").hand is not None)


def test_binary_frames_are_refused(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        host.raw(b'{"type":"ping"}')
        assert host.until(Refused).error == "invalid_message"


def test_a_frame_that_is_too_large_ends_the_socket_of_its_sender(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        ann.raw(json.dumps({"type": "ping", "x": "y" * MAX_FRAME_BYTES}))
        assert ann.closed().reason == "protocol_error"
        host.see(lambda page: "ann" in page.names() and not page.person("ann").connected)


def test_more_and_more_garbage_ends_the_socket(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        ann = room.enter("ann")
        _pour(ann, "garbage", 100)
        _ended(ann)


def test_a_flood_is_refused_and_then_ended(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        _pour(ann, '{"type":"ping"}', 1000)
        _ended(ann)
        host.do("setHand", raised=True)
        host.see(lambda page: not page.person("ann").connected)


def test_too_many_commands_are_refused(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        ann = room.enter("ann")
        _pour(ann, '{"type":"ping"}', 90)
        assert ann.until(Refused).error == "too_many_requests"
        ann.drop()


def _ended(page: Browser) -> None:
    """The server has closed the socket. Its reason may be lost where it had not read everything that was sent to it."""
    page.to_the_end()
    assert page.closing is None or page.closing.reason == "protocol_error"


def _pour(page: Browser, frame: str, times: int) -> None:
    try:
        for _ in range(times):
            page.raw(frame)
    except (ConnectionClosed, OSError):
        pass


def test_who_reads_slowly_is_cut_off_and_slows_nobody(shared_server: RunningServer) -> None:
    """Ann does not read. Bob, who does, hears everything; she comes back and misses nothing."""
    with Gathering(shared_server) as room:
        bob = room.enter("bob")
        ann = Browser(room.url, "ann", max_queue=1)
        room.browsers.append(ann)
        ann.send("enter", token=room.token("ann"))
        bob.see(lambda page: "ann" in page.names())
        # The largest message that a peer may send is a signal; each goes to the browser that does not read.
        bob.see(lambda page: page.peers is not None and len(page.peers.peers) == 2)
        big = {"description": {"type": "offer", "sdp": "x" * 50_000}}
        ann_peer = next(
            one.peer_id for one in (bob.peers.peers if bob.peers else []) if one.person_id == room.ids["ann"]
        )
        for _ in range(400):
            if not bob.person("ann").connected:
                break
            bob.call("signal", to=ann_peer, data=big)
        bob.see(lambda page: not page.person("ann").connected)
        again = room.enter("ann")
        assert again.names() == {"ann", "bob"}
        # The server has closed the socket: what it sent before can still be read.
        ann.to_the_end()
        metrics = _metrics(shared_server)
        assert metrics["convener_room_slow_readers_cut_total"] >= 1


def _metrics(server: RunningServer) -> dict[str, float]:
    lines = server.metrics().splitlines()
    return {line.split()[0]: float(line.split()[1]) for line in lines if line and not line.startswith("#")}


def test_what_the_room_counts(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        before = _metrics(shared_server)
        host = room.enter("host")
        host.do("setHand", raised=True)
        host.see(lambda page: page.person("host").hand is not None)
        after = _metrics(shared_server)
        assert after["convener_room_sockets"] >= 1
        assert after["convener_room_events_delivered_total"] > before["convener_room_events_delivered_total"]
        name = 'convener_room_commands_total{outcome="done",type="SetHand"}'
        assert after[name] > before.get(name, 0)


def test_an_error_of_ours_has_a_number_and_no_trace(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        with room.database.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE visits RENAME TO elsewhere")
        try:
            answer = host.call("setHand", raised=True)
        finally:
            with room.database.engine.begin() as connection:
                connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO visits")
        assert isinstance(answer, Refused)
        assert answer.error == "internal"
        assert "visits" not in answer.message
        number = answer.message.split("error ")[1].split(")")[0]
        wait_until(lambda: number in shared_server.log.read_text(), "the number of the error in the log")
        host.do("setHand", raised=True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=300)
@given(
    st.text()
    | st.builds(lambda value: json.dumps(value), JSON)
    | st.builds(
        lambda kind, rest: json.dumps({**rest, "type": kind}),
        st.sampled_from(["enter", "signal", "setMedia", "mute", "setRole", "ping"]),
        st.dictionaries(st.sampled_from(["to", "data", "ref", "token", "raised", "personId", "role"]), JSON),
    )
)
def test_whatever_comes_is_a_command_or_a_bad_frame(frame: str) -> None:
    with suppress(BadFrame):
        read_command(frame)


def test_a_token_bucket_lets_bursts_through_and_then_its_rate() -> None:
    clock = [0.0]
    bucket = TokenBucket(2, 3, lambda: clock[0])
    assert [bucket.consume() for _ in range(4)] == [True, True, True, False]
    clock[0] = 0.5
    assert [bucket.consume(), bucket.consume()] == [True, False]
    clock[0] = 100
    assert [bucket.consume() for _ in range(4)] == [True, True, True, False]


def test_a_browser_that_is_silent_is_asked_and_is_gone_without_an_answer(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        ann = room.enter("ann", answersProbes=True)
        host.see(lambda page: page.person("ann").connected)
        ann.until(Probe)
        ann.send("ping")
        ann.until(Probe)
        assert ann.closed().reason == "slow"
        host.see(lambda page: not page.person("ann").connected)
        assert not any(isinstance(one, Probe) for one in host.heard), "who did not offer it is not asked"
