"""The encoding of Yjs (lib0): variable-length integers, strings and updates of our own.

An update in format v1 is ``clients``, for each of them ``structs client clock struct…``, then the deletions:
``clients``, for each ``client ranges`` and for each range ``clock length``. Integers are little-endian groups of seven
bits.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from msgspec import Struct

NOTHING = b"\x00\x00"
"""An update without structs and deletions."""

MAX_INTEGER = 1 << 53
"""JavaScript counts exactly so far."""

ARRAY, MAP, ELEMENT, TEXT = 0, 1, 3, 6
"""The types ``YArray``, ``YMap``, ``YXmlElement`` and ``YXmlText``."""

STRING, TYPE, ANY = 4, 7, 8
"""Contents of structs."""

AnyValue = None | bool | int | float | str | Sequence["AnyValue"] | Mapping[str, "AnyValue"]
"""Values that :class:`UpdateWriter` writes."""


def read_integer(data: bytes, at: int) -> tuple[int, int]:
    """The integer that begins at ``at``, and where it ends. Raises :class:`ValueError` for one that is too large,
    :class:`IndexError` at the end of the data."""
    byte = data[at]
    at += 1
    if byte < 128:
        return byte, at
    number, shift = byte & 127, 7
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            break
        shift += 7
        if shift > 56:
            raise ValueError("an integer has too many bytes")
    if number >= MAX_INTEGER:
        raise ValueError("an integer is too large")
    return number, at


def encode_integer(number: int) -> bytes:
    """The variable-length form of an integer of at least 0."""
    parts = bytearray()
    while number > 127:
        parts.append(128 | (number & 127))
        number >>= 7
    parts.append(number)
    return bytes(parts)


def encode_string(text: str) -> bytes:
    """A string with its length in bytes."""
    data = text.encode()
    return encode_integer(len(data)) + data


def encode_any(value: AnyValue) -> bytes:
    """A value of an attribute, an array or a map."""
    match value:
        case None:
            return b"\x7e"
        case bool():
            return b"\x78" if value else b"\x79"
        case int() | float():
            return b"\x7b" + struct.pack(">d", float(value))
        case str():
            return b"\x77" + encode_string(value)
        case Mapping():
            entries = (encode_string(key) + encode_any(one) for key, one in value.items())
            return b"\x76" + encode_integer(len(value)) + b"".join(entries)
        case _:
            return b"\x75" + encode_integer(len(value)) + b"".join(encode_any(one) for one in value)


def encode_state_vector(clocks: dict[int, int]) -> bytes:
    """The next clock of each client id, as Yjs reads it."""
    parts = [encode_integer(len(clocks))]
    for client, clock in clocks.items():
        parts.append(encode_integer(client) + encode_integer(clock))
    return b"".join(parts)


class Element(Struct, frozen=True):
    """An XML element to be written: its name, attributes, text, and elements inside after the text."""

    name: str
    attributes: Mapping[str, AnyValue] = {}
    text: str = ""
    children: tuple[Element, ...] = ()


class UpdateWriter:
    """Writes one update that appends elements to the root ``root``, or puts maps into it, all by the client id
    ``client``."""

    def __init__(self, client: int, root: str) -> None:
        self._client = client
        self._root = root
        self._structs: list[bytes] = []
        self._clock = 0
        self._last: int | None = None

    def append(self, element: Element) -> None:
        """Append an element to the root."""
        self._last = self._element(element, None, self._last)

    def insert_map(self, key: str, values: Mapping[str, AnyValue]) -> None:
        """Put a map of these values into the root, which is a map itself, under this key."""
        clock = self._struct(TYPE, None, None, bytes([MAP]), 1, key)
        for name, value in values.items():
            self._struct(ANY, clock, None, b"\x01" + encode_any(value), 1, name)

    def update(self) -> bytes:
        """The whole update."""
        if not self._structs:
            return NOTHING
        head = encode_integer(1) + encode_integer(len(self._structs)) + encode_integer(self._client) + b"\x00"
        return head + b"".join(self._structs) + b"\x00"

    def _element(self, element: Element, parent: int | None, left: int | None) -> int:
        clock = self._struct(TYPE, parent, left, bytes([ELEMENT]) + encode_string(element.name), 1)
        for key, value in element.attributes.items():
            self._struct(ANY, clock, None, b"\x01" + encode_any(value), 1, key)
        last: int | None = None
        if element.text:
            last = self._struct(TYPE, clock, None, bytes([TEXT]), 1)
            length = len(element.text.encode("utf-16-le")) // 2
            self._struct(STRING, last, None, encode_string(element.text), length)
        for child in element.children:
            last = self._element(child, clock, last)
        return clock

    def _struct(
        self, content: int, parent: int | None, left: int | None, body: bytes, length: int, key: str | None = None
    ) -> int:
        clock = self._clock
        self._clock += length
        if left is not None:
            head = bytes([content | 0x80]) + self._id(left)
        else:
            info = content | (0x20 if key is not None else 0)
            where = b"\x01" + encode_string(self._root) if parent is None else b"\x00" + self._id(parent)
            head = bytes([info]) + where + (encode_string(key) if key is not None else b"")
        self._structs.append(head + body)
        return clock

    def _id(self, clock: int) -> bytes:
        return encode_integer(self._client) + encode_integer(clock)
