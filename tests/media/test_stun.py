from __future__ import annotations

import asyncio
import ipaddress
import socket
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convener.media import stun_responder
from convener.media.stun import respond
from convener.media.stun_responder import AnswerRate, StunResponder
from tests.servers import RunningServer, free_port

COOKIE = 0x2112A442
TRANSACTION = bytes(range(12))


def _request(*attributes: tuple[int, bytes], kind: int = 1, cookie: int = COOKIE, fingerprint: bool = False) -> bytes:
    body = b"".join(struct.pack("!HH", a, len(v)) + v + bytes(-len(v) % 4) for a, v in attributes)
    head = struct.pack("!HHI", kind, len(body) + (8 if fingerprint else 0), cookie) + TRANSACTION
    if not fingerprint:
        return head + body
    return head + body + struct.pack("!HHI", 0x8028, 4, zlib.crc32(head + body) ^ 0x5354554E)


def _parse(message: bytes) -> tuple[int, dict[int, bytes]]:
    kind, length, cookie = struct.unpack_from("!HHI", message)
    assert cookie == COOKIE
    assert length == len(message) - 20
    assert message[8:20] == TRANSACTION
    attributes, at = {}, 20
    while at < len(message):
        attribute, size = struct.unpack_from("!HH", message, at)
        attributes[attribute] = message[at + 4 : at + 4 + size]
        at += 4 + size + -size % 4
    return kind, attributes


def _address(value: bytes) -> tuple[str, int]:
    _, family, port = struct.unpack_from("!BBH", value)
    key = struct.pack("!I", COOKIE) + TRANSACTION
    packed = bytes(a ^ b for a, b in zip(value[4:], key, strict=False))
    assert len(packed) == (4 if family == 1 else 16)
    return str(ipaddress.ip_address(packed)), port ^ (COOKIE >> 16)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8:1234:5678:11:2233:4455:6677"])
def test_it_says_where_the_request_came_from(host: str) -> None:
    answer = respond(_request(), host, 32853)
    assert answer is not None
    kind, attributes = _parse(answer)
    assert kind == 0x0101
    assert _address(attributes[0x0020]) == (host, 32853)


def test_the_example_of_the_rfc() -> None:
    """RFC 5769 2.2: the value of XOR-MAPPED-ADDRESS for 192.0.2.1:32853 with this transaction id."""
    transaction = bytes.fromhex("b7e7a701bc34d686fa87dfae")
    request = struct.pack("!HHI", 1, 0, COOKIE) + transaction
    answer = respond(request, "192.0.2.1", 32853)
    assert answer is not None
    assert answer[20:] == bytes.fromhex("002000080001a147e112a643")


def test_a_mapped_address_is_told_as_what_it_is() -> None:
    answer = respond(_request(), "::ffff:192.0.2.1", 1)
    assert answer is not None
    assert _address(_parse(answer)[1][0x0020]) == ("192.0.2.1", 1)


def test_a_fingerprint_is_checked_and_answered() -> None:
    answer = respond(_request(fingerprint=True), "192.0.2.1", 1)
    assert answer is not None
    assert _parse(answer)[1][0x8028] == struct.pack("!I", zlib.crc32(answer[:-8]) ^ 0x5354554E)
    wrong = bytearray(_request(fingerprint=True))
    wrong[-1] ^= 1
    assert respond(bytes(wrong), "192.0.2.1", 1) is None


def test_unknown_required_attributes_are_named() -> None:
    answer = respond(_request((0x7FFE, b"abc"), (0x8055, b"optional"), (0x7FFE, b"")), "192.0.2.1", 1)
    assert answer is not None
    kind, attributes = _parse(answer)
    assert kind == 0x0111
    assert attributes[0x0009][2:4] == bytes([4, 20])
    assert attributes[0x000A] == struct.pack("!H", 0x7FFE)


def test_what_browsers_send_along_does_not_matter() -> None:
    answer = respond(_request((0x0006, b"a:b"), (0x0024, b"\0\0\0\1"), (0x8022, b"browser")), "192.0.2.1", 1)
    assert answer is not None
    assert _parse(answer)[0] == 0x0101


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"hello",
        bytes(20),
        _request(kind=0x0011),
        _request(kind=0x0101),
        _request(cookie=1),
        _request()[:-1],
        _request() + b"\0\0\0\0",
        _request((0x8022, b"x" * 2000)),
        struct.pack("!HHI", 1, 4, COOKIE) + TRANSACTION + struct.pack("!HH", 0x8022, 400),
    ],
)
def test_garbage_gets_no_answer(garbage: bytes) -> None:
    assert respond(garbage, "192.0.2.1", 1) is None


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda rest: _request()[:4] + rest))
def test_it_amplifies_nothing(datagram: bytes) -> None:
    answer = respond(datagram, "2001:db8::1", 1)
    assert answer is None or len(answer) <= len(datagram) + 40


@given(st.lists(st.integers(0, 0x7FFF), max_size=60))
def test_many_unknown_attributes_are_no_amplifier(kinds: list[int]) -> None:
    request = _request(*((kind, b"") for kind in kinds))
    answer = respond(request, "2001:db8::1", 1)
    assert answer is not None
    assert len(answer) <= len(request) + 40


def test_the_server_answers_on_its_port(shared_server: RunningServer) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.settimeout(10)
        ours.bind(("127.0.0.1", 0))
        ours.sendto(b"garbage", ("127.0.0.1", shared_server.port))
        ours.sendto(_request(fingerprint=True), ("127.0.0.1", shared_server.port))
        answer = ours.recv(2000)
        assert _address(_parse(answer)[1][0x0020]) == ("127.0.0.1", ours.getsockname()[1])


def test_a_port_that_is_taken_stops_nothing() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))

        async def run() -> None:
            responder = StunResponder("127.0.0.1", taken.getsockname()[1])
            await responder.start()
            await responder.stop()

        asyncio.run(run())


def test_without_a_port_there_is_no_responder() -> None:
    async def run() -> None:
        responder = StunResponder("127.0.0.1", 0)
        await responder.start()
        await responder.stop()

    asyncio.run(run())


def test_ipv6_is_answered() -> None:
    port = free_port()

    async def run() -> bytes:
        responder = StunResponder("::1", port)
        await responder.start()
        try:
            with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as ours:
                ours.setblocking(False)
                try:
                    ours.bind(("::1", 0))
                except OSError:
                    pytest.skip("this machine has no IPv6")
                loop = asyncio.get_running_loop()
                await loop.sock_sendto(ours, _request(), ("::1", port))
                return await asyncio.wait_for(loop.sock_recv(ours, 2000), 10)
        finally:
            await responder.stop()

    assert _address(_parse(asyncio.run(run()))[1][0x0020])[0] == "::1"


def test_each_address_has_a_rate_of_answers() -> None:
    moment = 0.0
    rate = AnswerRate(lambda address: address.partition(":")[0], lambda: moment)
    assert [rate.consume("a") for _ in range(int(stun_responder.BURST) + 2)][-3:] == [True, False, False]
    assert not rate.consume("a:1")
    assert rate.consume("b")
    moment = 1.0
    assert sum(rate.consume("a") for _ in range(1000)) == stun_responder.RATE


def test_a_flood_of_addresses_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stun_responder, "MOST_ADDRESSES", 100)
    rate = AnswerRate(str, lambda: 0.0)
    assert all(rate.consume(str(number)) for number in range(1000))
    assert len(rate._left) <= 100
