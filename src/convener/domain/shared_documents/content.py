"""What is in a shared rich text, as :mod:`.opener` reads it: blocks in blocks, with runs of text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

Value = None | bool | int | float | str
"""Values of attributes. Yjs gives whole numbers as floats."""

MAX_DEPTH = 24
"""So deep blocks are read."""


class Run(Struct, tag="run", tag_field="is", frozen=True):
    """Text with the same marks: their names, and the attributes of each."""

    text: str
    marks: dict[str, dict[str, Value]] = {}


class Block(Struct, tag="block", tag_field="is", frozen=True):
    """A paragraph, a list, an item: its type (the name of the node), attributes, and what is in it in its order."""

    type: str
    attributes: dict[str, Value] = {}
    content: list[Run | Block] = []

    def text(self, most: int = 10_000) -> str:
        """The text in it and in what is below, on one line."""
        words = " ".join("".join(_texts(self)).split())
        return words[:most]

    def blocks(self) -> Iterator[Block]:
        """The blocks directly in it."""
        return (one for one in self.content if isinstance(one, Block))

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in the order of the text."""
        yield self
        for one in self.blocks():
            yield from one.walk()


def _texts(block: Block) -> Iterator[str]:
    for one in block.content:
        if isinstance(one, Run):
            yield one.text
        elif one.type == "hardBreak":
            yield " "
        else:
            yield from _texts(one)
            yield " "


class Content(Struct, frozen=True):
    """A whole text."""

    blocks: list[Block] = []

    def walk(self) -> Iterator[Block]:
        """All blocks in the order of the text."""
        for one in self.blocks:
            yield from one.walk()
