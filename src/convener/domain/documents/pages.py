"""Pages of documents as they pass from the process that draws them (:mod:`.drawing`) to the server."""

from __future__ import annotations

from msgspec import Struct

SIZES = (1600, 800, 320)
"""The longest side of the pictures of a page in pixels, the largest first; the last is the thumbnail."""

LONGEST_TEXT = 20_000
"""Characters of the text of a page that are kept."""

MOST_LINKS = 200
"""Links of a page that are kept."""

LONGEST_LINK = 2_000
SCHEMES = ("http://", "https://", "mailto:")
"""How the addresses of links begin that are kept."""


class PageLink(Struct, frozen=True, kw_only=True):
    """A link on a page: where it is, in parts of the page's width and height from its upper left corner, and where it
    leads: to an address, or to a ``page`` of the document (from 1)."""

    x: float
    y: float
    width: float
    height: float
    url: str = ""
    page: int | None = None


class Picture(Struct, frozen=True, kw_only=True):
    """A page in one size, in pixels, as WebP."""

    width: int
    height: int
    content: bytes


class Opened(Struct, frozen=True, kw_only=True, tag="opened"):
    """The document was opened, and has so many pages."""

    pages: int


class DrawnPage(Struct, frozen=True, kw_only=True, tag="drawn"):
    """A page, by its number from 1: its pictures, the largest first, and what can be read on it."""

    number: int
    pictures: list[Picture]
    text: str = ""
    links: list[PageLink] = []


class LostPage(Struct, frozen=True, kw_only=True, tag="lost"):
    """A page that cannot be shown."""

    number: int


class Unreadable(Struct, frozen=True, kw_only=True, tag="unreadable"):
    """The document cannot be shown at all. ``reason``: damaged, password, large."""

    reason: str


Drawn = Opened | DrawnPage | LostPage | Unreadable
