"""Opens a shared document: a program of its own (``opener snapshot`` or ``opener read ROOT``).

The library that reads Yjs updates can be ended, with the whole process, by a hostile one. Documents are therefore
opened here alone, in a confined process (:mod:`convener.sandbox`). The updates are standard input, in their order
(MessagePack); the result is standard output: all updates as one, or the content of a root as JSON. :mod:`.confined`
runs this program.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from .content import MAX_DEPTH, Block, Content, Run, Value

if TYPE_CHECKING:
    from pycrdt import Doc, XmlElement, XmlFragment, XmlText

MOST_BLOCKS = 50_000
"""Blocks and runs that are read; what follows is left out."""


def open_document(updates: Iterable[bytes]) -> Doc[Any]:
    """The document that these updates make."""
    from pycrdt import Doc

    document: Doc[Any] = Doc()
    for one in updates:
        document.apply_update(one)
    return document


class _Reading:
    """Reads a rich text. ``left``: how many blocks and runs may still be read."""

    def __init__(self) -> None:
        self.left = MOST_BLOCKS

    def content(self, fragment: XmlFragment) -> Content:
        """The content of a fragment."""
        blocks = self._inside(fragment, 0)
        return Content([one for one in blocks if isinstance(one, Block)])

    def _inside(self, parent: XmlFragment | XmlElement, depth: int) -> list[Run | Block]:
        from pycrdt import XmlElement, XmlText

        found: list[Run | Block] = []
        for child in parent.children:
            self.left -= 1
            if self.left < 0 or depth > MAX_DEPTH:
                break
            if isinstance(child, XmlText):
                found.extend(self._runs(child))
            elif isinstance(child, XmlElement):
                attributes = {str(key): _value(value) for key, value in child.attributes}  # type: ignore[attr-defined]
                found.append(Block(child.tag or "", attributes, self._inside(child, depth + 1)))
        return found

    def _runs(self, text: XmlText) -> Iterable[Run]:
        for piece, formats in text.diff():
            self.left -= 1
            if self.left < 0:
                return
            if isinstance(piece, str) and piece:
                marks = {name: _attributes(value) for name, value in (formats or {}).items() if value is not None}
                yield Run(piece, marks)


def read_root(document: Doc[Any], root: str) -> Content:
    """The rich text in a root of the document."""
    from pycrdt import XmlFragment

    return _Reading().content(document.get(root, type=XmlFragment))


def _attributes(value: object) -> dict[str, Value]:
    return {str(key): _value(one) for key, one in value.items()} if isinstance(value, dict) else {}


def _value(value: object) -> Value:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)[:1000]


def main() -> None:
    """Read updates from standard input and write what was asked for."""
    what, *arguments = sys.argv[1:]
    document = open_document(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=list[bytes]))
    if what == "snapshot":
        result: bytes = document.get_update()
    else:
        result = msgspec.json.encode(read_root(document, arguments[0]))
    sys.stdout.buffer.write(result)
