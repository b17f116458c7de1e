"""From values to XML: elements, options, faults, notices. Text is stored as given and encoded here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

Element = etree._Element

ROOT = "PlaceWareConfCenter"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot carry."""
_SPECIAL = re.compile('[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


@dataclass(frozen=True)
class Markup:
    """An element as text, in pieces that are made when they are asked for. Lists of meetings are written so: an option
    takes a third of what it takes as an object of the library.

    ``streams``: whether it is so long that each piece is to be sent before the next one is made.
    """

    pieces: Iterable[str]
    streams: bool = False

    def element(self) -> Element:
        """The same as an element."""
        return etree.fromstring("".join(self.pieces), etree.XMLParser(huge_tree=True, resolve_entities=False))

    def documents(self) -> Iterator[bytes]:
        """The bytes of a reply with it, in pieces."""
        yield f"<{ROOT}>".encode()
        for piece in self.pieces:
            yield piece.encode()
        yield f"</{ROOT}>".encode()


def attribute_text(text: str) -> str:
    """A text as it stands in the quotes of an attribute."""
    return clean(text).translate(_ESCAPES) if _SPECIAL.search(text) else text


def markup(made: Element) -> str:
    """An element as text."""
    text: str = etree.tostring(made, encoding="unicode")
    return text


def element(tag: str, attributes: dict[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    """An element with these attributes and children."""
    # All attributes at once: a list of meetings is made of hundreds of these, and each step into the library counts.
    made = etree.Element(tag, {name: clean(value) for name, value in attributes.items()} if attributes else None)
    for child in children:
        made.append(child)
    return made


def value_option(kind: str, name: str, value: str) -> Element:
    """An option of one value, which XML can carry (:func:`clean`)."""
    return etree.Element(kind, {"name": name, "value": value})


def leaf(tag: str, text: str) -> Element:
    """An element with text."""
    made = etree.Element(tag)
    made.text = clean(text)
    return made


def leaves(tag: str, texts: Iterable[str]) -> list[Element]:
    """One leaf for each text."""
    return [leaf(tag, text) for text in texts]


def clean(text: str) -> str:
    """The text without what XML cannot carry."""
    return _FORBIDDEN.sub("", text)


def boolean(value: bool) -> str:
    """``True`` or ``False``."""
    return "True" if value else "False"


def instant(moment: datetime) -> str:
    """``yyyy-mm-ddThh:mm:ssZ``: whole seconds, UTC."""
    return f"{(moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()[:19]}Z"


def interval(start: datetime, end: datetime) -> Element:
    """A TimeInterval."""
    return etree.Element("TimeInterval", {"startTime": instant(start), "endTime": instant(end)})


def string_option(name: str, value: str) -> Element:
    """A StringOption."""
    return value_option("StringOption", name, clean(value))


def decimal_option(name: str, value: int) -> Element:
    """A DecimalOption."""
    return value_option("DecimalOption", name, str(value))


def time_option(name: str, moment: datetime) -> Element:
    """A TimeOption."""
    return value_option("TimeOption", name, instant(moment))


def string_list_option(name: str, values: Iterable[str]) -> Element:
    """A StringListOption."""
    return element("StringListOption", {"name": name}, leaves("String", values))


def option_list(options: Iterable[Element] = ()) -> Element:
    """An OptionList."""
    return element("OptionList", None, options)


def document(message: Element | Markup) -> bytes:
    """The reply's bytes: the message in its root element."""
    if isinstance(message, Markup):
        return b"".join(message.documents())
    root = etree.Element(ROOT)
    root.append(message)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=False)
