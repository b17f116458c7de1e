"""A STUN server (RFC 8489) for binding requests, so that browsers learn their address without an external server.

The answer to a request is little longer than the request, so it cannot be used to amplify traffic to a forged sender
address. Anything that is not a binding request gets no answer.
"""

from __future__ import annotations

import ipaddress
import struct
import zlib

MAGIC_COOKIE = 0x2112A442
HEADER_BYTES = 20
BINDING_REQUEST = 0x0001
BINDING_SUCCESS = 0x0101
BINDING_ERROR = 0x0111
ERROR_CODE = 0x0009
UNKNOWN_ATTRIBUTES = 0x000A
XOR_MAPPED_ADDRESS = 0x0020
SOFTWARE = 0x8022
FINGERPRINT = 0x8028
FINGERPRINT_XOR = 0x5354554E

KNOWN = frozenset({0x0006, 0x0008, 0x001C, 0x001E, 0x0024, 0x0025})
"""Comprehension-required attributes that browsers may send and that change nothing here: USERNAME, MESSAGE-INTEGRITY,
MESSAGE-INTEGRITY-SHA256, USERHASH, PRIORITY, USE-CANDIDATE. There are no credentials to check."""

LONGEST_REQUEST = 1024


class Malformed(ValueError):
    """Not a STUN message that must be answered."""


def respond(datagram: bytes, host: str, port: int) -> bytes | None:
    """The answer to a datagram from ``host`` and ``port``; None where it gets none."""
    try:
        transaction, unknown, fingerprint = _read(datagram)
    except Malformed:
        return None
    if unknown:
        # RFC 8489 6.3.1: 420 with the attributes that were not understood; never more of them than fit the request.
        reason = b"Unknown Attribute"
        body = _attribute(ERROR_CODE, struct.pack("!HBB", 0, 4, 20) + reason)
        body += _attribute(UNKNOWN_ATTRIBUTES, b"".join(struct.pack("!H", kind) for kind in unknown))
        return _message(BINDING_ERROR, transaction, body, fingerprint)
    body = _attribute(XOR_MAPPED_ADDRESS, _xored(host, port, transaction))
    return _message(BINDING_SUCCESS, transaction, body, fingerprint)


def _read(datagram: bytes) -> tuple[bytes, list[int], bool]:
    """Transaction id, unknown comprehension-required attributes, and whether there was a FINGERPRINT attribute."""
    if not HEADER_BYTES <= len(datagram) <= LONGEST_REQUEST:
        raise Malformed("size")
    kind, length, cookie = struct.unpack_from("!HHI", datagram)
    if kind != BINDING_REQUEST or cookie != MAGIC_COOKIE or length % 4 or length != len(datagram) - HEADER_BYTES:
        raise Malformed("header")
    unknown: list[int] = []
    at, fingerprint = HEADER_BYTES, False
    while at < len(datagram):
        if fingerprint:
            raise Malformed("FINGERPRINT must be the last attribute")
        attribute, size = struct.unpack_from("!HH", datagram, at)
        if at + 4 + size > len(datagram):
            raise Malformed("attribute")
        if attribute == FINGERPRINT:
            if size != 4 or datagram[at + 4 : at + 8] != _fingerprint(datagram[:at]):
                raise Malformed("FINGERPRINT")
            fingerprint = True
        elif attribute < 0x8000 and attribute not in KNOWN and attribute not in unknown:
            unknown.append(attribute)
        at += 4 + size + -size % 4
    return datagram[8:HEADER_BYTES], unknown, fingerprint


def _message(kind: int, transaction: bytes, body: bytes, fingerprint: bool) -> bytes:
    length = len(body) + (8 if fingerprint else 0)
    message = struct.pack("!HHI", kind, length, MAGIC_COOKIE) + transaction + body
    return message + _attribute(FINGERPRINT, _fingerprint(message)) if fingerprint else message


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def _fingerprint(before: bytes) -> bytes:
    """CRC-32 of the message before the attribute (its length field counts the attribute already), XORed."""
    return struct.pack("!I", zlib.crc32(before) ^ FINGERPRINT_XOR)


def _xored(host: str, port: int, transaction: bytes) -> bytes:
    """The value of XOR-MAPPED-ADDRESS (RFC 8489 14.2)."""
    address = ipaddress.ip_address(host.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    key = struct.pack("!I", MAGIC_COOKIE) + transaction
    packed = bytes(a ^ b for a, b in zip(address.packed, key, strict=False))
    return struct.pack("!BBH", 0, 1 if address.version == 4 else 2, port ^ (MAGIC_COOKIE >> 16)) + packed
